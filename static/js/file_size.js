// Says at once that what was chosen is too large, instead of sending it for minutes to have it
// refused. Without this, the server says the same afterwards.

const MEGABYTE = 1024 * 1024;

function inputsOf(form) {
  return [...form.querySelectorAll("input[type=file][data-most-megabytes]")];
}

// Return the sentence for what is chosen in an input, "" where that is not too much.
function complaint({ files, dataset }) {
  const bytes = [...files].reduce((sum, file) => sum + file.size, 0);
  const isFine = bytes <= dataset.mostMegabytes * MEGABYTE && files.length <= (dataset.mostFiles ?? 1);
  return isFine ? "" : dataset.tooMuch.replace("{found}", Math.ceil(bytes / MEGABYTE));
}

function tell(input) {
  const words = complaint(input);
  const id = `${input.id}_too_much`;
  const others = (input.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one && one !== id);
  document.getElementById(id)?.remove();
  if (words) {
    const list = document.createElement("ul");
    list.id = id;
    list.className = "errorlist";
    list.setAttribute("role", "alert");
    list.append(Object.assign(document.createElement("li"), { textContent: words }));
    input.after(list);
    input.setAttribute("aria-invalid", "true");
    others.push(id);
  } else {
    input.removeAttribute("aria-invalid");
  }
  if (others.length) input.setAttribute("aria-describedby", others.join(" "));
  else input.removeAttribute("aria-describedby");
  return words;
}

document.addEventListener("change", ({ target }) => {
  if (target.matches("input[type=file][data-most-megabytes]")) tell(target);
});

// Before whatever else happens when the form is sent.
document.addEventListener(
  "submit",
  (event) => {
    const wrong = inputsOf(event.target).find(tell);
    if (!wrong) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    wrong.focus();
  },
  true,
);
