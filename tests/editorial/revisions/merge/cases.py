"""A kind of entry made up for the tests of the merge, and states of it in few words.

A page has a rank, a date of two columns and a set of cities; its sections have a picture with an
alternative text; its stages have nothing but a date.
"""

from editorial.revisions.merge.shape import NEUTRAL, ORDER, PRESENCE, ROOT, Key, Shape, State

PAGE, SECTION, STAGE = "pages.page", "pages.section", "pages.stage"

SHAPE = Shape(
    label=PAGE,
    part_kinds=(SECTION, STAGE),
    defaults={
        PAGE: {"rank": 0, "start": None, "start_unit": "", "cities": []},
        SECTION: {"picture": None, "decorative": False, "layout": "text"},
        STAGE: {"since": 0},
    },
    units={
        PAGE: (("start", "start_unit"),),
        SECTION: (("picture", "decorative"),),
    },
    text_units={SECTION: {"alt": "picture"}},
    many={PAGE: frozenset({"cities"})},
)


def part(name, kind=SECTION, **facts):
    return {"kind": kind, "id": name, "facts": {**SHAPE.defaults.get(kind, {}), **facts}}


def facts(*parts, **root):
    """Facts of a page; a part may be given by its name alone, then it is a section."""
    rows = [part(row) if isinstance(row, str) else row for row in parts]
    return {"root": {**SHAPE.defaults[PAGE], **root}, "parts": rows}


def item(text, **provenance):
    return {"text": text, "origin": "person", **provenance}


def items(**texts):
    """Items of a language: `root__title="a"` or `one__heading=item("a", …)`."""
    result = {}
    for address, text in texts.items():
        name, field = address.split("__")
        result.setdefault(name, {})[field] = item(text) if isinstance(text, str) else text
    return result


def state(*parts, en=None, ja=None, **root):
    """A state with its facts and the items of the languages that are given."""
    given = {"en": en, "ja": ja}
    found = {code: given[code] for code in given if given[code] is not None}
    return State(facts(*parts, **root), found)


def text_key(field="title", name=ROOT, language="en"):
    return Key(language, name, field)


def fact_key(field, name=ROOT):
    return Key(NEUTRAL, name, field)


def presence_key(name):
    return Key(NEUTRAL, name, PRESENCE)


def order_key(kind=SECTION):
    return Key(NEUTRAL, kind, ORDER)


def names(laid_facts, kind=SECTION):
    """The parts of one kind in their order."""
    return [row["id"] for row in laid_facts["parts"] if row["kind"] == kind]
