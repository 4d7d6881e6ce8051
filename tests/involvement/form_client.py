"""Filling in the public form as a browser does."""

import uuid
from datetime import timedelta

from django.utils import timezone

from involvement.intake.form_token import FormToken, sign
from involvement.models import Submission
from tests.crawl import ReadPage
from tests.html_forms import filled, form_of

WRITE = "/en/take-part/write/"
SEARCH = "/en/search/"


def signed_token(kind="question", age_band="adult", shown=timedelta(minutes=1), nonce=None):
    """Return the token of a form that was shown so long ago: nobody writes within seconds."""
    nonce = nonce or uuid.uuid4()
    shown_at = timezone.now() - shown
    return sign(FormToken(kind, age_band, nonce, shown_at, shown_at))


def written(kind="question", age_band="adult", **values):
    """Return what a browser sends from a form in which nothing is wrong, but for these values."""
    form = {
        "step": "send",
        "token": signed_token(kind, age_band),
        "kind": kind,
        "age_band": age_band,
        "name": "Larysa Writer",
        "email": "larysa@example.org",
        "phone": "",
        "message": "May I help?",
        "language": "en",
        "city": "",
        "goal": "",
        "website": "",
    }
    if age_band == "young":
        form["guardian_email"] = "mother@example.org"
    if kind == "friendship_city":
        policy = {"city": "Northtown", "country": "Norway", "support": "A choir", "benefit": "Song"}
        form |= {f"about_{key}": answer for key, answer in policy.items()}
    return {**form, **values}


def choose(client, kind="question", age_band="adult", **values):
    """Take the first step; return the response."""
    return client.post(WRITE, {"step": "choose", "kind": kind, "age_band": age_band, **values})


def open_form(client, *args, **values):
    """Take the first step; return what the browser would send if nothing were typed."""
    return filled(form_of(choose(client, *args, **values), "token"))


def send(client, *args, **values):
    """Send a form; return the response."""
    return client.post(WRITE, written(*args, **values))


def the_submission():
    """Return the one submission that was stored."""
    return Submission.objects.get()


def problems(page):
    """List the error summary of a read page as (sentence, where its link leads)."""
    summary = page.first("div", id="error-summary")
    if summary is None:
        return []
    return [
        ("".join(item.itertext()), next((link.get("href") for link in item.iter("a")), ""))
        for item in summary.iter("li")
    ]


def page_of(response):
    """Read a response of the test client; see `tests.crawl`."""
    return ReadPage(
        response.request["PATH_INFO"],
        response.status_code,
        dict(response.headers),
        list(response.cookies),
        response.content.decode(),
    )


def harmless(page):
    """Return whether a page holds nothing but its own forms, scripts and links."""
    assert "alert(1)" not in "".join(script.text or "" for script in page.all("script"))
    assert {form.get("action") for form in page.all("form")} <= {WRITE, SEARCH, page.path}
    assert [image.get("src") for image in page.all("img") if image.get("src") == "x"] == []
    links = [link.get("href") or "" for link in page.all("a")]
    assert [link for link in links if link.startswith("javascript:")] == []
    assert not [
        name for element in page.document.iter() for name in element.attrib if name.startswith("on")
    ]
    return True
