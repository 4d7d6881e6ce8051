// Shows how much of a file has been sent, and keeps it chosen when the line breaks. Without this the
// browser sends the form in its own way.

function prepare() {
  const form = document.querySelector("form[data-shows-progress]");
  form?.addEventListener("submit", (event) => {
    // Another language asks for the form alone.
    if (event.submitter?.name !== "action") return;
    event.preventDefault();
    send(form, event.submitter);
  });
}

function send(form, submitter) {
  const [shown, bar, broken] = ["[data-progress]", "progress", "[data-broken]"].map((name) =>
    form.querySelector(name),
  );
  const request = new XMLHttpRequest();
  const isSending = (yes) => {
    shown.hidden = !yes;
    submitter.disabled = yes;
  };
  const fail = () => {
    isSending(false);
    broken.hidden = false;
  };
  // Before the button is disabled: a disabled one is not sent.
  const data = new FormData(form, submitter);
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    bar.value = event.loaded / event.total;
    // All is there; now it is read and stored, which nobody can measure.
    if (event.loaded === event.total) bar.removeAttribute("value");
  });
  request.addEventListener("load", () => answer(request, fail));
  request.addEventListener("error", fail);
  request.addEventListener("timeout", fail);
  broken.hidden = true;
  bar.value = 0;
  isSending(true);
  request.open("POST", submitter.formAction || form.action);
  request.send(data);
}

function answer(request, fail) {
  if (request.status === 200 && request.responseURL.includes("?done=")) {
    location.assign(request.responseURL);
    return;
  }
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  // A proxy's own error has no form; ours still holds all that was typed.
  if (!page.querySelector("main")) {
    fail();
    return;
  }
  document.title = page.title;
  document.querySelector("main").replaceWith(page.querySelector("main"));
  prepare();
  document.getElementById("error-summary")?.focus();
  window.scrollTo(0, 0);
}

prepare();
