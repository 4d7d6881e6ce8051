"""The oracle of drafts of one's own: who changed a cell since it was last as it is public."""

from functools import partial

from tests.editorial.revisions.merge.oracle import among, differ


def with_own_drafts_as_public(opened, public, past, me):
    """Give a form's base in which what I alone drafted is as it is public, hence changed now.

    `past`: `(before, after, by)` for each step from what was public once to the base.
    """
    result = opened.copy()
    in_public_order = [part for parts in public.order.values() for part in parts]
    for part in [*in_public_order, *opened.parts]:
        if part in opened.parts and part in public.parts:
            continue
        if _drafters(partial(_presence, part, public), past, public) == {me}:
            _set_part(result, public, part)
    for kind in opened.order:
        if differ(kind, opened, public) and _moved_alone(kind, past, public, me):
            _order_as_public(result, opened, public, kind)
    for address in opened.cells.keys() | public.cells.keys():
        is_in_both = address in opened.cells and address in public.cells
        if address[0] == "text" or is_in_both:
            _own_cell(result, opened, public, past, me, address)
    return result


def _order_as_public(result, opened, public, kind):
    here = result.order[kind]
    order = [part for part in public.order[kind] if part in here]
    for part in here:
        if part not in order:
            before = among(here[: here.index(part)], order)
            order.insert(order.index(before[-1]) + 1 if before else 0, part)
    result.order[kind] = order


def _own_cell(result, opened, public, past, me, address):
    if opened.cells.get(address) == public.cells.get(address):
        return
    by_words = opened.words(address) != public.words(address)

    def look(state):
        return state.words(address) if by_words else state.cells.get(address)

    if _drafters(look, past, public) == {me}:
        result.cells.pop(address, None)
        if address in public.cells:
            result.cells[address] = public.cells[address]


def _drafters(look, past, public):
    people = set()
    for before, after, by in reversed(past):
        if look(before) != look(after):
            people.add(by)
        if look(before) == look(public):
            break
    return people


def _presence(part, public, state):
    """What somebody who publishes a part lets out: all its facts; of a removal only that."""
    if part in public.parts:
        return part in state.parts
    return state.facts_of(part)


def _set_part(result, public, part):
    for address in result.facts_of(part):
        del result.cells[address]
    for kind, parts in result.order.items():
        if part in parts:
            parts.remove(part)
        if part in public.order[kind]:
            before = among(public.order[kind][: public.order[kind].index(part)], parts)
            parts.insert(parts.index(before[-1]) + 1 if before else 0, part)
            result.cells |= public.facts_of(part)


def _moved_alone(kind, past, public, me):
    people = set()
    for before, after, by in reversed(past):
        if differ(kind, before, after):
            people.add(by)
        if not differ(kind, before, public):
            break
    return people == {me}
