"""The real tables as the oracle of the merge reads them: cells of raw values, parts in order."""

from cities.models import Citation, City, Event, Reason, Stage
from editorial.revisions.merge.shape import PRESENCE, ForPublic, Keep
from editorial.revisions.snapshots import ROOT
from editorial.text.languages import NEUTRAL
from pages.models import Page, Section
from tests.editorial.revisions.merge.oracle import Raw

DATE = ("start", "start_unit", "start_qualifier", "start_other")
END = ("end", "end_unit", "end_qualifier", "end_other")
POPULATION = ("population", "population_year", "population_scope")
# Of each kind and part the texts and the units of facts that the walks write.
TEXTS = {
    Page: ("title", "lede"),
    Section: ("heading",),
    City: ("name", "origin_lede"),
    Stage: ("legal_basis",),
    Reason: (),
    Event: ("title", "place"),
    Citation: (),
}
UNITS = {
    Page: (("rank",),),
    Section: (("kind",),),
    City: (POPULATION, ("website",)),
    Stage: (("stage",),),
    Reason: (("reason",),),
    Event: (DATE, END, ("side",), ("cities",)),
    Citation: (("words",),),
}
PARTS = {Page: (Section,), City: (Reason, Stage), Event: (Citation,)}
MODELS = {model._meta.label_lower: model for model in TEXTS}
UNIT_OF = {unit[0]: unit for units in UNITS.values() for unit in units}


def raw(model, facts, texts):
    """Read facts and bare texts as a table of cells."""
    kinds = [part._meta.label_lower for part in PARTS[model]]
    order = {kind: [] for kind in kinds}
    rows = [(ROOT, model, facts["root"])]
    for part in facts["parts"]:
        if part["kind"] in order:
            order[part["kind"]].append(part["id"])
            rows.append((part["id"], MODELS[part["kind"]], part["facts"]))
    cells = {}
    for name, kind, values in rows:
        for unit in UNITS[kind]:
            defaults = [kind._meta.get_field(column) for column in unit]
            found = [
                values[field.name] if field.name in values else field.get_default()
                for field in defaults
            ]
            cells["fact", name, unit] = tuple(
                frozenset(value) if isinstance(value, list) else value for value in found
            )
    fields = {field for names in TEXTS.values() for field in names}
    for language, parts in texts.items():
        for part, values in parts.items():
            for field, text in values.items():
                if text and field in fields:
                    cells["text", language, part, field] = (text, frozenset())
    return Raw(cells, order)


def only(state, code):
    """Return the cells of one language, or facts and order."""
    if code == NEUTRAL:
        cells = {a: cell for a, cell in state.cells.items() if a[0] == "fact"}
        return Raw(cells, state.order)
    cells = {a: cell for a, cell in state.cells.items() if a[0] == "text" and a[1] == code}
    return Raw(cells, {kind: [] for kind in state.order})


def address_of(key):
    """Return the oracle's address of a key of the merge."""
    if key.name == PRESENCE:
        return ("there", key.part)
    if key.language == NEUTRAL:
        return ("fact", key.part, UNIT_OF.get(key.name, (key.name,)))
    return ("text", *key)


def bare(cells):
    """Return cells without what is told about texts; the walks of the merge look at that."""
    return {
        address: (cell[0], frozenset()) if address[0] == "text" else cell
        for address, cell in cells.items()
    }


def in_words(choice):
    if isinstance(choice, ForPublic):
        return choice.text
    return "keep" if isinstance(choice, Keep) else "mine"
