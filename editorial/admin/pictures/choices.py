"""What the chooser of a form offers while somebody searches: the newest pictures that match."""

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from editorial.admin.pictures import tiles
from editorial.admin.pictures.listing import found
from editorial.admin.refusals.keys import is_key
from editorial.models import Picture
from editorial.staff.refusing import require

# As many as can be looked over at once.
MOST = 12


@require_safe
def choices(request):
    """List options for the field `name`: those found by `q`, or the one picture of a key."""
    require(request.user, "editorial.view_picture")
    pictures = found(Picture.objects.to_choose(), request.GET.get("q", ""))
    if key := request.GET.get("picture"):
        pictures = pictures.filter(pk=key) if is_key(key) else pictures.none()
    context = {
        "tiles": [option(picture) for picture in pictures[:MOST]],
        "name": request.GET.get("name", ""),
    }
    return HttpResponse(render_to_string("admin/pictures/options.html", context, request))


def option(picture):
    """Return the tile of a picture in a chooser."""
    return tiles.shown(picture, [picture.credit])
