/* What is pasted is read by the server, as what is saved is; here it only goes to its place. */
const PICTURES = /data:[a-z]+\/[^"'\s)]{100,}/gi;

const asked = async (html, textarea, settings) => {
  const body = new URLSearchParams({ html: html.replace(PICTURES, ""), language: textarea.lang });
  const token = textarea.form?.elements.csrfmiddlewaretoken?.value ?? "";
  const answer = await fetch(settings.paste, { method: "POST", body, headers: { "X-CSRFToken": token } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
};

/* The event itself, before the editor parses what came: parsing foreign styles breaks the policy. */
export const pasteHandler = (textarea, settings, say) => (view, event) => {
  const html = event.clipboardData?.getData("text/html") ?? "";
  // What was copied in an editor of ours is in order already.
  if (!html || html.includes("data-pm-slice")) return false;
  const plain = event.clipboardData.getData("text/plain");
  event.preventDefault();
  say(settings.words.pasting);
  asked(html, textarea, settings).then(
    ({ html, notice }) => { view.pasteHTML(html); say(notice); },
    () => { view.pasteText(plain); say(settings.words.pasteFailed); },
  );
  return true;
};
