/* The rich editor's box has no name of its own: it gets that of the label of its textarea. */
const nameEditors = () => {
  for (const box of document.querySelectorAll(".prose-editor > [role=textbox]:not([aria-labelledby])")) {
    const label = box.parentElement.querySelector("textarea")?.labels[0];
    if (label) {
      label.id ||= `${label.htmlFor}_label`;
      box.setAttribute("aria-labelledby", label.id);
    }
  }
};

new MutationObserver(nameEditors).observe(document.body, { childList: true, subtree: true });
nameEditors();
