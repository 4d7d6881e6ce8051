"""Public pages of real Django views behind the page cache."""

from datetime import UTC, datetime, timedelta

import pytest
from csp.constants import NONCE, SELF
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import View

from editorial.cache.decorators import (
    ABOUT,
    CACHE_HEADER,
    keep_until,
    next_midnight,
    public_page,
)
from editorial.cache.version import raise_version
from editorial.cache.wsgi import PageCache
from tests.editorial.cache.wsgi_client import ask

asked = []


@public_page(known_parameters=["city"])
def page(request):
    asked.append(request.get_full_path())
    return HttpResponse(f"<p>{len(asked)}</p>")


@method_decorator(public_page(), name="dispatch")
class ClassPage(View):
    def get(self, request):
        asked.append(request.path)
        return HttpResponse("page")


@public_page()
def form(request):
    return HttpResponse(f"<form>{get_token(request)}</form>")


@public_page()
def nonce(request):
    return HttpResponse(f'<script nonce="{request.csp_nonce}"></script>')


@public_page()
def remembers(request):
    request.session["visits"] = 1
    return HttpResponse("hello again")


@public_page()
def greets(request):
    return HttpResponse(str(request.user))


@public_page()
def tells(request):
    messages.success(request, "Saved.")
    return HttpResponse("done")


@public_page()
def missing(request):
    return HttpResponse("none", status=404)


@public_page()
def breaks(request):
    raise BadRequest


@public_page()
def streams(request):
    return StreamingHttpResponse([b"a", b"b"])


@public_page()
@never_cache
def opts_out(request):
    return HttpResponse("only now")


def handler400(request, exception):
    return HttpResponse("not like this", status=400)


def says_nothing(request):
    return HttpResponse("not public")


NOT_KEPT = [
    form, nonce, remembers, greets, tells, missing, breaks, streams, opts_out, says_nothing,
]  # fmt: skip

urlpatterns = [
    path("page/", page),
    path("class/", ClassPage.as_view()),
    *(path(f"{view.__name__}/", view) for view in NOT_KEPT),
]


@pytest.fixture
def site(settings, open_connection):
    """Return the cache around Django with the middleware of a real site."""
    asked.clear()
    settings.ROOT_URLCONF = __name__
    settings.ALLOWED_HOSTS = ["example.org", "www.example.org"]
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {"script-src": [SELF, NONCE]}}
    settings.SECURE_SSL_REDIRECT = False
    settings.MIDDLEWARE = [
        "django.middleware.security.SecurityMiddleware",
        "csp.middleware.CSPMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ]
    return PageCache(WSGIHandler())


@pytest.mark.parametrize("address", ["/page/", "/class/"])
def test_a_public_page_is_made_once_with_the_headers_of_the_middleware(site, address):
    first, second = ask(site, address), ask(site, address)

    assert len(asked) == 1
    assert first == second
    assert "script-src 'self'" in first.headers["Content-Security-Policy"]
    assert first.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in first.headers


def test_a_publication_shows_on_the_next_request(site):
    assert ask(site, "/page/").body == b"<p>1</p>"

    raise_version()

    assert ask(site, "/page/").body == b"<p>2</p>"


@pytest.mark.parametrize("view", NOT_KEPT, ids=lambda view: view.__name__)
def test_nothing_personal_is_kept_even_if_it_is_called_public(site, view):
    ask(site, f"/{view.__name__}/")

    assert not site.pages


def test_a_known_parameter_makes_a_page_of_its_own_and_an_unknown_one_none(site):
    for query in ("", "city=a", "city=a", "city=b", "utm_source=x", "city=a&x=1", "utm_source=x"):
        ask(site, "/page/", query=query)

    assert sorted(key[-1] for key in site.pages) == ["", "city=a", "city=b"]
    assert len(asked) == 6


def test_a_host_that_django_refuses_is_never_kept(site):
    answer = ask(site, "/page/", HTTP_HOST="evil.example")

    assert answer.status == "400 Bad Request"
    assert not site.pages


def about(response):
    """Return the moment at which a page is looked at anew, though nothing happens then."""
    moment, said, nothing = response[CACHE_HEADER].partition(ABOUT)
    assert (said, nothing) == (ABOUT, "")
    return datetime.fromtimestamp(float(moment), UTC)


def test_without_the_cache_the_cache_header_does_no_harm(rf):
    response = page(rf.get("/page/"))

    until = about(response)
    assert timedelta(seconds=50) < until - datetime.now(UTC) <= timedelta(seconds=60)


def test_a_page_tells_until_when_it_is_right():
    moment = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    request = RequestFactory().get("/")

    @public_page(valid_until=lambda request: moment)
    def by_rule(request):
        return HttpResponse()

    @public_page(valid_until=lambda request: moment)
    def knows_better(request):
        response = HttpResponse()
        keep_until(response, moment + timedelta(hours=1))
        return response

    assert float(by_rule(request)[CACHE_HEADER]) == moment.timestamp()
    assert float(knows_better(request)[CACHE_HEADER]) == moment.timestamp() + 3600


def test_a_rule_that_knows_no_moment_leaves_the_minute():
    view = public_page(valid_until=lambda request: None)(lambda request: HttpResponse())

    until = about(view(RequestFactory().get("/")))

    assert timedelta(seconds=50) < until - datetime.now(UTC) <= timedelta(seconds=60)


def test_the_moment_is_asked_for_before_the_page_is_made():
    order = []

    def moment(request):
        order.append("moment")
        return datetime.now(UTC)

    @public_page(valid_until=moment)
    def view(request):
        order.append("page")
        return HttpResponse()

    view(RequestFactory().get("/"))

    assert order == ["moment", "page"]


@pytest.mark.parametrize(
    ("zone", "now", "expected"),
    [
        ("America/Denver", "2026-11-24T20:00+00:00", "2026-11-25T07:00+00:00"),
        ("America/Denver", "2026-11-25T06:59+00:00", "2026-11-25T07:00+00:00"),
        ("America/Denver", "2026-11-25T07:00+00:00", "2026-11-26T07:00+00:00"),
        # The clocks go back on November 1 and forward on March 14: 25 and 23 hours.
        ("America/Denver", "2026-11-01T06:00+00:00", "2026-11-02T07:00+00:00"),
        ("America/Denver", "2027-03-14T07:00+00:00", "2027-03-15T06:00+00:00"),
        ("Asia/Tokyo", "2026-11-24T20:00+00:00", "2026-11-25T15:00+00:00"),
        # On April 24, 2026, the clocks of Cairo went from 00:00 to 01:00.
        ("Africa/Cairo", "2026-04-23T12:00+00:00", "2026-04-23T22:00+00:00"),
    ],
)
def test_the_next_midnight_of_a_place(zone, now, expected):
    midnight = next_midnight(zone, datetime.fromisoformat(now))

    assert midnight.timestamp() == datetime.fromisoformat(expected).timestamp()
