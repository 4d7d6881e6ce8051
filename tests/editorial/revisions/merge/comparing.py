"""What the merge says, beside what the oracle says."""

from editorial.revisions.merge import lay as merge
from editorial.revisions.merge.shape import NEUTRAL, ForPublic, Keep, State
from tests.editorial.revisions.merge.cases import SHAPE
from tests.editorial.revisions.merge.editing import RELIC
from tests.editorial.revisions.merge.oracle import judge_order, raw


def without_absent_parts(sent):
    """What a form sends: of a part that was taken out of it, nothing."""
    form = merge.parts_of(sent.facts)
    return State(
        sent.facts,
        {
            language: {name: fields for name, fields in found.items() if name in form}
            for language, found in sent.items.items()
        },
    )


def words_in(row):
    return {value for value in row.values() if isinstance(value, str) and value}


def built_on(overlap, sent):
    """What is let out by "mine": what was sent there, with a picture its alternative texts."""
    found = words_in(overlap.mine) if isinstance(overlap.mine, dict) else set(overlap.mine.split())
    if overlap.key.name in {"picture", "alt"}:
        found |= set().union(
            *(
                words_in(row["facts"])
                for row in sent.facts["parts"]
                if row["id"] == overlap.key.part
            )
        )
    if overlap.key.name == "picture":
        alts = (found.get(overlap.key.part, {}).get("alt") for found in sent.items.values())
        found |= set().union(*(alt["text"].split() for alt in alts if alt))
    return found


def read(state):
    return raw(state.facts, state.items)


def visible(state):
    """A state without the texts of parts that are not there."""
    found, shown = read(state), merge.parts_of(state.facts)
    cells = {
        address: cell
        for address, cell in found.cells.items()
        if address[0] == "fact" or address[2] in shown
    }
    return cells, found.order


def address_of(key):
    """The oracle's address of a key."""
    if key.name.startswith("#"):
        return ("there", key.part)
    if key.language != NEUTRAL:
        return ("text", *key)
    units = {"picture": ("picture", "decorative"), "start": ("start", "start_unit")}
    return ("fact", key.part, units.get(key.name, (key.name,)))


def in_raw(answer):
    if isinstance(answer, ForPublic):
        return answer.text
    return "keep" if isinstance(answer, Keep) else "mine"


def compare(laid, expected, opened, sent, shown):
    """Raise AssertionError where the merge and the oracle differ."""
    found = read(laid.state)
    assert {address_of(overlap.key) for overlap in laid.overlaps} == expected.questions
    assert found.cells.items() ^ expected.cells.items() == set()
    assert found.parts == expected.parts
    assert {address_of(key) for key in laid.waiting} == expected.waiting
    both = {kind for kind in found.order if judge_order(kind, opened, sent, shown, found)}
    assert laid.moved == both
    kinds = [*SHAPE.part_kinds, RELIC["kind"]]
    places = [kinds.index(row["kind"]) for row in laid.state.facts["parts"]]
    assert places == sorted(places), "parts of one kind stand among those of another"
    assert laid.state.facts["parts"][-1:] == [RELIC], "what is unknown today is gone"
