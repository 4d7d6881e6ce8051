"""Dates on the forms of the admin: one field each, read back in words."""

import pytest
from django.urls import reverse
from django.utils import translation

from cities.models import Event
from tests.admin_client import PUBLISH, filled_in, sign_in
from tests.builders import make_city, make_event, make_goal
from tests.html_forms import filled, form_of

pytestmark = pytest.mark.django_db

ANY_DATE = ["", "1958-11-29", "1958-11", "autumn 2023", "1980s", "about 1978", "by 1988-05"]


def open_form(client, row):
    name = f"admin:cities_{row._meta.model_name}_change"
    address = reverse(name, args=[row.pk])
    return address, client.get(address)


def send(client, row, **typed):
    address, response = open_form(client, row)
    return client.post(address, filled_in(response) | PUBLISH | typed)


def stored(event):
    return Event.objects.get(pk=event.pk)


def errors_of(response):
    return response.context["adminform"].form.errors


@pytest.mark.parametrize("notation", [*ANY_DATE, "1988-07 or 1989-07"])
def test_a_form_sends_back_the_date_that_it_shows(client, notation):
    event = make_event(start=notation, end="")
    sign_in(client)
    address, response = open_form(client, event)
    data = filled(form_of(response, "start"))

    answer = client.post(address, data | PUBLISH, follow=True)

    assert stored(event).starts.notation == notation
    assert "Nothing was changed." in answer.content.decode()


def test_the_form_shows_the_date_in_the_language_of_the_desk(client):
    event = make_event(start="by 1988-05")
    sign_in(client)
    client.cookies["django_language"] = "uk"
    address, response = open_form(client, event)

    data = filled(form_of(response, "start"))

    assert data["start"] == "не пізніше травня 1988\u202fр."
    with translation.override("uk"):
        client.post(address, data | PUBLISH)
    assert stored(event).starts.notation == "by 1988-05"


def test_what_was_typed_is_kept_as_precisely_as_it_was_typed(client):
    event = make_event(start="1990")
    sign_in(client)

    response = send(client, event, start="Fall, 1992", end="July 1993", partner_date="1991")

    assert response.status_code == 302
    event = stored(event)
    assert event.starts.notation == "autumn 1992"
    assert event.ends.notation == "1993-07"
    assert event.partner_dates.notation == "1991"


def test_the_form_says_what_visitors_will_read(client):
    sign_in(client)

    _address, response = open_form(client, make_event(start="spring 1992"))

    assert "Visitors will read <strong>Spring 1992</strong>" in response.content.decode()


def test_a_bad_text_stays_and_is_told_beside_the_field(client):
    event = make_event(start="spring 1992")
    sign_in(client)

    response = send(client, event, start="32 spring")

    words = "“32 spring” is not a date we understand. Did you mean “spring 1992” or “3/2/1992”?"
    assert errors_of(response) == {"start": [words]}
    assert filled(form_of(response, "start"))["start"] == "32 spring"


def test_an_end_before_the_start_is_told_at_the_end(client):
    event = make_event(start="1990-07")
    sign_in(client)

    response = send(client, event, end="May 1988")

    words = "The last date, May 1988, is before the first, July 1990."
    assert errors_of(response) == {"end": [words]}


def test_the_partners_date_is_exact(client):
    event = make_event(start="1990")
    sign_in(client)

    response = send(client, event, partner_date="about 1991")

    words = "Write this date without “about”, “by” and “or”."
    assert errors_of(response) == {"partner_date": [words]}


def test_a_year_far_outside_the_record_has_to_be_ticked(client):
    make_city(stages=[{"stage": "sister", "start": "1958"}])
    event = make_event(start="2006")
    sign_in(client)

    response = send(client, event, start="1206-01-01")

    assert errors_of(response) == {
        "start": ["1206 lies far before everything on record, which begins in 1958."]
    }
    content = response.content.decode()
    assert "Yes, 1206 is meant" in content
    assert filled(form_of(response, "start"))["start"] == "1206-01-01"
    # The tick is for this year alone.
    assert errors_of(send(client, event, start="1306", **{"start-meant": "1206"}))

    assert send(client, event, start="1206-01-01", **{"start-meant": "1206"}).status_code == 302
    assert stored(event).starts.notation == "1206-01-01"
    # What stands there was meant.
    assert send(client, event, place="Here").status_code == 302


def test_dates_of_stages_and_goals_have_one_field_each(client):
    goal = make_goal()
    city = make_city(
        stages=[{"stage": "sister", "start": "1958-11-29"}],
        goals=[{"goal": goal, "start": "1994"}],
        attestation_note="Signed by hand.",
    )
    sign_in(client)
    typed = {
        "stages-0-start": "by May 1988",
        "relationshipgoals-0-end": "about 2001",
        "attested_on": "November 2, 2026",
    }

    assert send(client, city, **typed).status_code == 302

    city.refresh_from_db()
    stage, pursued = city.stages.get(), city.relationshipgoals.get()
    assert stage.starts.notation == "by 1988-05"
    assert (pursued.starts.notation, pursued.ends.notation) == ("1994", "about 2001")
    assert str(city.attested_on) == "2026-11-02"


def test_a_day_is_a_day(client):
    city = make_city(attestation_note="Signed by hand.")
    sign_in(client)

    response = send(client, city, attested_on="November 2026")

    words = "“November 2026” is no single day. Write it like November 1, 2026."
    assert errors_of(response) == {"attested_on": [words]}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("text=spring+1992&shown=true", "Visitors will read <strong>Spring 1992</strong>"),
        ("text=5/1988", "Understood as <strong>May 1988</strong>"),
        ("text=32+spring&near=1992", "Did you mean “spring 1992” or “3/2/1992”?"),
        ("text=1206&name=start", 'name="start-meant" value="1206"'),
        ("text=about+1990&takes=exact", "without “about”"),
        ("text=1990&takes=day", "is no single day"),
        ("text=<script>&takes=nonsense&near=x", "“&lt;script&gt;” is not a date"),
    ],
)
def test_the_desk_reads_a_date_while_somebody_types(client, query, said):
    make_city(stages=[{"stage": "sister", "start": "1958"}])
    sign_in(client)

    response = client.get(f"{reverse('admin:read_date')}?{query}")

    assert said in response.content.decode()


def test_an_empty_date_is_not_commented(client):
    sign_in(client)

    assert client.get(f"{reverse('admin:read_date')}?text=+").content.strip() == b""
