// Says what time and what day it is in the partner city now, and keeps saying it. The page is the same
// for everybody and may be hours old, so the browser's clock tells; without this the line stays away.

const FORM = { weekday: "long", day: "numeric", month: "long", hour: "numeric", minute: "2-digit" };

// An old browser may not know a zone by its newer name: then the line stays away as well.
function formOf(timeZone) {
  try {
    return new Intl.DateTimeFormat(document.documentElement.lang, { ...FORM, timeZone });
  } catch {
    return null;
  }
}

function tell(line, written) {
  const now = new Date();
  line.querySelector("span").textContent = written.format(now);
  line.hidden = false;
  setTimeout(() => tell(line, written), 60_000 - (now.getTime() % 60_000) + 50);
}

for (const line of document.querySelectorAll("[data-zone]")) {
  const written = formOf(line.dataset.zone);
  if (written) tell(line, written);
}
