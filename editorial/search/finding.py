"""Finding entries by words, those whose title holds them first."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, Min, Q, Value, When

from editorial.models import Entry, SearchText
from editorial.text import folding

# Where the words stand: they are the title, stand in it, or in the text.
IS_TITLE, IN_TITLE, IN_TEXT = range(3)


@dataclass(frozen=True)
class Hit:
    """An entry that was found, and the text in which it was, in one of its languages."""

    entry: Entry
    text: SearchText


def matching(query, *, public_only=False):
    """Query the texts that hold all words of a query; none for a query without words."""
    wanted = folding.needles(query)
    if not wanted:
        return SearchText.objects.none()
    found = SearchText.objects.filter(_all_of("text_folded", wanted))
    return found.filter(is_public=True) if public_only else found


def narrowed(rows, query, entry="entry", *, kind=None):
    """Keep the rows whose entry holds all words of a query; `entry` is the way to it.

    `kind` is the ContentType of the rows, if they have one in common.
    """
    found = matching(query)
    found = found.filter(kind=kind) if kind else found
    return rows.filter(**{f"{entry}__in": found.values("entry")})


def holding(rows, query):
    """Keep the rows of a `FoundByWords` that hold all words; none for a query without words."""
    wanted = folding.needles(query)
    return rows.filter(_all_of("search_words", wanted)) if wanted else rows.none()


def best(query, kind, most, language):
    """List at most `most` `Hit`s among the entries of a kind (a ContentType).

    Each shows the text in the reader's language where that holds the words, else another one.
    A query without words finds nothing.
    """
    wanted = folding.needles(query)
    if not wanted:
        return []
    found = matching(query).filter(kind=kind, entry__deleted_at=None)
    place = Case(
        When(title_folded=f" {folding.fold(query)} ", then=Value(IS_TITLE)),
        When(_all_of("title_folded", wanted), then=Value(IN_TITLE)),
        default=Value(IN_TEXT),
        output_field=IntegerField(),
    )
    ranked = found.values("entry").annotate(place=Min(place))
    ranked = ranked.order_by("place", "entry__label", "entry").values_list("entry", "place")
    ranks = dict(ranked[:most])
    if not ranks:
        return []
    texts = {}
    for row in found.filter(entry__in=ranks).annotate(place=place):
        texts.setdefault(row.entry_id, []).append(row)
    entries = Entry.objects.select_related("kind", "changed_by").in_bulk(ranks)
    return [Hit(entries[key], min(texts[key], key=_order(entries[key], language))) for key in ranks]


def _order(entry, language):
    def order(row):
        own = [language, entry.original_language]
        return (
            row.place,
            own.index(row.language) if row.language in own else len(own),
            not row.is_public,
            row.language,
        )

    return order


def _all_of(column, wanted):
    condition = Q()
    for needle in wanted:
        condition &= Q(**{f"{column}__contains": needle})
    return condition
