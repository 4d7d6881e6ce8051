"""What readers sent, on the admin's first page, for whoever works in the language."""

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial.models import Suggestion
from editorial.staff import dashboard, roles
from editorial.staff.dashboard import Item, register
from editorial.text import languages


@register(dashboard.WAITING)
def suggestions(request):
    """List the languages in which suggestions wait."""
    codes = roles.languages_of(request.user)
    if not codes:
        return []
    waiting = Suggestion.objects.waiting(codes).order_by().values_list("invitation__language")
    return [
        Item(
            ngettext(
                "%(number)s suggestion of a reader: %(language)s",
                "%(number)s suggestions of readers: %(language)s",
                number,
            )
            % {"number": number, "language": languages.name_of(language)},
            _("Accept what is better; the reader sees what became of it."),
            f"{reverse('admin:suggestions')}?language={language}",
            _("since %(time)s") % {"time": timesince(since, depth=1)},
            "review",
            since,
        )
        for language, number, since in waiting.annotate(Count("pk"), Min("sent_at"))
    ]
