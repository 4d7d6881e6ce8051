"""Planted faults: small, plausible mistakes in the merge, each of which the walks must find.

A fault is a function that puts one wrong replacement in place with pytest's `monkeypatch`.
"""

from editorial.revisions.merge import authorship
from editorial.revisions.merge import facts as merge_facts
from editorial.revisions.merge import lay as merge
from editorial.revisions.merge import proposal as merge_proposal
from editorial.revisions.merge import structure as merge_structure
from editorial.revisions.merge import texts as merge_texts
from editorial.revisions.merge.shape import Shape

# --- What goes out, what stays -----------------------------------------------------------------


def no_question_at_an_overlap_of_texts(monkeypatch):
    def take(self, key, base, mine, onto):
        self._put(key, mine)

    monkeypatch.setattr(merge_texts._Laying, "_ask", take)


def no_question_at_an_overlap_of_facts(monkeypatch):
    def take(self, key, base, mine, onto):
        self.rows[key.part].facts.update(mine)

    monkeypatch.setattr(merge_facts._Laying, "_ask", take)


def everything_of_the_draft_goes_out(monkeypatch):
    _wrap(monkeypatch, lambda lay, base, mine, onto, shape, **rest: lay(onto, mine, onto, shape))


def a_save_takes_back_what_came_in_between(monkeypatch):
    def lay_newest(lay, base, mine, onto, shape, *, unseen=False, **rest):
        return lay(onto if unseen else base, mine, onto, shape, unseen=unseen, **rest)

    _wrap(monkeypatch, lay_newest)


def a_draft_of_my_own_is_held_back(monkeypatch):
    monkeypatch.setattr(authorship, "without_own_drafts", lambda base, live, steps, me, shape: base)


def a_choice_counts_only_where_it_is_asked(monkeypatch):
    def lay_after_asking(lay, *states, choices=None, **rest):
        asked = {overlap.key for overlap in lay(*states, **rest).overlaps}
        found = {key: choice for key, choice in (choices or {}).items() if key in asked}
        return lay(*states, choices=found, **rest)

    _wrap(monkeypatch, lay_after_asking)


def a_text_in_a_part_that_is_not_public_is_asked_about(monkeypatch):
    def asking(lay_texts, *states, unseen=False, **rest):
        return lay_texts(*states, unseen=True, **rest)

    _wrap_texts(monkeypatch, asking)


def an_absent_part_was_emptied(monkeypatch):
    def emptying(lay_texts, base, mine, onto, *, form, **rest):
        return lay_texts(base, mine, onto, form=form | base.keys(), **rest)

    _wrap_texts(monkeypatch, emptying)


# --- Provenance --------------------------------------------------------------------------------


def still_right_is_carried_to_another_text(monkeypatch):
    still_right = merge_texts.still_right

    def carried(base, mine, onto):
        if onto is None:
            return onto
        return still_right(base, {**mine, "text": onto["text"]}, onto)

    monkeypatch.setattr(merge_texts, "still_right", carried)


def still_right_takes_the_whole_item_along(monkeypatch):
    monkeypatch.setattr(
        merge_texts,
        "still_right",
        lambda base, mine, onto: mine if onto and onto["text"] == mine["text"] else onto,
    )


def a_text_goes_without_what_is_told_about_it(monkeypatch):
    put = merge_texts._Laying._put

    def bare(self, key, item):
        put(self, key, item and {"text": item["text"], "origin": "person"})

    monkeypatch.setattr(merge_texts._Laying, "_put", bare)


def a_text_for_the_public_is_translated_from_what_was_sent(monkeypatch):
    chosen = merge_texts.chosen
    monkeypatch.setattr(
        merge_texts,
        "chosen",
        lambda choice, mine, onto: chosen(
            choice, mine, onto and mine and {**mine, "text": onto["text"]}
        ),
    )


# --- Facts -------------------------------------------------------------------------------------


def facts_go_column_by_column(monkeypatch):
    monkeypatch.setattr(Shape, "unit", lambda self, label, name: (name,))


def a_set_of_keys_goes_as_a_whole(monkeypatch):
    monkeypatch.setattr(Shape, "is_many", lambda self, label, unit: False)


def a_missing_fact_is_not_its_default(monkeypatch):
    def values(self, row, unit):
        return row and {name: row.facts.get(name) for name in unit}

    monkeypatch.setattr(Shape, "values", values)


def a_picture_says_nothing_about_its_texts(monkeypatch):
    monkeypatch.setattr(merge_facts._Laying, "_bound", lambda self: {})


def a_picture_goes_although_its_texts_were_rewritten(monkeypatch):
    monkeypatch.setattr(merge_facts._Laying, "_has_rewritten_texts", lambda self, part, unit: False)


def an_alternative_text_goes_without_its_picture(monkeypatch):
    monkeypatch.setattr(merge_facts._Laying, "_is_built_on", lambda self, part, unit: False)


# --- Parts -------------------------------------------------------------------------------------


def parts_unknown_today_are_dropped(monkeypatch):
    monkeypatch.setattr(Shape, "unknown_parts", lambda self, facts: [])


def parts_stand_in_the_order_in_which_they_came(monkeypatch):
    def facts(self, rows, unknown=()):
        parts = [
            {"kind": row.label, "id": part, "facts": self._complete(row)}
            for part, row in sorted(rows.items(), key=lambda named: named[0])
            if part != "root"
        ]
        return {"root": self._complete(rows["root"]), "parts": [*parts, *unknown]}

    monkeypatch.setattr(Shape, "facts", facts)


def a_part_that_others_changed_is_removed_unasked(monkeypatch):
    monkeypatch.setattr(merge_facts._Laying, "_was_changed", lambda self, part: False)


def a_change_in_a_part_removed_in_between_is_lost(monkeypatch):
    def lose(self, part):
        return None

    monkeypatch.setattr(merge_facts._Laying, "_lay_on_nothing", lose)


def moves_of_others_go_with_mine(monkeypatch):
    monkeypatch.setattr(merge_structure, "moves_left", lambda before, after, there: True)


def a_move_of_what_is_not_public_moves_the_rest(monkeypatch):
    monkeypatch.setattr(
        merge_structure,
        "moves_left",
        lambda before, after, there: merge_structure.moved(before, after),
    )


def an_added_part_stands_at_the_end(monkeypatch):
    def at_the_end(leading, other, kept):
        first = [part for part in leading if part in kept]
        return first + [part for part in other if part in kept and part not in first]

    monkeypatch.setattr(merge_structure, "interleave", at_the_end)


# --- Whose draft it is -------------------------------------------------------------------------


def the_author_of_the_newest_draft_owns_it(monkeypatch):
    def newest(keys, public, steps, shape, with_provenance=False):
        return {key: frozenset({steps[-1].by} if steps else ()) for key in keys}

    monkeypatch.setattr(authorship, "_follow", newest)


def facts_of_an_added_part_have_no_authors(monkeypatch):
    monkeypatch.setattr(authorship, "_concerns", lambda changed, key: key in changed)


def a_draft_belongs_to_whoever_began_it(monkeypatch):
    def first(keys, public, steps, shape, with_provenance=False):
        return {key: frozenset({steps[0].by} if steps else ()) for key in keys}

    monkeypatch.setattr(authorship, "_follow", first)


# --- The proposal ------------------------------------------------------------------------------


def words_of_a_draft_that_were_moved_count_as_typed(monkeypatch):
    monkeypatch.setattr(merge_proposal, "_brings", lambda typed, draft, public: False)


def an_edit_goes_where_only_its_beginning_is_the_same(monkeypatch):
    monkeypatch.setattr(merge_proposal, "_place_of", lambda places, start, end: places.get(start))


def only_the_edits_that_have_a_place_are_proposed(monkeypatch):
    edits = merge_proposal._edits
    monkeypatch.setattr(merge_proposal, "_edits", lambda before, after: edits(before, after)[:1])


# --- Planting ----------------------------------------------------------------------------------


def _wrap(monkeypatch, replacement):
    lay = merge.lay
    monkeypatch.setattr(merge, "lay", lambda *states, **rest: replacement(lay, *states, **rest))


def _wrap_texts(monkeypatch, replacement):
    lay_texts = merge.lay_texts
    monkeypatch.setattr(
        merge, "lay_texts", lambda *states, **rest: replacement(lay_texts, *states, **rest)
    )
