"""Whose draft it is: who changed which field between what is public and the newest draft.

The author of the newest draft proves nothing: whoever published "only mine" is the author of a
draft that holds the words of others. So the bases of the revisions are followed, and each key
belongs to everybody who changed it; a key that several changed is nobody's alone. What one person
alone drafted earlier goes out with what is published now.
"""

from dataclasses import dataclass
from typing import Any

from editorial.revisions.merge.facts import changed_facts
from editorial.revisions.merge.shape import NEUTRAL, ORDER, PRESENCE, ROOT, Row, State
from editorial.revisions.merge.structure import ids_of, interleave
from editorial.revisions.merge.texts import changed_texts, item_of, rewritten_texts


@dataclass(frozen=True)
class Step:
    """One saved revision: what it was laid on, what it made of that, and by whom.

    `base` and `data` are facts where the language is `zxx`, else the items of that language.
    """

    language: str
    base: dict
    data: dict
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


def authors(live, working, steps, shape):
    """Map each key in which a draft differs from the public state to the set of its authors.

    `steps` lead from what both come from to the draft, the oldest first. Of a key only those count
    that came after it was last as it is public: what stood there before is released, or gone. Of a
    text these are the authors of its words; only where the words are the public ones, those of its
    provenance: a review makes nobody an author.
    """
    found = {}
    for language in {NEUTRAL, *live.items, *working.items}:
        public, draft = _data(live, language), _data(working, language)
        own = [step for step in steps if step.language == language]
        of_words = _differing(language, public, draft, shape)
        found |= _follow(of_words, public, own, shape)
        if language != NEUTRAL:
            others = changed_texts(public, draft, language, public.keys() | draft.keys()) - of_words
            found |= _follow(others, public, own, shape, with_provenance=True)
    return found


def mine_alone(live, working, steps, me, shape):
    """Return the keys of a draft that one person alone changed, none without a known author."""
    found = authors(live, working, steps, shape)
    return frozenset(key for key, people in found.items() if people == {me})


def _data(state, language):
    return state.facts if language == NEUTRAL else state.items.get(language, {})


def _differing(language, one, other, shape, with_provenance=False):
    if language == NEUTRAL:
        return changed_facts(one, other, shape)
    if with_provenance:
        return changed_texts(one, other, language, one.keys() | other.keys())
    return rewritten_texts({language: one}, {language: other}, [language])


def _follow(keys, public, steps, shape, with_provenance=False):
    """Collect the authors of keys, from the newest step back to where each was public."""
    people = {key: set() for key in keys}
    unsettled = set(keys)
    for step in reversed(steps):
        of_step = _differing(step.language, step.base, step.data, shape, with_provenance)
        for key in unsettled:
            if _concerns(of_step, key):
                people[key].add(step.by)
        drafted = _differing(step.language, public, step.base, shape, with_provenance)
        unsettled = {key for key in unsettled if {key, _presence(key)} & drafted}
    return {key: frozenset(found) for key, found in people.items()}


def _concerns(changed, key):
    """Return whether changes touched a key.

    A part that was added goes out with all its facts, so whoever changed one of them touched its
    presence; and whoever took a part away or brought it back touched its facts.
    """
    if key.language == NEUTRAL and key.name == PRESENCE:
        return any(other.part == key.part for other in changed)
    return key in changed or (key.language == NEUTRAL and _presence(key) in changed)


def _presence(key):
    return key._replace(name=PRESENCE)


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


def without_own_drafts(base, live, steps, me, shape, *, but=frozenset()):
    """Return a base on which one person's earlier drafts count as part of the change.

    `but` names keys that stay drafts all the same.
    """
    return as_live(base, live, mine_alone(live, base, steps, me, shape) - but, shape)
