/* The two questions of the toolbar: where a link leads, and in which language words are. */
let count = 0;

const make = (tag, properties = {}, children = []) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

const field = (label, input, help) => {
  input.id = `prose-dialog-${++count}`;
  const words = make("p", { className: "help", id: `${input.id}-help`, textContent: help });
  if (help) input.setAttribute("aria-describedby", words.id);
  return make("div", { className: "prose-dialog__field" }, [
    make("label", { htmlFor: input.id, textContent: label }), ...(help ? [words] : []), input,
  ]);
};

/* Shows a dialog over everything with these fields and buttons; Escape closes it. `leave` says where the focus goes. */
const show = (words, title, fields, buttons, { run, leave }) => {
  const heading = make("h2", { textContent: title, id: `prose-dialog-${++count}` });
  const dialog = make("dialog", { className: "prose-dialog" });
  dialog.setAttribute("aria-labelledby", heading.id);
  const cancel = make("button", { type: "button", className: "button", textContent: words.cancel });
  cancel.addEventListener("click", () => dialog.close());
  const form = make("form", {}, [
    heading, ...fields, make("div", { className: "prose-dialog__buttons" }, [...buttons, cancel]),
  ]);
  form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
  // Events of the dialog are none of the form around it.
  for (const name of ["input", "change"]) dialog.addEventListener(name, (event) => event.stopPropagation());
  dialog.append(form);
  dialog.addEventListener("close", () => { dialog.remove(); leave(); });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
};

/* A question about the words that are chosen in a text. */
const open = (editor, words, title, fields, { set, unset, run, remove }) => {
  const press = (action) => () => { dialog.close(); action(); };
  const take = make("button", { type: "button", className: "button", textContent: unset });
  take.addEventListener("click", press(remove));
  const buttons = [make("button", { type: "submit", className: "button default", textContent: set }), take];
  const leave = () => editor.commands.focus();
  const dialog = show(words, title, fields, buttons, { run: press(run), leave });
};

/* The fields that find a page; `choose` gets what was chosen, and a way to say something. */
const targetsOf = (settings, choose) => {
  const { words } = settings;
  const found = make("ul", { className: "prose-dialog__found", ariaLabel: words.found });
  const status = make("p", { className: "help" });
  status.setAttribute("role", "status");
  const search = make("input", { type: "search", autocomplete: "off" });
  let waiting;
  const look = async () => {
    const answer = await fetch(`${settings.targets}?${new URLSearchParams({ q: search.value })}`);
    const { targets } = answer.ok ? await answer.json() : { targets: [] };
    status.textContent = targets.length ? "" : words.nothing;
    found.replaceChildren(...targets.map((target) => {
      const choice = make("button", { type: "button" }, [
        make("b", { textContent: target.title }), make("span", { textContent: ` ${target.kind}` }),
      ]);
      choice.addEventListener("click", () => choose(target, status));
      return make("li", {}, [choice]);
    }));
  };
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(look, 200); });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); look(); }
  });
  return [field(words.find, search, words.findHelp), status, found];
};

export const askLink = (editor, settings) => {
  const { words } = settings;
  const address = make("input", { type: "text", value: editor.getAttributes("link").href ?? "", autocomplete: "off" });
  const at = () => editor.chain().focus().extendMarkRange("link");
  const run = () => (address.value.trim() ? at().setMark("link", { href: address.value.trim() }).run() : at().unsetMark("link").run());
  const choose = ({ href, title }, status) => {
    address.value = href;
    status.textContent = title;
    address.focus();
  };
  open(editor, words, words.linkTitle, [...targetsOf(settings, choose), field(words.address, address, words.addressHelp)], {
    set: words.setLink, unset: words.noLink, run, remove: () => at().unsetMark("link").run(),
  });
};

/* Where the link of a field leads, which takes a typed address itself. */
export const askTarget = (settings, { choose, leave }) => {
  const take = (target) => { dialog.close(); choose(target); };
  const dialog = show(settings.words, settings.words.linkTitle, targetsOf(settings, take), [], { run: () => {}, leave });
};

const OTHERS = "ar bn cs da de el fa fi fr he hi hu id ko la mi nl no pl pt qu ro so sv sw ta th tl to tr ur vi";

export const askLanguage = (editor, settings) => {
  const { words, languages } = settings;
  const select = make("select");
  const names = new Intl.DisplayNames([settings.interface], { type: "language" });
  const others = OTHERS.split(" ").map((tag) => [tag, names.of(tag)]).sort((a, b) => a[1].localeCompare(b[1]));
  const now = editor.getAttributes("language").lang;
  const known = [...languages, ...others];
  if (now && !known.some(([tag]) => tag === now)) known.unshift([now, names.of(now)]);
  for (const [tag, name] of known) select.add(new Option(name, tag, false, tag === now));
  const at = () => editor.chain().focus().extendMarkRange("language");
  open(editor, words, words.languageTitle, [field(words.languageTitle, select, words.languageHelp)], {
    set: words.setLanguage,
    unset: words.noLanguage,
    run: () => at().setMark("language", { lang: select.value }).run(),
    remove: () => at().unsetMark("language").run(),
  });
};
