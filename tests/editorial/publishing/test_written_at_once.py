"""What the builders write at once is what creating and publishing leave, in every table."""

import datetime
import itertools
import uuid

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from cities.models import City, Event, Goal, MeetingRule, Source
from editorial import publishing
from editorial.publishing.errors import CannotPublishError
from editorial.registry import kinds
from involvement.models import InterestForm, Letter
from pages.models import Page, PrivacyNotice, SiteSettings
from reports.models import Outline, Report
from tests import builders
from tests.editorial.publishing import at_once

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason=("PostgreSQL counts keys on where rows are taken back.")
)

JAPANESE = {"ja": {"title": "一"}}
NAMED = {"ja": {"name": "一"}, "uk": {"name": "Північ"}}


def page():
    sections = [
        {"heading": "One", "body": "<p>{cities} <b>cities</b></p>", "translations": JAPANESE_PART},
        {"heading": "Two"},
    ]
    return Page, {
        "title": "About",
        "lede": "A lede",
        "menu": "header",
        "sections": sections,
        # Ukrainian has a text and no title: it stays a draft.
        "translations": {**JAPANESE, "uk": {"lede": "Початок"}},
    }


JAPANESE_PART = {"ja": {"heading": "その一", "body": "<p>本文</p>"}}


def place():
    return {"country": "JP", "latitude": "36.2380", "longitude": "137.9720"}


def city():
    values = {
        "local_names": [{"language": "ja", "name": "市"}],
        "reasons": [{"reason": "culture"}, {"reason": "aid"}],
        "stages": [{"stage": "sister", "start": "1958-11-29", "source": builders.make_source()}],
        "goals": [{"goal": builders.make_goal(), "reason": "Because"}],
        "translations": NAMED,
    }
    return City, {"name": "Northtown", "time_zone": "Asia/Tokyo", **place(), **values}


def home():
    return City, {"name": "Home", "is_home": True, "time_zone": "America/Denver", **place()}


def plain_event():
    return Event, {"title": "A visit", "kind": "visit"}


def dated_event():
    """An event of people's calendars."""
    values = {
        "cities": [builders.make_city(), builders.make_city()],
        "goals": [builders.make_goal()],
        "sources": [{"source": builders.make_source()}],
        "figures": [{"kind": "guests", "number": 5}],
        "translations": JAPANESE,
    }
    times = {"start": "2026-05-01", "start_time": datetime.time(17), "end": "2026-05-02"}
    return Event, {"title": "A visit", "kind": "visit", **times, **values}


def rule():
    dates = {
        "valid_from": datetime.date(2026, 1, 1),
        "valid_until": datetime.date(2026, 12, 31),
    }
    values = {"nth": 1, "weekday": 2, "start_time": datetime.time(17), **dates}
    return MeetingRule, {"title": "Board", **values, "translations": JAPANESE}


def report():
    cities = [{"city": builders.make_city()}]
    return Report, {"title": "2023", "year": 2023, "cities": cities}


def form():
    notice = {field: f"<p>{field}.</p>" for field in InterestForm.NOTICE}
    choices = [
        {"kind": kind, "label": f"About {kind}", "next_steps": "Next."}
        for kind in ("idea", "question")
    ]
    return InterestForm, {"title": "Write to us", "choices": choices, **notice}


LETTER = {"title": "Letter", "subject": "Number {number}", "body": "About {subject}. {link}"}
CASES = {
    "page": page,
    "Japanese page": lambda: (Page, {"title": "一", "original": "ja"}),
    "city": city,
    "home": home,
    "goal": lambda: (Goal, {"name": "Aid", "translations": NAMED}),
    "event": plain_event,
    "event with a time": dated_event,
    "rule": rule,
    "source": lambda: (Source, {"headline": "A report", "language": "en", "description": "What"}),
    "site": lambda: (SiteSettings, {"program_name": "Program"}),
    "privacy": lambda: (PrivacyNotice, {"title": "Privacy", "translations": JAPANESE}),
    "report": report,
    "form": form,
    "letter": lambda: (Letter, {"purpose": "answer", **LETTER}),
    "outline": lambda: (Outline, {"title": "Reports", "due_month": 1, "due_day": 30}),
}


def in_two_clicks(model, facts, texts, original):
    root = publishing.create(model, facts, texts, original=original)
    publishing.publish(root.entry, builders.titled_of(model, texts))


def in_one_go(model, facts, texts, original):
    titled = builders.titled_of(model, texts)
    at_once.write(model, facts, texts, original=original, titled=titled)


def left_by(write, *contents):
    """Return all rows of all tables after a way of writing, which is taken back.

    Keys are counted anew then. Times of now and keys that fell by chance are told apart by their
    order alone.
    """
    with transaction.atomic():
        given = set(map(str, itertools.chain(*(found for _name, found in rows()))))
        begun = timezone.now()
        write(*contents)
        found, known = [], {}
        for name, values in rows():
            found.append((name, [_plain(value, begun, given, known) for value in values]))
        transaction.set_rollback(True)
    return found


def rows():
    for model in apps.get_models(include_auto_created=True):
        for row in model._base_manager.order_by("pk").values_list():
            yield model._meta.label, row


def _plain(value, begun, given, known):
    if isinstance(value, datetime.datetime) and value >= begun:
        return "now"
    if isinstance(value, uuid.UUID) and str(value) not in given:
        return known.setdefault(value, len(known))
    return value


@pytest.mark.django_db
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_every_table_holds_what_creating_and_publishing_leave(case):
    builders.make_page(title="Cities", lede="{cities}")
    model, values = case()
    original = values.pop("original", "en")
    contents = builders.contents_of(model, original=original, **values)

    left = left_by(in_one_go, model, *contents, original)

    assert left == left_by(in_two_clicks, model, *contents, original)


def test_every_kind_is_among_them(db):
    assert {case()[0] for case in CASES.values()} == {kind.model for kind in kinds()}


def test_what_lacks_a_title_is_refused(db):
    contents = builders.contents_of(Page, lede="A lede")

    with pytest.raises(CannotPublishError):
        at_once.write(Page, *contents, original="en", titled=["en"])
