"""What the form says while somebody types a date: `admin:read_date`."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cities.forms.reading_back import Takes, read_back


@require_GET
@never_cache
def read_date(request):
    """Answer how a text would be understood, as a piece of HTML. Nothing is written."""
    text, near = request.GET.get("text", ""), request.GET.get("near", "")
    wanted = request.GET.get("takes")
    takes = Takes(wanted) if wanted in set(Takes) else Takes.ANY
    back = read_back(text, takes, int(near) if near.isdecimal() and len(near) == 4 else None)
    context = {
        "back": back if text.strip() else None,
        "is_shown": request.GET.get("shown") == "true",
        "name": request.GET.get("name", ""),
        "asks": back.asks,
        "is_meant": False,
    }
    return render(request, "admin/widgets/understood.html", context)
