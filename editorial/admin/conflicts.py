"""What two people wrote at the same time, field by field: before, theirs, and mine."""

from dataclasses import dataclass

from editorial import publishing
from editorial.admin.field_names import FieldNames
from editorial.models import Revision
from editorial.revisions import data as revisions
from editorial.revisions.snapshots import ROOT
from editorial.text import languages
from editorial.text.languages import NEUTRAL
from editorial.translations import progress


@dataclass(frozen=True)
class Difference:
    """A field that both may have changed; texts are bare, facts are shown as they are stored."""

    label: str
    language: str
    before: str
    theirs: str
    mine: str

    @property
    def lang(self):
        """Return the tag of the texts' language; "" for facts."""
        return languages.tag(self.language) if self.language else ""


@dataclass(frozen=True)
class Conflict:
    """Who saved last, when, and where that differs from what this person typed."""

    by: str
    at: object
    differences: list


def describe(entry, codes, bases, written):
    """Compare what was written with the newest revisions of the languages in conflict."""
    facts, texts = written
    versions = publishing.versions_of(entry)
    state = progress.state_of(entry, versions)
    names = FieldNames(state.facts, state.models)
    differences, newest = [], None
    for code in codes:
        theirs = versions[code].working_revision
        before = Revision.objects.filter(
            entry=entry, language=code, number=bases.get(code, 0)
        ).first()
        if newest is None or theirs.created_at > newest.created_at:
            newest = theirs
        if code == NEUTRAL:
            sides = [_flat_facts(revisions.facts_of(r)) for r in (before, theirs)]
            differences += _compare(names, "", *sides, _flat_facts(facts))
        else:
            sides = [revisions.texts_of(r) for r in (before, theirs)]
            differences += _compare(names, code, *map(_flat, sides), _flat(texts[code]))
    return Conflict(by=str(newest.created_by or ""), at=newest.created_at, differences=differences)


def _compare(names, code, before, theirs, mine):
    return [
        Difference(
            label=_label(names, code, *key),
            language=code,
            before=str(before.get(key, "")),
            theirs=str(theirs.get(key, "")),
            mine=str(mine.get(key, "")),
        )
        for key in sorted({*before, *theirs, *mine})
        if theirs.get(key, "") != mine.get(key, "")
    ]


def _label(names, code, part, field):
    name = names.name(part, field)
    return f"{name} ({languages.own_name(code)})" if code else name


def _flat(texts):
    return {(part, name): text for part, fields in texts.items() for name, text in fields.items()}


def _flat_facts(facts):
    flat = {(ROOT, name): value for name, value in facts["root"].items()}
    for part in facts["parts"]:
        flat |= {(part["id"], name): value for name, value in part["facts"].items()}
    return flat
