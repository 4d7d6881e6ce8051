"""Another language, or another choice, keeps everything that was typed; no script is needed."""

import pytest
from django.utils import timezone, translation
from post_office.models import Email

from involvement import links
from involvement.models import Submission
from tests.builders import make_city
from tests.html_forms import buttons, filled, form_of
from tests.involvement.form_client import WRITE, choose, page_of, written
from tests.involvement.views.status_page_client import address
from tests.submissions import YOUNG, make_form, make_letters, make_submission

pytestmark = pytest.mark.django_db

TYPED = {
    "name": "Larysa",
    "email": "not yet",
    "message": "Ten minutes of text\nin two lines",
    "about_when": "July",
    "city": "north",
}


@pytest.fixture(autouse=True)
def form(home):
    make_letters()
    make_city(slug="north")
    notice = ("purposes", "consequence", "sharing", "record_series", "retention")
    texts = {"title": "書く", **{f"notice_{name}": "<p>文</p>" for name in notice}}
    return make_form(translations={"ja": texts})


def languages_of(page):
    """Map the languages to what their buttons do: (form, address, name, value)."""
    return {
        button.get("lang"): tuple(button.get(n) for n in ("form", "formaction", "name", "value"))
        for button in page.all("button")
        if button.get("formaction")
    }


def test_the_languages_are_buttons_of_the_form(client):
    page = page_of(choose(client, "hosting"))

    assert languages_of(page)["ja"] == ("write-form", "/ja/take-part/write/", "again", "en")
    assert page.first("form", id="write-form") is not None


def test_enter_sends_the_form_and_no_language(client):
    page = page_of(choose(client, "hosting"))

    first = next(b for b in page.all("button") if b.get("form") == "write-form")
    assert first.get("formaction") is None


def test_another_language_shows_all_that_was_typed_and_sends_nothing(client):
    sent = written("hosting", **TYPED, again="en")

    response = client.post(WRITE.replace("/en/", "/ja/"), sent)

    again = filled(form_of(response, "token"))
    assert response.status_code == 200
    assert {name: again[name] for name in TYPED} == TYPED
    # The language of the answer was that of the page, which nobody had chosen.
    assert again["language"] == "ja"
    assert not Submission.objects.exists()
    assert page_of(response).words("errorlist") == []


def test_a_language_of_the_answer_that_was_chosen_stays(client):
    response = client.post(WRITE.replace("/en/", "/ja/"), written(language="uk", again="en"))

    assert filled(form_of(response, "token"))["language"] == "uk"


def test_in_another_language_it_is_still_the_same_form_and_sent_once(client):
    client.post(WRITE, form := written("idea", may_publish="on"))
    japanese = WRITE.replace("/en/", "/ja/")
    again = filled(form_of(client.post(japanese, {**form, "again": "en"}), "token"))

    client.post(japanese, again | {"language": "en"})

    assert (Submission.objects.count(), Email.objects.count()) == (1, 1)


def test_something_else_can_be_chosen_and_all_comes_along(client):
    start = client.post(WRITE, written("hosting", **TYPED, other="on"))
    chosen = filled(form_of(start, "age_band"))
    assert (start.status_code, chosen["kind"], chosen["age_band"]) == (200, "hosting", "adult")

    response = client.post(WRITE, chosen | {"kind": "volunteer"})

    again = filled(form_of(response, "token"))
    kept = {name: value for name, value in TYPED.items() if name != "about_when"}
    assert {name: again[name] for name in kept} == kept

    back = client.post(WRITE, chosen)
    assert filled(form_of(back, "token"))["about_when"] == "July"


def test_the_first_step_keeps_it_in_another_language_too(client):
    start = client.post(WRITE, written("hosting", **TYPED, other="on"))
    assert languages_of(page_of(start))["ja"][0] == "start-form"
    chosen = filled(form_of(start, "age_band"))

    again = client.post(WRITE.replace("/en/", "/ja/"), chosen | {"again": "en"})

    assert filled(form_of(again, "age_band")).items() >= chosen.items()


def test_what_is_checked_before_it_is_sent_stays_in_another_language(client):
    typed = {**TYPED, "email": "larysa@example.org"}
    checked = client.post(WRITE, written("hosting", **typed, check="on"))
    button = languages_of(page_of(checked))["ja"]
    assert button == ("write-form", "/ja/take-part/write/", "again", "en")
    sent = filled(form_of(checked, "checking"))

    again = client.post(button[1], {**sent, "again": "en"})

    kept = filled(form_of(again, "checking"))
    assert {name: kept[name] for name in typed} == typed
    assert (kept["language"], Submission.objects.count()) == ("ja", 0)
    assert page_of(again).words("as-typed") == ["Ten minutes of text in two lines", "July"]

    client.post(button[1], kept)
    assert Submission.objects.get().details == {"when": "July"}


def test_who_changes_something_back_and_forth_keeps_the_answers_to_the_first_choice(client):
    start = client.post(WRITE, written("hosting", **TYPED, other="on"))
    other = client.post(WRITE, filled(form_of(start, "age_band")) | {"kind": "volunteer"})

    start = client.post(WRITE, filled(form_of(other, "token")) | {"other": "on"})
    back = client.post(WRITE, filled(form_of(start, "age_band")) | {"kind": "hosting"})

    assert filled(form_of(back, "token"))["about_when"] == "July"


def test_answers_to_another_choice_are_not_sent(client):
    client.post(WRITE, written("volunteer", about_when="July"))

    assert Submission.objects.get().details == {}


def test_the_page_for_children_keeps_what_was_chosen(client):
    stopped = choose(client, "memory", age_band="child", city="north")
    ja = languages_of(page_of(stopped))["ja"]
    assert ja[:2] == ("start-form", "/ja/take-part/write/")

    again = client.post(ja[1], {**filled(form_of(stopped, "child")), "again": "en"})

    (link,) = [a for a in page_of(again).all("a") if "kind=memory" in (a.get("href") or "")]
    assert link.get("href") == "/ja/take-part/write/?kind=memory&city=north"


def test_where_the_form_is_closed_in_a_language_it_goes_on_in_another(client):
    sent = written("hosting", **TYPED)
    closed = client.post(WRITE.replace("/en/", "/es/"), {**sent, "again": "en"})
    assert closed.status_code == 403
    back = languages_of(page_of(closed))["ja"]
    assert back[:2] == ("write-form", "/ja/take-part/write/")

    again = client.post(back[1], {**filled(form_of(closed, "token")), "again": back[3]})

    kept = filled(form_of(again, "token"))
    assert {name: kept[name] for name in TYPED} == TYPED


# --- The pages behind links -------------------------------------------------------------------


def test_the_own_page_keeps_what_was_typed_in_every_form(client):
    submission = make_submission(email="larysa@example.org")
    typed = filled(form_of(client.get(address(submission)), "add-text"))
    typed |= {"add-text": "And more", "correct-message": "Other words", "erase-sure": "on"}

    response = client.post(address(submission, "ja"), {**typed, "again": "en"})

    again = filled(form_of(response, "add-text"))
    assert again == typed
    assert Submission.objects.get().message == "May I help?"
    page = page_of(response)
    assert [
        d.get("open") is not None for d in page.all("details") if "own__action" in d.get("class")
    ] == [
        True,
        True,
        False,
        True,
    ]
    assert page.words("errorlist") == []


def test_enter_in_a_field_of_the_corrections_saves_them(client):
    submission = make_submission()
    typed = filled(form_of(client.get(address(submission)), "add-text"))

    client.post(address(submission), {**typed, "correct-name": "Other", "action": "enter"})

    assert Submission.objects.get().name == "Other"


def test_what_was_typed_elsewhere_on_the_own_page_stays_when_one_form_is_refused(client):
    submission = make_submission()
    typed = filled(form_of(client.get(address(submission)), "add-text"))

    response = client.post(
        address(submission), {**typed, "correct-name": "Other", "action": "add", "add-text": ""}
    )

    assert response.status_code == 422
    assert filled(form_of(response, "add-text"))["correct-name"] == "Other"


def test_the_guardians_page_keeps_its_box(client):
    now = timezone.now()
    submission = make_submission(**YOUNG, state="new", guardian_confirmed_at=now)
    with translation.override("ja"):
        url = f"/ja/take-part/guardian/{links.guardian_token(submission)}/"

    response = client.post(url, {"erase-sure": "on", "again": "en"})

    assert filled(form_of(response, "erase-sure")) == {"erase-sure": "on"}
    assert Submission.objects.get().erasure_requested_at is None
    assert buttons(form_of(response, "erase-sure"))[0][1] == "erase"


def asked():
    """Return the address of the page of a guardian who is asked to let an idea be shown, too."""
    submission = make_submission(**YOUNG, state="unconfirmed", kind="idea", may_publish=True)
    return f"/en/take-part/guardian/{links.guardian_token(submission)}/"


def test_the_guardians_yes_to_being_shown_stays_ticked(client):
    url = asked()
    page = client.get(url)
    ja = languages_of(page_of(page))["ja"]
    typed = filled(form_of(page, "lets_show")) | {"lets_show": "on"}

    response = client.post(ja[1], {**typed, "again": "en"})

    assert (ja[0], ja[1]) == ("answer-form", url.replace("/en/", "/ja/"))
    again = filled(form_of(response, "lets_show"))
    assert again == typed
    assert Submission.objects.get().state == "unconfirmed"

    client.post(ja[1], {**again, "action": "confirm"})
    assert Submission.objects.get().guardian_lets_show


def test_a_tick_for_other_words_is_not_kept(client):
    url = asked()
    typed = filled(form_of(client.get(url), "lets_show")) | {"lets_show": "on"}
    Submission.objects.update(version=2)

    response = client.post(url, {**typed, "action": "confirm"})

    assert response.status_code == 409
    assert "lets_show" not in filled(form_of(response, "lets_show"))
