// Shows where typed coordinates lie. Without this, the map shows it after saving.

const WAIT = 350;
let waiting;

async function show(box) {
  const url = new URL(box.dataset.placeMap, location.href);
  const typed = () => ["latitude", "longitude"].map((name) => document.getElementById(`id_${name}`)?.value ?? "");
  const asked = typed();
  url.searchParams.set("latitude", asked[0]);
  url.searchParams.set("longitude", asked[1]);
  try {
    const answer = await fetch(url, { credentials: "same-origin", redirect: "error" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    // Somebody typed on: the next answer counts.
    if (typed().join() === asked.join()) box.replaceChildren(...page.body.childNodes);
  } catch {
    // Offline or signed out: saving shows it.
  }
}

document.addEventListener("input", ({ target }) => {
  const box = document.querySelector("[data-place-map]");
  if (!box || !["id_latitude", "id_longitude"].includes(target.id)) return;
  clearTimeout(waiting);
  waiting = setTimeout(show, WAIT, box);
});
