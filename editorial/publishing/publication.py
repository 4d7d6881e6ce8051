"""Saving and publishing: the only writer of live rows and of revisions.

The admin, the seed loader and every command come through here. A save never touches what the
public sees; a publication projects the published revisions onto the rows and raises the content
version, in one transaction.
"""

import uuid

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.cache import version as content_version
from editorial.models import Entry, LanguageVersion, Revision
from editorial.registry import kind_of
from editorial.revisions import data as revisions
from editorial.revisions import snapshots
from editorial.revisions.snapshots import ROOT
from editorial.text import languages
from editorial.text.languages import NEUTRAL
from editorial.translations import minor_changes, progress

PublicState = LanguageVersion.PublicState
WorkState = LanguageVersion.WorkState


class ConflictError(Exception):
    """Somebody saved the same language in the meantime; nothing was written.

    `languages` lists the codes; `zxx` stands for the facts and the structure.
    """

    def __init__(self, conflicting):
        super().__init__(", ".join(conflicting))
        self.languages = conflicting


class CannotPublishError(Exception):
    """A language without a title cannot be public."""


def lock(entry):
    """Read the entry again and hold it until the transaction ends."""
    return Entry.objects.select_for_update().get(pk=entry.pk)


def versions_of(entry):
    """Map each language code, `zxx` included, to its version with both revisions loaded."""
    found = LanguageVersion.objects.filter(entry=entry).select_related(
        "working_revision", "live_revision"
    )
    return {version.language: version for version in found}


@transaction.atomic
def create(
    model,
    facts,
    texts,
    *,
    original,
    by=None,
    kind=Revision.Kind.SAVE,
    seed_key="",
    origin=revisions.PERSON,
    root=None,
):
    """Make a new entry with its first revisions and its row, not yet public; return the row.

    `root` may bring an unsaved row whose key is to be used again.
    """
    entry = Entry.objects.create(
        kind=ContentType.objects.get_for_model(model),
        original_language=original,
        label=_label(model, texts, original),
        seed_key=seed_key,
        created_by=by,
        changed_by=by,
    )
    for language in [NEUTRAL, *languages.codes()]:
        LanguageVersion.objects.create(
            entry=entry,
            language=language,
            source_language="" if language in {NEUTRAL, original} else original,
        )
    root = root or model()
    root.entry = entry
    snapshots.write(root, facts, {}, {})
    entry.object_pk = root.pk
    entry.save(update_fields=["object_pk"])
    save(entry, facts=facts, texts=texts, by=by, kind=kind, origin=origin)
    return root


@transaction.atomic
def save(
    entry,
    *,
    facts=None,
    texts=None,
    by=None,
    kind=Revision.Kind.SAVE,
    origin=revisions.PERSON,
    bases=None,
    note="",
    translating=None,
):
    """Store what was written as new working revisions; return the codes that changed.

    - `facts`: new facts and structure, or None when they were not open;
    - `texts`: new texts for each language that was open;
    - `bases`: the revision number of each language as it was opened, 0 for none. A language
      that equals its base was not touched; one that changed since raises ConflictError;
    - `translating`: a `revisions.Translating`, when the source was on screen.

    Raises ConflictError before anything is written.
    """
    entry = lock(entry)
    versions = versions_of(entry)
    structure = facts or revisions.facts_of(versions[NEUTRAL].working_revision)
    models = revisions.part_models(_kind(entry), structure)
    texts = texts or {}

    drafts, conflicting = {}, []
    for language in [*([NEUTRAL] if facts else []), *texts]:
        version = versions.get(language) or LanguageVersion.objects.create(
            entry=entry, language=language, source_language=entry.original_language
        )
        working = version.working_revision
        base = _base(entry, version, bases)
        if language == NEUTRAL:
            before = revisions.facts_of(base)
            data = revisions.neutral_data(snapshots.keep_deleted(_kind(entry).model, facts, before))
        else:
            data = revisions.language_data(
                texts[language],
                models,
                previous=base.data if base else None,
                source=_source(version, versions, texts),
                # Nobody translates an original; its texts are always somebody's own.
                origin=origin if version.source_language else revisions.PERSON,
                translating=translating,
            )
        if _is_untouched(data, base, language):
            continue
        if base != working:
            conflicting.append(language)
        drafts[language] = (version, base, data)
    if conflicting:
        raise ConflictError(conflicting)

    batch = uuid.uuid4()
    for version, base, data in drafts.values():
        add_revision(version, data, kind=kind, base=base, by=by, batch=batch, note=note)
    if drafts:
        progress.recompute(entry, {**versions, **{code: item[0] for code, item in drafts.items()}})
        touch(entry, by)
    if NEUTRAL in drafts:
        follow_draft(entry, versions[NEUTRAL])
    return list(drafts)


@transaction.atomic
def publish(entry, codes, *, by=None, minor=False, with_facts=True):
    """Make the working revisions of these languages public; return the codes that were published.

    Facts and structure go public with the original, unless `with_facts` is off, and with whatever
    is published first.
    `minor` declares that the texts mean what they meant before, so translations stay fresh.
    Raises CannotPublishError when a language has no title.
    """
    entry = lock(entry)
    versions = versions_of(entry)
    wanted = list(dict.fromkeys(codes))
    neutral = versions[NEUTRAL]
    with_original = with_facts and entry.original_language in wanted
    if NEUTRAL not in wanted and (with_original or neutral.live_revision is None):
        wanted.insert(0, NEUTRAL)
    models = progress.models_of(entry, neutral)
    now = timezone.now()
    published = []
    for language in wanted:
        version = versions[language]
        working = version.working_revision
        require_title(entry, version)
        if working == version.live_revision:
            continue
        if minor and language != NEUTRAL:
            minor_changes.record(entry, models, language, version.live_revision, working, by=by)
        version.live_revision = working
        version.public_state = PublicState.PUBLISHED
        version.work_state = WorkState.NONE
        version.publish_at = version.scheduled_revision = None
        version.first_published_at = version.first_published_at or now
        version.last_published_at = now
        version.save()
        Revision.objects.filter(pk=working.pk, published_at=None).update(published_at=now)
        published.append(language)
    if published:
        progress.recompute(entry, versions)
        if project(entry).published_languages():
            content_version.raise_version()
    return published


@transaction.atomic
def withdraw(entry, codes, *, by=None):
    """Take languages from the public; their working revisions stay. Give the codes withdrawn."""
    entry = lock(entry)
    versions = versions_of(entry)
    withdrawn = [
        code
        for code in codes
        if code != NEUTRAL and versions[code].public_state == PublicState.PUBLISHED
    ]
    for code in withdrawn:
        version = versions[code]
        version.live_revision = None
        version.public_state = PublicState.WITHDRAWN
        version.unpublish_at = None
        if version.work_state == WorkState.NONE:
            version.work_state = WorkState.DRAFT
        version.save()
    if withdrawn:
        progress.recompute(entry, versions)
        touch(entry, by)
        project(entry)
        content_version.raise_version()
    return withdrawn


def project(entry):
    """Write the entry's live revisions onto its rows. Doing it again changes nothing."""
    versions = versions_of(entry)
    live = {
        code: version
        for code, version in versions.items()
        if code != NEUTRAL and version.live_revision is not None
    }
    texts = {code: revisions.texts_of(version.live_revision) for code, version in live.items()}
    facts = facts_to_show(versions)
    original = revisions.words_by_field(texts.get(entry.original_language, {}), facts)
    stamps = {
        code: snapshots.Stamp(
            version.last_published_at,
            revisions.is_machine_made(version.live_revision, facts),
            revisions.is_mostly_missing(original, texts[code]),
        )
        for code, version in live.items()
    }
    return snapshots.write(entry.root, facts, texts, stamps)


def show_working(entry):
    """Write the working revisions onto the rows. Only inside a transaction that is rolled back."""
    versions = versions_of(entry)
    now = timezone.now()
    texts = {
        code: revisions.texts_of(version.working_revision)
        for code, version in versions.items()
        if code != NEUTRAL
    }
    facts = revisions.facts_of(versions[NEUTRAL].working_revision)
    return snapshots.write(entry.root, facts, texts, dict.fromkeys(texts, snapshots.Stamp(now)))


def facts_to_show(versions):
    """Return the live facts; those of a thing that was never public are seen by nobody anyway."""
    neutral = versions[NEUTRAL]
    return revisions.facts_of(neutral.live_revision or neutral.working_revision)


def follow_draft(entry, neutral):
    """Let the row of what was never public show its draft's facts, so that its address is taken."""
    is_new = neutral.working_revision.number == 1
    if neutral.live_revision is None and not is_new and not entry.deleted_at:
        project(entry)


def _kind(entry):
    return kind_of(entry.kind.model_class())


def _base(entry, version, bases):
    """Return the revision that the editor had open, or the newest when nobody says."""
    working = version.working_revision
    if bases is None:
        return working
    number = bases.get(version.language, 0)
    if number == (working.number if working else 0):
        return working
    return Revision.objects.filter(entry=entry, language=version.language, number=number).first()


def _is_untouched(data, base, language):
    if base is not None:
        return data == base.data
    return language != NEUTRAL and not data["texts"]


def _source(version, versions, texts):
    """Return the language and texts that a translation was made from; None for the original."""
    code = version.source_language
    if not code:
        return None
    if code in texts:
        return code, texts[code]
    source = versions.get(code)
    return code, revisions.texts_of(source.working_revision if source else None)


def require_title(entry, version):
    """Raise CannotPublishError when a language version has nothing to publish, or no title."""
    revision, language = version.working_revision, version.language
    if revision is None or (language != NEUTRAL and not title_of(entry, revision)):
        raise CannotPublishError(
            _("%(language)s has no title yet.") % {"language": languages.own_name(language)}
        )


def title_of(entry, revision):
    """Return the title that a language's revision holds; "" when it has none."""
    title = _kind(entry).title
    return revisions.texts_of(revision).get(ROOT, {}).get(title, "")


def _label(model, texts, original):
    """Name the entry in lists: by its title in the original language, else in any."""
    title = kind_of(model).title
    for code in [original, *languages.codes()]:
        label = texts.get(code, {}).get(ROOT, {}).get(title)
        if label:
            return label[:250]
    return ""


def touch(entry, by):
    """Stamp the entry and name it by its working title."""
    versions = versions_of(entry)
    working = {
        code: revisions.texts_of(version.working_revision)
        for code, version in versions.items()
        if code != NEUTRAL
    }
    entry.label = _label(entry.kind.model_class(), working, entry.original_language) or entry.label
    entry.changed_by = by
    entry.save()


def add_revision(version, data, *, kind, base, by, batch=None, note=""):
    """Make data the working revision of a language. What was in review or scheduled is a draft."""
    version.working_revision = Revision.objects.create(
        entry_id=version.entry_id,
        language=version.language,
        number=_next_number(version.entry_id, version.language),
        data=data,
        base=base,
        created_by=by,
        batch=batch or uuid.uuid4(),
        note=note,
        kind=kind,
    )
    version.work_state = WorkState.DRAFT
    version.publish_at = version.scheduled_revision = None
    version.save()
    return version.working_revision


def _next_number(entry_pk, language):
    newest = (
        Revision.objects.filter(entry_id=entry_pk, language=language)
        .order_by("-number")
        .values_list("number", flat=True)
        .first()
    )
    return (newest or 0) + 1
