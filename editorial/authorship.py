"""Whose draft it is: who changed which field between what is public and the newest draft.

The author of the newest draft proves nothing: whoever published "only mine" is the author of a
draft that holds the words of others. So the bases of the revisions are followed, and each key
belongs to everybody who changed it; a key that several changed is nobody's alone. What one person
alone drafted earlier goes out with what is published now.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from editorial.merge_facts import changed_facts
from editorial.merge_shape import NEUTRAL, ORDER, PRESENCE, ROOT, Row, State
from editorial.merge_structure import ids_of, interleave
from editorial.merge_texts import changed_texts, item_of, rewritten_texts


@dataclass(frozen=True)
class Step:
    """One saved revision: the state that it was laid on, what it made of it, and by whom.

    The states hold what the revision holds: the facts, or the items of one language.
    """

    base: State
    state: State
    by: Any


def line(working, live, base_of):
    """List the revisions from where a draft left the public line up to it, the oldest first.

    `base_of` maps each revision to the one that it was laid on, the first one to None. After "only
    mine" the public revision is no base of the draft; then the line begins where both part.
    """
    public = set(_bases(live, base_of))
    drafts = []
    for revision in _bases(working, base_of):
        if revision in public:
            break
        drafts.append(revision)
    return drafts[::-1]


def _bases(revision, base_of):
    while revision is not None:
        yield revision
        revision = base_of.get(revision)


def differing(one, other, shape):
    """Return the keys in which two states differ, in all languages and parts that they hold."""
    keys = set(changed_facts(one.facts, other.facts, shape))
    for language in one.items.keys() | other.items.keys():
        before, after = one.items.get(language, {}), other.items.get(language, {})
        keys |= changed_texts(before, after, language, before.keys() | after.keys())
    return frozenset(keys)


def authors(steps, shape):
    """Map each key that the steps changed to the set of those who changed it.

    Of a text, these are the authors of its words; only where nobody changed those, the ones who
    changed its provenance: a review makes nobody an author.
    """
    of_words, of_provenance = defaultdict(set), defaultdict(set)
    for step in steps:
        base, state = step.base.items, step.state.items
        rewritten = rewritten_texts(base, state, base.keys() | state.keys())
        for key in differing(step.base, step.state, shape):
            has_words = key.language == NEUTRAL or key in rewritten
            (of_words if has_words else of_provenance)[key].add(step.by)
    return {
        key: frozenset(of_words.get(key) or of_provenance[key])
        for key in of_words.keys() | of_provenance.keys()
    }


def mine_alone(live, working, steps, me, shape):
    """Return the keys of a draft that one person alone changed, none without a known author.

    A part that was added goes out with all its facts, so everybody who changed one of them counts
    as an author of its presence; and whoever took a part away and brought it back, of its facts.
    """
    known = authors(steps, shape)
    return frozenset(
        key for key in differing(live, working, shape) if _all_authors(key, known) == {me}
    )


def _all_authors(key, known):
    found = set(known.get(key, ()))
    if key.language == NEUTRAL and key.name == PRESENCE:
        for other, people in known.items():
            if other.language == NEUTRAL and other.part == key.part:
                found |= people
    elif key.language == NEUTRAL and found:
        found |= known.get(key._replace(name=PRESENCE), frozenset())
    return found


def as_live(base, live, keys, shape):
    """Return a base with some of its keys as they are public.

    Laid with such a base, what one person alone drafted counts as changed now, and goes out.
    """
    before, public = shape.rows(base.facts), shape.rows(live.facts)
    rows = {part: Row(row.label, dict(row.facts)) for part, row in before.items()}
    items = {language: dict(parts) for language, parts in base.items.items()}
    for key in keys:
        if key.language != NEUTRAL:
            _text_as_live(items, live, key)
        elif key.name == PRESENCE:
            rows.pop(key.part, None)
            if key.part in public:
                rows[key.part] = public[key.part]
        elif key.name != ORDER:
            unit = shape.unit(rows[key.part].label, key.name)
            rows[key.part].facts.update(shape.values(public[key.part], unit))
    moved = {key.part for key in keys if key.name == ORDER}
    ordered = _in_order(rows, before, public, moved, shape)
    return State(shape.facts(ordered, shape.unknown_parts(base.facts)), items)


def _text_as_live(items, live, key):
    fields = dict(items.setdefault(key.language, {}).get(key.part, {}))
    fields.pop(key.name, None)
    if item := item_of(live.items.get(key.language, {}), key.part, key.name):
        fields[key.name] = item
    items[key.language][key.part] = fields
    if not fields:
        del items[key.language][key.part]


def _in_order(rows, before, public, moved, shape):
    ordered = {ROOT: rows[ROOT]}
    for label in shape.part_kinds:
        leading, other = ids_of(before, label), ids_of(public, label)
        if label in moved:
            leading, other = other, leading
        for part in interleave(leading, other, ids_of(rows, label)):
            ordered[part] = rows[part]
    return ordered


def without_own_drafts(base, live, steps, me, shape):
    """Return a base on which one person's earlier drafts count as part of the change."""
    return as_live(base, live, mine_alone(live, base, steps, me, shape), shape)
