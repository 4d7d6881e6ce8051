"""Where pictures are used: on public pages, in drafts, and in what was deleted and may come back.

What is public stands in the rows. Drafts and tombstones name a picture in their revisions, which
the database does not know; they are few.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q

from editorial.models import Entry, LanguageVersion
from editorial.models.picture_use import PictureUse
from editorial.models.pictures import Picture
from editorial.registry import kinds
from editorial.revisions.data import facts_of
from editorial.text import languages
from editorial.text.languages import NEUTRAL


@dataclass(frozen=True)
class Use:
    """One entry that uses a picture.

    `is_public` tells whether readers see it there, `lacking` names the public languages in which
    it has no alternative text.
    """

    entry: Entry
    is_public: bool
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Rows:
    """A model of which a row may show a picture in a `field`; `way` leads from it to its root.

    Words for readers stand beside it in a `PictureUse` alone; an emblem needs none.
    """

    model: type
    way: str
    field: str

    @property
    def has_words(self):
        """Return whether the rows have an alternative text."""
        return issubclass(self.model, PictureUse)

    def lacking(self):
        """Return the condition that a public language has no alternative text."""
        condition = Q()
        for code in languages.codes():
            alt = languages.column("alt", code)
            is_empty = Q(**{alt: ""}) | Q(**{f"{alt}__isnull": True})
            condition |= is_empty & Q(**{f"{self._live_at(code)}__isnull": False})
        return condition & Q(decorative=False)

    def uses(self, keys):
        """Yield of each row the keys of picture and entry, whether it is public, what lacks."""
        codes = languages.codes()
        columns = [self._live_at(code) for code in codes]
        if self.has_words:
            columns += ["decorative", *(languages.column("alt", code) for code in codes)]
        rows = self.model._base_manager.filter(**{f"{self.field}__in": keys})
        for row in rows.values_list(self.field, f"{self.way}entry", *columns):
            (picture, entry), live, words = row[:2], row[2 : 2 + len(codes)], row[2 + len(codes) :]
            needed = bool(words) and not words[0]
            lacking = [
                code
                for code, live_at, alt in zip(codes, live, words[1:] or live, strict=True)
                if needed and live_at and not alt
            ]
            yield picture, entry, any(live), lacking

    def _live_at(self, code):
        return f"{self.way}{languages.column('live_at', code)}"


def uses_of(keys):
    """Map the keys of pictures to their `Use`s, by the names of the entries.

    The number of queries does not grow with the pictures nor with their uses.
    """
    keys = set(keys)
    if not keys:
        return {}
    public, hidden = defaultdict(lambda: defaultdict(set)), defaultdict(set)
    for rows in _all_rows():
        for picture, entry, is_public, lacking in rows.uses(keys):
            if is_public:
                public[picture][entry].update(lacking)
            else:
                hidden[picture].add(entry)
    for entry, picture in _named_elsewhere():
        if picture in keys:
            hidden[picture].add(entry)
    wanted = {entry for of in (*public.values(), *hidden.values()) for entry in of}
    entries = Entry.objects.select_related("kind").in_bulk(wanted) if wanted else {}
    return {
        key: sorted(
            [
                *(Use(entries[e], True, _ordered(codes)) for e, codes in public[key].items()),
                *(Use(entries[e], False) for e in hidden[key] - public[key].keys()),
            ],
            key=lambda use: (str(use.entry), use.entry.pk),
        )
        for key in keys
    }


def is_used():
    """Return the condition that a picture is used anywhere."""
    condition = Q(pk__in={picture for _entry, picture in _named_elsewhere()})
    for rows in _all_rows():
        uses = rows.model._base_manager.filter(**{rows.field: OuterRef("pk")})
        condition |= Exists(uses)
    return condition


def lacks_text():
    """Return the condition that a picture has no alternative text in a language of a public use."""
    condition = Q(pk__in=[])
    for rows in _all_rows():
        if rows.has_words:
            uses = rows.model._base_manager.filter(rows.lacking(), picture=OuterRef("pk"))
            condition |= Exists(uses)
    return condition


def _all_rows():
    found = []
    for kind in kinds():
        ways = {kind.model: "", **{part.model: f"{part.owner}__" for part in kind.parts}}
        found += [
            _Rows(model, way, field.name)
            for model, way in ways.items()
            for field in model._meta.concrete_fields
            if field.related_model is Picture
        ]
    return found


def _named_elsewhere():
    """List (entry, picture) of drafts, of what waits for its time, and of tombstones."""
    fields = [(rows.model._meta.label_lower, rows.field) for rows in _all_rows()]
    versions = (
        LanguageVersion.objects.filter(language=NEUTRAL)
        .filter(
            Q(live_revision=None)
            | ~Q(working_revision=F("live_revision"))
            | Q(scheduled_revision__isnull=False)
            | Q(entry__deleted_at__isnull=False)
        )
        .select_related("entry__kind", "live_revision", "working_revision", "scheduled_revision")
    )
    found = set()
    for version in versions:
        kind = f"{version.entry.kind.app_label}.{version.entry.kind.model}"
        for revision in (
            version.live_revision,
            version.working_revision,
            version.scheduled_revision,
        ):
            facts = facts_of(revision)
            rows = [(kind, facts["root"])]
            rows += [(part["kind"], part["facts"]) for part in facts["parts"]]
            found |= {
                (version.entry_id, row[field])
                for label, row in rows
                for model, field in fields
                if label == model and row.get(field)
            }
    return found


def _ordered(codes):
    return tuple(code for code in languages.codes() if code in codes)
