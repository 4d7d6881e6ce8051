/* The toolbar: words on buttons, one stop of the Tab key, arrows inside. */
const toggle = (name) => ({
  name,
  run: (editor) => editor.chain().focus()[`toggle${name[0].toUpperCase()}${name.slice(1)}`]().run(),
  isOn: (editor) => editor.isActive(name),
});

const kindOf = (editor) => {
  const level = [3, 4].find((level) => editor.isActive("heading", { level }));
  return level ? `heading${level}` : "paragraph";
};

const kinds = (editor, words) => {
  const select = document.createElement("select");
  select.className = "prose-menubar__kind";
  select.setAttribute("aria-label", words.kind);
  for (const name of ["paragraph", "heading3", "heading4"]) select.add(new Option(words[name], name));
  select.addEventListener("change", () => {
    const chain = editor.chain().focus();
    if (select.value === "paragraph") chain.setParagraph().run();
    else chain.setHeading({ level: Number(select.value.at(-1)) }).run();
  });
  return { element: select, show: () => { select.value = kindOf(editor); } };
};

const button = (editor, words, { name, run, isOn, isOff }) => {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "prose-menubar__word";
  element.textContent = words[name];
  element.addEventListener("click", () => { if (element.ariaDisabled !== "true") run(editor); });
  return {
    element,
    show: () => {
      if (isOn) element.ariaPressed = String(isOn(editor));
      if (isOff) element.ariaDisabled = String(isOff(editor));
    },
  };
};

const moveBy = (items, event) => {
  const steps = { ArrowRight: 1, ArrowLeft: -1, Home: -items.length, End: items.length };
  if (!(event.key in steps)) return;
  event.preventDefault();
  const place = items.indexOf(document.activeElement) + steps[event.key];
  const next = items[event.key === "Home" || event.key === "End"
    ? Math.max(0, Math.min(items.length - 1, place))
    : (place + items.length) % items.length];
  for (const item of items) item.tabIndex = item === next ? 0 : -1;
  next.focus();
};

/* One page has several: the part and the field tell them apart. */
const nameOf = (words, label) => {
  const part = label?.closest(".part")?.querySelector("h3");
  const field = [part, label].map((element) => element?.textContent.trim()).filter(Boolean).join(", ");
  return field ? `${words.toolbar}: ${field}` : words.toolbar;
};

export const addToolbar = (box, editor, settings, { askLanguage, askLink, say, label }) => {
  const { words } = settings;
  const hasWords = (name) => !editor.state.selection.empty || editor.isActive(name);
  const ask = (name, dialog) => ({
    name,
    isOn: () => editor.isActive(name),
    run: () => (hasWords(name) ? dialog(editor, settings) : say(words.select)),
  });
  const parts = [
    kinds(editor, words),
    ...["bold", "italic", "bulletList", "orderedList", "blockquote"].map((name) => button(editor, words, toggle(name))),
    button(editor, words, ask("link", askLink)),
    button(editor, words, ask("language", askLanguage)),
    ...["undo", "redo"].map((name) => button(editor, words, {
      name,
      run: () => editor.chain().focus()[name]().run(),
      isOff: () => !editor.can()[name](),
    })),
  ];
  const bar = document.createElement("div");
  bar.className = "prose-menubar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", nameOf(words, label));
  const items = parts.map((part) => part.element);
  items.forEach((item, index) => { item.tabIndex = index ? -1 : 0; });
  bar.append(...items);
  bar.addEventListener("keydown", (event) => moveBy(items, event));
  bar.addEventListener("focusin", (event) => {
    for (const item of items) item.tabIndex = item === event.target ? 0 : -1;
  });
  box.prepend(bar);
  const show = () => { for (const part of parts) part.show(); };
  editor.on("transaction", show);
  show();
};
