/* Who leaves a form of content with words that are not saved is asked first, by the browser itself. */
const form = document.querySelector("#content-main form");
let changed = false;
let sending = false;

form?.addEventListener("input", () => { changed = true; });
form?.addEventListener("submit", () => { sending = true; });
addEventListener("beforeunload", (event) => {
  if (changed && !sending) event.preventDefault();
});
