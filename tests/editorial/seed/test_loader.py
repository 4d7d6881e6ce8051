"""Loading the seed: twice changes nothing, and what nobody touched follows a newer seed."""

import pytest
from django.core.management import CommandError, call_command

from cities.models import City, Event, Goal
from editorial.cache import version as content_version
from editorial.models import Entry, Revision
from editorial.seed.places import SeedError
from pages.models import Page
from tests.editorial.seed.seed_folder import ABOUT, CITY, CITY_TEXT, PAGES, about, load

pytestmark = pytest.mark.django_db


def snapshot():
    return content_version.current(), Revision.objects.count(), Entry.objects.count()


def test_everything_is_created_published_and_connected(content):
    northtown = City.objects.visible("en").get()
    visit = Event.objects.visible("en").get()

    assert [goal.name_en for goal in Goal.objects.in_order()] == ["Aid", "Learning"]
    assert (northtown.slug, northtown.name_en) == ("northtown", "Northtown")
    assert [row.goal.slug for row in northtown.relationshipgoals.all()] == ["learning", "aid"]
    assert northtown.relationshipgoals.get(goal__slug="aid").reason_en == "They asked."
    assert list(visit.cities.all()) == [northtown]
    assert visit.starts.notation == "1958-11-29"
    assert Page.objects.get(slug="our-program").parent == about()
    assert [section.heading_en for section in about().sections.all()] == ["One", "Two"]


def test_loading_twice_changes_nothing(content):
    before = snapshot()

    assert load(content) == {}

    assert snapshot() == before


def test_loading_twice_costs_a_handful_of_queries(content, django_assert_max_num_queries):
    with django_assert_max_num_queries(22):
        load(content)


# --- What nobody touched follows ----------------------------------------------------------------


def test_a_newer_text_is_published(content):
    content.replace(ABOUT, "About us", "About our work")
    number = content_version.current()

    assert load(content) == {"updated": ["about-us"]}

    assert about().title_en == "About our work"
    assert content_version.current() == number + 1
    assert load(content) == {}


def test_a_newer_fact_and_a_new_order_are_published(content):
    content.replace(PAGES, 'menu = "header"', 'menu = "footer"')
    content.replace(PAGES, "[about-us.sections.one]\n", "[about-us.sections.three]\n")
    content.add(PAGES, "[about-us.sections.one]")

    assert load(content) == {"updated": ["about-us"]}

    assert about().menu == "footer"
    assert [s.heading_en for s in about().sections.all()] == [None, "Two", "One"]
    assert load(content) == {}


def test_a_section_that_left_the_seed_leaves_the_page_and_may_come_back(content):
    pages, texts = content.read(PAGES), content.read(ABOUT)
    content.replace(PAGES, '[about-us.sections.two]\nkind = "text"', "")
    content.replace(ABOUT, '[about-us.sections.two]\nheading = "Two"', "")

    assert load(content) == {"updated": ["about-us"]}
    assert [s.heading_en for s in about().sections.all()] == ["One"]
    assert load(content) == {}

    content.write(PAGES, pages)
    content.write(ABOUT, texts)
    assert load(content) == {"updated": ["about-us"]}
    assert [s.heading_en for s in about().sections.all()] == ["One", "Two"]
    assert load(content) == {}


def test_a_new_language_is_published_where_it_has_a_title(content):
    content.write("pages/pages.ja.toml", '[about-us]\ntitle = "題"\n[our-program]\nlede = "序"')

    assert load(content) == {"updated": ["our-program", "about-us"]}

    assert about().published_languages() == ["en", "ja"]
    assert about().machine_translated_ja
    assert Page.objects.get(slug="our-program").published_languages() == ["en"]
    assert load(content) == {}


def test_what_left_the_seed_is_removed_recoverably_and_comes_back(content):
    pages, texts = content.read(PAGES), content.read(ABOUT)
    keys = about().pk, [section.pk for section in about().sections.all()]
    content.add(PAGES, "[other]")
    content.add(ABOUT, '[other]\ntitle = "Other"')
    load(content)
    content.write(PAGES, "[other]")
    content.write(ABOUT, '[other]\ntitle = "Other"')

    assert load(content) == {"removed": ["our-program", "about-us"]}
    assert [page.slug for page in Page.objects.all()] == ["other"]
    assert load(content) == {}

    content.write(PAGES, f"{pages}\n[other]")
    content.write(ABOUT, f'{texts}\n[other]\ntitle = "Other"')
    assert load(content) == {"updated": ["our-program", "about-us"]}
    assert Page.objects.get(slug="our-program").parent == about()
    assert (about().pk, [section.pk for section in about().sections.all()]) == keys
    assert load(content) == {}


def test_what_is_needed_is_removed_after_what_needed_it(content):
    content.write("goals/goals.toml", "[learning]")
    content.write("goals/goals.en.toml", '[learning]\nname = "Learning"')
    content.replace(CITY, '[northtown.goals.aid]\ngoal = "aid"', "")
    content.replace(CITY_TEXT, '[northtown.goals.aid]\nreason = "They asked."', "")
    content.replace("events/1950s.toml", 'goals = ["aid"]', "")

    report = load(content)

    assert report["removed"] == ["aid"]
    assert [goal.slug for goal in Goal.objects.all()] == ["learning"]
    assert load(content) == {}


def test_nothing_may_refer_to_what_left_the_seed(content):
    content.write("goals/goals.toml", "[learning]")
    content.write("goals/goals.en.toml", '[learning]\nname = "Learning"')

    with pytest.raises(SeedError, match=r"northtown\.toml:\d+: northtown: refers to 'aid'"):
        load(content)

    assert Goal.objects.count() == 2


def test_what_took_over_an_address_gets_it(content):
    content.write(PAGES, '[who-we-are]\nslug = "about-us"')
    content.write(ABOUT, '[who-we-are]\ntitle = "Who we are"')

    assert load(content)["created"] == ["who-we-are"]

    assert about().title_en == "Who we are"
    assert load(content) == {}


# --- The command --------------------------------------------------------------------------------


def test_the_command_says_what_it_did(content, capsys):
    content.replace(ABOUT, "About us", "About our work")

    call_command("load_content", content.path)

    assert capsys.readouterr().out == (
        "Seed content: 0 created, 1 updated, 0 left as staff made them, 0 removed.\n"
    )


def test_the_command_names_the_bad_file(content):
    content.add(PAGES, "[")

    with pytest.raises(CommandError, match=r"pages\.toml"):
        call_command("load_content", content.path)
    with pytest.raises(CommandError, match="no content folder"):
        call_command("load_content", content.path / "nothing")
