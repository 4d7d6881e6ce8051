/* Language tabs for everybody. jQuery UI makes each tab a list item that takes the focus, with a link
   inside: two controls in one confuse screen readers, so the link becomes plain text that is still
   clicked. All panels are on the page, which jQuery UI would otherwise read from the link. And the
   switch of all languages gets a name. */
django.jQuery.ui.tabs.prototype._isLocal = () => true;

const tidy = () => {
  for (const link of document.querySelectorAll(".ui-tabs-anchor[href]")) {
    link.removeAttribute("href");
    link.removeAttribute("tabindex");
  }
  const words = document.querySelector("[data-language-switch]")?.dataset.languageSwitch;
  document.querySelector("#modeltranslation-main-switch")?.setAttribute("aria-label", words);
};

// Rows of parts that are added later bring tabs of their own.
new MutationObserver(tidy).observe(document.body, { childList: true, subtree: true });
tidy();
