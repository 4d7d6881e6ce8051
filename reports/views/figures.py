"""The figures as files: those that a report told of its year, and those of all years as of today.

They hold every city and no language, so they stand with the open data.
"""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone

from cities.models import City
from cities.open_data.fields import Site
from cities.open_data.formats import FORMATS
from cities.overview import overview, until_midnight
from editorial.cache import kept
from editorial.cache.decorators import public_page, until_published
from editorial.web.rendering import absolute
from pages.machines.open_data import about, for_machines
from reports.counting import files
from reports.counting.submissions import CameIn, Submissions, from_data
from reports.counting.year import count_all
from reports.models import FixedFigures, Report


@for_machines
@public_page(valid_until=until_published)
def of_year(request, year, extension):
    """The figures of a year as its public report tells them."""
    report = Report.objects.visible_to_anyone().filter(year=int(year)).first()
    fixed = report and FixedFigures.objects.of(report).last()
    if fixed is None:
        raise Http404
    path = reverse("figures_of_year", args=[year, extension])
    head = {"year": fixed.year, "counted": fixed.fixed_at.strftime("%Y-%m-%dT%H:%M:%SZ")}
    submissions = from_data(fixed.submissions)
    return _file(request, path, extension, head, fixed.counted(), submissions, f"figures-{year}")


@for_machines
@public_page(valid_until=until_midnight)
def of_all_years(request, extension):
    """What the whole record comes to today, without what came in through the form."""
    path = reverse("figures_of_all", args=[extension])
    nothing = Submissions(CameIn())
    home = overview(request).home
    today = home.today() if home else timezone.localdate()
    # JSON and CSV tell the same.
    figures = kept.until_published(request, count_all, today)
    return _file(request, path, extension, {"year": None}, figures, nothing, "figures")


def _file(request, path, extension, head, figures, submissions, name):
    about_it = {**about(request, path), "title": str(files.FIGURES.label), **head}
    site = Site(lambda path: absolute(request, path), City.objects.home())
    content = files.written(extension, about_it, figures, submissions, site)
    response = HttpResponse(content, content_type=FORMATS[extension])
    if extension == "csv":
        response["Content-Disposition"] = f'inline; filename="{name}.csv"'
    return response
