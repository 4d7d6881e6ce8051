/* Parts are moved without asking the server: the order of their places is what the form sends. */
const partsOf = (list) => [...list.querySelectorAll(":scope > .part")];

const settle = (list) => {
  const parts = partsOf(list);
  parts.forEach((part, index) => {
    part.querySelector("input[name$='-position']").value = 10 * (index + 1);
    const [up, down] = part.querySelectorAll(".part__moves button");
    up.toggleAttribute("aria-disabled", false);
    down.toggleAttribute("aria-disabled", false);
    if (index === 0) up.setAttribute("aria-disabled", "true");
    if (index === parts.length - 1) down.setAttribute("aria-disabled", "true");
    part.querySelector(".part__place").textContent = list.dataset.place
      .replace("{number}", index + 1)
      .replace("{count}", parts.length);
  });
};

const move = (button) => {
  const part = button.closest(".part");
  const list = part.parentElement;
  const parts = partsOf(list);
  const other = parts[parts.indexOf(part) + (button.name === "_up" ? -1 : 1)];
  if (!other) return;
  if (button.name === "_up") other.before(part);
  else other.after(part);
  settle(list);
  for (const place of list.querySelectorAll(".part__place")) place.classList.add("visually-hidden");
  part.querySelector(".part__place").classList.remove("visually-hidden");
  button.focus();
  part.dispatchEvent(new Event("input", { bubbles: true }));
};

document.addEventListener("click", (event) => {
  const button = event.target.closest(".part__moves button");
  if (!button) return;
  event.preventDefault();
  move(button);
});

/* A link to a part, or to a field in one, opens it. */
const openAim = () => {
  const aim = location.hash && document.getElementById(location.hash.slice(1));
  if (!aim) return;
  for (let node = aim; node; node = node.parentElement) {
    if (node.tagName === "DETAILS") node.open = true;
  }
  const own = aim.matches(".part") && aim.querySelector("details");
  if (own) own.open = true;
};

addEventListener("hashchange", openAim);
openAim();
