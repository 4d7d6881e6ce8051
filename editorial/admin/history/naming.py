"""What the rows of a history call things: read at once for all entries and revisions of a page."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q

from editorial.models import LanguageVersion
from editorial.registry import kind_of
from editorial.revisions import data as revisions
from editorial.revisions.comparing.names import Names, Related
from editorial.revisions.snapshots import ROOT
from editorial.text.languages import NEUTRAL


def kind_of_entry(entry):
    """Return the registered kind of an entry, without a query."""
    return kind_of(ContentType.objects.get_for_id(entry.kind_id).model_class())


class Naming:
    """Names the parts of several entries, as their newest versions and these revisions have them.

    Two queries, and one for each model that facts refer to.
    """

    def __init__(self, entries, found):
        self._states, self._texts = {}, {}
        for revision in found:
            self._take(revision)
        for version in _newest_versions(entries):
            for revision in (version.working_revision, version.live_revision):
                if revision is not None:
                    self._take(revision)
        kinds = {entry.pk: kind_of_entry(entry) for entry in entries}
        related = Related(
            row
            for entry, states in self._states.items()
            for facts in states
            for row in _rows(kinds[entry], facts)
        )
        self._names = {
            entry.pk: Names(
                kinds[entry.pk], self._states.get(entry.pk, []), self._texts_of(entry), related
            )
            for entry in entries
        }

    def _take(self, revision):
        if revision.language == NEUTRAL:
            states = self._states.setdefault(revision.entry_id, [])
            states.append(revisions.facts_of(revision))
        else:
            texts = self._texts.setdefault(revision.entry_id, [])
            texts.append((revision.language, revisions.texts_of(revision)))

    def _texts_of(self, entry):
        """List the texts of an entry, those of the original first."""
        found = self._texts.get(entry.pk, [])
        ordered = sorted(found, key=lambda item: item[0] != entry.original_language)
        return [texts for _language, texts in ordered]

    def of(self, entry):
        """Return the `Names` of an entry."""
        return self._names[entry.pk]


def _newest_versions(entries):
    is_needed = Q(language=NEUTRAL) | Q(language=F("entry__original_language"))
    found = LanguageVersion.objects.filter(is_needed, entry__in=entries)
    return found.select_related("working_revision", "live_revision").order_by("pk")


def _rows(kind, facts):
    models = revisions.part_models(kind, facts)
    rows = {ROOT: facts["root"], **{part["id"]: part["facts"] for part in facts["parts"]}}
    return [(model, rows[part]) for part, model in models.items()]
