"""The figures beside each language version: a cache of what the revisions say.

`recompute` runs after every save and publication, for all languages of the entry, because a
change of the source changes the state of its translations.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from editorial.models import LanguageVersion
from editorial.registry import text_fields
from editorial.revisions import data as revisions
from editorial.text import languages
from editorial.text.languages import NEUTRAL
from editorial.translations import freshness, minor_changes, read_back
from editorial.translations.freshness import Source, Status

FIGURES = (
    "n_fields",
    "n_missing",
    "n_outdated",
    "n_ahead",
    "n_machine",
    "n_unreviewed",
    "n_words",
)


@dataclass(frozen=True)
class FieldState:
    """One text of one language: where it stands, its source, itself, and its status."""

    language: str
    part: str
    field: str
    model: type
    source_text: str
    source: Source
    target: dict | None
    status: Status

    @property
    def is_machine_translated(self):
        """Return whether it is a machine translation that nobody reviewed."""
        return revisions.is_machine_translated(self.target)

    @property
    def is_unreviewed(self):
        """Return whether there is a text that nobody who speaks the language has checked."""
        return bool(self.target) and not revisions.is_reviewed(self.target)

    @property
    def read_back_on(self):
        """Return the day on which it was read back; None where it was not."""
        return read_back.read_on(self.language, self.model, self.field, self.target)


@dataclass
class EntryState:
    """All that freshness needs of one entry, read with three queries."""

    entry: object
    versions: dict
    facts: dict
    models: dict
    pairs: dict = field(default_factory=dict)

    def fields_of(self, language):
        """List the `FieldState`s of a translation, in the order of the source.

        What has neither a source text nor a translation is left out. The original has none.
        """
        version = self.versions[language]
        source = self.versions.get(version.source_language)
        if source is None:
            return []
        items = revisions.items_of(version.working_revision)
        live = revisions.texts_of(source.live_revision)
        working = revisions.texts_of(source.working_revision)
        return [
            state
            for part, model in self.models.items()
            for name in text_fields(model)
            if (state := self._state(language, source, part, model, name, live, working, items))
        ]

    def _state(self, language, source, part, model, name, live, working, items):
        texts = [texts.get(part, {}).get(name, "") for texts in (live, working)]
        target = items.get(part, {}).get(name)
        if not any(texts) and not target:
            return None
        prints = [freshness.fingerprint_of(source.language, model, name, text) for text in texts]
        pair = Source(*prints)
        pairs = self.pairs.get((source.language, part, name), ())
        return FieldState(
            language=language,
            part=part,
            field=name,
            model=model,
            source_text=texts[0] or texts[1],
            source=pair,
            target=target,
            status=freshness.status(pair, target, pairs),
        )


def state_of(versions):
    """Read the `EntryState` of an entry whose versions were read already (`EntryVersions`)."""
    return states_of([versions])[0]


def states_of(many):
    """Read the `EntryState` of each of several `EntryVersions`, with one query."""
    pairs = minor_changes.pairs_of([versions.entry for versions in many])
    return [
        EntryState(
            versions.entry,
            versions,
            versions.facts("working"),
            models_of(versions),
            pairs[versions.entry.pk],
        )
        for versions in many
    ]


def models_of(versions):
    """Map each part that is public or in the draft, the root included, to its model."""
    return {
        **revisions.part_models(versions.kind, versions.facts("live")),
        **revisions.part_models(versions.kind, versions.facts("working")),
    }


def figures_of(states):
    """Count the states of a translation's texts."""
    by_status = [state.status for state in states]
    to_do = [s for s in states if s.status in {Status.MISSING, Status.OUTDATED}]
    return {
        "n_fields": len(states),
        "n_missing": by_status.count(Status.MISSING),
        "n_outdated": by_status.count(Status.OUTDATED),
        "n_ahead": by_status.count(Status.AHEAD),
        "n_machine": sum(state.is_machine_translated for state in states),
        "n_unreviewed": sum(state.is_unreviewed for state in states),
        "n_words": sum(languages.count_words(state.source_text) for state in to_do),
    }


def recompute(versions):
    """Write the figures of all translations of an entry; return how many rows changed.

    Translations mostly differ in nothing that is counted, so one statement serves several.
    """
    state = state_of(versions)
    changed = defaultdict(list)
    for code, version in versions.items():
        if code == NEUTRAL:
            continue
        figures = figures_of(state.fields_of(code))
        if any(getattr(version, name) != value for name, value in figures.items()):
            for name, value in figures.items():
                setattr(version, name, value)
            changed[tuple(figures[name] for name in FIGURES)].append(version.pk)
    for values, keys in changed.items():
        figures = dict(zip(FIGURES, values, strict=True))
        LanguageVersion.objects.filter(pk__in=keys).update(**figures)
    return sum(map(len, changed.values()))
