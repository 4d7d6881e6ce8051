// Asks for this page again while something on it is being made. Without this, a link does.

const EVERY = 2000;

async function askAgain() {
  const place = document.querySelector("[data-ask-again]");
  try {
    const answer = await fetch(location.href, { credentials: "same-origin", redirect: "error" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.querySelector("[data-ask-again]");
    // Nothing is replaced under somebody's hands before it says something else.
    if (found.innerHTML !== place.innerHTML) place.replaceChildren(...found.childNodes);
    if (!page.querySelector("script[src*='ask_again']")) return;
  } catch {
    // Offline for a moment.
  }
  setTimeout(askAgain, EVERY);
}

setTimeout(askAgain, EVERY);
