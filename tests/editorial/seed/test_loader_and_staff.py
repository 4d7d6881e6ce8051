"""Loading the seed over the work of staff: what they wrote, deleted or drafted always stays."""

import pytest

from accounts.models import User
from cities.models import City, Event, Goal
from editorial import publishing
from editorial.publishing import delete as deletion
from editorial.publishing import going_back, workflow
from editorial.revisions import snapshots
from editorial.revisions.snapshots import ROOT
from editorial.text.languages import NEUTRAL
from pages.models import Page
from tests.builders import make_page
from tests.editorial.seed.seed_folder import ABOUT, CITY, PAGES, about, load

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return User.objects.create_user("editor")


def edit(page, staff, *, language="en", title="By staff", publish=True):
    publishing.save(page.entry, texts={language: {ROOT: {"title": title}}}, by=staff)
    if publish:
        publishing.publish(page.entry, [language])


def test_what_staff_wrote_stays_language_by_language(content, staff):
    content.write("pages/pages.ja.toml", '[about-us]\ntitle = "題"')
    load(content)
    edit(about(), staff)
    content.replace(ABOUT, "About us", "About our work")
    content.write("pages/pages.ja.toml", '[about-us]\ntitle = "新しい題"')
    content.replace(PAGES, 'menu = "header"', 'menu = "footer"')

    assert load(content) == {"updated": ["about-us"], "kept": ["about-us"]}

    page = about()
    assert (page.title_en, page.title_ja, page.menu) == ("By staff", "新しい題", "footer")


def test_facts_that_staff_changed_stay_and_texts_follow(content, staff):
    facts, _texts = snapshots.read(about())
    facts["root"]["menu"] = "footer"
    publishing.save(about().entry, facts=facts, by=staff)
    publishing.publish(about().entry, [NEUTRAL])
    content.replace(PAGES, 'menu = "header"', 'menu = "none"')
    content.replace(ABOUT, "About us", "About our work")

    load(content)

    assert (about().menu, about().title_en) == ("footer", "About our work")


def test_a_draft_of_staff_is_never_published_by_a_load(content, staff):
    facts, _texts = snapshots.read(about())
    facts["root"]["menu"] = "footer"
    publishing.save(about().entry, facts=facts | {"parts": []}, by=staff)
    content.replace(ABOUT, "About us", "About our work")

    load(content)

    assert (about().menu, about().title_en) == ("header", "About our work")
    assert about().sections.count() == 2


def test_a_review_or_a_restored_text_is_staffs_work(content, staff):
    content.write("pages/pages.ja.toml", '[about-us]\ntitle = "題"')
    load(content)
    workflow.review(about().entry, "ja", by=staff)
    going_back.restore(about().entry.revisions.get(language="en", number=1), by=staff)
    content.replace(ABOUT, "About us", "About our work")
    content.write("pages/pages.ja.toml", '[about-us]\ntitle = "新しい題"')

    assert load(content) == {"kept": ["about-us"]}

    assert (about().title_en, about().title_ja) == ("About us", "題")


def test_a_language_that_staff_withdrew_stays_away(content):
    publishing.withdraw(about().entry, ["en"])
    content.replace(ABOUT, "About us", "About our work")

    load(content)

    assert about().published_languages() == []
    assert about().entry.label == "About our work"


def test_what_staff_deleted_stays_deleted(content, staff):
    deletion.delete(Page.objects.get(slug="our-program").entry, by=staff)
    content.replace(ABOUT, "Our program", "The program")

    assert load(content) == {"kept": ["our-program"]}

    assert not Page.objects.filter(slug="our-program").exists()


def test_it_stays_deleted_when_the_account_of_whoever_did_it_is_gone(content, staff):
    deletion.delete(Page.objects.get(slug="our-program").entry, by=staff)
    staff.delete()

    assert load(content) == {"kept": ["our-program"]}


def test_what_refers_to_something_that_staff_deleted_is_loaded_without_it(content, staff):
    deletion.delete(Event.objects.get().entry, by=staff)
    deletion.delete(City.objects.get().entry, by=staff)
    deletion.delete(Goal.objects.get(slug="aid").entry, by=staff)
    content.write("cities/southtown.toml", content.read(CITY).replace("northtown", "southtown"))
    content.write("cities/southtown.en.toml", '[southtown]\nname = "Southtown"')
    content.add("events/1950s.toml", '[1959]\nkind = "aid"\ncities = ["northtown", "southtown"]')
    content.add("events/1950s.en.toml", '[1959]\ntitle = "Help"')

    assert load(content)["created"] == ["southtown", "1959"]

    southtown = City.objects.get()
    assert [row.goal.slug for row in southtown.relationshipgoals.all()] == ["learning"]
    assert list(Event.objects.get().cities.all()) == [southtown]


def test_what_staff_touched_stays_when_it_leaves_the_seed(content, staff):
    program = Page.objects.get(slug="our-program")
    edit(program, staff, publish=False)
    content.write(PAGES, "[other]")
    content.write(ABOUT, '[other]\ntitle = "Other"')

    report = load(content)

    # Their parent stays as well, because they need it.
    assert report["kept"] == ["our-program", "about-us"]
    assert Page.objects.get(pk=program.pk).parent == about()


def test_an_address_that_staff_use_is_theirs(content):
    theirs = make_page(slug="questions", title="Theirs")
    content.add(PAGES, '[questions]\n[more]\nparent = "questions"')
    content.add(ABOUT, '[questions]\ntitle = "Questions"\n[more]\ntitle = "More"')

    assert load(content) == {"created": ["more"], "kept": ["questions"]}

    assert Page.objects.get(slug="questions") == theirs
    assert Page.objects.get(slug="more").parent == theirs
    assert load(content) == {"kept": ["questions"]}


def test_what_comes_back_finds_its_address_taken_by_staff(content):
    pages, texts = content.read(PAGES), content.read(ABOUT)
    content.write(PAGES, "[about-us]")
    content.write(ABOUT, '[about-us]\ntitle = "About us"')
    load(content)
    theirs = make_page(slug="our-program", title="Theirs")
    content.write(PAGES, pages)
    content.write(ABOUT, texts)

    assert load(content)["kept"] == ["our-program"]

    assert Page.objects.get(slug="our-program") == theirs
