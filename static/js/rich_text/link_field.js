/* A field of one address: beside it a button finds a page, city or event. Whoever types needs none. */
import { askTarget } from "./dialogs.js";

const settings = JSON.parse(document.getElementById("rich-text-settings").textContent);

const start = (place) => {
  const [address, standsFor] = place.querySelectorAll("input");
  const leadsTo = place.querySelector("[role=status]");
  const part = place.closest(".part")?.querySelector("h3");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button quiet";
  button.textContent = settings.words.findTarget;
  // One page has several: the part tells them apart.
  if (part) button.setAttribute("aria-describedby", part.id);
  const choose = (target) => {
    address.value = target.address;
    standsFor.value = `${target.href} ${target.address}`;
    address.dispatchEvent(new Event("input", { bubbles: true }));
    leadsTo.textContent = leadsTo.dataset.words.replace("{name}", () => target.title);
    address.focus();
  };
  // What was chosen puts the focus on the address; the dialog leaves it where it was else.
  button.addEventListener("click", () => askTarget(settings, { choose, leave: () => {} }));
  address.addEventListener("input", () => {
    if (!standsFor.value.endsWith(` ${address.value.trim()}`)) leadsTo.textContent = "";
  });
  address.after(button);
};

for (const place of document.querySelectorAll("[data-link-field]")) {
  if (!place.querySelector("input").disabled) start(place);
}
