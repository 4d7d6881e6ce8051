"""What parts, fields and the rows that facts refer to are called: by what they say, never by a key.

Models of parts list in `named_by` the texts and facts that tell one of them from another.
"""

from django.contrib.contenttypes.models import ContentType
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from editorial.models import Entry
from editorial.models.base import Root
from editorial.models.entries import STORED_LINK
from editorial.registry import fact_fields, text_fields
from editorial.revisions.snapshots import ROOT
from editorial.text import diff

MOST_LETTERS = 50


class Related:
    """The names of rows that facts refer to, read together: one query for each of their models.

    One more finds where links lead. `rows` are `(model, facts)` pairs. What was deleted for good
    has no name.
    """

    def __init__(self, rows):
        wanted, linked = {}, set()
        for model, facts in rows:
            linked |= {
                int(found[1])
                for name in getattr(model, "link_facts", ())
                if (found := STORED_LINK.fullmatch(facts.get(name) or ""))
            }
            for field in _references(model):
                keys = facts.get(field.name)
                keys = keys if isinstance(keys, list) else [keys]
                wanted.setdefault(field.related_model, set()).update(key for key in keys if key)
        self._names = {model: _names_of(model, keys) for model, keys in wanted.items() if keys}
        linked = Entry.objects.filter(pk__in=linked) if linked else ()
        self._linked = {entry.pk: entry.label for entry in linked}

    def bare(self, model, key):
        """Return the name of a row; "" when it is gone."""
        return self._names.get(model, {}).get(key, "")

    def led_to(self, href):
        """Name the entry to which a link leads; an address of another kind stays as it is."""
        found = STORED_LINK.fullmatch(href)
        return self._linked.get(int(found[1]), href) if found else href

    def name(self, model, key):
        """Name a row in quotation marks, or say that it is gone."""
        if found := self.bare(model, key):
            return _("“%(name)s”") % {"name": found}
        return _("%(kind)s that is gone") % {"kind": model._meta.verbose_name}


def _references(model):
    return [f for f in (*fact_fields(model), *model._meta.many_to_many) if f.is_relation]


def _names_of(model, keys):
    if not issubclass(model, Root):
        return {key: str(row) for key, row in model._base_manager.in_bulk(keys).items()}
    # An entry keeps its name when its row is deleted, and has one before it is public.
    kind = ContentType.objects.get_for_model(model)
    return dict(
        Entry.objects.filter(kind=kind, object_pk__in=keys).values_list("object_pk", "label")
    )


class Names:
    """Names the parts and fields of one entry.

    - `states`: facts of it, those that count most first;
    - `texts`: bare texts of it, in the language that counts most first.
    """

    def __init__(self, kind, states, texts, related):
        self.related = related
        self._kind = kind
        self._texts = list(texts)
        self._rows = {}
        for facts in states:
            for part in facts["parts"]:
                self._rows.setdefault(part["id"], part)

    def model(self, part):
        """Return the model of a part, the root included; None for one that nobody knows."""
        if part == ROOT:
            return self._kind.model
        row = self._rows.get(part)
        part_kind = self._kind.part(row["kind"]) if row else None
        return part_kind.model if part_kind else None

    def part(self, part):
        """Name a part: `Section “What the program is”`."""
        model = self.model(part)
        if model is None:
            return _("A part that is gone")
        kind = capfirst(str(model._meta.verbose_name))
        said = self._said(part, model)
        return _("%(kind)s “%(name)s”") % {"kind": kind, "name": said} if said else kind

    def field(self, part, name):
        """Name a field: that of the root alone, that of a part with the part before it."""
        model = self.model(part)
        words = field_words(model, name)
        if part == ROOT:
            return capfirst(words)
        return _("%(part)s, %(field)s") % {"part": self.part(part), "field": words}

    def place(self, part, name):
        """Return where a text stands, for sorting: the root first, then part by part."""
        model, parts = self.model(part), [ROOT, *self._rows]
        fields = text_fields(model) if model else []
        return (
            parts.index(part) if part in parts else len(parts),
            fields.index(name) if name in fields else len(fields),
        )

    def _said(self, part, model):
        facts = self._rows[part]["facts"]
        texts = text_fields(model)
        for name in getattr(model, "named_by", ()):
            said = self._text(part, name) if name in texts else self._fact(model, facts, name)
            if said:
                return said
        return ""

    def _text(self, part, name):
        for texts in self._texts:
            if text := texts.get(part, {}).get(name):
                return short(diff.words_of(text))
        return ""

    def _fact(self, model, facts, name):
        field, value = model._meta.get_field(name), facts.get(name)
        if field.is_relation:
            return self.related.bare(field.related_model, value) if value else ""
        return short(str(dict(field.flatchoices).get(value, value) or ""))


def field_words(model, name):
    """Return what a field is called; of what exists no longer, the name that it had."""
    try:
        return str(model._meta.get_field(name).verbose_name)
    except (AttributeError, LookupError):
        return name.replace("_", " ")


def short(text):
    """Cut a text to what a line holds."""
    return Truncator(" ".join(text.split())).chars(MOST_LETTERS)
