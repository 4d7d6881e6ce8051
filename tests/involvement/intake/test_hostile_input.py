"""Hostile input: a 4xx with a page, or a stored row that is exactly what was sent. Never a 500."""

import unicodedata

import pytest
from django.utils.html import escape
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from post_office.models import Email

from editorial.models import Entry
from editorial.text import characters
from involvement.enums import Kind
from involvement.forms.submission import WriteForm
from involvement.links import sender_token
from involvement.mail import letters, outbox
from involvement.models import Choice, InterestForm, Letter, RateLimitHit, Submission
from tests.crawl import read
from tests.involvement.form_client import WRITE, harmless, page_of, written
from tests.involvement.intake.hostile_input import (
    IN_EVERY_FIELD,
    NASTY,
    ONE_OF_EACH,
    addresses,
    numbers,
    texts,
)


def as_kept(text):
    """Say what of a text is kept: all of it, composed, without white space around it."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def forms_of_people():
    """Draw the typed values of a form, of which some are hostile and some are not."""
    usual = written()
    return st.fixed_dictionaries(
        {
            "kind": st.sampled_from(Kind.values),
            "name": st.one_of(st.just("Larysa"), texts()),
            "email": st.one_of(st.just("larysa@example.org"), st.just(""), addresses),
            "phone": st.one_of(st.just(""), numbers),
            "message": st.one_of(st.just(usual["message"]), texts()),
            "website": st.one_of(st.just(""), texts()),
        },
        optional={
            **dict.fromkeys(["city", "goal", "language"], texts()),
            **dict.fromkeys(["about_when", "about_year", "about_role", "about_support"], texts()),
        },
    )


# --- The form alone ---------------------------------------------------------------------------


@settings(max_examples=100)
@given(forms_of_people())
def test_the_form_never_breaks_and_changes_nothing_but_what_it_says(typed):
    interest = InterestForm(entry=Entry(original_language="en"))
    choice = Choice(kind=typed["kind"], form=interest)
    typed = {name: text for name, text in typed.items() if name not in {"city", "goal"}}

    form = WriteForm(choice, "adult", list, written(**typed) | typed)

    if form.is_valid():
        values = form.values()
        assert (values["name"], values["message"]) == (
            characters.short(as_kept(typed["name"])),
            as_kept(typed["message"]),
        )
        assert all("\0" not in str(value) for value in values.values())
        assert "\n" not in values["email"] + values["phone"]
        assert values["email"] or values["phone"]
    else:
        assert all(problem.text for problem in form.problems())


# --- The whole way ----------------------------------------------------------------------------


def send_and_check(client, typed):
    """Send a form; say what has to be true whatever it held."""
    RateLimitHit.objects.all().delete()
    before = Submission.objects.count()
    form = written(typed["kind"]) | typed

    response = client.post(WRITE, form)

    if response.status_code != 303:
        # A step that is none shows the form; nothing was sent by it.
        assert 400 <= response.status_code < 500 or form["step"] != "send"
        assert Submission.objects.count() == before
        assert harmless(page_of(response))
        return
    stored = Submission.objects.latest("pk")
    assert stored.name == characters.short(as_kept(typed["name"]))
    assert stored.message == as_kept(typed["message"])
    for key, answer in stored.details.items():
        kept = as_kept(form[f"about_{key}"])
        assert answer in {True, kept, characters.short(kept)}
    pages = [
        read(client, f"/en/take-part/{name}/{sender_token(stored)}/")
        for name in ("received", "mine")
    ]
    assert [page.status for page in pages] == [200, 200]
    assert all(harmless(page) for page in pages)
    for line in stored.message.split("\n"):
        assert escape(line) in pages[1].html
    for mail in Email.objects.filter(about__submission=stored):
        assert_harmless(mail)


def assert_harmless(mail):
    """See that a mail goes to one address, with headers of one line each."""
    message = mail.prepare_email_message().message()
    headers = dict(message.items())
    assert sorted(set(headers)) == sorted(message.keys())
    assert "Bcc" not in headers
    assert not any("\n" in value.replace("\n ", "") for value in headers.values())
    assert message.as_bytes()


@pytest.mark.django_db
@pytest.mark.parametrize("nasty", ONE_OF_EACH)
def test_one_nasty_text_of_each_sort_is_refused_or_kept(open_form, nasty):
    send_in_all_fields(open_form, nasty)


@pytest.mark.django_db
@pytest.mark.parametrize("nasty", IN_EVERY_FIELD)
def test_markup_and_a_nul_in_every_field_are_refused_or_kept(open_form, nasty):
    send_in_every_field(open_form, nasty)


@pytest.mark.proof
@pytest.mark.django_db
@pytest.mark.parametrize("nasty", [text for text in NASTY if text not in IN_EVERY_FIELD])
def test_each_nasty_text_in_every_field_is_refused_or_kept(open_form, nasty):
    send_in_every_field(open_form, nasty)


def send_in_every_field(open_form, nasty):
    fields = ["name", "email", "phone", "message", "website", "city", "goal", "language"]
    for name in [*fields, "about_when", "token", "kind", "age_band", "step"]:
        typed = {"name": "Larysa", "message": f"About {name}", name: nasty}
        send_and_check(open_form, {"kind": "hosting", **typed})
    send_in_all_fields(open_form, nasty)


def send_in_all_fields(open_form, nasty):
    send_and_check(
        open_form, {"kind": "hosting", "name": nasty, "message": nasty, "about_when": nasty}
    )


@pytest.mark.django_db
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=forms_of_people())
def test_whatever_is_sent_is_refused_or_kept(open_form, typed):
    send_and_check(open_form, typed)


@pytest.mark.proof
@pytest.mark.django_db
@settings(max_examples=500, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=forms_of_people())
def test_whatever_is_sent_hundreds_of_times_is_refused_or_kept(open_form, typed):
    send_and_check(open_form, typed)


@pytest.mark.django_db
@pytest.mark.parametrize("nasty", NASTY)
def test_a_name_in_the_subject_of_an_answer_stays_in_its_line(open_form, nasty):
    open_form.post(WRITE, written(name=f"x{nasty}".replace("\0", "")))
    stored = Submission.objects.get()
    answer = Letter.objects.get(purpose="answer")
    Letter.objects.filter(pk=answer.pk).update(subject_en="Dear {name}", body_en="{name}")
    answer.refresh_from_db()

    mail = outbox.post(
        stored,
        stored.email,
        letters.filled_in("http://testserver", answer, stored),
        purpose="answer",
    )

    assert_harmless(mail.email)
