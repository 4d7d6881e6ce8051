"""What the screens of time say: of plans, of what became of them, and of the clock."""

from dataclasses import dataclass

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.admin.plans import access
from editorial.admin.plans.times import distance, in_words, now_there
from editorial.publishing.planned import planning
from editorial.text import languages
from editorial.text.formats import moment
from editorial.text.languages import NEUTRAL

ALARM = gettext_lazy(
    "Nothing goes public by itself at the moment: something has been due since %(since)s, and the "
    "worker has not done it. Tell whoever looks after the server."
)


@dataclass(frozen=True)
class Row:
    """A plan as lists show it, everything in words."""

    plan: planning.Plan
    tag: str
    what: str
    when: str
    distance: str
    url: str
    form_url: str
    later: str

    @property
    def by(self):
        """Who planned it; "" when that is not known."""
        return str(self.plan.by or "")


def rows(plans, office):
    """Describe plans for a list."""
    return [
        Row(
            plan=plan,
            tag=languages.tag(plan.entry.original_language),
            what=languages_of(plan.codes, plan.entry),
            when=in_words(plan.at, office),
            distance=distance(plan.at, office),
            url=_url(plan),
            form_url=access.form_url(plan.entry),
            later=_later(plan),
        )
        for plan in plans
    ]


def _url(plan):
    if plan.batch:
        return reverse("admin:plan", args=[plan.batch])
    return reverse("admin:take_off", args=[plan.entry.pk])


def _later(plan):
    """Say that somebody has drafted since what the plan does not contain."""
    if not plan.later:
        return ""
    newest = max((v.working_revision for v in plan.later), key=lambda revision: revision.pk)
    return _("%(who)s saved a later draft (%(when)s). It is not in this plan.") % {
        "who": newest.created_by or _("Somebody"),
        "when": moment(newest.created_at),
    }


def languages_of(codes, entry):
    """Name languages, and the facts where they go without the original."""
    names = [languages.own_name(code) for code in codes if code != NEUTRAL]
    if NEUTRAL in codes and entry.original_language not in codes:
        names.append(_("the facts"))
    return languages.listed(names)


def say_planned(request, done, office):
    """Say of each `(entry, codes, at)` when it goes public."""
    for entry, codes, at in done:
        text = _("“%(thing)s” in %(languages)s goes public on %(when)s: %(distance)s.")
        messages.success(request, text % _values(entry, codes, at, office))


def say_moved(request, entries, at, office):
    """Say when things go public now."""
    text = _("“%(thing)s” goes public on %(when)s now: %(distance)s.")
    for entry in entries:
        messages.success(request, text % _values(entry, [], at, office))


def say_leaves(request, entry, codes, at, office):
    """Say when languages are taken off the site."""
    text = _("“%(thing)s” in %(languages)s is taken off the site on %(when)s: %(distance)s.")
    messages.success(request, text % _values(entry, codes, at, office))


def say_kept(request, plans, office):
    """Say of plans that they were kept although the thing was taken off."""
    for plan in plans:
        text = _("What is planned brings “%(thing)s” back on %(when)s: %(distance)s.")
        messages.info(request, text % _values(plan.entry, plan.codes, plan.at, office))


def taken_off(entry, gone, public):
    """Say in which languages the public does not see it any more, and in which it still does."""
    if not gone:
        return _("It was not public.")
    left = [code for code in public if code not in gone]
    names = {
        "thing": entry,
        "languages": languages_of(gone, entry),
        "others": languages_of(left, entry),
    }
    if left:
        text = _(
            "The public does not see “%(thing)s” in %(languages)s any more. Still public in: "
            "%(others)s."
        )
        return text % names
    text = _(
        "The public does not see “%(thing)s” any more, in no language (%(languages)s). Publish it "
        "again to bring it back."
    )
    return text % names


def _values(entry, codes, at, office):
    return {
        "thing": entry,
        "languages": languages_of(codes, entry),
        "when": in_words(at, office),
        "distance": distance(at, office),
    }


def clock(office):
    """Return what every page says of the clock, and of a worker that does not run."""
    since = planning.overdue_since()
    return {
        "office": office,
        "now_there": now_there(office),
        "alarm": ALARM % {"since": in_words(since, office)} if since else "",
    }
