/* What is typed into the form of content or a translation and not saved: it is counted, and a copy is kept on the server. */
const form = document.querySelector(".editor__body, .desk-translate");
const state = form?.querySelector(".submit-row__state");
const changed = new Set();
const EVERY = 15000;
// A form that came back with what was typed is newer than what is stored.
const cameBack = form?.matches("[data-typed]");
let isNewer = cameBack;
let isSending = false;
let kept = "";
let sending;

const say = () => {
  const { one, many, again } = state.dataset;
  const count = changed.size === 1 ? one : many.replace("{count}", changed.size);
  const words = changed.size ? count : again;
  state.textContent = changed.size || cameBack ? `${words} ${kept}` : "";
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

if (state) {
  form.addEventListener("input", ({ target }) => {
    changed.add(target.name || target.closest(".form-row, .part")?.className || "");
    isNewer = true;
    mark(target);
    say();
  });
  form.addEventListener("submit", ({ submitter }) => {
    // A preview in another tab leaves this one as it is.
    if (submitter?.formTarget) return;
    isSending = true;
    sending?.abort();
  });
  document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });
  setInterval(keep, EVERY);
  if (cameBack) {
    say();
    keep();
  }
}
