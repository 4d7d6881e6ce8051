"""Keeping what can be found in step with the revisions."""

from editorial.models import SearchText
from editorial.revisions import data as revisions
from editorial.search.words import words_of
from editorial.text.folding import fold
from editorial.text.languages import NEUTRAL


def keep(versions):
    """Write what can be found of an entry (its `EntryVersions`), where it is not written yet.

    What is public has one row a language; where the newest state differs there is a second one.
    Rows know the revisions that they were made from, so a save folds no text that did not change.
    """
    wanted = _wanted(versions)
    stored = {
        (language, made_from): (key, is_public)
        for key, language, made_from, is_public in SearchText.objects.filter(
            entry=versions.entry
        ).values_list("pk", "language", "made_from", "is_public")
    }
    if over := [stored[row][0] for row in stored.keys() - wanted.keys()]:
        SearchText.objects.filter(pk__in=over).delete()
    for is_public in (True, False):
        turned = [
            key
            for row, (key, was_public) in stored.items()
            if row in wanted and was_public != is_public and wanted[row][0] == is_public
        ]
        if turned:
            SearchText.objects.filter(pk__in=turned).update(is_public=is_public)
    SearchText.objects.bulk_create(
        _row(versions, *row, *wanted[row]) for row in wanted if row not in stored
    )


def rebuild(versions):
    """Make the rows of an entry anew, also where its revisions are the same."""
    SearchText.objects.filter(entry=versions.entry).delete()
    keep(versions)


def _wanted(versions):
    """Map (language, what it is made from) to `(is_public, facts, texts)`, the last two revisions.

    A row that is public comes first, so it stands for a draft that does not differ.
    """
    wanted = {}
    for is_public, which in ((True, "live"), (False, "working")):
        facts = versions.revision(which, NEUTRAL)
        for code in versions:
            texts = versions.revision(which, code)
            if code != NEUTRAL and texts is not None and facts is not None:
                made_from = f"{facts.pk} {texts.pk}"
                wanted.setdefault((code, made_from), (is_public, facts, texts))
    return wanted


def _row(versions, language, made_from, is_public, facts, texts):
    words = words_of(versions.kind, revisions.facts_of(facts), revisions.texts_of(texts))
    return SearchText(
        entry=versions.entry,
        kind_id=versions.entry.kind_id,
        language=language,
        is_public=is_public,
        made_from=made_from,
        title_folded=f" {fold(words.title)} ",
        text_folded=f" {fold(words.title)} {fold(words.text)} ",
        title=words.title,
        text=words.text,
    )
