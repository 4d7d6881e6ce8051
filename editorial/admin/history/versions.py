"""A version of a thing: what an act made public, and beside it what was newest then."""

from dataclasses import dataclass

from django.db.models import Max

from editorial.admin.history.naming import kind_of_entry
from editorial.models import GOING_PUBLIC, WRITING, Action
from editorial.revisions import data as revisions
from editorial.revisions.comparing import differences, sentences
from editorial.revisions.shapes import shape_of
from editorial.text import diff, languages
from editorial.text.languages import NEUTRAL


def version_at(act):
    """Map each language that had a revision to it, as an act left them. Two queries.

    What the act made public counts, else the newest draft.
    """
    actions = Action.objects.filter(act__entry=act.entry_id)
    last = actions.filter(act=act).aggregate(Max("pk"))["pk__max"] or 0
    written = actions.filter(kind__in=WRITING, pk__lte=last).order_by()
    newest = written.values("language").annotate(newest=Max("pk")).values("newest")
    own = actions.filter(act=act, kind__in=GOING_PUBLIC)
    found = (actions.filter(pk__in=newest) | own).select_related("revision").order_by("pk")
    return {action.language: action.revision for action in found}


def act_before(act, acts):
    """Return the version before one, of the acts that are versions; None for the first."""
    is_version = Action.objects.filter(kind__in=WRITING | GOING_PUBLIC, act__entry=act.entry_id)
    first = act.actions.aggregate(first=Max("pk"))["first"] or 0
    return (
        acts.filter(pk__in=is_version.filter(pk__lt=first).exclude(act=act).values("act"))
        .order_by("-at", "-pk")
        .first()
    )


@dataclass(frozen=True)
class ChangedText:
    """A text of two versions, as their difference shows it."""

    label: str
    changes: list
    is_new: bool = False

    @property
    def is_markup_only(self):
        """Return whether the words stayed the same."""
        return not diff.is_changed(self.changes)


@dataclass(frozen=True)
class Chapter:
    """What differs in one language, or in facts and parts: sentences or texts."""

    language: str
    name: str
    tag: str
    facts: tuple = ()
    texts: tuple = ()

    @property
    def count(self):
        """Count the differences."""
        return len(self.facts) + len(self.texts)


def chapters(entry, before, after, names, seen=None):
    """Compare two versions, language by language, facts first; `seen` are the codes to show."""
    found = []
    for code in [NEUTRAL, *languages.codes()]:
        if seen is not None and code not in seen:
            continue
        one, other = before.get(code), after.get(code)
        if one == other:
            continue
        chapter = (
            _facts(entry, one, other, names) if code == NEUTRAL else _texts(code, one, other, names)
        )
        if chapter.count:
            found.append(chapter)
    return found


def _facts(entry, one, other, names):
    shape = shape_of(kind_of_entry(entry))
    before, after = (revisions.facts_of(revision) for revision in (one, other))
    changes = differences.of_facts(before, after, shape)
    said = tuple(sentences.of_fact(names, change) for change in changes)
    return Chapter(NEUTRAL, "", "", facts=said)


def _texts(code, one, other, names):
    before, after = (revisions.texts_of(revision) for revision in (one, other))
    changes = differences.of_texts(before, after, code)
    changes.sort(key=lambda change: names.place(change.part, change.name))
    said = tuple(
        ChangedText(
            names.field(change.part, change.name),
            diff.condensed(diff.changes(change.before, change.after, rich=_is_rich(names, change))),
            is_new=not change.before,
        )
        for change in changes
    )
    return Chapter(code, languages.name_of(code), languages.tag(code), texts=said)


def _is_rich(names, change):
    return sentences.is_rich_text(names.model(change.part), change.name)
