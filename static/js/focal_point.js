// The exact point that stays in view: by pointing at it, or with the arrow keys on the two sliders.
// Without this, nine points can be chosen, and the sliders count when the picture is saved.

const focal = document.querySelector(".focal");
const stage = focal?.querySelector(".focal__stage");
const [x, y] = focal?.querySelectorAll(".focal__exact input") ?? [];

function show() {
  focal.style.setProperty("--at-x", `${x.value}%`);
  focal.style.setProperty("--at-y", `${y.value}%`);
  for (const slider of [x, y]) slider.parentElement.querySelector("output").textContent = `${slider.value} %`;
}

function set(left, top) {
  x.value = Math.max(0, Math.min(100, Math.round(left)));
  y.value = Math.max(0, Math.min(100, Math.round(top)));
  for (const radio of focal.querySelectorAll("[type=radio]")) {
    radio.checked = radio.value === `${x.value},${y.value}`;
  }
  show();
}

function point(event) {
  const box = stage.querySelector("img").getBoundingClientRect();
  set((100 * (event.clientX - box.left)) / box.width, (100 * (event.clientY - box.top)) / box.height);
}

if (focal) {
  focal.classList.add("is-exact");
  show();
  for (const slider of [x, y]) slider.addEventListener("input", () => set(x.value, y.value));
  focal.addEventListener("change", ({ target }) => {
    if (target.type === "radio") set(...target.value.split(","));
  });
  stage.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    stage.setPointerCapture(event.pointerId);
    point(event);
  });
  stage.addEventListener("pointermove", (event) => {
    if (stage.hasPointerCapture(event.pointerId)) point(event);
  });
  // A click would choose the ninth that lies there.
  stage.addEventListener("click", (event) => {
    if (event.detail > 0) event.preventDefault();
  });
}
