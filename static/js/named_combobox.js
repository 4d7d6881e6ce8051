// Django's field that finds a row says only what is chosen; here it gets the name of its label too.
// Modules run after the script that makes these fields, so this stands behind it in the same queue.
window.django.jQuery(() => {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const label = select.labels[0];
    const box = select.nextElementSibling?.querySelector("[role=combobox]");
    if (!label || !box) continue;
    label.id ||= `${select.id}_label`;
    box.setAttribute("aria-labelledby", `${label.id} ${box.getAttribute("aria-labelledby")}`);
    // What is chosen is text inside the box, no field of its own.
    const chosen = box.querySelector("[role=textbox]");
    chosen?.removeAttribute("role");
    chosen?.removeAttribute("aria-readonly");
    label.removeAttribute("for");
    label.addEventListener("click", () => box.focus());
  }
});
