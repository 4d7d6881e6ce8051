"""Saving: what was written becomes new working revisions. The public sees nothing of it."""

import uuid

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from editorial.models import Entry, LanguageVersion, Revision
from editorial.publishing import acts
from editorial.publishing.errors import ConflictError
from editorial.publishing.projection import follow_draft
from editorial.registry import kind_of
from editorial.revisions import data as revisions
from editorial.revisions import snapshots
from editorial.revisions.merge.lay import changed, lay
from editorial.revisions.merge.shape import State
from editorial.revisions.snapshots import ROOT
from editorial.revisions.versions import EntryVersions, lock
from editorial.search import keeping as search
from editorial.text import languages
from editorial.text.languages import NEUTRAL
from editorial.translations import progress

WorkState = LanguageVersion.WorkState


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
    versions = [
        LanguageVersion(
            entry=entry,
            language=language,
            source_language="" if language in {NEUTRAL, original} else original,
        )
        for language in [NEUTRAL, *languages.codes()]
    ]
    LanguageVersion.objects.bulk_create(versions)
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

    The arguments are those of `Sent`. Raises ConflictError before anything is written.
    """
    versions = lock(entry)
    sent = Sent(versions, facts, texts, bases=bases, origin=origin, translating=translating)
    working = sent.onto_working()
    batch = uuid.uuid4()
    saved = []
    for language in sent.languages_changed():
        version = versions.open(language)
        before = version.working_revision
        if data_of(working, language) != (before.data if before else None):
            add_revision(
                versions, language, working, base=before, kind=kind, by=by, batch=batch, note=note
            )
            if version.work_state != WorkState.DRAFT:
                version.work_state = WorkState.DRAFT
            version.save()
            saved.append(language)
    if saved:
        progress.recompute(versions)
        touch(versions, by)
    if NEUTRAL in saved:
        follow_draft(versions)
    return saved


class Sent:
    """What somebody sent, beside what stood in the form when it was opened.

    - `facts`: new facts and structure, or None when they were not open;
    - `texts`: new texts for each language that was open;
    - `bases`: the revision number of each language as it was opened, 0 for none; the newest ones
      when nobody says;
    - `origin`: who wrote what changed, a person or a machine;
    - `translating`: a `revisions.Translating`, when the source was on screen.

    `base` and `mine` are the states B and M of the merge; see `editorial.revisions.merge.lay`.
    """

    def __init__(
        self, versions, facts, texts, *, bases=None, origin=revisions.PERSON, translating=None
    ):
        self.versions = versions
        self.texts = texts or {}
        concerned = [*([NEUTRAL] if facts else []), *self.texts]
        self.bases = {
            code: _base(versions, code, bases) for code in dict.fromkeys([NEUTRAL, *concerned])
        }
        if not facts:
            self.bases[NEUTRAL] = versions.revision("working", NEUTRAL)
        before = revisions.facts_of(self.bases[NEUTRAL])
        model = versions.kind.model
        facts = snapshots.keep_deleted(model, facts, before) if facts else before
        self.base = State(
            before, {code: revisions.items_of(self.bases[code]) for code in self.texts}
        )
        models = revisions.part_models(versions.kind, facts)
        self.mine = State(
            facts,
            {code: self._items(code, models, origin, translating) for code in self.texts},
        )
        self.changed = changed(self.base, self.mine, versions.shape)

    def _items(self, code, models, origin, translating):
        version = self.versions.get(code)
        source_language = version.source_language if version else self.versions.original
        base = self.bases[code]
        return revisions.language_data(
            self.texts[code],
            models,
            previous=base.data if base else None,
            source=self._source(source_language),
            # Nobody translates an original; its texts are always somebody's own.
            origin=origin if source_language else revisions.PERSON,
            translating=translating,
        )["texts"]

    def _source(self, code):
        """Return the language and texts that a translation was made from; None for the original."""
        if not code:
            return None
        if code in self.texts:
            return code, self.texts[code]
        return code, revisions.texts_of(self.versions.revision("working", code))

    def languages_changed(self):
        """List the languages in which something changed, facts first. First facts are a change."""
        found = {key.language for key in self.changed}
        if self.versions.revision("working", NEUTRAL) is None:
            found.add(NEUTRAL)
        return [code for code in self.bases if code in found]

    def is_stale(self):
        """Return whether somebody saved since the form was opened, in what was open."""
        return any(
            base != self.versions.revision("working", code) for code, base in self.bases.items()
        )

    def onto_working(self):
        """Return the new working state. Raises ConflictError where somebody changed the same."""
        if not self.is_stale():
            return self.mine
        working = self.versions.state("working", self.texts)
        laid = lay(self.base, self.mine, working, self.versions.shape, unseen=True)
        if laid.overlaps:
            found = {overlap.key.language for overlap in laid.overlaps}
            codes = [code for code in self.bases if code in found]
            raise ConflictError(codes, laid.overlaps)
        return laid.state


def _base(versions, code, bases):
    """Return the revision that the editor had open, or the newest when nobody says."""
    working = versions.revision("working", code)
    if bases is None:
        return working
    number = bases.get(code, 0)
    if number == (working.number if working else 0):
        return working
    return Revision.objects.filter(entry=versions.entry, language=code, number=number).first()


def require_newest(versions, bases):
    """Raise ConflictError unless these are the numbers of the newest revisions, 0 for none."""
    newest = {code: versions.revision("working", code) for code in bases}
    stale = [
        code
        for code, number in bases.items()
        if number != (newest[code].number if newest[code] else 0)
    ]
    if stale:
        raise ConflictError(stale, unseen=True)


def data_of(state, language):
    """Return what a revision of a language stores of a state."""
    if language == NEUTRAL:
        return revisions.neutral_data(state.facts)
    return {"schema": revisions.SCHEMA, "texts": state.items.get(language, {})}


def add_revision(versions, language, state, *, base, kind, by, batch, note="", is_newest=True):
    """Store a state as the new working revision of a language; return it. Its version is unsaved.

    - `base`: the revision that it was laid on: the difference between both is this person's;
    - `is_newest`: off for what whoever calls this publishes or plans beside a draft, and tells
      the history so.
    """
    version = versions.open(language)
    data = data_of(state, language) if isinstance(state, State) else state
    version.working_revision = Revision.objects.create(
        entry=versions.entry,
        language=language,
        number=versions.next_number(language),
        data=data,
        base=base,
        created_by=by,
        batch=batch,
        note=note,
        kind=kind,
    )
    if is_newest:
        acts.wrote(versions, version.working_revision)
    return version.working_revision


def touch(entry, by):
    """Stamp an entry (or its `EntryVersions`), name it by its working title, let it be found."""
    versions = entry if isinstance(entry, EntryVersions) else lock(entry)
    entry = versions.entry
    model = versions.kind.model
    entry.label = _label(model, versions.texts("working"), entry.original_language) or entry.label
    entry.changed_by = by
    entry.save()
    search.keep(versions)


def title_of(versions, revision):
    """Return the title that a language's revision holds; "" when it has none."""
    return revisions.texts_of(revision).get(ROOT, {}).get(versions.kind.title, "")


def _label(model, texts, original):
    """Name the entry in lists: by its title in the original language, else in any."""
    title = kind_of(model).title
    for code in [original, *languages.codes()]:
        label = texts.get(code, {}).get(ROOT, {}).get(title)
        if label:
            return label[:250]
    return ""
