/* Ctrl+K goes to the search over everything. */
const search = document.getElementById("desk-search");

addEventListener("keydown", (event) => {
  if (!search || event.defaultPrevented || event.key.toLowerCase() !== "k") return;
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  event.preventDefault();
  search.focus();
  search.select();
});
