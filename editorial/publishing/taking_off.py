"""Taking something off the site, now or at a time: why, and where its address leads from then on.

Whoever takes off the last language says why. Publishing it again ends that.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from editorial.models import Entry, LanguageVersion, TakenOff
from editorial.publishing.planned.schedule import require_future, schedule_withdrawal, unschedule
from editorial.publishing.publication import PublicState, withdraw
from editorial.revisions.versions import lock
from editorial.text.languages import NEUTRAL


@dataclass(frozen=True)
class Why:
    """The reason, one of `TakenOff.Reason`, and what goes with it.

    - `target`: the entry that the address leads to, which a merged one must have;
    - `explanation`: one of `TakenOff.Explanation`, which a withdrawn one must have.
    """

    reason: str
    target: Entry | None = None
    explanation: str = ""

    @property
    def is_told(self):
        """Return whether readers are told why."""
        return self.reason == TakenOff.Reason.WITHDRAWN


class CannotTakeOffError(Exception):
    """What was said about the reason does not do. `field` is one of `Why`."""

    def __init__(self, field, message):
        super().__init__(message)
        self.field = field


def has_address(entry):
    """Return whether an entry has a page of its own; letters have none."""
    model = entry.kind.model_class()
    names = {field.name for field in model._meta.concrete_fields}
    return model.address_field in names and not getattr(entry.root, "is_home", False)


def public_languages(versions):
    """List the codes of the languages in which an entry is public."""
    return [
        code
        for code, version in versions.items()
        if code != NEUTRAL and version.public_state == PublicState.PUBLISHED
    ]


def needs_reason(versions, codes):
    """Return whether taking off these languages leaves nothing at an address of its own."""
    return not set(public_languages(versions)) - set(codes) and has_address(versions.entry)


@transaction.atomic
def take_off(entry, codes, *, why=None, by=None, with_plans=True):
    """Take languages from the public now; return the codes of those that were public.

    `why` is asked for with the last one. Unless `with_plans` is off, what these languages were to
    publish at a time is called off as well. Raises CannotTakeOffError.
    """
    versions = lock(entry)
    _write_down(versions, {*codes, *codes_to_go(versions)}, why, by)
    withdrawn = withdraw(entry, codes, by=by)
    if with_plans:
        for code in planned_languages(versions):
            if code in codes:
                unschedule(entry, code, by=by)
    return withdrawn


@transaction.atomic
def plan_to_take_off(entry, codes, at, *, why=None, by=None):
    """Take languages from the public at a time. Raises CannotTakeOffError, CannotScheduleError."""
    require_future(at)
    versions = lock(entry)
    _write_down(versions, {*codes, *codes_to_go(versions)}, why, by)
    for code in public_languages(versions):
        if code in codes:
            schedule_withdrawal(entry, code, at, by=by)


@transaction.atomic
def keep(entry, codes, *, by=None):
    """Call off that languages are taken from the public at a time."""
    for code in codes:
        schedule_withdrawal(entry, code, None, by=by)
    versions = lock(entry)
    if public_languages(versions) and not codes_to_go(versions):
        TakenOff.objects.filter(entry=entry).delete()


def codes_to_go(versions):
    """List the codes of the languages that are to be taken from the public at a time."""
    return [code for code, version in versions.items() if version.unpublish_at is not None]


def planned_languages(versions):
    """List the codes of the languages that are to be published at a time."""
    return [
        code
        for code, version in versions.items()
        if code != NEUTRAL and version.publish_at is not None
    ]


def _write_down(versions, codes, why, by):
    """Keep why the last language goes; where another one stays there is nothing to tell."""
    if not public_languages(versions) or not needs_reason(versions, codes):
        return
    require_why(why)
    target = why.target
    if target is not None:
        _require_target(versions.entry, target)
    TakenOff.objects.update_or_create(
        entry=versions.entry,
        defaults={
            "reason": why.reason,
            "target": target,
            "explanation": why.explanation if why.is_told else "",
            "by": by,
        },
    )


def require_why(why):
    """Refuse a reason that does not say all that it must. Raises CannotTakeOffError."""
    if why is None or why.reason not in TakenOff.Reason.values:
        raise CannotTakeOffError("reason", _("Say why it is taken off the site."))
    if why.reason == TakenOff.Reason.MERGED and why.target is None:
        raise CannotTakeOffError("target", _("Choose what has taken its place."))
    if why.is_told and why.explanation not in TakenOff.Explanation.values:
        raise CannotTakeOffError("explanation", _("Choose what readers are told."))


def _require_target(entry, target):
    """Lead only to what the public sees, so that addresses never lead in a circle."""
    if target.pk == entry.pk:
        raise CannotTakeOffError("target", _("It cannot lead to itself."))
    public = LanguageVersion.objects.filter(
        entry=target, entry__deleted_at=None, public_state=PublicState.PUBLISHED
    )
    if not public.exists():
        raise CannotTakeOffError("target", _("“%(name)s” is not public itself.") % {"name": target})
