"""The merge of parts: which are there, and in which order they stand.

Positions are no data: of each kind of parts only the order counts, and it was changed when those
that are there before and after stand in another one.

Whoever moved one part sent the order of all, the moves of others among them. So it is followed only
where a move is left to be made: among parts that are there, and not made already. Moving a section
that only the draft has moves nothing in public, and sent again nothing moves.
"""

from itertools import combinations

from editorial.revisions.merge.shape import ROOT


def moved(before, after):
    """Return whether the parts common to two lists stand in another order."""
    return _common(before, after) != _common(after, before)


def moved_kinds(before, after, shape):
    """Return the labels of the kinds of parts whose order changed from some rows to others."""
    return {
        label for label in shape.part_kinds if moved(ids_of(before, label), ids_of(after, label))
    }


def moves_left(before, after, there):
    """Return whether a move from one list to another has yet to be made in a third one."""
    common = [part for part in after if part in before and part in there]
    return any(
        before.index(first) > before.index(second) and there.index(first) > there.index(second)
        for first, second in combinations(common, 2)
    )


def moved_by_both(before, after, there, shape):
    """Return the kinds that both sides put in an order of their own."""
    return {
        label
        for label in moved_kinds(before, there, shape)
        if moves_left(*(ids_of(rows, label) for rows in (before, after, there)))
    }


def ids_of(rows, label):
    """List the parts of one kind in their order."""
    return [part for part, row in rows.items() if row.label == label and part != ROOT]


def lay_order(before, after, there, rows, shape):
    """Return the rows of a merge in their order, kind by kind.

    Where no move is left to be made, the order stays as it is, and each part that was added stands
    behind the nearest one before it. Otherwise the order that was sent is followed, and parts that
    it does not know stay behind those that they followed.
    """
    ordered = {ROOT: rows[ROOT]}
    for label in shape.part_kinds:
        mine, theirs = ids_of(after, label), ids_of(there, label)
        leading, other = theirs, mine
        if moves_left(ids_of(before, label), mine, theirs):
            leading, other = mine, theirs
        for part in interleave(leading, other, ids_of(rows, label)):
            ordered[part] = rows[part]
    return ordered


def interleave(leading, other, kept):
    """Return the parts that are kept: in the leading order, the rest behind its predecessor."""
    result = [part for part in leading if part in kept]
    place = 0
    for part in other:
        if part not in kept:
            continue
        if part not in result:
            result.insert(place, part)
        place = result.index(part) + 1
    return result


def _common(one, other):
    return [part for part in one if part in other]
