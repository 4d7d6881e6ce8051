"""The merge: what one person changed, put onto any state of an entry. Pure functions.

Whoever opens a form sees the newest draft, which may hold words that others have not released yet.
To publish only what that person changed is a cherry-pick. The letters of this algebra:

- **B**, the base: the draft on which the form was opened;
- **M**, mine: what was sent;
- **C**, the change: the keys in which M differs from B (`changed`);
- **W**, the working state: the newest draft, which is B unless somebody saved in between;
- **L**, the live state: what is public;
- **D**, the draft of others: the keys in which B differs from L;
- **X**: what C is laid on, L or W.

One function serves both: the new draft is `lay(B, M, W, unseen=True)`, what becomes public is
`lay(B, M, L)`. With W = B the new draft is M. Three laws hold, and the tests hold them:

    lay(B, M, B) = M        onto its own base, the change gives what was sent
    lay(B, B, X) = X        who changed nothing changes nothing
    lay(B, M, M) = M        laid twice is laid once

Where C and D meet in one key (an *overlap*) nothing is decided here: M holds words of D there. The
result leaves the place as it was and names the overlap; the person answers with `Keep`, `ForPublic`
or `Mine`, and the merge is done once more with the choices. A choice counts before any rule: sent
again after "a text for the public", B may equal the new L, and M would go out.

Equal means equal in normal form (`Shape.normal`): defaults written out, parts kind by kind. Parts
and facts of which today's models know nothing are nobody's change; they stay as X has them.

The rules for facts are in `facts`, for parts in `structure`, for texts in
`texts`; `proposal` proposes a text for the public; `authorship` tells whose a draft is.
"""

from dataclasses import dataclass, field

from editorial.revisions.merge.facts import changed_facts, lay_facts
from editorial.revisions.merge.shape import NEUTRAL, PRESENCE, Key, Overlap, State, parts_of
from editorial.revisions.merge.texts import changed_texts, lay_texts, rewritten_texts


@dataclass(frozen=True)
class Laid:
    """A state with somebody's change laid onto it.

    - `state`: the result; what overlaps and has no choice is as it was;
    - `overlaps`: what has to be asked before anything is written;
    - `waiting`: keys of the change that are not public yet: their part or picture is not there;
    - `moved`: labels of the kinds of parts that both sides put in another order. The order of the
      change counts, and people have to be told.
    """

    state: State
    overlaps: tuple[Overlap, ...] = ()
    waiting: frozenset[Key] = field(default_factory=frozenset)
    moved: frozenset[str] = field(default_factory=frozenset)


def changed(base, mine, shape):
    """Return the keys in which one state differs from another, in the languages of the second."""
    keys = set(changed_facts(base.facts, mine.facts, shape))
    for language, items in mine.items.items():
        form = parts_of(mine.facts)
        keys |= changed_texts(base.items.get(language, {}), items, language, form)
    return frozenset(keys)


def says_the_same(one, other, shape):
    """Return whether two states have the same facts and words, whatever is told about the words.

    When what becomes public says what the new draft says, one revision serves both. Otherwise a
    draft would be left in which nobody finds a difference.
    """
    languages = one.items.keys() | other.items.keys()
    return shape.normal(one.facts) == shape.normal(other.facts) and not rewritten_texts(
        one.items, other.items, languages
    )


def lay(base, mine, onto, shape, *, choices=None, unseen=False):
    """Lay the change from one state to another onto a third one; return `Laid`.

    The languages are those of `mine`, the ones that were open; the others stay as they are. A form
    without facts hands in those of its base.

    `unseen` says that `onto` holds what the author of the change never saw: somebody saved in
    between. Then whoever removes a part that was changed, or changes one that was removed, is
    asked; otherwise the first was seen and the second waits. Choices count only in the change.
    """
    keys = changed(base, mine, shape)
    # Whoever changed a part that was removed in between is asked whether it is to be there.
    asked = keys | {key._replace(name=PRESENCE) for key in keys if key.language == NEUTRAL}
    choices = {key: choice for key, choice in (choices or {}).items() if key in asked}
    known = (base.items.keys() | mine.items.keys()) & onto.items.keys()
    ground = lay_facts(
        base.facts,
        mine.facts,
        onto.facts,
        shape,
        choices=choices,
        rewritten=rewritten_texts(base.items, onto.items, known),
        unseen=unseen,
    )
    texts = {
        language: lay_texts(
            base.items.get(language, {}),
            items,
            onto.items.get(language, {}),
            language=language,
            form=parts_of(mine.facts),
            ground=ground,
            choices=choices,
            unseen=unseen,
        )
        for language, items in mine.items.items()
    }
    return Laid(
        State(ground.facts, {**onto.items, **{code: laid.items for code, laid in texts.items()}}),
        (*ground.overlaps, *(overlap for laid in texts.values() for overlap in laid.overlaps)),
        ground.waiting.union(*(laid.waiting for laid in texts.values())),
        ground.moved,
    )
