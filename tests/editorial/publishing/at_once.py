"""A new entry written as public at once: the rows that creating and publishing leave, in one go.

Creating and publishing are two clicks and write many rows twice, some fifty statements. Tests make
so many rows that half their time went there. This writes each row once, with the functions of the
publishing module itself; `test_written_at_once.py` holds every table of both ways beside each
other.
"""

import uuid

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from editorial.cache import version as content_version
from editorial.models import Act, Action, Entry, LanguageVersion, Revision
from editorial.publishing.projection import fill_in_anew, project
from editorial.publishing.publication import make_live, require_title
from editorial.publishing.rules import require_complete
from editorial.publishing.saving import Sent, _label, data_of
from editorial.revisions.versions import EntryVersions
from editorial.search import keeping as search
from editorial.text import languages
from editorial.text.languages import NEUTRAL
from editorial.translations import progress
from editorial.translations.progress import EntryState


@transaction.atomic
def write(model, facts, texts, *, original, titled):
    """Write a new entry of which the languages in `titled` are public; return its row.

    The original is one of them, and nobody in particular did it. Raises what publishing raises.
    """
    versions = _begin(model, texts, original)
    sent = Sent(versions, facts, texts)
    codes = sent.languages_changed()
    revisions = _revisions(versions, sent.onto_working(), codes)
    public = [NEUTRAL, *titled]
    for code in public:
        require_title(versions, code, revisions.get(code))
        make_live(versions[code], revisions[code])
        versions[code].work_state = LanguageVersion.WorkState.NONE
    latest = max(versions[code].last_published_at for code in public)
    for code in public:
        revisions[code].published_at = latest
    _count(versions)
    versions.entry.label = _label(model, versions.texts("working"), original)
    versions.entry.save()
    Revision.objects.bulk_create(revisions.values())
    LanguageVersion.objects.bulk_create(versions.values())
    _write_history(versions.entry, revisions, public)
    root = project(versions, model(entry=versions.entry))
    versions.entry.object_pk = root.pk
    Entry.objects.filter(pk=versions.entry.pk).update(object_pk=root.pk)
    require_complete(versions)
    search.keep(versions)
    fill_in_anew(model)
    content_version.raise_version()
    return root


def _begin(model, texts, original):
    """Return the `EntryVersions` of an entry that nothing was written of yet, all unsaved."""
    entry = Entry(
        kind=ContentType.objects.get_for_model(model),
        original_language=original,
        label=_label(model, texts, original),
    )
    return EntryVersions(
        entry,
        [
            LanguageVersion(
                entry=entry,
                language=code,
                source_language="" if code in {NEUTRAL, original} else original,
            )
            for code in [NEUTRAL, *languages.codes()]
        ],
    )


def _revisions(versions, state, codes):
    """Return the first revisions by language, unsaved; the versions point at them as drafts."""
    found, batch = {}, uuid.uuid4()
    for code in codes:
        found[code] = Revision(
            entry=versions.entry,
            language=code,
            number=1,
            data=data_of(state, code),
            batch=batch,
            kind=Revision.Kind.SAVE,
        )
        versions[code].working_revision = found[code]
        versions[code].work_state = LanguageVersion.WorkState.DRAFT
    return found


def _count(versions):
    """Set the figures of all translations; nothing was called minor of a new entry yet."""
    state = EntryState(
        versions.entry, versions, versions.facts("working"), progress.models_of(versions)
    )
    for code, version in versions.items():
        if code != NEUTRAL:
            for name, value in progress.figures_of(state.fields_of(code)).items():
                setattr(version, name, value)


def _write_history(entry, revisions, public):
    """Write down the two clicks: all that was saved, then what went public of it."""
    batch = next(iter(revisions.values())).batch
    saved, published = Act.objects.bulk_create(
        [Act(entry=entry, batch=batch), Act(entry=entry, batch=uuid.uuid4())]
    )
    done = [(saved, Action.Kind.SAVE, code) for code in revisions]
    done += [(published, Action.Kind.PUBLISH, code) for code in public]
    Action.objects.bulk_create(
        Action(act=act, kind=kind, language=code, revision=revisions[code])
        for act, kind, code in done
    )
