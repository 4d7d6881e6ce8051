/* Words typed into a form of the desk and not sent: who leaves is asked first, and Ctrl+S saves.
   A form counts from the first change on, and from the start when it came back with what was typed. */
const WORDS = ["textarea", "[contenteditable=true]", "input:not([type])"]
  .concat(["text", "email", "url", "tel", "number"].map((type) => `input[type=${type}]`))
  .map((words) => `${words}:not([readonly])`)
  .join(", ");
const SAVES = ["[data-saves]", "[name=_draft]", "[name=_continue]", "[name=_save]"];
const PLACE = "editor-place";

const forms = [...document.querySelectorAll("#content form[method=post]:not([role=search])")].filter(
  (form) => form.matches("[data-typed]") || (form.querySelector(WORDS) && !form.querySelector("[type=password]")),
);
const unsent = new Set(forms.filter((form) => form.matches("[data-typed]") || form.querySelector(".errorlist")));
let sent = null;

/* The form that somebody writes in: where the focus is, else the only one that there is or that was changed. */
const current = () => {
  const here = document.activeElement?.form ?? document.activeElement?.closest("form");
  if (forms.includes(here)) return here;
  const [only, ...others] = unsent.size ? unsent : forms;
  return others.length ? null : only;
};

const saving = (form) => {
  for (const selector of form ? SAVES : []) {
    const button = form.querySelector(selector);
    if (button) return button;
  }
  return null;
};

/* Ctrl+S is a button like any other, but one comes back to where one was. */
const saveHere = (form, button) => {
  const place = { path: location.pathname, top: scrollY, id: document.activeElement?.id };
  sessionStorage.setItem(PLACE, JSON.stringify(place));
  form.requestSubmit(button);
};

const comeBack = () => {
  const place = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
  sessionStorage.removeItem(PLACE);
  if (place?.path !== location.pathname) return;
  const said = document.querySelector(".messagelist");
  const state = document.querySelector(".submit-row__state[role=status]");
  // A region that is there first and then gets its words is read out.
  if (said && state) setTimeout(() => { state.textContent = [...said.children].map((line) => line.textContent.trim()).join(" "); }, 100);
  const field = place.id ? document.getElementById(place.id) : null;
  for (let node = field; node; node = node.parentElement) {
    if (node.tagName === "DETAILS") node.open = true;
  }
  field?.focus({ preventScroll: true });
  scrollTo(0, place.top);
};

for (const form of forms) {
  form.addEventListener("input", () => {
    unsent.add(form);
    sent = null;
  });
}
document.addEventListener("submit", (event) => {
  const target = event.submitter?.formTarget || event.target.target;
  if (!event.defaultPrevented && (!target || target === "_self")) sent = event.target;
});
addEventListener("beforeunload", (event) => {
  if ([...unsent].some((form) => form !== sent)) event.preventDefault();
});
addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
  const form = current();
  const button = saving(form);
  if (!button) return;
  event.preventDefault();
  saveHere(form, button);
});
// By then the rich editors have their height.
document.addEventListener("DOMContentLoaded", comeBack);
