"""The merge of one language's texts. `editorial.revisions.merge.lay` explains the names.

A text goes as a whole, with its provenance: inside one field, "mine and not theirs" does not exist,
for what was typed over somebody's draft holds that draft's words.
"""

from dataclasses import dataclass

from editorial.revisions.merge.facts import Bound
from editorial.revisions.merge.shape import ForPublic, Key, Mine, Overlap

PERSON = "person"


@dataclass(frozen=True)
class LaidTexts:
    """Texts with somebody's change laid onto them.

    - `items`: the result; what overlaps and has no choice is as it was;
    - `overlaps`: what has to be asked;
    - `waiting`: keys of the change that nobody sees yet, because their part or their picture is
      not there.
    """

    items: dict
    overlaps: tuple[Overlap, ...] = ()
    waiting: frozenset[Key] = frozenset()


def changed_texts(base, mine, language, form):
    """Return the keys of the items that differ in the parts that a form had.

    A text that was declared still right differs too, by its provenance. What is not on the form
    was not emptied.
    """
    return frozenset(
        Key(language, part, field)
        for part in form
        for field in base.get(part, {}).keys() | mine.get(part, {}).keys()
        if item_of(base, part, field) != item_of(mine, part, field)
    )


def rewritten_texts(base, onto, languages):
    """Return the keys of the texts whose words differ between two states, in any part.

    Both map languages to their items.
    """
    return frozenset(
        Key(language, part, field)
        for language in languages
        for part, field in _fields(base.get(language, {})) | _fields(onto.get(language, {}))
        if text_of(item_of(base.get(language, {}), part, field))
        != text_of(item_of(onto.get(language, {}), part, field))
    )


def lay_texts(base, mine, onto, *, language, form, ground, choices=None, unseen=False):
    """Lay the change from `base` to `mine` onto other texts; return `LaidTexts`.

    - `form`: the identities that the form had, told by its own structure (see `parts_of`);
    - `ground`: the `LaidFacts` of the same merge, which tells what the texts will stand in;
    - `choices`: `{key: Keep(), ForPublic(text) or Mine()}`; a choice counts before any rule;
    - `unseen`: as for `lay_facts`. Then nothing waits: what is laid on is the draft itself.
    """
    laying = _Laying(base, mine, onto, ground, choices or {}, unseen)
    keys = changed_texts(base, mine, language, form)
    for key in sorted(keys | _bound_to_go(mine, onto, language, form, ground)):
        laying.lay(key)
    return LaidTexts(laying.items(), tuple(laying.overlaps), frozenset(laying.waiting))


def item_of(items, part, field):
    """Return a text with its provenance, None for no text."""
    return items.get(part, {}).get(field)


def text_of(item):
    """Return the words of an item, "" for none."""
    return item["text"] if item else ""


def _fields(items):
    return {(part, field) for part, fields in items.items() for field in fields}


def _bound_to_go(mine, onto, language, form, ground):
    """Return the keys of texts that go with a unit of facts because it was chosen as sent."""
    return {
        Key(language, part, field)
        for (part, field), bound in ground.bound.items()
        if bound is Bound.TAKE
        and part in form
        and item_of(mine, part, field) != item_of(onto, part, field)
    }


class _Laying:
    """One merge of texts on its way: the items so far, and what was noticed."""

    def __init__(self, base, mine, onto, ground, choices, unseen):
        self.base, self.mine, self.onto = base, mine, onto
        self.ground, self.choices, self.unseen = ground, choices, unseen
        self.result = {part: dict(fields) for part, fields in onto.items()}
        self.overlaps, self.waiting = [], set()

    def items(self):
        return {part: fields for part, fields in self.result.items() if fields}

    def lay(self, key):
        """Apply the first rule that fits."""
        base, mine, onto = (
            item_of(items, key.part, key.name) for items in (self.base, self.mine, self.onto)
        )
        bound = self.ground.bound.get((key.part, key.name))
        is_there = key.part in self.ground.parts
        if key in self.choices:
            self._put(key, chosen(self.choices[key], mine, onto))
        elif bound is Bound.TAKE:
            self._put(key, mine)
        elif text_of(base) == text_of(mine):
            self._put(key, still_right(base, mine, onto))
        elif text_of(mine) == text_of(onto):
            return
        elif bound is Bound.HOLD:
            self.waiting.add(key)
        elif bound is Bound.ASK:
            self._ask(key, base, mine, onto)
        elif text_of(base) == text_of(onto):
            self._put(key, mine)
            self.waiting |= set() if is_there else {key}
        elif is_there or self.unseen:
            self._ask(key, base, mine, onto)
        else:
            self.waiting.add(key)

    def _put(self, key, item):
        self.result.setdefault(key.part, {}).pop(key.name, None)
        if item:
            self.result[key.part][key.name] = dict(item)

    def _ask(self, key, base, mine, onto):
        self.overlaps.append(Overlap(key, text_of(base), text_of(mine), text_of(onto)))


def still_right(base, mine, onto):
    """Return an item with the provenance that somebody changed without changing the words.

    It was said of these words: another text does not get it.
    """
    if onto is None or onto["text"] != mine["text"]:
        return onto
    item = dict(onto)
    for name in base.keys() | mine.keys():
        if name not in mine:
            item.pop(name, None)
        elif name not in base or base[name] != mine[name]:
            item[name] = mine[name]
    return item


def chosen(choice, mine, onto):
    """Return the item that a choice at an overlap leads to."""
    if isinstance(choice, Mine):
        return mine
    if not isinstance(choice, ForPublic) or choice.text == text_of(onto):
        return onto
    if not choice.text:
        return None
    # Of what the public text was translated, so is its new wording; without one, what was sent.
    made_from = (onto or mine or {}).get("from")
    item = {"text": choice.text, "origin": PERSON}
    return {**item, "from": made_from} if made_from else item
