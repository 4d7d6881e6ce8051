"""The parts on a form as people see them: named by what they say, in their order."""

from datetime import date

from django.contrib.admin.utils import flatten_fieldsets
from django.utils.functional import cached_property
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from editorial.admin.content.choices import KnownChoiceField, NamedChoiceField
from editorial.admin.content.shown import fields
from editorial.models.base import LAST
from editorial.text import languages
from editorial.text.diff import words_of
from editorial.text.formats import day

# As many letters of a text stand beside the name of its part.
LETTERS = 50
# Of so few all stand open.
FEW = 3


class PartShown:
    """One part: its form, its name, its place among those of its kind.

    - `name`: what it says of itself; `kind`: what it is, in words; `summary`: the first letters;
    - `is_new`: it was added and never saved; `is_removed`: it is ticked to go;
    - `is_changed`: something in it is typed and unsaved, or a draft;
    - `is_open`: whether it stands open; `focus`: what of it has the focus, "up", "down" or "new".
    """

    def __init__(self, parts, form, number, notes):
        inline, language = parts.opts, parts.language
        self.form = form
        self.key = form.prefix
        self.number, self.count = number, parts.count
        self.is_first, self.is_last = number == 1, number == parts.count
        self.is_new = form.instance._state.adding
        self.note = notes.get("", "")
        kind = _said(form, inline.kind_by, language) if inline.kind_by else ""
        self.kind = kind or capfirst(inline.verbose_name)
        said = [_said(form, name, language) for name in inline.named_by]
        summary = next(filter(None, (_said(form, n, language) for n in inline.summed_up_by)), "")
        self.name = next(filter(None, said), "") or summary
        self.summary = summary if summary != self.name else ""
        has_typed = form.is_bound and form.has_changed()
        self.is_removed = bool(parts.formset.can_delete and form["DELETE"].value())
        self.is_open = (
            self.is_new
            or self.has_errors
            or bool(form.link_problems)
            or has_typed
            or parts.count <= FEW
            or self.key == parts.moved[0]
        )
        self.name_id = f"part-{self.key}-name"
        self.groups = fields.groups(
            form,
            parts.fieldsets,
            inline,
            anchor=f"{self.key}-group-",
            read_only=parts.read_only,
            notes=notes,
            is_closed=not self.is_open,
        )
        self.is_changed = (
            has_typed or bool(self.note) or any(group.is_changed for group in self.groups)
        )
        self.focus = parts.moved[1] if self.key == parts.moved[0] else ""
        if self.focus == "new":
            self._focus_first_field()
        self.removal_words = parts.removal_words

    @cached_property
    def has_errors(self):
        """Return whether something in it is wrong."""
        return bool(self.form.errors)

    @property
    def hidden(self):
        """List what the form carries for itself: identity, owner and place."""
        names = self.form.fields
        return [
            *(self.form[name] for name in ("id", "position") if name in names),
            *(self.form[n] for n in names if n not in ("id", "position") and self._is_hidden(n)),
        ]

    def _focus_first_field(self):
        lines = [line for group in self.groups for line in group.lines]
        if lines and lines[0][0].bound:
            lines[0][0].bound.field.widget.attrs["autofocus"] = True

    def _is_hidden(self, name):
        return self.form.fields[name].widget.is_hidden

    @property
    def removal(self):
        """Return the tick that takes the part away."""
        return self.form["DELETE"] if "DELETE" in self.form.fields else None


class Parts:
    """The parts of one kind; for Django's views it is what `InlineAdminFormSet` is.

    - `opts`: the inline;
    - `moved`: the part that somebody just moved or added, by its prefix, and what it gets: "up".
    """

    def __init__(self, inline, formset, fieldsets, **how):
        self.opts, self.formset, self.fieldsets = inline, formset, fieldsets
        self.language = how["language"]
        self.read_only = how.get("read_only", ())
        self.moved = how.get("moved", ("", ""))
        self.notes = how.get("notes") or {}
        self.count = len(formset.forms)

    # What Django's own page asks of the parts; the rights are those of the root.
    has_add_permission = has_change_permission = has_delete_permission = True

    def __iter__(self):
        """No form of Django's own making: `shown` lists the parts."""
        return iter(())

    @property
    def media(self):
        """Return what the widgets of the parts need, those included that are hidden at first."""
        widgets = {type(f.widget): f.widget for f in self.formset.form.base_fields.values()}
        return sum((widget.media for widget in widgets.values()), self.opts.media)

    @property
    def non_form_errors(self):
        """List what is wrong with them together."""
        return self.formset.non_form_errors()

    @property
    def may_change(self):
        """Return whether parts can be moved, added and removed."""
        return not self.read_only

    @property
    def anchor(self):
        """Return the address of the parts on the page."""
        return f"{self.formset.prefix}-parts"

    @property
    def heading(self):
        """Return what they are called."""
        return capfirst(self.opts.verbose_name_plural)

    @property
    def order_note(self):
        """Return whose draft their order is, or ""."""
        return self.notes.get((self.opts.model._meta.label_lower, ""), {}).get("", "")

    @property
    def is_changed(self):
        """Return whether their order is a draft; each part tells of itself."""
        return bool(self.order_note)

    @cached_property
    def shown(self):
        """List the parts in the order in which they stand."""
        ordered = sorted(self.formset.forms, key=place)
        return [
            PartShown(self, form, number, self._notes_of(form))
            for number, form in enumerate(ordered, start=1)
        ]

    def _notes_of(self, form):
        return self.notes.get(str(form.instance.pk), {})

    @cached_property
    def removal_words(self):
        """Return what the tick says that takes one away."""
        return _("Remove this %(part)s") % {"part": self.opts.verbose_name}

    @property
    def additions(self):
        """List what can be added, as (value of the button, words)."""
        prefix = self.formset.prefix
        if not self.opts.add_by:
            return [(prefix, "")]
        choices = self.opts.model._meta.get_field(self.opts.add_by).choices
        return [(f"{prefix}-{value}", label) for value, label in choices]


def place(form):
    """Return the place of a part among the others, as its form says it."""
    try:
        return int(form["position"].value())
    except (TypeError, ValueError):
        return LAST


def parts_of(request, formsets, inlines, obj, *, may_change, notes=None):
    """List the `Parts` of a form."""
    moved = getattr(request, "moved", ("", ""))
    found = []
    for inline, formset in zip(inlines, formsets, strict=True):
        fieldsets = inline.get_fieldsets(request, obj)
        read_only = () if may_change else flatten_fieldsets(fieldsets)
        language = inline.get_language(request)
        found.append(
            Parts(
                inline,
                formset,
                fieldsets,
                language=language,
                read_only=read_only,
                moved=moved,
                notes=notes,
            )
        )
    return found


def _said(form, name, language):
    """Return in words what a field says, cut to its first letters; "" for nothing."""
    name = name if name in form.fields else languages.column(name, language)
    if name not in form.fields:
        return ""
    field, value = form.fields[name], form[name].value()
    if value in (None, ""):
        return ""
    if isinstance(field, KnownChoiceField):
        value = field.known().get(str(value), "")
    elif isinstance(field, NamedChoiceField):
        value = field.row(value) or ""
    elif hasattr(field, "choices"):
        value = dict(field.choices).get(value, value)
    elif isinstance(value, bool):
        # A tick says what it is called.
        value = form[name].label if value else ""
    elif isinstance(value, date):
        value = day(value)
    words = " ".join(words_of(str(value)).split())
    return Truncator(words).chars(LETTERS)
