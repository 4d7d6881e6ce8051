"""Keeping what visitors find in step with the live rows, in the transaction that writes these."""

from editorial.models import PublicText
from editorial.search import findable
from editorial.search.tokens import of_language, of_place, stored, tokens
from editorial.search.words import words_of

# What rows are compared by.
_WRITTEN = ("dated", "name_tokens", "tokens", "title", "text", "other_names", "facts")


def keep(root, kind, facts, texts):
    """Write what the public finds of an entry.

    `root` is its live row as it was just projected, `facts` what it was projected from, and
    `texts` maps each language to its texts as they are shown.
    """
    found = findable.of(kind.model)
    wanted = {}
    if found is not None and found.is_found(root):
        public = [code for code in root.published_languages() if code in texts]
        words = {code: words_of(kind, facts, _shown(kind, texts[code])) for code in public}
        for _entry, code, said, _by_whom in found.beside([root.entry_id]) if words else ():
            # What is said in a language in which nothing else is public is found by one that is.
            words.get(code, words[public[0]]).keys.append(said)
        names = [each.title for each in words.values()] if found.is_place else []
        places = _places(root, found)
        wanted = {code: row_of(root, code, words[code], names, places) for code in words}
    rows = PublicText.objects.filter(entry=root.entry_id)
    kept = {row.language: row for row in rows}
    changed = [
        code
        for code, row in wanted.items()
        if code not in kept or _written(kept[code]) != _written(row)
    ]
    if gone := [row.pk for code, row in kept.items() if code in changed or code not in wanted]:
        rows.filter(pk__in=gone).delete()
    PublicText.objects.bulk_create(wanted[code] for code in changed)


def forget(entry):
    """Let nobody find an entry any longer."""
    PublicText.objects.filter(entry=entry).delete()


def _shown(kind, texts):
    """Leave out what no page shows, and what is said of pictures: it goes when a picture goes."""
    hidden = {"alt", *kind.model.staff_texts}
    return {
        part: {name: text for name, text in fields.items() if name not in hidden}
        for part, fields in texts.items()
    }


def _places(root, found):
    """List the tokens of the places that a row concerns."""
    if not found.concerns:
        return []
    places = getattr(root, found.concerns)
    keys = sorted(places.values_list("pk", flat=True))
    return [of_place(places.model._meta.model_name, key) for key in keys]


def row_of(root, language, words, names=(), places=()):
    """Make the row of one language, of its `Words`.

    `names` are those that all languages have, `places` the tokens of what the row concerns.
    """
    found = findable.of(type(root))
    names = list(dict.fromkeys([words.title, *names, *words.names]))
    bars = [token for name in names for token in ("|", *tokens(name))]
    text = "\n".join([*names, *words.lines, *words.facts, *words.keys])
    return PublicText(
        entry_id=root.entry_id,
        kind=found.kind,
        language=language,
        dated=getattr(root, found.date) if found.date else None,
        name_tokens=stored([*bars, "|"]),
        tokens=stored([of_language(language), *places, *tokens(text)]),
        title=words.title,
        text="\n".join(words.lines),
        other_names="\n".join(names[1:]),
        facts="\n".join(dict.fromkeys(words.facts)),
    )


def _written(row):
    return [getattr(row, name) for name in _WRITTEN]
