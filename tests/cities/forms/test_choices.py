"""Countries, time zones, languages, drawings and places: chosen or typed as people know them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation

from cities.forms.chips import CitiesField, GoalsField, cities_to_tick, goals_to_tick
from cities.forms.choices import countries, time_zones, tongues
from cities.forms.coordinates import LatitudeField, LongitudeField
from cities.models import City, Event
from tests.admin_client import PUBLISH, filled_in, sign_in
from tests.builders import make_city, make_event, make_goal
from tests.html_forms import filled, form_of


def change(client, row, **typed):
    address = reverse(f"admin:cities_{row._meta.model_name}_change", args=[row.pk])
    return client.post(address, filled_in(client.get(address)) | PUBLISH | typed)


def errors_of(response):
    return response.context["adminform"].form.errors


@pytest.mark.parametrize(
    ("language", "japan", "first"),
    [("en", "Japan", "Afghanistan"), ("uk", "Японія", "Австралія"), ("ja", "日本", None)],
)
def test_countries_have_the_names_of_the_reader(language, japan, first):
    with translation.override(language):
        named = dict(countries())

    assert named["JP"] == japan
    assert "EU" not in named
    assert first is None or list(named.values())[1] == first


def test_time_zones_are_named_by_cities_with_their_offset():
    zones = {code: words for _region, group in time_zones()[1:] for code, words in group}

    assert zones["America/Denver"] == "Denver (UTC−7)"
    assert zones["Asia/Kolkata"] == "Kolkata (UTC+5:30)"
    assert "Europe/Kyiv" in zones


def test_languages_are_those_of_the_site_and_others_by_name():
    (_none, (site, ours), (_others, others)) = tongues()

    assert (site, *ours[:2]) == ("Languages of the site", ("en", "English"), ("es", "Spanish"))
    assert ("udm", "Udmurt") in others


@pytest.mark.django_db
def test_a_country_is_chosen_and_never_cut(client):
    city = make_city()
    sign_in(client)

    response = change(client, city, country="Ukraine")

    assert "country" in errors_of(response)
    assert change(client, city, country="UA").status_code == 302
    assert City.objects.get(pk=city.pk).country == "UA"


@pytest.mark.django_db
def test_a_code_that_is_not_offered_stays_until_somebody_chooses(client):
    city = make_city(greeting="Hei", greeting_language="se")
    sign_in(client)
    address = reverse("admin:cities_city_change", args=[city.pk])

    data = filled(form_of(client.get(address), "greeting_language"))

    assert data["greeting_language"] == "se"
    assert client.post(address, data | PUBLISH).status_code == 302


@pytest.mark.parametrize(
    ("typed", "degrees"),
    [
        ("36.2381", "36.2381"),
        ("-36.2381", "-36.2381"),
        ("\u221236,2381", "-36.2381"),
        ("36.23811234 S", "-36.2381"),
        ("40°45′39″N", "40.7608"),
        ("90", "90.0000"),
        ("３６.５", "36.5000"),
    ],
)
def test_a_latitude_is_understood(typed, degrees):
    assert LatitudeField().clean(typed) == Decimal(degrees)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        (LatitudeField, "91", "A latitude lies between 90 south and 90 north."),
        (LongitudeField, "180.1 W", "A longitude lies between 180 west and 180 east."),
        (
            LatitudeField,
            "137 E",
            "“137 E” is no latitude. Write it like 36.2381, or 36.2381 S for the south.",
        ),
        (
            LongitudeField,
            "here",
            "“here” is no longitude. Write it like 137.9720, or 111.8910 W for the west.",
        ),
    ],
)
def test_what_is_no_place_on_the_globe_is_refused_in_words(field, typed, said):
    with pytest.raises(ValidationError) as caught:
        field().clean(typed)

    assert caught.value.messages == [said]


@pytest.mark.django_db
def test_only_an_emblem_that_is_there_can_be_chosen(client):
    city = make_city()
    sign_in(client)

    response = change(client, city, emblem="lviv-lion")

    said = "There is no drawing “lviv-lion”. Choose one that is there."
    assert errors_of(response) == {"emblem": [said]}
    assert change(client, city, emblem="torino").status_code == 302
    assert City.objects.get(pk=city.pk).emblem == "torino"


@pytest.mark.django_db
def test_cities_goals_and_place_of_an_event_are_chips(client):
    city, goal = make_city(emblem="torino"), make_goal(icon="civic")
    event = make_event()
    sign_in(client)
    address = reverse("admin:cities_event_change", args=[event.pk])
    page = client.get(address).content.decode()
    assert page.count('class="chip"') == 1 + 1 + 4
    assert page.count("<svg") >= 2

    assert change(client, event, cities=[city.pk], goals=[goal.pk], side="there").status_code == 302

    event = Event.objects.get(pk=event.pk)
    assert (list(event.cities.all()), list(event.goals.all())) == ([city], [goal])
    assert event.side == "there"


@pytest.mark.django_db
def test_chips_have_the_names_of_today_in_the_language_of_the_desk():
    make_city(name="Northtown", translations={"ja": {"name": "北町"}})
    make_goal(name="Aid", translations={"ja": {"name": "援助"}})

    def labels():
        fields = CitiesField(cities_to_tick()), GoalsField(goals_to_tick())
        return [label for field in fields for _value, label in field.choices]

    assert labels() == ["Northtown", "Aid"]
    with translation.override("ja"):
        assert labels() == ["北町", "援助"]
        City.objects.update(name_ja="新北町")
        make_goal(slug="a-draft", public=False)
        assert labels() == ["新北町", "援助", "a-draft"]
