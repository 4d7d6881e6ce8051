"""An entry with the version of each of its languages, read once and handed on.

Saving, publishing and projecting all look at the same rows; whoever does several of them reads
them once.
"""

from functools import cached_property

from django.db.models import Max

from editorial.models import Entry, LanguageVersion, Revision
from editorial.registry import kind_of
from editorial.revisions import data as revisions
from editorial.revisions.merge.shape import State
from editorial.revisions.shapes import shape_of
from editorial.revisions.snapshots import Targets
from editorial.text.languages import NEUTRAL

_REVISIONS = ("working_revision", "live_revision", "scheduled_revision")


class EntryVersions(dict):
    """Maps each language code, `zxx` included, to its version with its revisions loaded."""

    def __init__(self, entry, versions):
        super().__init__((version.language, version) for version in versions)
        self.entry = entry
        # The acts of clicks on this entry that were begun with these versions, by their batch.
        self.acts = {}
        # What was done with them and is not written down yet, while somebody collects it.
        self.actions = None
        # Which of the rows are there that its facts refer to, as far as somebody asked.
        self.targets = Targets(self.kind)

    @property
    def kind(self):
        """The registered kind of the entry."""
        return kind_of(self.entry.kind.model_class())

    @property
    def shape(self):
        """What the merge must know of this kind."""
        return shape_of(self.kind)

    @property
    def original(self):
        """The code of the language in which the entry is written first."""
        return self.entry.original_language

    def open(self, language):
        """Return the version of a language; one that was added later gets its first row."""
        if language not in self:
            self[language] = LanguageVersion.objects.create(
                entry=self.entry, language=language, source_language=self.original
            )
        return self[language]

    def revision(self, which, language):
        """Return the "working", "live" or "scheduled" revision of a language, or None."""
        version = self.get(language)
        return getattr(version, f"{which}_revision") if version else None

    def facts(self, which):
        """Return the facts and structure as they are public ("live") or newest ("working")."""
        return revisions.facts_of(self.revision(which, NEUTRAL))

    def facts_to_show(self):
        """Return the live facts; those of what was never public are seen by nobody anyway."""
        return self.facts("live" if self.revision("live", NEUTRAL) else "working")

    def texts(self, which):
        """Map each language that has a revision to its bare texts."""
        return {
            code: revisions.texts_of(revision)
            for code in self
            if code != NEUTRAL and (revision := self.revision(which, code))
        }

    def next_number(self, language):
        """Return the number of the next revision of a language, each time another one."""
        self._numbers[language] = self._numbers.get(language, 0) + 1
        return self._numbers[language]

    @cached_property
    def _numbers(self):
        # A pointer may stand on an older revision, so the newest number is asked for.
        found = Revision.objects.filter(entry=self.entry).values_list("language")
        return dict(found.annotate(Max("number")).order_by())

    def state(self, which, languages):
        """Return facts and texts with their provenance, for the merge."""
        items = {code: revisions.items_of(self.revision(which, code)) for code in languages}
        return State(self.facts(which), items)


def read(entry):
    """Read the versions of an entry."""
    found = LanguageVersion.objects.filter(entry=entry).select_related(*_REVISIONS)
    return EntryVersions(entry, found)


def read_all(entries):
    """Read the versions of several entries with one query; map their keys to them."""
    found = {entry.pk: [] for entry in entries}
    rows = LanguageVersion.objects.filter(entry__in=found).select_related(*_REVISIONS)
    for version in rows:
        found[version.entry_id].append(version)
    return {entry.pk: EntryVersions(entry, found[entry.pk]) for entry in entries}


def lock(entry):
    """Read an entry again with its versions, and hold it until the transaction ends."""
    return read(
        Entry.objects.select_for_update(of=("self",)).select_related("kind").get(pk=entry.pk)
    )
