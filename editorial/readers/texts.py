"""The public texts of a language as a reader goes through them, each paragraph with its source."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F
from django.db.models.fields import TextField
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from editorial.models import LanguageVersion
from editorial.previews.places import has_places
from editorial.readers.paragraphs import paragraphs
from editorial.registry import is_rich, kind_of, text_fields
from editorial.revisions import data as revisions
from editorial.revisions.snapshots import ROOT
from editorial.text import languages
from editorial.text.languages import NEUTRAL


@dataclass(frozen=True)
class Paragraph:
    """Some words that a reader says something of, and what they are a translation of."""

    text: "ReaderText"
    number: int
    words: str
    source: str = ""

    @property
    def key(self):
        """Name it in a form."""
        text = self.text
        return f"{text.entry.pk}-{text.part}-{text.field}-{self.number}"

    @property
    def seen(self):
        """Return the fingerprint of the words."""
        return seen(self.words)

    @property
    def has_lines(self):
        """Return whether the words may stand in more than one line."""
        text = self.text
        if text.is_rich:
            return "\n" in self.words
        return isinstance(text.model._meta.get_field(text.field), TextField)


@dataclass(frozen=True)
class ReaderText:
    """One text of an entry: what it is called, and its paragraphs."""

    entry: object
    part: str
    field: str
    model: type
    kind: type
    written: str
    source: str = ""
    source_language: str = ""

    @property
    def is_rich(self):
        """Return whether it holds rich text."""
        return is_rich(self.model, self.field)

    @property
    def label(self):
        """Name it: the field alone for the root, with its part otherwise."""
        words = str(self.model._meta.get_field(self.field).verbose_name)
        if self.part == ROOT:
            return capfirst(words)
        part = capfirst(str(self.model._meta.verbose_name))
        return _("%(part)s: %(field)s") % {"part": part, "field": words}

    @property
    def source_tag(self):
        """Return the tag of the language that it is translated from."""
        return languages.tag(self.source_language) if self.source_language else ""

    def paragraphs(self):
        """List its paragraphs. Where the source has another number, the first has all of it."""
        own = paragraphs(self.written, rich=self.is_rich)
        theirs = paragraphs(self.source, rich=self.is_rich)
        if len(theirs) != len(own):
            theirs = ["\n".join(theirs), *[""] * len(own)]
        return [
            Paragraph(self, number, words, source)
            for number, (words, source) in enumerate(zip(own, theirs, strict=False))
        ]


def seen(words):
    """Return the fingerprint of words that somebody saw."""
    return hashlib.sha256(words.encode()).hexdigest()


def public_in(language, entries=None):
    """List the public versions in a language of what stands on pages, what is unread first.

    With `entries`, or their keys, those of these alone.
    """
    versions = LanguageVersion.objects.filter(
        language=language,
        public_state=LanguageVersion.PublicState.PUBLISHED,
        live_revision__isnull=False,
        entry__deleted_at=None,
    )
    if entries is not None:
        versions = versions.filter(entry__in=entries)
    found = versions.select_related("entry__kind", "live_revision")
    found = found.order_by(F("n_unreviewed").desc(), "entry__label", "entry_id")
    return [version for version in found if has_places(version.entry.kind.model_class())]


def texts_of(versions):
    """List the `ReaderText`s of public versions, in the order of their pages; one query."""
    wanted = {NEUTRAL, *(version.source_language for version in versions)}
    rows = LanguageVersion.objects.filter(
        entry__in=[version.entry_id for version in versions], language__in=wanted
    )
    beside = defaultdict(dict)
    for row in rows.select_related("live_revision"):
        beside[row.entry_id][row.language] = row.live_revision
    return [text for version in versions for text in _texts(version, beside[version.entry_id])]


def _texts(version, beside):
    kind = kind_of(version.entry.kind.model_class())
    models = revisions.part_models(kind, revisions.facts_of(beside.get(NEUTRAL)))
    written = revisions.texts_of(version.live_revision)
    source = revisions.texts_of(beside.get(version.source_language))
    return [
        ReaderText(
            version.entry,
            part,
            field,
            model,
            kind.model,
            words,
            source.get(part, {}).get(field, ""),
            version.source_language,
        )
        for part, model in models.items()
        for field in text_fields(model)
        if field not in kind.model.staff_texts and (words := written.get(part, {}).get(field))
    ]


def title_of(version):
    """Return the title of a public version, in its language."""
    kind = kind_of(version.entry.kind.model_class())
    return revisions.texts_of(version.live_revision).get(ROOT, {}).get(kind.title, "")
