"""Texts that go to a translator's tool: a language of some entries, with states and notes."""

from django.db.models import Q
from django.utils.translation import gettext as _

from editorial.exchange.xliff import File, Unit
from editorial.models import LanguageVersion
from editorial.registry import is_rich
from editorial.revisions import data as revisions
from editorial.revisions.versions import read_all
from editorial.translations import progress
from editorial.translations.freshness import Status

# What a file can hold: its name, and the condition on the figures of a version.
SELECTIONS = {
    "to-do": Q(n_missing__gt=0) | Q(n_outdated__gt=0),
    "machine": Q(n_machine__gt=0),
    "unreviewed": Q(n_unreviewed__gt=0),
    "all": Q(),
}


def files_of(language, source_language, selection):
    """List the `File`s of a language that is translated from another one, by name."""
    wanted = LanguageVersion.objects.filter(
        SELECTIONS[selection],
        language=language,
        source_language=source_language,
        entry__deleted_at=None,
    )
    chosen = wanted.select_related("entry__kind").order_by("entry__label", "entry_id")
    found = read_all([version.entry for version in chosen])
    states = progress.states_of(list(found.values()))
    files = [_file(state, language, selection) for state in states]
    return [file for file in files if file.units]


def _file(state, language, selection):
    entry, versions = state.entry, state.versions
    source_language = versions[language].source_language
    source = versions.revision("live", source_language) or versions.revision(
        "working", source_language
    )
    own = versions.revision("working", language)
    file = File(
        entry.pk,
        language,
        own.number if own else 0,
        source_language,
        source.number if source else 0,
        label=str(entry),
    )
    texts = revisions.texts_of(source)
    for field in state.fields_of(language):
        text = texts.get(field.part, {}).get(field.field, "")
        if text and _is_wanted(field, selection):
            file.units.append(_unit(field, text))
    return file


def _is_wanted(field, selection):
    match selection:
        case "to-do":
            return field.status in {Status.MISSING, Status.OUTDATED}
        case "machine":
            return field.is_machine_translated
        case "unreviewed":
            return not field.target or field.is_unreviewed
    return True


def _unit(field, text):
    target = field.target["text"] if field.target else ""
    state, notes = "initial", []
    if field.status == Status.OUTDATED:
        notes.append(_("The source has changed since this was translated."))
    elif target and revisions.is_reviewed(field.target):
        state = "reviewed"
    elif target:
        state = "translated"
    if field.is_machine_translated:
        notes.append(_("A machine translated this; nobody has reviewed it."))
    return Unit(
        field.part,
        field.field,
        text,
        target,
        state,
        name=str(field.model._meta.get_field(field.field).verbose_name),
        notes=notes,
        is_rich=is_rich(field.model, field.field),
    )
