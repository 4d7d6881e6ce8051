"""The first step of the form: what it is about, and the age group."""

import pytest

from editorial import publishing
from involvement.models import InterestForm, Submission
from tests.builders import make_city, make_goal, make_home, make_page, make_site
from tests.crawl import read, words_of
from tests.html_forms import filled, form_of
from tests.involvement.form_client import WRITE, choose, page_of, problems
from tests.submissions import make_form, make_letters

pytestmark = pytest.mark.django_db


def checked(page):
    return [box.get("value") for box in page.all("input") if box.get("checked") is not None]


def headings(page):
    return [words_of(heading) for heading in page.all("h1")]


def test_the_open_choices_stand_in_the_order_of_the_staff(client):
    make_form(
        choices=[
            {"kind": "question", "label": "A question", "help": "Anything."},
            {"kind": "board", "label": "The board", "is_open": False},
            {"kind": "aid", "label": "Aid"},
        ]
    )

    page = read(client, WRITE)

    kinds = [box.get("value") for box in page.all("input") if box.get("name") == "kind"]
    assert kinds == ["question", "aid"]
    assert page.words("field__help") == ["Anything.", "We ask for no birthday."]
    help_of_first = page.first("input", id="id_kind_0").get("aria-describedby")
    assert words_of(page.first("p", id=help_of_first)) == "Anything."


def test_a_link_from_another_page_brings_kind_city_and_goal_along(client):
    make_form()

    page = read(client, WRITE, {"kind": "memory", "city": "north", "goal": "aid"})

    assert page.first("input", name="kind").get("value") == "memory"
    assert page.first("input", name="city").get("value") == "north"
    assert page.first("input", name="goal").get("value") == "aid"


def test_what_a_link_has_chosen_is_one_line_with_a_way_to_change_it(client):
    make_form()
    make_home()
    make_city(name="Northtown", slug="north")
    make_goal(name="Aid", slug="aid")

    page = read(client, WRITE, {"kind": "memory", "city": "north", "goal": "aid"})

    (line,) = page.words("write__chosen")
    assert line.endswith("Northtown Aid Change: What is it about?")
    assert [box.get("name") for box in page.all("input") if box.get("type") == "radio"] == [
        "age_band"
    ] * 3


def test_changing_what_a_link_has_chosen_keeps_the_age_that_was_ticked(client):
    make_form()
    page = client.get(WRITE, {"kind": "memory", "city": "north", "goal": "aid"})
    form = form_of(page, "age_band")
    buttons = page_of(page).first("form", id="start-form").iter("button")
    (change,) = [button.get("name") for button in buttons if button.get("name")]

    response = client.post(WRITE, filled(form) | {"age_band": "young", change: "on"})

    again = page_of(response)
    assert again.status == 200
    assert checked(again) == ["memory", "young"]
    assert again.words("errorlist") == []
    sent = filled(form_of(response, "age_band"))
    assert (sent["city"], sent["goal"], "folded" in sent) == ("north", "aid", False)


def test_enter_in_the_first_step_goes_on_and_changes_nothing(client):
    make_form()

    page = read(client, WRITE, {"kind": "memory"})

    first = next(page.first("form", id="start-form").iter("button"))
    assert (first.get("name"), words_of(first)) == (None, "Continue")


def test_the_line_stays_when_the_age_is_missing(client):
    make_form()

    page = page_of(client.post(WRITE, {"step": "choose", "kind": "memory", "folded": "1"}))

    assert problems(page) == [("Choose your age group.", "#id_age_band_0")]
    assert len(page.words("write__chosen")) == 1


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ({"city": "north"}, "Northtown"),
        ({"goal": "aid"}, "Aid"),
        ({"city": "north", "goal": "aid"}, "Northtown Aid"),
    ],
)
def test_a_city_or_a_goal_alone_is_shown_above_the_choices(client, query, line):
    make_form()
    make_home()
    make_city(name="Northtown", slug="north")
    make_goal(name="Aid", slug="aid")

    page = read(client, WRITE, query)

    assert page.words("write__chosen") == [line]
    assert checked(page) == []


@pytest.mark.parametrize("kind", ["", "nonsense", "%00", "<script>"])
def test_a_link_to_an_unknown_kind_chooses_nothing(client, kind):
    make_form()

    page = read(client, WRITE, {"kind": kind, "city": kind, "goal": kind, "x": kind})

    assert page.status == 200
    assert checked(page) == []
    assert page.errors == []


def test_what_is_missing_is_told_once_above_and_once_beside_the_buttons(client):
    make_form()

    page = page_of(client.post(WRITE, {"step": "choose"}))

    assert page.status == 422
    assert words_of(page.first("title")).startswith("Error: Write to us")
    assert problems(page) == [
        ("Choose what it is about.", "#id_kind_0"),
        ("Choose your age group.", "#id_age_band_0"),
    ]
    assert page.words("errorlist") == ["Choose what it is about.", "Choose your age group."]
    groups = [group.get("aria-describedby") for group in page.all("fieldset")]
    assert groups == ["id_kind_error", "id_age_band_helptext id_age_band_error"]
    assert [name for group in groups for name in group.split() if name not in page.ids] == []


@pytest.mark.parametrize("kind", ["nonsense", "board"])
def test_only_open_choices_can_be_chosen(client, kind):
    make_form(choices=[{"kind": "aid", "label": "Aid"}])

    page = page_of(choose(client, kind))

    assert page.status == 422
    assert problems(page) == [("Choose what it is about from the list.", "#id_kind_0")]


def test_a_child_is_stopped_politely_and_nothing_is_stored(client):
    make_form(child_text="<p>Ask a grown-up.</p>")

    page = page_of(choose(client, age_band="child"))

    assert page.status == 200
    assert headings(page) == ["Please ask a grown-up"]
    assert page.words("prose") == ["Ask a grown-up."]
    controls = [*page.first("main").iter("input"), *page.first("main").iter("textarea")]
    assert {control.get("type") for control in controls} == {"hidden"}
    assert Submission.objects.count() == 0


def test_a_child_gets_our_words_where_staff_have_none(client):
    make_form()

    page = page_of(choose(client, age_band="child"))

    assert "Nothing was stored." in page.html


def test_the_grown_up_beside_a_child_is_shown_the_way_on(client):
    make_form()

    page = page_of(choose(client, "memory", age_band="child", city="north"))

    (link,) = [link for link in page.all("a") if words_of(link) == "Write for a child"]
    assert link.get("href") == f"{WRITE}?kind=memory&city=north"


# --- Closed -----------------------------------------------------------------------------------


def test_without_a_form_readers_are_sent_to_the_office(client):
    make_site(office_name="The office", email="office@example.org", phone="+15550100")

    page = read(client, WRITE)

    assert page.status == 200
    assert headings(page) == ["Please write to the office"]
    links = [link.get("href") for link in page.first("address").iter("a")]
    assert links == ["mailto:office@example.org", "tel:+15550100"]


@pytest.mark.parametrize("missing", InterestForm.NOTICE)
def test_the_form_is_closed_while_a_part_of_the_notice_is_missing(client, missing):
    make_form(**{missing: ""})

    page = read(client, WRITE)

    assert headings(page) == ["Please write to the office"]
    assert list(page.first("main").iter("form")) == []


def test_the_form_is_closed_in_a_language_without_the_notice_and_says_where_it_is_open(client):
    make_form(translations={"ja": {"title": "書く"}})

    page = read(client, "/ja/take-part/write/")

    assert list(page.first("main").iter("form")) == []
    assert [(link.get("href"), words_of(link)) for link in page.first("main").iter("a")][-2:] == [
        (WRITE, "English"),
        ("#top", words_of(page.first("a", href="#top"))),
    ]


def test_the_form_is_closed_while_no_choice_is_open(client):
    make_form(choices=[{"kind": "aid", "label": "Aid", "is_open": False}])

    assert headings(read(client, WRITE)) == ["Please write to the office"]


def test_withdrawing_the_form_closes_it(client):
    form = make_form()
    publishing.withdraw(form.entry, ["en"])

    assert headings(read(client, WRITE)) == ["Please write to the office"]


def test_nothing_can_be_chosen_on_a_closed_form(client):
    make_form(notice_purposes="")

    assert choose(client).status_code == 403


# --- Frame ------------------------------------------------------------------------------------


def test_the_form_stands_under_the_page_on_taking_part(client):
    make_home()
    make_page(title="Take part", slug="take-part", template="take_part", menu="header")
    make_form()

    page = read(client, WRITE)

    crumbs = [words_of(item) for item in page.all("li") if item.get("class") == "breadcrumbs__item"]
    assert crumbs == ["Home", "Take part", "Write to us"]
    current = [link.get("href") for link in page.all("a") if link.get("aria-current")]
    assert "/en/take-part/" in current


def test_the_first_page_may_be_found_and_the_others_may_not(client):
    make_form()
    make_letters()

    robots = [
        response["X-Robots-Tag"]
        for response in (client.get(WRITE), choose(client), choose(client, age_band="child"))
    ]

    assert robots == ["all", "noindex, nofollow", "noindex, nofollow"]


def test_languages_of_the_form_are_those_in_which_it_is_open(client):
    notice = dict.fromkeys(InterestForm.NOTICE, "<p>告知。</p>")
    choice = {"kind": "aid", "label": "Aid", "translations": {"ja": {"label": "援助"}}}
    translations = {"ja": {"title": "書く", **notice}, "uk": {"title": "Написати"}}
    make_form(choices=[choice], translations=translations)

    page = read(client, WRITE)

    tags = [link.get("hreflang") for link in page.all("link") if link.get("rel") == "alternate"]
    assert tags == ["en", "ja", "x-default"]
