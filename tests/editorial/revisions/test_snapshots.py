"""An entry as plain data: one canonical form, and what is written is read back the same."""

import datetime
import decimal
import uuid

import pytest
from django.utils import timezone

from cities.models import City, Event, RelationshipGoal, Stage
from editorial.revisions import snapshots
from editorial.revisions.snapshots import ROOT
from pages.models import Page, Section, SiteSettings
from tests.builders import (
    contents_of,
    make_city,
    make_event,
    make_goal,
    make_page,
    make_site,
    make_source,
)


def stamp():
    return snapshots.Stamp(timezone.now())


def field(model, name):
    return model._meta.get_field(name)


@pytest.mark.parametrize(
    ("model", "name", "values", "canonical"),
    [
        (City, "latitude", ["36.238", 36.238, decimal.Decimal("36.2380")], "36.2380"),
        (City, "longitude", ["-111.891", -111.891, decimal.Decimal("-111.8910")], "-111.8910"),
        (City, "latitude", [0, "0", decimal.Decimal("0.0000")], "0.0000"),
        (City, "population", ["235891", 235891], 235891),
        (City, "population", [None], None),
        (City, "is_home", [True, "True", "1"], True),
        (City, "attested_on", ["2026-11-01", datetime.date(2026, 11, 1)], "2026-11-01"),
        (Page, "parent", [7, "7"], 7),
        (Page, "parent", [None], None),
        (Page, "template", [Page.Template.ABOUT, "about"], "about"),
        (
            SiteSettings,
            "office_address",
            ["Room 1\nMain Street", "Room 1\r\nMain Street ", "\u200bRoom 1\nMain Street\n"],
            "Room 1\nMain Street",
        ),
    ],
)
def test_a_fact_has_one_form_whoever_wrote_it(model, name, values, canonical):
    encoded = [snapshots.encode(field(model, name), value) for value in values]

    assert encoded == [canonical] * len(values)
    assert {type(value) for value in encoded} == {type(canonical)}


def test_a_text_is_stored_normal_and_safe():
    assert snapshots.clean_text(Page, "title", " A\u00ad title\r\n") == "A title"
    assert snapshots.clean_text(Page, "title", "<b>x</b>") == "<b>x</b>"
    assert snapshots.clean_text(Section, "body", "<b>x</b><script>y</script>") == (
        "<strong>x</strong>"
    )
    assert snapshots.clean_text(Section, "body", "<p>a&#8203;</p>") == "<p>a</p>"
    assert snapshots.clean_text(Section, "body", None) == ""


@pytest.mark.django_db
def test_what_is_written_is_read_back_the_same():
    goal = make_goal()
    made = [
        make_page(
            title="One",
            parent=make_page(),
            lede="First.\n\nSecond.",
            sections=[
                {"heading": "A", "body": "<p>Text</p>", "translations": {"ja": {"heading": "一"}}},
                {"kind": "call_to_action", "link": "/take-part/", "link_label": "Go"},
            ],
            translations={"ja": {"title": "題"}},
        ),
        make_city(
            population=10,
            population_year=2020,
            attested_on="2026-11-01",
            local_names=[{"language": "ja", "name": "市"}],
            reasons=[{"reason": "culture"}, {"reason": "aid"}],
            stages=[{"stage": "sister", "start": "about 1958", "source": make_source("A law")}],
            goals=[{"goal": goal, "reason": "Why", "start": "1988-07 or 1989-07"}],
        ),
        make_event(
            cities=[make_city(), make_city()],
            goals=[goal],
            start="autumn 2023",
            sources=[{"headline": "A page", "url": "https://example.org/"}],
        ),
        make_site(office_address="Room 1\nMain Street", email="office@example.org"),
    ]

    for root in made:
        facts, texts = snapshots.read(root)
        stamps = {code: stamp() for code in root.published_languages()}

        snapshots.write(root, facts, texts, stamps)

        fresh = type(root).objects.get(pk=root.pk)
        assert snapshots.read(fresh) == (facts, texts)
        assert snapshots.parts_of(fresh) == snapshots.parts_of(root)


@pytest.mark.django_db
def test_a_row_reads_as_the_contents_that_made_it():
    values = {"title": "One", "sections": [{"heading": "A"}, {"heading": "B"}], "slug": "one"}
    facts, texts = contents_of(Page, **values)
    keys = [part["id"] for part in facts["parts"]]

    page = make_page(
        **values
        | {"sections": [{"id": key, "heading": h} for key, h in zip(keys, "AB", strict=True)]}
    )

    read_facts, read_texts = snapshots.read(page)
    assert read_facts == facts
    assert {code: found for code, found in read_texts.items() if found} == texts


@pytest.mark.django_db
def test_the_order_of_the_parts_is_their_order_on_the_page():
    page = make_page(sections=[{"heading": name} for name in "ABC"])
    facts, texts = snapshots.read(page)
    facts["parts"].reverse()

    snapshots.write(page, facts, texts, {"en": stamp()})

    assert [section.heading_en for section in page.sections.all()] == ["C", "B", "A"]
    assert snapshots.read(page)[0]["parts"] == facts["parts"]


@pytest.mark.django_db
def test_parts_keep_their_identity_and_those_left_out_go():
    page = make_page(sections=[{"heading": name} for name in "ABC"])
    facts, texts = snapshots.read(page)
    first, _second, third = [part["id"] for part in facts["parts"]]
    del facts["parts"][1]

    snapshots.write(page, facts, texts, {"en": stamp()})

    assert [str(section.pk) for section in page.sections.all()] == [first, third]


@pytest.mark.django_db
def test_parts_may_exchange_what_only_one_of_them_can_have():
    city = make_city(reasons=[{"reason": "culture"}, {"reason": "aid"}])
    facts, texts = snapshots.read(city)
    one, other = facts["parts"]
    one["facts"], other["facts"] = other["facts"], one["facts"]

    snapshots.write(city, facts, texts, {"en": stamp()})

    assert [(str(row.pk), row.reason) for row in city.reasons.all()] == [
        (one["id"], "aid"),
        (other["id"], "culture"),
    ]


@pytest.mark.django_db
def test_only_languages_with_a_stamp_are_on_the_row():
    section = {"heading": "A", "translations": {"ja": {"heading": "一"}}}
    page = make_page(title="One", sections=[section], translations={"ja": {"title": "題"}})
    facts, texts = snapshots.read(page)

    snapshots.write(page, facts, texts, {"ja": stamp()})

    page = Page.objects.get(pk=page.pk)
    assert (page.title_en, page.title_ja, page.published_languages()) == (None, "題", ["ja"])
    assert (page.sections.get().heading_en, page.sections.get().heading_ja) == (None, "一")


@pytest.mark.django_db
def test_facts_that_no_longer_exist_are_ignored_and_new_ones_take_their_default():
    page = make_page(menu="footer", rank=3, sections=[{"kind": "facts", "link": "/x/"}])
    facts, texts = snapshots.read(page)
    facts["root"]["color"] = "red"
    del facts["root"]["menu"]
    facts["parts"][0]["facts"]["color"] = "red"
    del facts["parts"][0]["facts"]["kind"]
    facts["parts"].append({"kind": "pages.gone", "id": str(uuid.uuid4()), "facts": {}})
    texts["en"][ROOT]["motto"] = "Gone"

    snapshots.write(page, facts, texts, {"en": stamp()})

    page = Page.objects.get(pk=page.pk)
    assert (page.menu, page.rank) == ("none", 3)
    section = page.sections.get()
    assert (section.kind, section.link) == ("text", "/x/")


@pytest.mark.django_db
def test_a_list_leaves_out_what_is_not_there():
    city = make_city()
    event = make_event(cities=[city])
    facts, texts = snapshots.read(event)
    facts["root"]["cities"].append(city.pk + 1000)

    snapshots.write(event, facts, texts, {"en": stamp()})

    assert list(event.cities.all()) == [city]


@pytest.mark.django_db
def test_a_reference_to_what_is_not_there_is_left_empty():
    page = make_page(
        parent=make_page(), sections=[{"heading": "A", "translations": {"ja": {"alt": "絵"}}}]
    )
    facts, texts = snapshots.read(page)
    facts["root"]["parent"] = page.pk + 1000
    facts["parts"][0]["facts"] |= {"picture": 1000, "decorative": True}

    snapshots.write(page, facts, texts, {"en": stamp()})

    assert Page.objects.get(pk=page.pk).parent is None
    section = page.sections.get()
    assert (section.picture, section.decorative, section.heading_en) == (None, False, "A")


@pytest.mark.django_db
def test_a_part_that_is_nothing_without_its_reference_is_left_out():
    goal = make_goal()
    city = make_city(goals=[{"goal": goal, "reason": "Why"}], stages=[{"stage": "sister"}])
    facts, texts = snapshots.read(city)
    facts["parts"].append(
        {"kind": RelationshipGoal._meta.label_lower, "id": str(uuid.uuid4()), "facts": {}}
    )
    facts["parts"][-1]["facts"] = {"goal": goal.pk + 1000}

    snapshots.write(city, facts, texts, {"en": stamp()})

    assert [row.goal for row in city.relationshipgoals.all()] == [goal]
    assert Stage.objects.filter(city=city).count() == 1


@pytest.mark.django_db
def test_an_event_is_one_row_however_many_cities_it_names():
    cities = [make_city(), make_city()]
    event = make_event(cities=cities)

    facts, _texts = snapshots.read(event)

    assert facts["root"]["cities"] == sorted(city.pk for city in cities)
    assert Event.objects.visible("en").get() == event
