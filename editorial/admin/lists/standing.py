"""How things stand: public or not, whose draft, how many of the languages are complete.

Read for all rows of a list at once, as bare values: a list of fifty has four hundred versions.
"""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from editorial.models import LanguageVersion
from editorial.text import languages
from editorial.text.formats import moment, short_day
from editorial.text.languages import NEUTRAL

PublicState = LanguageVersion.PublicState
WorkState = LanguageVersion.WorkState

_COLUMNS = (
    "entry_id",
    "language",
    "public_state",
    "work_state",
    "working_revision_id",
    "live_revision_id",
    "scheduled_revision_id",
    "publish_at",
    "unpublish_at",
    "n_fields",
    "n_missing",
    "n_outdated",
)
_AUTHOR = "working_revision__created_by"

# The shapes of the languages, by what keeps one from being complete.
COMPLETE, OUTDATED, MISSING, DRAFT, OFF = "published", "outdated", "missing", "draft", "withdrawn"


@dataclass(frozen=True)
class State:
    """A state: the shape by its name, and the words beside it."""

    shape: str
    words: str

    def __html__(self):
        return format_html('<span class="state state--{}">{}</span>', self.shape, self.words)


@dataclass(frozen=True)
class Standing:
    """Where one thing stands: its states, and a shape for each language in the fixed order."""

    states: list
    languages: dict

    @property
    def complete(self):
        """Return in how many languages it is public, whole and up to date."""
        return sum(shape == COMPLETE for shape in self.languages.values())

    def lacking(self):
        """Say what lacks in which language: "Missing: Italian. Outdated: Japanese"."""
        words = {
            MISSING: _("Missing: %(languages)s."),
            OUTDATED: _("Outdated: %(languages)s."),
            DRAFT: _("Draft: %(languages)s."),
            OFF: _("Off the site: %(languages)s."),
        }
        return " ".join(
            text % {"languages": languages.listed(names)}
            for shape, text in words.items()
            if (names := [languages.name_of(c) for c, s in self.languages.items() if s == shape])
        )

    def states_html(self):
        """Return the states, one under the other."""
        return format_html_join("", '<span class="standing">{}</span>', ((s,) for s in self.states))

    def languages_html(self):
        """Return a shape for each language, their number, and in hidden words what lacks."""
        shapes = format_html_join(
            "", '<span class="state state--{}"></span>', ((s,) for s in self.languages.values())
        )
        count = _("%(count)s of %(all)s") % {"count": self.complete, "all": len(self.languages)}
        lacking = self.lacking()
        hidden = (
            format_html('<span class="visually-hidden">. {}</span>', lacking) if lacking else ""
        )
        return format_html(
            '<span class="seven"><span class="seven__shapes" aria-hidden="true">{}</span> '
            '<span class="seven__count">{}{}</span></span>',
            shapes,
            count,
            hidden,
        )


@dataclass(frozen=True)
class _Version:
    """The bare values of a version, by the names of its columns."""

    values: dict

    def __getattr__(self, name):
        return self.values[name]

    @property
    def is_live(self):
        return self.live_revision_id is not None

    @property
    def is_open(self):
        """Return whether it has changes that are not public and wait for no set time."""
        return self.working_revision_id not in {
            None,
            self.live_revision_id,
            self.scheduled_revision_id,
        }


def standings(keys, user):
    """Map the keys of entries to their `Standing`, as `user` reads it. At most two queries."""
    found = {key: {} for key in keys}
    rows = LanguageVersion.objects.filter(entry__in=found).values(*_COLUMNS, _AUTHOR)
    for values in rows:
        found[values["entry_id"]][values["language"]] = _Version(values)
    authors = {
        version.values[_AUTHOR]
        for versions in found.values()
        for version in versions.values()
        if version.is_open
    }
    names = get_user_model().objects.in_bulk(authors - {None, user.pk}) if authors else {}
    return {key: _standing(versions, names, user) for key, versions in found.items()}


def _standing(versions, names, user):
    texts = {code: versions.get(code) for code in languages.codes()}
    desk = languages.at_desk()
    shapes = {code: _shape(version) for code, version in texts.items()}
    shapes = {code: shape for code, shape in shapes.items() if code in desk or shape != MISSING}
    return Standing(_states(versions, names, user), shapes)


def _shape(version):
    if version is None or version.working_revision_id is None or _is_empty(version):
        return MISSING
    if not version.is_live:
        return OFF if version.public_state == PublicState.WITHDRAWN else DRAFT
    if version.n_missing:
        return MISSING
    return OUTDATED if version.n_outdated else COMPLETE


def _is_empty(version):
    return 0 < version.n_fields == version.n_missing


def _states(versions, names, user):
    texts = [version for code, version in versions.items() if code != NEUTRAL]
    states = []
    if any(version.is_live for version in texts):
        states.append(State("published", _("Public")))
    elif any(version.public_state == PublicState.WITHDRAWN for version in texts):
        states.append(State("withdrawn", _("Off the site")))
    if times := [version.publish_at for version in versions.values() if version.publish_at]:
        words = _("Goes public %(time)s") % {"time": moment(min(times))}
        states.append(State("scheduled", words))
    if times := [version.unpublish_at for version in texts if version.unpublish_at]:
        words = _("Leaves the site %(time)s") % {"time": moment(min(times))}
        states.append(State("scheduled", words))
    in_review, drafts = [], []
    for version in versions.values():
        if version.work_state == WorkState.IN_REVIEW:
            in_review.append(version)
        elif version.is_open:
            drafts.append(version)
    if in_review:
        states.append(State("in-review", _("In review")))
    if drafts:
        states.append(State("draft", _draft({v.values[_AUTHOR] for v in drafts}, names, user)))
    return states


def _draft(authors, names, user):
    """Say whose draft it is; the seed content has no name."""
    if authors == {user.pk}:
        return _("Your draft")
    people = sorted(str(names[key]) for key in authors if key in names)
    if user.pk in authors:
        people.append(_("you"))
    if not people:
        return _("Draft")
    return _("Draft of %(people)s") % {"people": languages.listed(people)}


def last_change(entry, user):
    """Return the day of the last change of an entry and who made it, as HTML."""
    if entry.changed_by_id == user.pk:
        who = _("you")
    else:
        who = str(entry.changed_by) if entry.changed_by_id else ""
    return format_html(
        '<span class="nowrap">{}</span><span class="meta">{}</span>',
        short_day(entry.changed_at),
        who,
    )
