// Choosing a picture: a search among all of them, and what is uploaded in a window of its own is
// taken over. Without this, the newest are offered and any other goes by its number.

const WAIT = 300;
const waiting = new WeakMap();
let asking;

async function options(chooser, query) {
  const url = new URL(chooser.dataset.choices, location.href);
  url.search = new URLSearchParams({ name: chooser.dataset.name, ...query });
  const answer = await fetch(url, { credentials: "same-origin", redirect: "error" });
  if (!answer.ok) throw new Error(answer.status);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return [...page.body.childNodes];
}

async function find(chooser, input) {
  const asked = input.value;
  try {
    const found = await options(chooser, { q: asked });
    if (input.value !== asked) return;
    const chosen = chooser.querySelector("input:checked");
    const place = chooser.querySelector(".chooser__found");
    const kept = chosen && place.contains(chosen) ? [chosen.closest(".option")] : [];
    const others = found.filter((node) => node.querySelector?.("input")?.value !== chosen?.value);
    place.replaceChildren(...kept, ...others);
  } catch {
    // Offline or signed out: what is shown stays.
  }
}

function show(chooser, option) {
  const now = chooser.querySelector(".chooser__now");
  const image = option.querySelector("img")?.cloneNode();
  const words = document.createElement("p");
  words.textContent = option.querySelector(".option__name").textContent;
  now.replaceChildren(...(image ? [image] : []), words);
  chooser.querySelector(".chooser__gone")?.remove();
}

async function take(chooser, picture) {
  try {
    const [option] = (await options(chooser, { picture })).filter((node) => node.querySelector?.("input"));
    if (!option) return;
    chooser.querySelector(".chooser__found").prepend(option);
    const radio = option.querySelector("input");
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    chooser.querySelector(".chooser__more").open = false;
    chooser.querySelector("[data-upload]").focus();
  } catch {
    // The window says its number.
  }
}

for (const chooser of document.querySelectorAll(".chooser")) {
  chooser.querySelector(".chooser__find").hidden = false;
}

// Before others hear of it: words of a search are nothing that somebody changed.
for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => {
    const input = event.target;
    const chooser = input.closest?.(".chooser");
    if (!chooser) return;
    if (input.type === "search") {
      event.stopImmediatePropagation();
      clearTimeout(waiting.get(input));
      waiting.set(input, setTimeout(find, WAIT, chooser, input));
    } else if (kind === "change" && input.type === "radio") {
      show(chooser, input.closest(".option"));
    }
  }, true);
}

document.addEventListener("keydown", (event) => {
  // Enter in a search would save the form.
  if (event.key === "Enter" && event.target.matches?.(".chooser [type=search]")) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-upload]");
  if (!link) return;
  const opened = window.open(link.href, "picture", "popup,width=820,height=760");
  if (!opened) return;
  event.preventDefault();
  asking = link.closest(".chooser");
});

window.addEventListener("message", ({ origin, data }) => {
  if (origin === location.origin && data?.pictureAdded && asking) take(asking, data.pictureAdded);
});
