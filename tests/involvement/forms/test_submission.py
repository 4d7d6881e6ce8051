"""The fields of the form: what is asked of whom, and how."""

import pytest

from involvement.models import InterestForm
from tests.builders import make_city, make_goal
from tests.crawl import words_of
from tests.html_forms import filled, form_of
from tests.involvement.form_client import choose, open_form, page_of, send, the_submission
from tests.submissions import make_form, make_letters

pytestmark = pytest.mark.django_db

ALWAYS = ["name", "email", "phone", "message", "city", "goal", "language"]
HIDDEN = {"step", "token", "kind", "age_band", "website"}


@pytest.fixture(autouse=True)
def form(home):
    make_letters()
    return make_form()


def control(page, name):
    return next(field for field in page.document.iter() if field.get("name") == name)


# --- What is asked ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("volunteer", ["about_skills", "about_times"]),
        ("hosting", ["about_when", "about_guests", "about_home_languages"]),
        ("exchange", ["about_role", "about_institution"]),
        ("business", ["about_organization", "about_field"]),
        ("aid", ["about_aid", "about_organization"]),
        ("board", ["about_district"]),
        ("idea", ["may_publish"]),
        ("memory", ["about_year", "about_subject", "about_has_original", "may_publish"]),
        (
            "friendship_city",
            ["about_city", "about_country", "about_support", "about_benefit", "about_contacts"],
        ),
        ("question", []),
    ],
)
def test_the_form_asks_what_fits_the_choice(client, kind, more):
    page = page_of(choose(client, kind))

    names = [field.get("name") for field in page.document.iter() if field.get("name")]
    asked = [name for name in names if name in {*ALWAYS, *more}]
    assert sorted(asked) == sorted([*ALWAYS, *more])
    assert page.errors == []


def test_only_the_policy_for_friendship_cities_makes_more_fields_a_must(client):
    musts = {}
    for kind in ("question", "friendship_city"):
        page = page_of(choose(client, kind))
        fields = [field for field in page.document.iter() if field.get("required") is not None]
        musts[kind] = [field.get("name") for field in fields]

    assert musts["question"] == ["name", "message"]
    assert musts["friendship_city"] == [
        *["name", "message"],
        *["about_city", "about_country", "about_support", "about_benefit"],
    ]


def test_browsers_are_told_what_the_fields_are(client):
    page = page_of(choose(client, "business"))

    hints = {
        name: [control(page, name).get(key) for key in ("type", "autocomplete", "dir", "maxlength")]
        for name in ("name", "email", "phone", "message", "about_organization")
    }
    assert hints == {
        "name": ["text", "name", "auto", "200"],
        "email": ["email", "email", None, "254"],
        "phone": ["tel", "tel", None, "40"],
        "message": [None, None, "auto", None],
        "about_organization": ["text", "organization", "auto", "200"],
    }


def test_browsers_leave_the_checking_to_us(client):
    page = page_of(choose(client))

    (form,) = [form for form in page.all("form") if form.get("novalidate") is not None]
    assert form.get("action") == "/en/take-part/write/"


def test_the_large_field_asks_what_the_staff_ask(client, form):
    form.choices.filter(kind="aid").update(prompt_en="Who needs help?")

    page = page_of(choose(client, "aid"))

    assert words_of(page.first("label", **{"for": "id_message"})) == "Who needs help?"


def test_the_whole_privacy_notice_stands_right_before_the_button(client):
    page = page_of(choose(client))

    (form,) = [form for form in page.all("form") if form.get("novalidate") is not None]
    notice, buttons = list(form)[-2:]
    assert [words_of(part) for part in notice.iter("div")] == [
        f"{field}." for field in InterestForm.NOTICE
    ]
    assert [link.get("href") for link in notice.iter("a")] == ["/en/privacy/"]
    assert [words_of(button) for button in buttons.iter("button")] == ["Check and send"]


def test_the_field_for_programs_says_that_it_stays_empty(client):
    page = page_of(choose(client))

    label = page.first("label", **{"for": "id_website"})
    assert words_of(label) == "Leave this field empty"
    assert control(page, "website").get("tabindex") == "-1"


# --- Cities, goals, languages -----------------------------------------------------------------


def test_cities_and_goals_are_listed_in_the_order_of_the_site(client):
    make_city(name="Late", slug="late", stages=[{"stage": "sister", "start": "1990"}])
    make_city(name="Early", slug="early", stages=[{"stage": "sister", "start": "1958"}])
    make_city(name="Draft", slug="draft", public=False)
    make_goal(name="Second", slug="second", rank=2)
    make_goal(name="First", slug="first", rank=1)

    page = page_of(choose(client, city="early", goal="first"))

    options = {
        name: [(option.get("value"), words_of(option)) for option in control(page, name)]
        for name in ("city", "goal")
    }
    assert options == {
        "city": [("", "No city in particular"), ("early", "Early"), ("late", "Late")],
        "goal": [("", "No goal in particular"), ("first", "First"), ("second", "Second")],
    }
    sent = filled(form_of(choose(client, city="early", goal="first"), "token"))
    assert (sent["city"], sent["goal"]) == ("early", "first")


def test_a_name_in_another_language_is_marked(client):
    make_city(name="北", slug="north", original="ja")

    page = page_of(choose(client))

    assert [option.get("lang") for option in control(page, "city")] == [None, "ja"]


def test_the_answer_comes_in_the_language_of_the_page_unless_another_is_chosen(client):
    page = page_of(choose(client))

    options = [(option.get("value"), option.get("lang")) for option in control(page, "language")]
    assert options[:3] == [("en", None), ("es", "es"), ("ja", "ja")]
    assert filled(form_of(choose(client), "token"))["language"] == "en"


def test_city_and_goal_are_kept_by_their_entries(client):
    city, goal = make_city(slug="north"), make_goal(slug="aid")

    send(client, city="north", goal="aid", language="ja")

    stored = the_submission()
    assert (stored.city, stored.goal, stored.language) == (city.entry, goal.entry, "ja")


def test_the_way_back_to_the_choice_is_a_button_that_keeps_all(client):
    page = page_of(choose(client, "aid", city="north"))

    (button,) = [each for each in page.all("button") if each.get("name") == "other"]
    assert button.get("form") == "write-form"
    assert set(open_form(client, "aid")) >= HIDDEN
