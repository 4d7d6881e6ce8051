"""The pages that staff write: templates, kinds of sections, and their places."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from editorial.models import Picture
from pages.models import Page, Section
from tests.builders import make_city, make_event, make_goal, make_page, make_site
from tests.crawl import read, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def page_with(client, *sections, template="standard", **values):
    make_page(title="A page", slug="a-page", template=template, sections=list(sections), **values)
    return read(client, "/en/a-page/")


def headings(page):
    return [words_of(heading) for heading in page.all("h2")]


@pytest.mark.parametrize("template", Page.Template.values)
def test_every_template_shows_the_page(client, template):
    make_site(meeting_title="A meeting", meeting_text="On Wednesday.", office_name="Office")
    sections = [{"heading": "One", "body": "<p>First.</p>"}, {"heading": "Two"}]

    page = page_with(client, *sections, template=template, lede="What it is.")

    assert page.status == 200
    assert [words_of(heading) for heading in page.all("h1")] == ["A page"]
    assert page.words("lede") == ["What it is."]
    assert [heading for heading in headings(page) if heading in {"One", "Two"}] == ["One", "Two"]


@pytest.mark.parametrize("template", Page.Template.values)
def test_every_kind_of_section_stands_in_every_template(client, template):
    make_site()
    make_city(name="North")
    make_goal(name="Aid")
    sections = [
        {"kind": kind, "heading": f"About {kind}", "body": f"<p>Words of {kind}.</p>"}
        for kind in Section.Kind.values
    ]

    page = page_with(client, *sections, template=template)

    assert page.status == 200
    assert [words for words in page.words("prose") if words.startswith("Words of ")] == [
        f"Words of {kind}." for kind in Section.Kind.values
    ]


@pytest.mark.parametrize("kind", Section.Kind.values)
def test_every_kind_of_section_stands_by_itself(client, kind):
    make_site()
    make_city(name="North")
    make_goal(name="Aid")

    page = page_with(client, {"kind": kind, "heading": "One", "body": "<p>Words.</p>"})

    assert page.status == 200
    assert "Words." in page.words("prose")


def test_sections_stand_in_their_order_with_anchors_that_a_list_links_to(client):
    page = page_with(client, {"heading": "One"}, {"heading": "Two"})

    anchors = [section.get("id") for section in page.all("section") if section.get("id")]
    links = [link.get("href") for link in page.all("a")]
    assert [address for address in links if address.startswith("#s-")] == [
        f"#{anchor}" for anchor in anchors
    ]
    assert [anchor[:2] for anchor in anchors] == ["s-", "s-"]


def test_one_section_needs_no_list_of_sections(client):
    page = page_with(client, {"heading": "One"})

    assert page.words("toc__title") == []


def test_facts_are_pairs_of_label_and_value(client):
    facts = "Founded: 1958\nOpen: Monday to Friday: 9 to 5\n\nJust a line"

    page = page_with(client, {"kind": "facts", "facts": facts})

    assert page.words("facts__pair") == [
        "Founded1958",
        "OpenMonday to Friday: 9 to 5",
        "Just a line",
    ]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("/take-part/", "/en/take-part/"),
        ("/en/take-part/", "/en/take-part/"),
        ("/cities/north/#record", "/en/cities/north/#record"),
        ("/", "/en/"),
        ("/media/pictures/a.jpg", "/media/pictures/a.jpg"),
        ("https://example.org/a", "https://example.org/a"),
        ("mailto:us@example.org", "mailto:us@example.org"),
        ("tel:+18015550100", "tel:+18015550100"),
        ("#one", "#one"),
    ],
)
def test_a_link_to_our_own_page_follows_the_readers_language(client, written, shown):
    section = {"kind": "call_to_action", "link_label": "Go there", "link": written}

    page = page_with(client, section)

    assert [link.get("href") for link in page.all("a") if words_of(link) == "Go there"] == [shown]


def test_a_wide_colon_parts_label_and_value_too(client):
    page = page_with(client, {"kind": "facts", "facts": "設立：1958年"})

    assert [words_of(label) for label in page.all("dt")] == ["設立"]


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", " javascript:x", "//x.org"]
)
def test_a_link_that_runs_code_or_hides_its_host_is_left_out(client, link):
    section = {"kind": "call_to_action", "link_label": "Go there", "link": link}

    page = page_with(client, section)

    assert [link for link in page.all("a") if words_of(link) == "Go there"] == []


def test_a_link_without_words_is_left_out(client):
    page = page_with(client, {"kind": "call_to_action", "heading": "One", "link": "/take-part/"})

    assert page.first("a", href="/en/take-part/") is None


def test_links_inside_the_text_follow_the_readers_language(client):
    page = page_with(client, {"body": '<p><a href="/take-part/">Join</a></p>'})

    assert page.first("a", href="/en/take-part/").text == "Join"


def test_the_list_of_goals_counts_events(client):
    make_event(goals=[make_goal(name="Aid")], start="1990")

    page = page_with(client, {"kind": "goals", "heading": "Goals"})

    assert page.words("goal-row") == ["Aid 1 event"]


def test_the_list_of_cities_shows_all_partners(client):
    make_city(name="North")
    make_city(name="South")

    page = page_with(client, {"kind": "cities", "heading": "Cities"})

    assert page.words("city-row__name") == ["North", "South"]


@pytest.mark.parametrize("template", ["standard", "culture"])
@pytest.mark.parametrize(
    ("use", "alternative"), [({"alt": "Two mayors"}, "Two mayors"), ({"decorative": True}, "")]
)
def test_a_picture_stands_with_its_alternative_and_its_credit(
    client, tmp_path, template, use, alternative
):
    picture = make_picture(tmp_path)
    section = {"kind": "picture", "heading": "One", "picture": picture, **use}

    page = page_with(client, section, template=template)

    (image,) = page.all("img")
    assert image.get("alt") == alternative
    assert (image.get("src"), image.get("width")) == (picture.url, "64")
    note = "Picture: Ann, CC BY 4.0 Something wrong with this picture?"
    assert page.words("picture__note") == [note]


def make_picture(folder):
    path = folder / "a.png"
    Image.new("RGB", (64, 48), "navy").save(path)
    upload = SimpleUploadedFile("a.png", path.read_bytes(), "image/png")
    return Picture.objects.create(title="A", file=upload, credit="Ann", license="CC BY 4.0")


def test_a_section_of_which_nothing_is_written_is_left_out(client):
    page = page_with(client, {"heading": "One"}, {"kind": "text"})

    assert len(page.words("page-section")) == 1


# --- Places -----------------------------------------------------------------------------------


def test_a_page_links_to_its_parent_and_its_siblings(client):
    about = make_page(title="About", slug="about", template="about")
    make_page(title="One", slug="one", parent=about, rank=1)
    make_page(title="Two", slug="two", parent=about, rank=2)

    page = read(client, "/en/one/")

    assert page.words("breadcrumbs__item") == ["Home", "About", "One"]
    assert page.words("toc__list") == ["About Two"]


def test_the_about_page_leads_to_the_pages_under_it(client):
    about = make_page(title="About", slug="about", template="about")
    make_page(title="One", slug="one", parent=about, lede="The first.")
    make_page(title="Draft", slug="draft", parent=about, public=False)

    page = read(client, "/en/about/")

    assert page.words("link-list__entry") == ["OneThe first."]


def test_the_menu_marks_the_page_at_hand(client):
    make_page(title="About", slug="about", menu="header")

    page = read(client, "/en/about/")

    links = [link for link in page.all("a") if "menu__link" in link.get("class", "")]
    assert [words_of(link) for link in links if link.get("aria-current")] == ["About"]


def test_a_page_that_a_machine_translated_says_so(client):
    make_site(email="us@example.org")
    page = make_page(title="A page & more", slug="a-page")
    Page.objects.filter(pk=page.pk).update(machine_translated_en=True)

    shown = read(client, "/en/a-page/")

    assert shown.words("translation-note") == [
        "A machine translated this page; no native speaker has reviewed it yet. Report a mistake"
    ]
    report = shown.first("a", href="mailto:us@example.org?subject=A%20page%20%26%20more")
    assert words_of(report) == "Report a mistake"


def test_other_pages_say_nothing_of_machines(client):
    assert page_with(client, {"heading": "One"}).words("translation-note") == []


@pytest.mark.parametrize("slug", ["nothing", "draft"])
def test_what_is_not_public_has_no_page(client, slug):
    make_page(slug="draft", public=False)

    assert client.get(f"/en/{slug}/").status_code == 404


def test_the_office_stands_beside_taking_part(client):
    make_site(office_name="Office of Friends", office_address="1 Main Street")

    page = page_with(client, {"heading": "One"}, template="take_part")

    assert page.words("contact-card") == ["The office Office of Friends1 Main Street"]


def test_the_program_page_invites_to_the_next_meeting(client):
    make_site(meeting_title="The next meeting")

    assert "The next meeting" in headings(page_with(client, template="program"))


def test_search_engines_read_the_description(client):
    page = page_with(client, description="All about it.")

    assert page.meta(name="description") == "All about it."
    assert words_of(page.first("title")) == "A page"
