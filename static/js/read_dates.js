// Says how a date is understood while somebody types it. Without this, the server says it on saving.

const WAIT = 350;
const waiting = new WeakMap();

async function readBack(input) {
  const status = input.closest(".date-field").querySelector(".understood");
  const asked = input.value;
  const url = new URL(input.dataset.readDate, location.href);
  url.searchParams.set("text", asked);
  url.searchParams.set("name", input.name);
  url.searchParams.set("takes", input.dataset.takes);
  url.searchParams.set("near", input.dataset.near);
  url.searchParams.set("shown", input.dataset.shown ?? "");
  try {
    const answer = await fetch(url, { credentials: "same-origin", redirect: "error" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    // Somebody typed on: the next answer counts.
    if (input.value === asked) status.replaceChildren(...page.body.childNodes);
  } catch {
    // Offline or signed out: saving says it.
  }
}

document.addEventListener("input", ({ target }) => {
  if (!target.matches?.("[data-read-date]")) return;
  clearTimeout(waiting.get(target));
  waiting.set(target, setTimeout(readBack, WAIT, target));
});
