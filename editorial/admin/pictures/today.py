"""Pictures that may not be shown for ever, on the admin's first page."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.models import Picture
from editorial.revisions.picture_uses import is_used
from editorial.staff import dashboard
from editorial.staff.dashboard import Item, register
from editorial.text import formats

# Long enough to ask whoever gave the permission.
BEFORE = timedelta(days=30)
# So many are named; the library has the others.
MOST = 20


@register(dashboard.OLD)
def permissions(request):
    """List the pictures on pages whose permission has ended, or does so within a month."""
    if not request.user.has_perm("editorial.change_picture"):
        return []
    today = timezone.localdate()
    ending = Picture.objects.ending(today + BEFORE).filter(is_used())
    return [_item(picture) for picture in ending.order_by("shown_until", "pk")[:MOST]]


def _item(picture):
    words = {"name": picture, "day": formats.day(picture.shown_until)}
    if picture.is_over:
        title = _("“%(name)s” is shown no more: its permission ended on %(day)s")
        text = _("Ask for a longer one, or put another picture in its place.")
    else:
        title = _("“%(name)s” may be shown until %(day)s")
        text = _("Ask whether the permission goes on. Else pages leave it out from the day after.")
    url = reverse("admin:editorial_picture_change", args=[picture.pk])
    return Item(title % words, text, url, mark="alert" if picture.is_over else "")
