/* What is typed and not saved: who leaves is asked first, a copy is kept on the server, Ctrl+S saves. */
const form = document.querySelector(".editor__body");
const state = form?.querySelector(".submit-row__state");
const changed = new Set();
const EVERY = 15000;
let isNewer = false;
let isSending = false;
let kept = "";
let sending;

const say = () => {
  const words = changed.size === 1 ? state.dataset.one : state.dataset.many.replace("{count}", changed.size);
  state.textContent = changed.size ? `${words} ${kept}` : "";
};

const mark = (target) => {
  const row = target.closest(".form-row");
  if (!row || row.querySelector(":scope > .changed-by--now")) return;
  row.classList.add("is-changed");
  const note = document.createElement("p");
  note.className = "changed-by changed-by--now";
  note.textContent = state.dataset.here;
  row.append(note);
};

const keep = async () => {
  if (!isNewer || isSending) return;
  isNewer = false;
  const data = new FormData(form);
  data.append("_keep", "on");
  sending = new AbortController();
  try {
    const answer = await fetch(location.pathname, { method: "POST", body: data, signal: sending.signal });
    const { kept: time } = answer.ok ? await answer.json() : {};
    kept = time ? state.dataset.kept.replace("{time}", time) : state.dataset.failed;
  } catch {
    kept = state.dataset.failed;
  }
  if (!isSending) say();
};

/* Ctrl+S is a button like any other, but one comes back to where one was. */
const PLACE = "editor-place";
const saveHere = () => {
  const place = { path: location.pathname, top: scrollY, id: document.activeElement?.id };
  sessionStorage.setItem(PLACE, JSON.stringify(place));
  form.requestSubmit(form.querySelector(".submit-row [name=_draft]"));
};

const comeBack = () => {
  const place = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
  sessionStorage.removeItem(PLACE);
  if (place?.path !== location.pathname) return;
  const said = document.querySelector(".messagelist");
  // A region that is there first and then gets its words is read out.
  if (said) setTimeout(() => { state.textContent = [...said.children].map((line) => line.textContent.trim()).join(" "); }, 100);
  for (let node = document.getElementById(place.id); node; node = node.parentElement) {
    if (node.tagName === "DETAILS") node.open = true;
  }
  document.getElementById(place.id)?.focus({ preventScroll: true });
  scrollTo(0, place.top);
};

if (form) {
  form.addEventListener("input", ({ target }) => {
    changed.add(target.name || target.closest(".form-row, .part")?.className || "");
    isNewer = true;
    mark(target);
    say();
  });
  form.addEventListener("submit", () => {
    isSending = true;
    sending?.abort();
  });
  addEventListener("beforeunload", (event) => {
    if (changed.size && !isSending) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    saveHere();
  });
  setInterval(keep, EVERY);
  comeBack();
}
