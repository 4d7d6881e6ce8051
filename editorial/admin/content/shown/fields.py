"""The fields of a form in groups and lines, with what is said beside each of them.

Django's own helpers make four objects a field and ask each of them several times; these are made
once, and only what has errors or is a draft says so.
"""

from dataclasses import dataclass, field

from django.contrib.admin.helpers import AdminReadonlyField
from django.forms import CheckboxInput
from django.utils.functional import cached_property


@dataclass
class Shown:
    """A field on the form.

    - `bound`: Django's bound field; None for what is only read;
    - `label`, `help`: its words; `errors`: what is wrong with it;
    - `contents`: what is only read;
    - `note`: whose draft it is, or "";
    - `begins_line`, `ends_line`: whether it is the first, or the last, of several in one line.
    """

    name: str
    label: str
    help: str = ""
    bound: object = None
    errors: list = field(default_factory=list)
    contents: str = ""
    note: str = ""
    begins_line: bool = False
    ends_line: bool = False

    @property
    def classes(self):
        """Return the classes of its row."""
        found = ["form-row", f"field-{self.name}"]
        found += ["errors"] if self.errors else []
        found += ["is-changed"] if self.note else []
        found += ["form-row--tick"] if self.is_checkbox else []
        return " ".join(found)

    @cached_property
    def is_checkbox(self):
        """Return whether its label stands after it."""
        return self.bound is not None and isinstance(self.bound.field.widget, CheckboxInput)

    @property
    def is_many(self):
        """Return whether it is made of several inputs, which have one name together."""
        return self.bound is not None and self.bound.use_fieldset


@dataclass
class Group:
    """Fields under one heading: `lines` of one or several, and `hidden` bound fields."""

    heading: str
    anchor: str
    lines: list
    hidden: list
    is_folded: bool = False

    @property
    def fields(self):
        """List what is in it, line by line."""
        return [shown for line in self.lines for shown in line]

    @property
    def is_changed(self):
        """Return whether something in it is a draft."""
        return any(shown.note for shown in self.fields)

    @property
    def has_errors(self):
        """Return whether something in it is wrong."""
        return any(shown.errors for shown in self.fields)


def groups(form, fieldsets, admin, *, anchor, read_only=(), notes=None, is_closed=False):
    """List the `Group`s of a form.

    - `fieldsets`: as Django writes them; `admin`: the admin or inline that they belong to;
    - `anchor`: how the addresses of the groups on the page begin;
    - `read_only`: the names of what is only read; `notes`: whose draft a field is, by its name;
    - `is_closed`: whether they are folded away at first.
    """
    has_errors = bool(form.errors)
    found = []
    for number, (heading, options) in enumerate(fieldsets):
        lines, hidden = [], []
        is_folded = "collapse" in options.get("classes", ())
        for names in options["fields"]:
            line = []
            for name in names if isinstance(names, list | tuple) else [names]:
                if name in read_only or name not in form.fields:
                    line.append(_read_only(form, name, admin))
                elif form.fields[name].widget.is_hidden:
                    hidden.append(form[name])
                else:
                    line.append(_written(form, name, has_errors, (notes or {}).get(name, "")))
            if len(line) > 1:
                line[0].begins_line = line[-1].ends_line = True
            if line:
                lines.append(line)
        if is_folded or is_closed:
            _name_in_place(lines)
        found.append(Group(heading or "", f"{anchor}{number}", lines, hidden, is_folded))
    return found


def _written(form, name, has_errors, note):
    bound = form[name]
    return Shown(
        name,
        # Translated once: a template asks for them several times.
        str(bound.label),
        str(bound.help_text),
        bound,
        list(bound.errors) if has_errors else [],
        note=note,
    )


def _name_in_place(lines):
    """Give inputs their name themselves: some tools find no label in what is folded away."""
    for line in lines:
        for shown in line:
            if shown.bound is not None and not shown.is_many:
                shown.bound.field.widget.attrs["aria-label"] = shown.label


def _read_only(form, name, admin):
    read = AdminReadonlyField(form, name, is_first=True, model_admin=admin)
    return Shown(name, read.field["label"], read.field["help_text"], contents=read.contents())
