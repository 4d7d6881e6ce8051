"""The tables beside the oracle: what must be true after every step, whatever it was."""

from django.db.models import QuerySet
from hypothesis.stateful import RuleBasedStateMachine, invariant

from editorial import publishing
from editorial.cache import version as content_version
from editorial.revisions.data import items_of
from editorial.text.languages import NEUTRAL
from editorial.translations import progress
from pages.models import Page, Section
from tests.editorial.translations.freshness.oracle import LANGUAGES, written
from tests.editorial.translations.freshness.staff import by_slot


class Comparison(RuleBasedStateMachine):
    """A machine whose rules say what the step may change.

    They add to `rises` how often the public sees a change, and name in `steady` the languages in
    which no status may change.
    """

    def look_at(self, staff, oracle):
        """Begin with a page and its oracle."""
        self.staff, self.oracle = staff, oracle
        self.rises, self.steady, self.statuses = 0, (), {}
        self.number, self.public = content_version.current(), _public(self._rows())

    @invariant()
    def tables_say_what_the_oracle_says(self):
        versions = publishing.versions_of(self.staff.entry)
        state = progress.state_of(versions)
        statuses = {}
        for code in LANGUAGES:
            fields = state.fields_of(code)
            statuses[code] = {(s.part, s.field): s.status.value for s in fields}
            assert statuses[code] == self.oracle.statuses(code), code
            self._compare_figures(versions[code], fields)
        for code in (*LANGUAGES, NEUTRAL):
            self._compare_version(versions[code], self.oracle.versions[code])
        self._compare_steady(statuses)
        self._compare_public()

    def _compare_figures(self, version, fields):
        stored = {name: getattr(version, name) for name in progress.FIGURES}
        assert stored == progress.figures_of(fields), version
        filled = {name[2:]: number for name, number in stored.items() if number}
        assert filled == self.oracle.figures(version.language), version

    def _compare_version(self, version, expected):
        assert (version.public_state, version.work_state) == (expected.public, expected.work)
        for revision, saved in (
            (version.working_revision, expected.working),
            (version.live_revision, expected.live),
            (version.scheduled_revision, expected.planned),
        ):
            assert (revision and revision.number - 1) == (saved and expected.history.index(saved))
        if version.language != NEUTRAL and version.working_revision:
            stored = by_slot(items_of(version.working_revision))
            assert {slot: _told(item) for slot, item in stored.items()} == {
                slot: (written(slot, item.word), item.origin, bool(item.review))
                for slot, item in expected.working.contents.items()
            }

    def _compare_steady(self, statuses):
        """No status has changed that must not, except that missing texts came or texts went."""
        for code in self.steady:
            before, after = self.statuses.get(code, {}), statuses[code]
            for slot in before.keys() & after.keys():
                if "missing" not in (before[slot], after[slot]):
                    assert before[slot] == after[slot], (code, slot)
        self.statuses, self.steady = statuses, ()

    def _compare_public(self):
        page, sections = rows = self._rows()
        public, number = _public(rows), content_version.current()
        assert number == self.number + self.rises
        if self.rises:
            publishing.project(self.staff.entry)
            assert self._rows() == rows
        else:
            assert public == self.public
        self.number, self.public, self.rises = number, public, 0
        expected = self.oracle
        assert [str(section["id"]) for section in sections] == list(expected.public_sections())
        for code in LANGUAGES:
            assert bool(page[f"live_at_{code}"]) == (code in expected.public_languages())
            assert page[f"machine_translated_{code}"] == expected.shows_machine_translated(code)
            for part, row in [("root", page), *((str(s["id"]), s) for s in sections)]:
                for name in ("title", "lede") if part == "root" else ("heading", "body"):
                    shown = row[f"{name}_{code}"]
                    assert shown == expected.public_text(code, (part, name)), (code, part, name)

    def _rows(self):
        page = QuerySet(Page).values().get(pk=self.staff.page.pk)
        return page, list(QuerySet(Section).filter(page=page["id"]).order_by("position").values())


def _public(rows):
    """Return every column that the public may see; None when no language is public."""
    page, _sections = rows
    return rows if any(page[f"live_at_{code}"] for code in LANGUAGES) else None


def _told(item):
    return item["text"], item["origin"], bool(item.get("reviewed_at"))
