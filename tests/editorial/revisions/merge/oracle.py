"""The oracle of the merge: raw values, and the rules in the words of the design.

It shares no code with the core. A state is a flat table: one cell for each text, with what is told
about it, and one for each unit of facts; beside it the parts of each kind in their order. It says
for each cell what must stand there, and judges the order by rules.
"""

from dataclasses import dataclass

UNITS = {
    "pages.page": [("rank",), ("start", "start_unit"), ("cities",)],
    "pages.section": [("picture", "decorative"), ("layout",)],
    "pages.stage": [("since",)],
}
BY_THEMSELVES = {
    "rank": 0,
    "start": None,
    "start_unit": "",
    "cities": [],
    "picture": None,
    "decorative": False,
    "layout": "text",
    "since": 0,
}
PICTURE = ("picture", "decorative")


@dataclass
class Raw:
    """A state as a table. A text's cell is `(words, what is told about them)`, a unit's its values.

    Addresses: `("text", language, part, field)` and `("fact", part, unit)`.
    """

    cells: dict
    order: dict

    @property
    def parts(self):
        return {part for parts in self.order.values() for part in parts}

    def copy(self):
        return Raw(dict(self.cells), {kind: list(parts) for kind, parts in self.order.items()})

    def words(self, address):
        """A text's words, or a unit's values."""
        cell = self.cells.get(address)
        return cell[0] if cell and address[0] == "text" else cell

    def facts_of(self, part):
        return {
            address: cell
            for address, cell in self.cells.items()
            if address[0] == "fact" and address[1] == part
        }


def raw(facts, items):
    """Read what the core stores."""
    cells, order = {}, {"pages.section": [], "pages.stage": []}
    rows = [("root", "pages.page", facts["root"])]
    for part in facts["parts"]:
        if part["kind"] in order:
            order[part["kind"]].append(part["id"])
            rows.append((part["id"], part["kind"], part["facts"]))
    for name, kind, values in rows:
        for unit in UNITS[kind]:
            found = [values.get(column, BY_THEMSELVES[column]) for column in unit]
            cells["fact", name, unit] = tuple(
                frozenset(value) if isinstance(value, list) else value for value in found
            )
    for language, parts in items.items():
        for part, fields in parts.items():
            for field, item in fields.items():
                told = {key: value for key, value in item.items() if key != "text"}
                cells["text", language, part, field] = (item["text"], frozenset(told.items()))
    return Raw(cells, order)


@dataclass
class Foreseen:
    """What must be there afterwards, and the addresses of what is asked about or seen by nobody."""

    cells: dict
    parts: set
    questions: set
    waiting: set


def foresee(opened, sent, shown, answers, *, saved_between=False):
    """Say what comes of a form laid on what is shown, where each answer is "keep", "mine" or words.

    `saved_between`: what is shown is a draft that somebody saved while the form was open.
    """
    return _Foreseeing(opened, sent, shown, answers, saved_between).result()


class _Foreseeing:
    def __init__(self, opened, sent, shown, answers, saved_between):
        self.opened, self.sent, self.shown = opened, sent, shown
        self.answers, self.saved_between = answers, saved_between
        self.cells, self.parts = dict(shown.cells), set(shown.parts)
        self.questions, self.waiting = set(), set()

    def result(self):
        self._removed()
        self._added()
        addresses = {*self.opened.cells, *self.sent.cells, *self.shown.cells}
        for address in addresses:
            if address[0] == "fact" and self._is_common(address[1]):
                self._fact(address)
        for address in addresses:
            if address[0] == "text" and address[2] in {"root", *self.sent.parts}:
                self._text(address)
        return Foreseen(self.cells, self.parts, self.questions, self.waiting)

    def _is_common(self, part):
        on_both = part == "root" or part in self.sent.parts & self.shown.parts
        return on_both and (part == "root" or part in self.parts)

    def _removed(self):
        for part in (self.opened.parts - self.sent.parts) & self.shown.parts:
            there, answer = ("there", part), self.answers.get(("there", part))
            if answer == "keep":
                continue
            if answer is None and self.saved_between and self._is_disturbed(part):
                self.questions.add(there)
                continue
            self._drop(part)

    def _is_disturbed(self, part):
        concerned = [
            address
            for address in self.opened.cells.keys() | self.shown.cells.keys()
            if part in address[1:3]
        ]
        return any(self.opened.words(address) != self.shown.words(address) for address in concerned)

    def _drop(self, part):
        self.parts.discard(part)
        for address in self.shown.facts_of(part):
            self.cells.pop(address, None)

    def _added(self):
        for part in self.sent.parts - self.shown.parts:
            facts, answer = self.sent.facts_of(part), self.answers.get(("there", part))
            is_new = part not in self.opened.parts
            if not is_new and self.saved_between and self.opened.facts_of(part) != facts:
                if answer is None:
                    self.questions.add(("there", part))
                is_new = answer == "mine"
            if is_new:
                self.parts.add(part)
                self.cells |= facts
            elif part in self.opened.parts and not self.saved_between:
                before = self.opened.facts_of(part)
                self.waiting |= {address for address in facts if facts[address] != before[address]}

    def _fact(self, address):
        before, now, there = (
            state.cells.get(address) for state in (self.opened, self.sent, self.shown)
        )
        answer = self.answers.get(address)
        if address[2] == PICTURE and self._has_alt_as_sent(address[1]):
            self.cells[address] = now
        elif before == now:
            return
        elif address[2] == ("cities",):
            self.cells[address] = (there[0] - (before[0] - now[0]) | (now[0] - before[0]),)
        elif answer is not None:
            self.cells[address] = now if answer == "mine" else there
        elif there == now:
            return
        elif there != before or (address[2] == PICTURE and self._has_other_alts(address[1])):
            self.questions.add(address)
        else:
            self.cells[address] = now

    def _has_alt_as_sent(self, part):
        return any(
            self.answers.get(("text", language, part, "alt")) == "mine" for language in ("en", "ja")
        )

    def _has_other_alts(self, part):
        alts = [("text", language, part, "alt") for language in ("en", "ja")]
        return any(self.opened.words(alt) != self.shown.words(alt) for alt in alts)

    def _text(self, address):
        before, now, there = (
            state.cells.get(address) for state in (self.opened, self.sent, self.shown)
        )
        part, field, answer = address[2], address[3], self.answers.get(address)
        picture = ("fact", part, PICTURE)
        is_alt = field == "alt" and part in self.parts and part in self.sent.parts
        is_mine = self.sent.cells.get(picture) != self.opened.cells.get(picture)
        if is_alt and is_mine and self.answers.get(picture) == "mine" and answer is None:
            self._set(address, now)
        elif before == now:
            return
        elif answer is not None:
            self._answer(address, answer, now, there)
        elif _words(before) == _words(now):
            # "Still right" was said of these very words.
            if _words(there) == _words(now):
                said = {name for name, _ in before[1] ^ now[1]}
                kept = {(name, value) for name, value in there[1] if name not in said}
                anew = {(name, value) for name, value in now[1] if name in said}
                self._set(address, (now[0], frozenset(kept | anew)))
        elif _words(there) == _words(now):
            return
        elif is_alt and self.cells.get(picture) != self.sent.cells.get(picture):
            (self.waiting if is_mine else self.questions).add(address)
        elif _words(there) == _words(before):
            self._set(address, now)
            if part != "root" and part not in self.parts:
                self.waiting.add(address)
        elif part == "root" or part in self.parts or self.saved_between:
            self.questions.add(address)
        else:
            self.waiting.add(address)

    def _answer(self, address, answer, now, there):
        if answer == "mine":
            self._set(address, now)
        elif answer != "keep" and answer != _words(there):
            made_from = {(key, value) for key, value in (there or now)[1] if key == "from"}
            told = frozenset({("origin", "person"), *made_from})
            self._set(address, (answer, told) if answer else None)

    def _set(self, address, cell):
        self.cells.pop(address, None)
        if cell:
            self.cells[address] = cell


def _words(cell):
    return cell[0] if cell else ""


# --- Order ------------------------------------------------------------------------------------


def judge_order(kind, opened, sent, shown, found):
    """Raise AssertionError where the parts of one kind stand in an order that no rule allows.

    Return whether both moved, and not alike.
    """
    result = found.order[kind]
    moved = bool(
        _pairs(sent.order[kind])
        & _pairs(opened.order[kind][::-1])
        & _pairs(shown.order[kind][::-1])
    )
    leading, following = (sent, shown) if moved else (shown, sent)
    leading, following = leading.order[kind], following.order[kind]
    assert among(result, leading) == among(leading, result), "the order is another one"
    for index, part in enumerate(result):
        if part not in leading:
            before = among(following[: following.index(part)], result)
            assert result[:index][-1:] == before[-1:], "a part stands behind another one"
    return moved and differ(kind, opened, shown)


def _pairs(parts):
    return {(one, other) for index, one in enumerate(parts) for other in parts[index + 1 :]}


def differ(kind, one, other):
    """Whether the parts of one kind that both have stand in another order."""
    one, other = one.order[kind], other.order[kind]
    return among(one, other) != among(other, one)


def among(parts, others):
    """Those that are in the other list too."""
    return [part for part in parts if part in others]
