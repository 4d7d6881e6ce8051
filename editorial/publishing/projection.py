"""The projection: what the live revisions say, written onto the rows that the public sees."""

from editorial.revisions import data as revisions
from editorial.revisions import snapshots
from editorial.revisions.versions import EntryVersions, read
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
    return snapshots.write(versions.entry.root, facts, texts, stamps)


def follow_draft(versions):
    """Let the row of what was never public show its draft's facts, so that its address is taken."""
    neutral = versions[NEUTRAL]
    is_new = neutral.working_revision.number == 1
    if neutral.live_revision is None and not is_new and not versions.entry.deleted_at:
        project(versions)
