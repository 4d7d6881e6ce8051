"""What visitors find: entries by words, in their own language before others, names before texts."""

from dataclasses import dataclass, replace
from functools import reduce
from operator import and_, or_

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    Value,
    When,
)

from editorial.models import PublicText
from editorial.search import findable
from editorial.search.tokens import Wanted, of_place, stored
from editorial.text import languages

# Where the words stand: they are a name, stand in a name, or in the text.
IS_NAME, IN_NAME, IN_TEXT = range(3)
# More than anybody looks through.
ENOUGH = 500
# Found in another language, an entry stands behind all that are found in the reader's.
_ELSEWHERE = 10


@dataclass(frozen=True)
class Hit:
    """An entry that was found: its live row, and its text in the language that holds the words."""

    row: object
    text: PublicText
    findable: findable.Findable


def meant(wanted):
    """Return what is `tokens.Wanted` so that a name of a place finds what concerns the place.

    That is how an event is found by every spelling of its city, also where its text bends the
    name.
    """
    places = [each.kind for each in findable.all_of() if each.is_place]
    named = [Q(name_tokens__contains=_whole(term)) for term in wanted.terms]
    if not named:
        return wanted
    found = PublicText.objects.filter(reduce(or_, named), kind__in=places)
    rows = found.values_list("name_tokens", "kind__model", "entry__object_pk")
    named = sorted({(names, of_place(model, key)) for names, model, key in rows})
    return Wanted(tuple(replace(term, instead=_places_of(term, named)) for term in wanted.terms))


def _places_of(term, named):
    """Return the tokens of the places that have a term as one of their names."""
    return tuple(dict.fromkeys(place for names, place in named if _whole(term) in names))


def _whole(term):
    return f" | {term.exact} | "


@dataclass(frozen=True)
class Found:
    """Texts that hold what is wanted, and how many entries of each name of `findable`.

    `in_own_language`: whether all are in the reader's language, so each is of another entry.
    """

    texts: object
    counts: dict
    in_own_language: bool = False


def find(wanted, codes):
    """Return what is `Found` in these languages.

    Where there is `ENOUGH` in the reader's own, nobody asks the others.
    """
    texts = matching(wanted, [languages.current()])
    counts = counted(texts)
    if sum(counts.values()) >= ENOUGH:
        own = _standing(texts, counts)
        if sum(own.counts.values()) >= ENOUGH:
            return replace(own, in_own_language=True)
    texts = matching(wanted, codes)
    return _standing(texts, counted(texts))


def is_there(wanted, codes):
    """Return whether any text in these languages holds all that is `tokens.Wanted`."""
    texts = matching(wanted, codes)
    return bool(_standing(texts, counted(texts)).counts)


def matching(wanted, codes):
    """Query the texts in these languages that hold all that is `tokens.Wanted`.

    Those too of what stands on no page today.
    """
    if not wanted:
        return PublicText.objects.none()
    if len(codes) == 1:
        wanted = replace(wanted, language=codes[0])
    found = PublicText.objects.filter(tokens__holds=wanted, language__in=codes)
    for term in wanted.terms:
        if term.is_phrase:
            pieces = [term.piece, *(stored([token]) for token in term.instead)]
            found = found.filter(reduce(or_, (Q(tokens__contains=piece) for piece in pieces)))
    return found


def _standing(texts, counts):
    """Return what is `Found`, without what is public and yet stands on no page today.

    What stands is asked once, and only of kinds that were found: it costs more than the words.
    """
    for each in findable.all_of():
        if each.standing is None or each.name not in counts:
            continue
        row = each.standing().filter(entry=OuterRef("entry"))
        fallen = texts.filter(~Exists(row), kind=each.kind).values_list("entry", flat=True)
        if fallen := list(fallen.distinct()):
            texts = texts.exclude(kind=each.kind, entry__in=fallen)
            counts[each.name] -= len(fallen)
    return Found(texts, {name: count for name, count in counts.items() if count})


def counted(found):
    """Count the entries among texts that were found, by the names of `findable`."""
    kinds = {each.kind.pk: each.name for each in findable.all_of()}
    counts = {}
    for kind, count in found.values_list("kind").annotate(Count("entry", distinct=True)):
        counts[kinds[kind]] = counts.get(kinds[kind], 0) + count
    return counts


def best(found, wanted, start, stop, name=""):
    """List the `Hit`s from `start` to `stop` among what was `Found`, the best first.

    `name` chooses those of one name of `findable`.
    """
    findables = {each.kind.pk: each for each in findable.all_of(name)}
    texts = found.texts.filter(kind__in=findables) if name else found.texts
    if not wanted:
        return []
    choose = _in_order if found.in_own_language else _best_of_each_entry
    chosen = choose(texts, _place(wanted), _order(findables), slice(start, stop))
    rows = _rows(chosen, findables)
    return [
        Hit(rows[text.entry_id], text, findables[text.kind_id])
        for text in chosen
        if text.entry_id in rows
    ]


def _in_order(texts, place, order, part):
    """List a part of texts that are each of another entry, the best first."""
    ranked = texts.annotate(place=place, order=order)
    ranked = ranked.order_by("place", "order", F("dated").desc(nulls_last=True), "entry")
    keys = list(ranked.values_list("pk", flat=True)[part])
    rows = PublicText.objects.in_bulk(keys)
    return [rows[key] for key in keys]


def _best_of_each_entry(texts, place, order, part):
    """List the best text of each entry, the best entry first; a part of them."""
    ranked = texts.values("entry").annotate(place=Min(place), order=Min(order), newest=Max("dated"))
    ranked = ranked.order_by("place", "order", F("newest").desc(nulls_last=True), "entry")
    keys = [row["entry"] for row in ranked[part]]
    rows = _texts(texts.filter(entry__in=keys).annotate(place=place))
    return [rows[key] for key in keys]


def _place(wanted):
    pieces = [Q(name_tokens__contains=term.piece) for term in wanted.terms]
    where = Case(
        When(name_tokens__contains=f" | {wanted.exact} | ", then=Value(IS_NAME)),
        When(reduce(and_, pieces), then=Value(IN_NAME)),
        default=Value(IN_TEXT),
        output_field=IntegerField(),
    )
    elsewhere = Case(When(language=languages.current(), then=Value(0)), default=Value(_ELSEWHERE))
    return where + elsewhere


def _order(findables):
    return Case(
        *(When(kind=kind, then=Value(each.order)) for kind, each in findables.items()),
        output_field=IntegerField(),
    )


def _texts(found):
    """Return the best text of each entry by its key; among equals that of the fallbacks first."""
    ways = languages.chain(languages.current())
    texts = {}
    for text in found:
        way = ways.index(text.language) if text.language in ways else len(ways)
        text.order = (text.place, way, text.language)
        if text.entry_id not in texts or text.order < texts[text.entry_id].order:
            texts[text.entry_id] = text
    return texts


def _rows(texts, findables):
    """Read the live rows of texts, with the queries of one kind for all of that kind."""
    keys = {}
    for text in texts:
        keys.setdefault(text.kind_id, []).append(text.entry_id)
    return {
        row.entry_id: row
        for kind, entries in keys.items()
        for row in findables[kind].rows().filter(entry__in=entries)
    }
