/* The preview beside the form: what is typed is sent into a frame after each pause, and saved nowhere.
   Without this script, and on narrow screens, the button opens the preview in a tab of its own. */
const PAUSE = 1200;
const BESIDE = matchMedia("(min-width: 64rem)");

const button = document.querySelector("[data-preview]");
const form = button?.form;
let panel = null;
let timer = 0;
let count = 0;

/* A form of its own is sent, so that nothing takes this for saving. */
const send = (target, more = {}) => {
  const own = document.createElement("form");
  own.method = "post";
  own.action = button.formAction;
  own.target = target;
  own.hidden = true;
  const add = (name, value) => {
    const input = document.createElement("textarea");
    input.name = name;
    input.value = value;
    own.append(input);
  };
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") add(name, value);
  }
  for (const [name, value] of Object.entries(more)) add(name, value);
  document.body.append(own);
  own.submit();
  own.remove();
};

const part = (name) => panel.querySelector(`.preview-panel__${name}`);
const frames = () => [...part("frame").querySelectorAll("iframe")];
const say = (what) => { part("status").textContent = part("status").dataset[what]; };

/* The page in a frame, or null for one that may not be read: another answer than a preview. */
const pageIn = (frame) => {
  try {
    const page = frame.contentDocument;
    return page?.querySelector(".preview-bar, .preview-not-yet") ? page : null;
  } catch {
    return null;
  }
};

const fit = () => {
  const width = Number(panel.querySelector("[aria-pressed=true]").dataset.width);
  const room = part("frame");
  // Its frame of 2 px at either side comes on top.
  const scale = Math.min(1, room.clientWidth / (width + 4));
  for (const frame of frames()) {
    frame.style.setProperty("--width", `${width}px`);
    frame.style.setProperty("--scale", String(scale));
    frame.style.setProperty("--height", `${room.clientHeight / scale}px`);
  }
};

const offerPlaces = (page) => {
  const select = panel.querySelector("#preview-place");
  const found = [...page.querySelectorAll(".preview-bar__places [data-path]")];
  const chosen = select.value;
  select.replaceChildren(...found.map((place) => new Option(place.textContent, place.dataset.path)));
  if (found.some((place) => place.dataset.path === chosen)) select.value = chosen;
  select.parentElement.hidden = found.length < 2;
};

/* A new frame each time: nothing flickers, and the browser's Back does not step through previews. */
const draw = () => {
  clearTimeout(timer);
  const frame = document.createElement("iframe");
  count += 1;
  frame.name = `preview-${count}`;
  frame.dataset.number = String(count).padStart(9, "0");
  frame.title = part("frame").dataset.title;
  frame.className = "is-drawing";
  part("frame").append(frame);
  fit();
  say("drawing");
  frame.addEventListener("load", () => {
    const page = pageIn(frame);
    const [before] = frames().filter((other) => other !== frame && !other.matches(".is-drawing"));
    if (page === null) {
      frame.remove();
      say("failed");
      return;
    }
    const place = panel.querySelector("#preview-place").value;
    if (before && before.dataset.place === place) {
      frame.contentWindow.scrollTo(0, before.contentWindow.scrollY);
    }
    offerPlaces(page);
    frame.dataset.place = panel.querySelector("#preview-place").value;
    frame.classList.remove("is-drawing");
    for (const other of frames()) if (other !== frame && other.dataset.number < frame.dataset.number) other.remove();
    say("drawn");
  });
  const more = { _preview_framed: "on" };
  for (const select of panel.querySelectorAll("[data-send]")) {
    if (select.options.length) more[select.dataset.send] = select.value;
  }
  send(frame.name, more);
};

const later = () => {
  clearTimeout(timer);
  timer = setTimeout(draw, PAUSE);
};

const close = () => {
  clearTimeout(timer);
  form.removeEventListener("input", later);
  form.removeEventListener("change", later);
  panel.remove();
  panel = null;
  document.body.classList.remove("preview-open");
  button.textContent = button.dataset.preview;
  button.setAttribute("aria-expanded", "false");
  button.focus();
};

const open = () => {
  panel = document.querySelector(".preview-template").content.firstElementChild.cloneNode(true);
  document.body.classList.add("preview-open");
  form.after(panel);
  for (const choice of panel.querySelectorAll("[data-width]")) {
    choice.addEventListener("click", () => {
      for (const other of panel.querySelectorAll("[data-width]")) {
        other.setAttribute("aria-pressed", String(other === choice));
      }
      fit();
    });
  }
  for (const select of panel.querySelectorAll("[data-send]")) select.addEventListener("change", draw);
  part("close").addEventListener("click", close);
  new ResizeObserver(() => { if (panel) fit(); }).observe(part("frame"));
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  button.textContent = button.dataset.close;
  button.setAttribute("aria-expanded", "true");
  draw();
};

BESIDE.addEventListener("change", () => { if (panel && !BESIDE.matches) close(); });

button?.addEventListener("click", (event) => {
  event.preventDefault();
  if (panel) close();
  else if (BESIDE.matches) open();
  else send("preview");
});
