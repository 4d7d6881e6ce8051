"""Two people at one page in two real browsers: nobody publishes the other's words unasked."""

import pytest
from django.test import Client

from accounts.models import User
from cities.models import Event
from editorial.publishing import workflow
from pages.models import Page
from tests.browser.axe import faults

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.proof,
]


@pytest.fixture
def sit_down(site, browser):
    """Return a function that signs somebody in, in a browser of their own, and gives its page."""
    contexts = []

    def sit_down_as(name):
        client = Client()
        client.force_login(User.objects.create_superuser(name, f"{name}@example.org", "secret"))
        context = browser.new_context()
        contexts.append(context)
        session = client.cookies["sessionid"]
        context.add_cookies([{"name": "sessionid", "value": session.value, "url": site.url}])
        return context.new_page()

    yield sit_down_as
    for context in contexts:
        context.close()


@pytest.fixture
def two(sit_down, site):
    """Return two people, each with the form of the page about the program open."""
    about = Page.objects.get(slug="about-us")
    pages = sit_down("ann"), sit_down("bea")
    for page in pages:
        page.goto(form_of(site, about))
    return pages


def form_of(site, page):
    return f"{site.url}/admin/pages/page/{page.pk}/change/"


def press(page, name):
    """Press one of the visible buttons at the end of the form."""
    page.locator(f".submit-row button[name={name}]").click()
    page.wait_for_load_state()


def said(page):
    """Return what the desk says after saving."""
    return page.locator(".messagelist").inner_text()


def draft(page):
    """Return what the form says of its draft, with what is folded away."""
    page.locator(".sides__draft details").evaluate("folded => { folded.open = true; }")
    return page.locator(".sides__draft").inner_text()


def public(site, page, path="/en/about-us/"):
    """Return the words of the public page, as somebody sees it who is not signed in."""
    visitor = page.context.browser.new_context()
    shown = visitor.new_page()
    shown.goto(f"{site.url}{path}")
    words = shown.locator("main").inner_text()
    visitor.close()
    return words


# --- One publishes beside the draft of the other ------------------------------------------------


def test_a_comma_of_one_does_not_publish_the_draft_of_the_other(two, site):
    ann, bea = two
    ann.fill("#id_title_en", "About, not done yet")
    press(ann, "_draft")
    assert "Draft kept. The public still sees the version of" in said(ann)
    entry = Page.objects.get(slug="about-us").entry
    workflow.request_review(entry, "en", by=User.objects.get(username="ann"))

    bea.reload()
    assert "ann changed 1 thing." in draft(bea)
    assert "Title" in draft(bea)
    bea.fill("#id_lede_en", "Who we are, in short.")
    press(bea, "_publish")
    assert faults(bea) == []
    assert bea.get_by_role("radio", name="Only mine").is_checked()
    press(bea, "_publish")

    assert "Public now: English." in said(bea)
    assert "Draft kept." in said(bea)
    shown = public(site, bea)
    assert "not done yet" not in shown
    assert "Who we are, in short." in shown
    assert "ann changed 1 thing." in draft(bea)
    assert bea.input_value("#id_title_en") == "About, not done yet"
    assert entry.versions.get(language="en").work_state == "in_review"


def test_words_typed_into_a_draft_are_asked_about_with_choices(two, site):
    ann, bea = two
    ann.fill("#id_title_en", "About Ann’s draft")
    press(ann, "_draft")
    bea.reload()
    bea.fill("#id_title_en", "About Ann’s draft,")
    bea.fill("#id_lede_en", "Typed beside it")
    press(bea, "_publish")

    question = bea.locator(".conflict")
    assert "Your words stand in a draft of somebody else" in question.inner_text()
    assert bea.input_value("#id_lede_en") == "Typed beside it"
    assert bea.get_by_label("What is public: ").is_checked()
    assert faults(bea) == []
    bea.get_by_label("This text for the public").check()
    bea.locator("#text-for-public-1").fill("About all of us")
    question.get_by_role("button").click()
    bea.wait_for_load_state()

    assert "Public now: English." in said(bea)
    page = Page.objects.get(slug="about-us")
    assert (page.title_en, page.lede_en) == ("About all of us", "Typed beside it")
    assert bea.input_value("#id_title_en") == "About Ann’s draft,"


def test_the_same_field_saved_in_between_is_shown_with_both_texts(two):
    ann, bea = two
    ann.fill("#id_title_en", "Ann’s title")
    ann.fill("#id_lede_en", "Ann’s lede")
    press(ann, "_publish")
    bea.fill("#id_title_en", "Bea’s title")
    press(bea, "_publish")

    conflict = bea.locator(".conflict").inner_text()
    assert "ann saved this in the meantime" in conflict
    assert "Ann’s title" in conflict
    assert "Bea’s title" in conflict
    assert bea.input_value("#id_title_en") == "Bea’s title"
    assert bea.input_value("#id_lede_en") == "Ann’s lede"

    press(bea, "_publish")
    page = Page.objects.get(slug="about-us")
    assert (page.title_en, page.lede_en) == ("Bea’s title", "Ann’s lede")


# --- What keys do -------------------------------------------------------------------------------


def test_enter_in_a_line_keeps_a_draft(sit_down, site):
    ann = sit_down("ann")
    ann.goto(form_of(site, Page.objects.get(slug="about-us")))

    ann.fill("#id_title_en", "Half a title")
    ann.press("#id_title_en", "Enter")
    ann.wait_for_load_state()

    assert "Draft kept." in said(ann)
    assert "Half a title" not in public(site, ann)


def test_a_new_page_begins_in_its_title_and_keys_there_publish_nothing(sit_down, site):
    ann = sit_down("ann")
    ann.goto(f"{site.url}/admin/pages/page/add/")
    assert ann.evaluate("document.activeElement.id") == "id_title_en"

    ann.keyboard.press("Space")
    ann.keyboard.type("A new page")
    ann.keyboard.press("Enter")
    ann.wait_for_load_state()

    assert "Draft kept. The public does not see it." in said(ann)
    page = Page.objects.get(entry__label="A new page")
    assert page.published_languages() == []


# --- What the form says -------------------------------------------------------------------------


def test_a_draft_of_a_date_says_that_it_is_one(sit_down, site):
    event = Event.objects.filter(start_unit=5, end=None)[0]
    ann = sit_down("ann")
    address = f"{site.url}/admin/cities/event/{event.pk}/change/"
    ann.goto(address)
    ann.fill("#id_start", "1911-02-03")

    press(ann, "_draft")

    assert "Draft kept. The public still sees the version of" in said(ann)
    assert "date" in draft(ann).lower()
    assert faults(ann) == []
    before = event.start
    event.refresh_from_db()
    assert event.start == before


def test_it_is_taken_off_the_site_in_every_language(sit_down, site):
    ann = sit_down("ann")
    ann.goto(form_of(site, Page.objects.get(slug="about-us")))

    ann.get_by_role("button", name="More").click()
    ann.get_by_role("button", name="Take off the site").click()
    ann.get_by_label("It was published in error").check()
    ann.get_by_role("button", name="Take it off the site").click()

    assert "any more, in no language" in said(ann)
    assert Page.objects.get(slug="about-us").published_languages() == []
    assert not ann.locator("button[name=_take_off]").is_visible()


# --- At other widths, light and dark --------------------------------------------------------------


@pytest.mark.parametrize(("width", "scheme"), [(768, "light"), (1280, "light"), (1280, "dark")])
def test_the_question_has_no_fault(two, width, scheme):
    ann, bea = two
    ann.fill("#id_title_en", "About Ann’s draft")
    ann.fill("#id_lede_en", "Of hers alone")
    press(ann, "_draft")
    bea.emulate_media(color_scheme=scheme)
    bea.set_viewport_size({"width": width, "height": 900})
    bea.reload()
    assert faults(bea) == []
    bea.fill("#id_title_en", "About Ann’s draft,")

    press(bea, "_publish")
    assert faults(bea) == []
    press(bea, "_publish")

    assert bea.locator(".content-choice").count() == 1
    assert faults(bea) == []
    assert not bea.evaluate("document.documentElement.scrollWidth > window.innerWidth")
