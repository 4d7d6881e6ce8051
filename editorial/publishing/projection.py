"""The projection: what the live revisions say, written onto the rows that the public sees."""

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from editorial.models import Entry, LanguageVersion
from editorial.registry import is_rich
from editorial.revisions import data as revisions
from editorial.revisions import snapshots
from editorial.revisions.versions import EntryVersions, read
from editorial.text import placeholders
from editorial.text.languages import NEUTRAL


def project(entry):
    """Write the live revisions of an entry onto its rows; return its root.

    Takes an entry, or its `EntryVersions` when they were read already. Doing it again changes
    nothing.
    """
    versions = entry if isinstance(entry, EntryVersions) else read(entry)
    live = {
        code: version
        for code, version in versions.items()
        if code != NEUTRAL and version.live_revision is not None
    }
    texts = versions.texts("live")
    facts = versions.facts_to_show()
    original = revisions.words_by_field(texts.get(versions.original, {}), facts)
    stamps = {
        code: snapshots.Stamp(
            version.last_published_at,
            revisions.shows_machine_translation(version.live_revision, facts),
            revisions.is_mostly_missing(original, texts[code]),
        )
        for code, version in live.items()
    }
    return snapshots.write(
        versions.entry.root, facts, filled_in(versions.kind, facts, texts), stamps
    )


def filled_in(kind, facts, texts):
    """Return the texts of each language as the public reads them, placeholders filled in."""
    values = placeholders.Values()
    models = revisions.part_models(kind, facts)
    return {
        language: {
            part: {
                name: values.fill(text, language, rich=is_rich(models[part], name))
                for name, text in fields.items()
            }
            for part, fields in parts.items()
            if part in models
        }
        for language, parts in texts.items()
    }


def fill_in_anew(model):
    """Project everything whose public texts name a number that a model holds."""
    names = placeholders.names_of(model)
    if not names:
        return
    named = Q()
    for name in names:
        named |= Q(stored__contains=f"{{{name}}}")
    stored = LanguageVersion.objects.annotate(stored=Cast("live_revision__data", TextField()))
    concerned = stored.filter(named).values("entry")
    for entry in Entry.objects.filter(pk__in=concerned, deleted_at=None).select_related("kind"):
        project(entry)


def follow_draft(versions):
    """Let the row of what was never public show its draft's facts, so that its address is taken."""
    neutral = versions[NEUTRAL]
    is_new = neutral.working_revision.number == 1
    if neutral.live_revision is None and not is_new and not versions.entry.deleted_at:
        project(versions)
