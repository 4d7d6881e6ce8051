"""Somebody at a form of a random walk: words typed, facts set, parts added, removed and moved."""

from dataclasses import dataclass

from cities.models import Citation, City, Event, Reason, Stage
from editorial.revisions.snapshots import ROOT
from editorial.text.languages import NEUTRAL
from pages.models import Section
from tests.editorial.publishing.change.walk_tables import DATE, END, MODELS, PARTS, TEXTS, UNITS
from tests.editorial.publishing.forms import opened
from tests.editorial.revisions.merge.oracle import Raw


@dataclass
class Sheet:
    """A form in somebody's hands: the real one, and what the oracle read when it was opened."""

    form: object
    before: Raw
    codes: tuple
    number: int


class Editor:
    """Changes sheets. Whoever inherits has `random`, `counter`, `root`, `model` and `cities`."""

    def open(self, language=None):
        language = language or self.random.choice(["en", "en", "ja"])
        codes = (NEUTRAL, "en") if language == "en" else (language,)
        return Sheet(opened(self.root, language), self.state("working"), codes, self.saves)

    def edit(self, sheet, person, times):
        for _ in range(times):
            acts = [self.write, self.write]
            if NEUTRAL in sheet.codes:
                acts += [self.set_fact, self.add, self.remove, self.move]
            self.random.choice(acts)(sheet, person)

    def write(self, sheet, person, place=None):
        """Type a new word into a text, or replace it."""
        rows = [(ROOT, self.model)] + [
            (part["id"], MODELS[part["kind"]]) for part in sheet.form.facts["parts"]
        ]
        places = [(part, field) for part, model in rows for field in TEXTS[model]]
        self.place = place if place in places else self.random.choice(places)
        part, field = self.place
        code = sheet.codes[-1]
        old = sheet.form.texts[code].get(part, {}).get(field, "")
        word = f"{person}{next(self.counter)}"
        new = f"{old} {word}" if self.random.random() < 0.5 and len(old) < 50 else word
        sheet.form.write(part, language=code, **{field: new.strip()})

    def set_fact(self, sheet, person=None):
        rows = [(ROOT, self.model, sheet.form.facts["root"])] + [
            (part["id"], MODELS[part["kind"]], part["facts"]) for part in sheet.form.facts["parts"]
        ]
        part, model, values = self.random.choice([rows[0], self.random.choice(rows)])
        unit = self.random.choice(UNITS[model])
        sheet.form.set(part, **self.value(unit, sheet, values))

    def build_on(self, sheet, *, first):
        """Draft an earlier start, or drop a reason; then end before the old one, or add it."""
        values = sheet.form.facts["root"]
        if self.model is Event and first:
            self.day = int(values["start"][-2:])
            sheet.form.set(start=f"1989-06-{max(1, self.day - 2):02}", start_unit=5)
        elif self.model is Event:
            early = max(int(values["start"][-2:]), self.day - 1)
            sheet.form.set(end=f"1989-06-{early:02}", end_unit=5)
        elif self.model is City and first:
            reasons = [p for p in sheet.form.facts["parts"] if "reason" in p["facts"]]
            self.reason = reasons[0]["facts"]["reason"] if reasons else "culture"
            sheet.form.remove(reasons[0]["id"] if reasons else None)
        elif self.model is City and self.reason not in self.reasons(sheet):
            sheet.form.add(Reason, 0, reason=self.reason)

    def value(self, unit, sheet, values):
        number = self.random.randrange(6)
        if unit == DATE:
            last = int((values["end"] or "1989-06-28")[-2:])
            return {"start": f"1989-06-{self.random.randint(1, last):02}", "start_unit": 5}
        if unit == END:
            first = int((values["start"] or "1989-06-01")[-2:])
            return {"end": f"1989-06-{self.random.randint(first, 28):02}", "end_unit": 5}
        if unit == ("cities",):
            chosen = set(values["cities"]) ^ {self.random.choice(self.cities)}
            return {"cities": sorted(chosen)}
        if unit == ("reason",):
            return {"reason": self.free_reason(sheet) or values["reason"]}
        found = {
            "rank": {"rank": number},
            "kind": {"kind": self.random.choice(["text", "facts"])},
            "population": {"population": 1000 * number, "population_year": 2000 + number},
            "website": {"website": f"https://example.org/{number}/"},
            "stage": {"stage": self.random.choice(["inquiry", "friendship", "sister"])},
            "side": {"side": self.random.choice(["here", "there", "both", "unknown"])},
            "words": {"words": f"Letter {number}"},
        }
        return found[unit[0]]

    def free_reason(self, sheet):
        used = self.reasons(sheet)
        free = [r for r in ("culture", "aid", "economy", "students") if r not in used]
        return self.random.choice(free) if free else None

    def reasons(self, sheet):
        return {part["facts"].get("reason") for part in sheet.form.facts["parts"]}

    def add(self, sheet, person):
        model = self.random.choice(PARTS[self.model])
        facts = {
            Section: {"kind": "text"},
            Stage: {"stage": "sister"},
            Citation: {"words": "A letter", "language": "en"},
            Reason: {"reason": self.free_reason(sheet)},
        }[model]
        if None in facts.values():
            return
        label = model._meta.label_lower
        places = [n for n, p in enumerate(sheet.form.facts["parts"]) if p["kind"] == label]
        at = self.random.choice([*places, max(places, default=-1) + 1])
        if len(places) < 5:
            part = sheet.form.add(model, at, **facts)
            # As every form has it: the parts kind by kind.
            kinds = [kind._meta.label_lower for kind in PARTS[self.model]]
            sheet.form.facts["parts"].sort(key=lambda row: kinds.index(row["kind"]))
            for field in TEXTS[model]:
                word = f"{person}{next(self.counter)}"
                sheet.form.write(part, language="en", **{field: word})

    def remove(self, sheet, person):
        parts = sheet.form.facts["parts"]
        if len(parts) > 1:
            sheet.form.remove(self.random.choice(parts)["id"])

    def move(self, sheet, person):
        label = self.random.choice(PARTS[self.model])._meta.label_lower
        parts = sheet.form.facts["parts"]
        places = [n for n, part in enumerate(parts) if part["kind"] == label]
        if len(places) > 1:
            row = parts.pop(self.random.choice(places))
            parts.insert(self.random.choice(places[:-1]), row)
