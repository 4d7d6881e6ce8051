"""The state of a language of an entry, and of one text, by shape and word.

A shape is the name of a CSS class; the word stands beside it always, so that nobody depends on
seeing or telling colors apart.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from editorial.models import LanguageVersion
from editorial.revisions import data as revisions
from editorial.translations.freshness import Status

PublicState = LanguageVersion.PublicState
WorkState = LanguageVersion.WorkState

WORDS = {
    "original": gettext_lazy("Original"),
    "published": gettext_lazy("Published"),
    "withdrawn": gettext_lazy("Withdrawn"),
    "in-review": gettext_lazy("In review"),
    "scheduled": gettext_lazy("Scheduled"),
    "asked": pgettext_lazy("of a translation", "Asked for"),
    "draft": gettext_lazy("Draft"),
    "missing": gettext_lazy("Missing"),
    "outdated": gettext_lazy("Outdated"),
    "ahead": gettext_lazy("Made from a draft"),
    "machine": gettext_lazy("Machine-made"),
    "unreviewed": gettext_lazy("Not reviewed"),
    "reviewed": gettext_lazy("Reviewed"),
    "read-back": pgettext_lazy("of a translation", "Read back"),
    "up-to-date": gettext_lazy("Up to date"),
}
_FRESHNESS = {
    Status.MISSING: "missing",
    Status.UP_TO_DATE: "up-to-date",
    Status.AHEAD: "ahead",
    Status.OUTDATED: "outdated",
}


@dataclass(frozen=True)
class Badge:
    """A state: the shape by its name, and the words beside it, with how many or when."""

    shape: str
    count: int | None = None
    day: date | None = None

    def __str__(self):
        words = WORDS[self.shape]
        if self.count is not None:
            return _("%(state)s (%(count)s)") % {"state": words, "count": self.count}
        if self.day is not None:
            return _("%(state)s (%(count)s)") % {"state": words, "count": date_format(self.day)}
        return str(words)


def of_version(version):
    """List the badges of a language version, the most telling one first. None is all missing.

    First where it stands between draft and public, then what keeps it from being finished, the
    worst alone: missing, outdated, made from a draft, machine-made, not reviewed.
    """
    if version is None:
        return [Badge("missing")]
    is_original = not version.source_language
    asked = [Badge("asked")] if version.translation_asked_at else []
    if not is_original and (version.working_revision_id is None or _is_empty(version)):
        return [*asked, Badge("missing")]
    badges = [Badge("original")] if is_original else asked
    if version.public_state != PublicState.NEVER:
        badges.append(Badge(str(version.public_state)))
    if version.publish_at:
        badges.append(Badge("scheduled"))
    is_planned = version.working_revision_id == version.scheduled_revision_id
    if version.work_state != WorkState.NONE and not is_planned:
        badges.append(Badge(str(version.work_state).replace("_", "-")))
    for shape in ("missing", "outdated", "ahead", "machine", "unreviewed"):
        if count := getattr(version, f"n_{shape}"):
            badges.append(Badge(shape, count))
            break
    return badges


def _is_empty(version):
    return 0 < version.n_fields == version.n_missing


def of_text(state):
    """List the badges of one text (a `FieldState`): freshness, then origin or review.

    What is machine-made is not reviewed, so one word says both; it may have been read back.
    """
    badges = []
    if state.status in _FRESHNESS:
        badges.append(Badge(_FRESHNESS[state.status]))
    if not state.target:
        return badges
    if state.is_machine_translated:
        badges.append(Badge("machine"))
        if day := state.read_back_on:
            badges.append(Badge("read-back", day=day))
    elif revisions.is_reviewed(state.target):
        badges.append(Badge("reviewed"))
    else:
        badges.append(Badge("unreviewed"))
    return badges
