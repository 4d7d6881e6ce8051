// On the page that keeps what somebody typed who is signed out. Signing in on another tab changes the
// secret behind the form's token; a token of now makes one click enough. Without this it takes two.
const form = document.querySelector("form[data-token-from]");

async function freshToken(url) {
  const answer = await fetch(url);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("input[name=csrfmiddlewaretoken]")?.value;
}

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const token = form.elements.csrfmiddlewaretoken;
  token.value = (await freshToken(form.dataset.tokenFrom).catch(() => "")) || token.value;
  form.submit();
});
