"""The projection: what the live revisions say, written onto the rows that the public sees."""

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from editorial.models import Entry, LanguageVersion
from editorial.registry import is_rich
from editorial.revisions import data as revisions
from editorial.revisions import snapshots
from editorial.revisions.versions import EntryVersions, read
from editorial.search import public
from editorial.text import placeholders
from editorial.text.languages import NEUTRAL

# Functions of apps above this one; see `amend`.
_amended_by = []


def amend(function):
    """Let an app above this one have the last word on the facts that the public sees.

    It registers in `AppConfig.ready()`. `function` takes an entry and its facts and returns the
    facts as they are shown, or None where nothing of it may be; what it is given it leaves as it
    is. Revisions stay as they are.
    """
    _amended_by.append(function)


def project(entry, root=None):
    """Write the live revisions of an entry onto its rows; return its root.

    Takes an entry, or its `EntryVersions` when they were read already. Doing it again changes
    nothing. What visitors find is written with it. `root` may bring a row that is not saved yet.
    """
    versions = entry if isinstance(entry, EntryVersions) else read(entry)
    live = {
        code: version
        for code, version in versions.items()
        if code != NEUTRAL and version.live_revision is not None
    }
    texts = versions.texts("live")
    facts = versions.facts_to_show()
    for function in _amended_by:
        amended = function(versions.entry, facts)
        if amended is None:
            live, texts = {}, {}
        else:
            facts = amended
    original = revisions.words_by_field(texts.get(versions.original, {}), facts)
    stamps = {
        code: snapshots.Stamp(
            version.last_published_at,
            revisions.shows_machine_translation(version.live_revision, facts),
            revisions.is_mostly_missing(original, texts[code]),
        )
        for code, version in live.items()
    }
    shown = filled_in(versions.kind, facts, texts)
    root = snapshots.write(root or versions.entry.root, facts, shown, stamps, versions.targets)
    public.keep(root, versions.kind, facts, shown)
    if root.published_languages():
        root.entry = versions.entry
        root.shown_to_public()
    return root


def filled_in(kind, facts, texts, *, draft=None):
    """Return the texts of each language as the public reads them, placeholders filled in.

    `draft` is a root that is not public: what it holds stands for itself in its own texts.
    """
    values = placeholders.Values(draft)
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
    # Asked first: within the other query PostgreSQL may read the texts anew for each entry.
    concerned = entries_naming(placeholders.names_of(model))
    for entry in Entry.objects.filter(pk__in=concerned, deleted_at=None).select_related("kind"):
        project(entry)


def entries_naming(names):
    """Return the keys of the entries whose public texts name one of these placeholders."""
    if not names:
        return set()
    named = Q()
    for name in names:
        named |= Q(stored__contains=f"{{{name}}}")
    stored = LanguageVersion.objects.annotate(stored=Cast("live_revision__data", TextField()))
    return set(stored.filter(named).values_list("entry", flat=True))


def follow_draft(versions):
    """Let the row of what was never public show its draft's facts, so that its address is taken."""
    neutral = versions[NEUTRAL]
    is_new = neutral.working_revision.number == 1
    if neutral.live_revision is None and not is_new and not versions.entry.deleted_at:
        project(versions)
