"""Times of day by two clocks, addresses and links, and what becomes of a plan."""

import json
from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from cities.forms.times import TimeField
from cities.history import timeline
from cities.models import Event
from editorial.text import languages
from tests.admin_client import filled_in, sign_in
from tests.builders import make_city, make_event
from tests.crawl import read, words_of

pytestmark = pytest.mark.django_db

ADD = "/admin/cities/event/add/"


def messages(event, **values):
    """Return what the model says of these values, by field."""
    for name, value in values.items():
        setattr(event, name, value)
    try:
        event.full_clean()
    except ValidationError as error:
        return {name: " ".join(texts) for name, texts in error.message_dict.items()}
    return {}


# --- Rules ------------------------------------------------------------------------------------

WRONG = [
    ("2027-05", {"start_time": time(17)}, "start_time", "needs a day"),
    ("about 2027-05-01", {"start_time": time(17)}, "start_time", "needs a day"),
    ("2027-05-01", {"end_time": time(17)}, "end_time", "when it begins"),
    ("2027-05-01", {"start_time": time(17), "end_time": time(16)}, "end_time", "is not after"),
    ("2027-05-01", {"start_time": time(17), "end_time": time(17)}, "end_time", "is not after"),
    ("2027-05-01", {"moved_from": date(2027, 5, 1)}, "moved_from", "its date now"),
]


@pytest.mark.parametrize(("start", "values", "field", "said"), WRONG)
def test_what_cannot_be_is_said_beside_its_field(start, values, field, said):
    assert said in messages(make_event(start=start), **values)[field]


@pytest.mark.parametrize(("start", "values", "field", "said"), WRONG[:-1])
def test_the_database_refuses_it_too(start, values, field, said):
    event = make_event(start=start)

    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(**values)


def test_an_event_cannot_take_its_own_place():
    event = make_event(start="2027-05-01")

    assert "itself" in messages(event, postponed_to=event)["postponed_to"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(postponed_to=event)


def test_what_lasts_over_night_may_end_earlier_in_the_day():
    event = make_event(start="2027-05-01", end="2027-05-02")

    assert messages(event, start_time=time(17), end_time=time(9)) == {}


# --- Two clocks -------------------------------------------------------------------------------


def clocks(home, **values):
    make_event(**values)
    event = Event.objects.to_print("en").last()
    return [(clock.city.value, clock.when) for clock in timeline.row(event, home).clocks]


@pytest.mark.parametrize(
    ("day", "there"),
    [
        ("2027-01-06", "Thursday, January 7, 2027, 1:00\u00a0AM"),
        # The clocks at home are put forward two weeks before those in Europe, and back one later.
        ("2027-03-13", "Sunday, March 14, 2027, 1:00\u00a0AM"),
        ("2027-03-14", "Monday, March 15, 2027, 12:00\u00a0AM"),
        ("2027-03-27", "Sunday, March 28, 2027, 12:00\u00a0AM"),
        ("2027-03-28", "Monday, March 29, 2027, 1:00\u00a0AM"),
        ("2027-10-30", "Sunday, October 31, 2027, 1:00\u00a0AM"),
        ("2027-10-31", "Monday, November 1, 2027, 12:00\u00a0AM"),
        ("2027-11-07", "Monday, November 8, 2027, 1:00\u00a0AM"),
    ],
)
def test_both_clocks_are_right_across_the_changes_of_either(home, day, there):
    south = make_city(name="South", time_zone="Europe/Rome")

    found = clocks(home, start=day, start_time=time(17), cities=[south])

    assert found[1] == ("South", there)
    assert found[0][0] == "Hometown"
    assert found[0][1].endswith("5:00\u00a0PM")


def test_what_takes_place_there_has_the_clock_of_that_city_first(home):
    north = make_city(name="North", time_zone="Asia/Tokyo")

    found = clocks(
        home, start="2027-05-01", start_time=time(9), end_time=time(10), side="there",
        cities=[north],
    )  # fmt: skip

    assert found == [
        ("North", "Saturday, May 1, 2027, 9:00\u00a0AM to 10:00\u00a0AM"),
        ("Hometown", "Friday, April 30, 2027, 6:00\u00a0PM to 7:00\u00a0PM"),
    ]


def test_the_clock_of_a_city_that_is_not_public_is_translated_to_home(home):
    hidden = make_city(name="North", time_zone="Asia/Tokyo", public=False)

    found = clocks(home, start="2027-05-01", start_time=time(9), side="there", cities=[hidden])

    assert found == [("Hometown", "Friday, April 30, 2027, 6:00\u00a0PM")]


def test_of_an_hour_that_comes_twice_the_first_is_meant(home):
    event = make_event(start="2027-11-07", start_time=time(1, 30))

    start, _end = event.moments(home.zone)

    assert start.isoformat() == "2027-11-07T01:30:00-06:00"


def test_without_a_time_there_is_no_clock(home):
    assert clocks(home, start="2027-05-01") == []


# --- The form ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("5 PM", time(17)),
        ("5:30 p.m.", time(17, 30)),
        ("5pm", time(17)),
        ("12 am", time(0)),
        ("12:15 PM", time(12, 15)),
        ("17:00", time(17)),
        ("17.30", time(17, 30)),
        ("noon", time(12)),
        ("5:00\u202fPM", time(17)),
        ("", None),
        ("  ", None),
    ],
)
def test_times_are_typed_as_people_write_them(typed, understood):
    assert TimeField().clean(typed) == understood


@pytest.mark.parametrize("typed", ["5", "25:00", "13 PM", "17:61", "soon", "0 AM", "٥ PM"])
def test_what_is_no_time_is_told_with_an_example(typed):
    with pytest.raises(ValidationError, match="5 PM or 17:00"):
        TimeField().clean(typed)


@pytest.mark.parametrize("language", languages.codes())
def test_what_the_form_shows_in_a_language_it_understands(language):
    times = [time(0), time(0, 5), time(8, 30), time(12), time(12, 45), time(17), time(23, 59)]

    with override(language):
        shown = [TimeField().prepare_value(each) for each in times]
        assert [TimeField().clean(each) for each in shown] == times


def test_a_time_is_saved_and_stands_in_the_form_again(client, home):
    sign_in(client)
    typed = {"title_en": "Meeting", "kind": "meeting", "start": "5/1/2027", "_draft": "on"}

    client.post(ADD, filled_in(client.get(ADD)) | typed | {"start_time": "5 PM"})

    event = Event.objects.get()
    assert event.start_time == time(17)
    form = filled_in(client.get(f"/admin/cities/event/{event.pk}/change/"))
    assert form["start_time"].replace("\u00a0", " ") == "5:00 PM"


def test_errors_of_times_stand_beside_their_fields(client, home):
    sign_in(client)
    typed = filled_in(client.get(ADD)) | {"title_en": "Meeting", "kind": "meeting"}
    cases = [
        ({"start": "May 2027", "start_time": "5 PM"}, "start_time"),
        ({"start": "5/1/2027", "start_time": "soon"}, "start_time"),
        ({"start": "5/1/2027", "start_time": "5 PM", "end_time": "4 PM"}, "end_time"),
        # The night in which clocks at home are put forward.
        ({"start": "3/14/2027", "start_time": "2:30 AM"}, "start_time"),
    ]
    for values, field in cases:
        shown = client.post(ADD, typed | values | {"_draft": "on"})
        assert list(shown.context["adminform"].form.errors) == [field]


# --- What readers see -------------------------------------------------------------------------


def test_the_page_tells_times_places_and_how_to_join(client, home):
    event = make_event(
        title="Board meeting",
        start="2027-05-05",
        start_time=time(17),
        end_time=time(18, 30),
        address="451 South State Street, Room 335",
        online_url="https://meet.example.org/board",
        registration_url="https://signup.example.org/",
        cities=[make_city(name="North", time_zone="Asia/Tokyo")],
    )

    page = read(client, event.get_absolute_url())

    text = words_of(page.first("main", id="content")).replace("\u00a0", " ")
    assert "May 5, 2027, 5:00 PM to 6:30 PM" in text
    assert "Thursday, May 6, 2027, 8:00 AM to 9:30 AM" in text
    assert "451 South State Street, Room 335" in text
    assert {"https://meet.example.org/board", "https://signup.example.org/"} <= set(page.links)
    assert json.loads(page.first("script", type="application/ld+json").text)["@graph"][0] == {
        "@type": "Event",
        "name": "Board meeting",
        "startDate": "2027-05-05T17:00:00-06:00",
        "endDate": "2027-05-05T18:30:00-06:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "url": f"http://testserver{event.get_absolute_url()}",
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "location": [
            {
                "@type": "Place",
                "name": "451 South State Street, Room 335",
                "address": "451 South State Street, Room 335",
            },
            {"@type": "VirtualLocation", "url": "https://meet.example.org/board"},
        ],
    }


def test_what_is_cancelled_moved_or_postponed_stays_and_says_so(client, home):
    successor = make_event(title="The new feast", start="2027-06-01")
    hidden = make_event(title="Secret", start="2027-06-02", public=False)
    events = {
        "Cancelled": make_event(start="2027-05-01", cancelled=True),
        "First planned for April 1, 2027.": make_event(
            start="2027-05-02", moved_from=date(2027, 4, 1)
        ),
        "In its place: The new feast June 1, 2027": make_event(
            start="2027-05-03", postponed_to=successor
        ),
        "Postponed": make_event(start="2027-05-04", postponed_to=hidden),
    }

    pages = {said: read(client, event.get_absolute_url()) for said, event in events.items()}

    for said, page in pages.items():
        assert said in words_of(page.first("main", id="content"))
        assert "Secret" not in page.html
    status = [
        json.loads(page.first("script", type="application/ld+json").text)["@graph"][0][
            "eventStatus"
        ]
        for page in pages.values()
    ]
    assert [word.rpartition("/")[2] for word in status] == [
        "EventCancelled", "EventRescheduled", "EventPostponed", "EventPostponed",
    ]  # fmt: skip
