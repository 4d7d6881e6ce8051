"""What is left to translate: the figures of the table, of `translation_report` and of CI."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, Sum

from editorial.models import Entry, LanguageVersion
from editorial.text import languages

_SUMS = {
    "texts": "n_fields",
    "missing": "n_missing",
    "outdated": "n_outdated",
    "ahead": "n_ahead",
    "machine": "n_machine",
    "unreviewed": "n_unreviewed",
    "words": "n_words",
}


@dataclass(frozen=True)
class Totals:
    """The figures of one language over everything that is there.

    All count texts, but `words`: the words of the source whose translation is missing or
    outdated (of Japanese and Chinese the characters), and `in_review`: things that wait.
    """

    language: str
    texts: int = 0
    missing: int = 0
    outdated: int = 0
    ahead: int = 0
    machine: int = 0
    unreviewed: int = 0
    words: int = 0
    in_review: int = 0

    @property
    def name(self):
        """Name the language by itself."""
        return languages.own_name(self.language)

    @property
    def tag(self):
        """Return the tag for a `lang` attribute."""
        return languages.tag(self.language)


def totals(codes=None):
    """List the `Totals` of these languages, or of all at the desk, in one query."""
    codes = codes or languages.at_desk()
    rows = (
        LanguageVersion.objects.filter(entry__deleted_at=None, language__in=codes)
        .order_by()
        .values("language")
        .annotate(
            **{name: Sum(column) for name, column in _SUMS.items()},
            in_review=Count("pk", filter=Q(work_state=LanguageVersion.WorkState.IN_REVIEW)),
        )
    )
    found = {row["language"]: Totals(**row) for row in rows}
    return [found.get(code, Totals(code)) for code in codes]


def holes(language):
    """Query the entries whose original is public and that readers of this language miss.

    That is: a text of theirs is not translated, or the translation is not public.
    """
    versions = LanguageVersion.objects.filter(entry=OuterRef("pk"))
    published = LanguageVersion.PublicState.PUBLISHED
    complete = versions.filter(language=language, public_state=published, n_missing=0)
    return (
        Entry.objects.filter(deleted_at=None)
        .exclude(original_language=language)
        .filter(
            Exists(versions.filter(language=OuterRef("original_language"), public_state=published)),
            ~Exists(complete),
        )
        .order_by("kind", "label", "pk")
    )
