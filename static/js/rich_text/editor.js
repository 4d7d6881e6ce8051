/* Makes a rich editor of each text field that asks for it. It knows just what the server keeps. */
import {
  Blockquote, Bold, BulletList, Document, Dropcursor, Editor, Gapcursor, HardBreak, Heading, History,
  Italic, Link, ListItem, Mark, OrderedList, Paragraph, Text,
} from "django-prose-editor/editor";
import { askLanguage, askLink } from "./dialogs.js";
import { pasteHandler } from "./paste.js";
import { addToolbar } from "./toolbar.js";

const settings = JSON.parse(document.getElementById("rich-text-settings").textContent);
const LINES = "(paragraph|bulletList|orderedList)";

/* The language of a phrase. It stands inside a link and around emphasis, as the server writes it. */
const Language = Mark.create({
  name: "language",
  priority: 900,
  addAttributes: () => ({ lang: { default: null, parseHTML: (element) => element.getAttribute("lang") } }),
  parseHTML: () => [{ tag: "span[lang]" }],
  renderHTML: ({ HTMLAttributes }) => ["span", HTMLAttributes, 0],
});

const extensions = () => [
  Document, Paragraph, Text, HardBreak, Bold, Italic, BulletList, OrderedList, Language,
  Dropcursor, Gapcursor, History,
  Heading.configure({ levels: [3, 4] }),
  ListItem.extend({ content: `paragraph ${LINES}*` }),
  Blockquote.extend({ content: `${LINES}+` }),
  Link.extend({
    addAttributes: () => ({ href: { default: null, parseHTML: (element) => element.getAttribute("href") } }),
    addKeyboardShortcuts: () => ({}),
  }).configure({ openOnClick: false, defaultProtocol: "https", protocols: settings.schemes }),
];

const labelOf = (textarea) => {
  const label = textarea.labels[0];
  if (label) label.id ||= `${textarea.id}_label`;
  return label;
};

const start = (textarea) => {
  const label = labelOf(textarea);
  const box = document.createElement("div");
  box.className = "prose-editor";
  textarea.before(box);
  box.append(textarea);
  const status = document.createElement("p");
  status.className = "prose-status";
  status.setAttribute("role", "status");
  const attributes = { role: "textbox", "aria-multiline": "true", "aria-labelledby": label?.id ?? "" };
  for (const name of ["lang", "aria-describedby", "aria-invalid"]) {
    if (textarea.hasAttribute(name)) attributes[name] = textarea.getAttribute(name);
  }
  const editor = new Editor({
    element: box,
    // Its few rules are in the desk's style sheet; the policy of the site refuses others.
    injectCSS: false,
    editable: !textarea.disabled && !textarea.readOnly,
    extensions: extensions(),
    content: textarea.value,
    editorProps: { attributes },
    onUpdate({ editor }) {
      textarea.value = editor.isEmpty ? "" : editor.getHTML();
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  const say = (words) => { status.textContent = words; };
  const handleDOMEvents = { paste: pasteHandler(textarea, settings, say) };
  editor.setOptions({ editorProps: { attributes, handleDOMEvents } });
  if (editor.isEditable) addToolbar(box, editor, settings, { askLanguage, askLink, say, label });
  // The field is out of sight, so the label is of the editor from now on.
  if (label) textarea.setAttribute("aria-labelledby", label.id);
  label?.removeAttribute("for");
  label?.addEventListener("click", () => editor.commands.focus());
  box.append(status);
};

const startIn = (place) => {
  for (const textarea of place.querySelectorAll("textarea[data-rich-text]")) {
    if (!textarea.id.includes("__prefix__") && !textarea.closest(".prose-editor")) start(textarea);
  }
};

document.addEventListener("formset:added", (event) => startIn(event.target));
startIn(document);
