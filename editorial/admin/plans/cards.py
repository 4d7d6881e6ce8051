"""A card of the admin's first page: what goes public by itself, and what keeps it from doing so."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial.admin.plans import words
from editorial.admin.plans.times import distance, in_words
from editorial.publishing import planning
from editorial.staff import dashboard, roles
from editorial.staff.office import office


@dashboard.register
def plans(request):
    """Tell whoever publishes what comes next, or what keeps something from going public."""
    if not roles.may_publish(request.user):
        return None
    found = [*planning.publications(), *planning.departures()]
    if not found:
        return None
    place, since = office(), planning.overdue_since()
    failed = [plan for plan in found if plan.problem]
    url = reverse("admin:plans")
    if since or failed:
        title = ngettext(
            "could not go public at its time", "could not go public at their time", len(failed)
        )
        if since:
            late = words.ALARM % {"since": in_words(since, place)}
            return dashboard.Card("!", _("Nothing goes public by itself"), late, url, True)
        return dashboard.Card(str(len(failed)), title, failed[0].problem, url, True)
    following = min(found, key=lambda plan: plan.at)
    return dashboard.Card(
        str(len(found)),
        ngettext("goes public by itself", "go public by themselves", len(found)),
        _("Next: %(thing)s, %(when)s, %(distance)s.")
        % {
            "thing": following.entry,
            "when": in_words(following.at, place),
            "distance": distance(following.at, place),
        },
        url,
    )
