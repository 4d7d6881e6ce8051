"""The open data: a page for people, an index for machines, and the files themselves.

The files hold every language at once, so their addresses have none. Whoever reads a version may
rely on its columns: new ones may come, but those that are there stay, else it becomes `v2`.
"""

import json
from functools import wraps

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cities.dates.edtf import edtf
from cities.dates.honest_date import HonestDate
from cities.models import City
from cities.open_data.datasets import DATASETS, MOST_ROWS
from cities.open_data.fields import Site
from cities.open_data.formats import FORMATS, written
from editorial.cache.decorators import public_page, until_published
from editorial.text.localized import localized
from editorial.web.methods import shows_only
from editorial.web.rendering import Crumb, absolute, home_crumb, render_public
from pages import extensions, structured_data
from pages.frame import frame_of
from pages.models import SiteSettings

VERSION = "1"
# A count of pages has no more figures.
_MOST_FIGURES = 6
# Browsers keep this answer for a day, some for less.
_PREFLIGHT = {
    "Allow": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since, Range",
    "Access-Control-Max-Age": "86400",
}
# One of each kind, in the notation of staff.
_DATES = (
    "1958-11-29",
    "1990-07",
    "autumn 2023",
    "1980s",
    "about 1978",
    "by 1988-05",
    "1988-07 or 1989-07",
)


@shows_only
@public_page()
def for_people(request):
    """What data there is, how it may be used, and what each column says."""
    site, more = frame_of(request).site, extensions.data()
    license_ = _license(site)
    own = [(dataset, _paths(dataset)) for dataset in DATASETS.values()]
    return render_public(
        request,
        "pages/data.html",
        {
            "datasets": [
                *(_shown(dataset) for dataset in DATASETS.values()),
                *(_shown_more(each) for each in more),
            ],
            "index_url": absolute(request, reverse("data_index")),
            "most_rows": MOST_ROWS,
            "date_examples": [
                {"written": edtf(when), "text": when.text()}
                for when in map(HonestDate.parse, _DATES)
            ],
            "undecided": undecided(),
            **license_,
        },
        title=_("Open data"),
        description=_("The cities, the goals and the history as files for programs, to reuse."),
        breadcrumbs=[home_crumb(), Crumb(_("Open data"))],
        json_ld=[
            structured_data.datasets(
                request,
                site,
                [*own, *((each.dataset, each.files) for each in more)],
                # Its address may be known before the office has decided.
                license_["license"] and (license_["license_url"] or license_["license"]),
            )
        ],
    )


def _shown(dataset):
    files = [
        {"label": extension.upper().replace("JSONLD", "JSON-LD"), "url": _path(dataset, extension)}
        for extension in FORMATS
    ]
    return {"dataset": dataset, "files": files}


def _shown_more(more):
    files = [
        {"label": f"{name} {extension.upper()}", "url": path}
        for name, paths in more.named_files()
        for extension, path in paths.items()
    ]
    return {"dataset": more.dataset, "files": files}


def _license(site):
    return {
        "license": site.data_license if site else "",
        "license_url": site.data_license_url if site else "",
        "email": site.email if site else "",
    }


# --- For machines -------------------------------------------------------------------------------


def for_machines(view):
    """Decorate a view that answers with data: in the site's first language, for every origin.

    It shows only. A browser asks first (OPTIONS) whether a page of another origin may ask with the
    ETag that it has.
    """
    shown = shows_only(view)

    @wraps(shown)
    def wrapped(request, *args, **kwargs):
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers=_PREFLIGHT)
        else:
            with override(settings.LANGUAGE_CODE):
                response = shown(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Link"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return wrapped


@for_machines
@public_page(valid_until=until_published)
def index(request):
    """What files there are and what their columns say."""
    return _answer(
        {
            **about(request, reverse("data_index")),
            "title": _("Open data"),
            "dates": "EDTF (ISO 8601-2:2019), level 2",
            "most_rows": MOST_ROWS,
            "datasets": [
                *(
                    _described(dataset, _addresses(request, _paths(dataset)))
                    for dataset in DATASETS.values()
                ),
                *(
                    _described(
                        more.dataset,
                        _addresses(request, more.files),
                        years={
                            year: _addresses(request, paths) for year, paths in more.years.items()
                        },
                    )
                    for more in extensions.data()
                ),
            ],
        }
    )


def _described(dataset, files, **more):
    return {
        "name": dataset.name,
        "title": str(dataset.label),
        "description": str(dataset.says),
        "files": files,
        **more,
        "columns": [
            {"name": field.name, "says": str(field.says), "in_languages": field.is_words}
            for field in dataset.fields
        ],
    }


def _paths(dataset):
    return {extension: _path(dataset, extension) for extension in FORMATS}


def _addresses(request, paths):
    return {extension: absolute(request, path) for extension, path in paths.items()}


@for_machines
@public_page(known_parameters=["page"], valid_until=until_published)
def dataset(request, name, extension):
    """One page of a dataset in one format; an answer also to a page that there is none of.

    Each is kept at one address: any other way to ask for it leads there.
    """
    found = DATASETS[name]
    number = _page_number(request)
    query = f"page={number}" if number and number > 1 else ""
    if number and request.META["QUERY_STRING"] != query:
        return HttpResponseRedirect(f"{request.path}?{query}".rstrip("?"))
    page = found.page(number) if number else None
    if page is None:
        return _answer({"error": _("There is no such page.")}, status=404)
    rows, pages, total = page
    path = _path(found, extension)
    further = f"{path}?page={number + 1}" if number < pages else ""
    head = {
        **about(request, path),
        "title": str(found.label),
        "description": str(found.says),
        "page": number,
        "pages": pages,
        "total": total,
        "next": absolute(request, further) if further else None,
    }
    site = Site(lambda path: absolute(request, path), City.objects.home())
    response = HttpResponse(
        written(extension, head, found, rows, site), content_type=FORMATS[extension]
    )
    if further:
        response["Link"] = f'<{head["next"]}>; rel="next"'
    if extension == "csv":
        response["Content-Disposition"] = f'inline; filename="{name}.csv"'
    return response


def _page_number(request):
    """Return the page that is asked for, 1 unless one is; 0 for what is no number."""
    asked = request.GET.get("page", "1")
    if not (asked.isascii() and asked.isdecimal() and len(asked) <= _MOST_FIGURES):
        return 0
    return int(asked)


def _path(dataset, extension):
    return reverse("data", args=[dataset.name, extension])


def about(request, path):
    """Say what every answer says: by whom it is, and how it may be used."""
    site = SiteSettings.objects.current()
    license_name = site.data_license if site else ""
    return {
        "url": absolute(request, path),
        "version": VERSION,
        "publisher": str(localized(site, "program_name")) if site else None,
        "documentation": absolute(request, reverse("pages:data")),
        # Staff may have written down the address while the office has not decided.
        "license": (site.data_license_url or license_name) if license_name else None,
        "rights": None if license_name else undecided(),
    }


def undecided():
    """Say that nobody has decided yet how the data may be used."""
    return _(
        "The office has not decided yet under which license this data may be used. Until then, "
        "please ask us before you publish it elsewhere."
    )


def _answer(data, status=200):
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    return HttpResponse(text, content_type="application/json", status=status)
