"""On the admin's first page: what goes public by itself, and what keeps it from doing so."""

from django.urls import reverse
from django.utils.translation import gettext as _

from editorial.admin.plans import words
from editorial.admin.plans.times import in_words
from editorial.publishing.planned import planning
from editorial.staff import dashboard, roles
from editorial.staff.dashboard import Item, Link
from editorial.staff.office import office


@dashboard.register(dashboard.PLANNED)
def plans(request):
    """List to whoever publishes what comes next; what could not go out says why."""
    if not roles.may_publish(request.user):
        return []
    publications, departures = planning.publications(), planning.departures()
    if not publications and not departures:
        return []
    place, since = office(), planning.overdue_since()
    return [
        *_alarm(since, place),
        *(_item(row, row.when) for row in words.rows(publications, place)),
        *(
            _item(row, _("taken off the site: %(when)s") % {"when": row.when})
            for row in words.rows(departures, place)
        ),
    ]


def _alarm(since, place):
    if not since:
        return []
    late = words.ALARM % {"since": in_words(since, place)}
    url = reverse("admin:plans")
    return [Item(_("Nothing goes public by itself"), late, url, mark="alert")]


def _item(row, when):
    return Item(
        f"{row.plan.entry}: {row.what}",
        row.plan.problem or f"{when}, {row.distance}",
        row.form_url,
        mark="alert" if row.plan.problem else "scheduled",
        since=row.plan.at,
        links=(Link(_("Move or cancel…"), row.url),),
    )
