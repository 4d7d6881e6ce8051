"""The seed's form is complete and open out of the box, and its letters can be filled in."""

import re

import pytest
from django.conf import settings
from django.utils import translation

from editorial.text import languages
from involvement.enums import AgeBand, Kind
from involvement.mail import letters
from involvement.models import Choice, InterestForm, Letter
from tests.submissions import make_submission

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.fixture
def form(seeded):
    return InterestForm.objects.get()


@pytest.fixture
def all_letters(form):
    return Letter.objects.all()


def test_the_form_is_open_in_every_language(form):
    assert {code: form.missing_notice(code) for code in LANGUAGES if not form.is_open(code)} == {}
    assert form.published_languages() == LANGUAGES


def test_every_kind_can_be_chosen_and_is_kept_for_three_years(form):
    choices = {choice.kind: choice for choice in form.choices.all()}

    assert list(choices) == Kind.values
    assert all(choice.is_open for choice in choices.values())
    assert {choice.retention_years for choice in choices.values()} == {3}
    assert {choice.series_number for choice in choices.values()} == {""}


def test_every_choice_has_a_name_a_question_and_says_what_happens_next(form):
    for choice in form.choices.all():
        assert all([choice.label_en, choice.prompt_en, choice.next_steps_en]), choice


def test_young_people_children_and_guardians_each_have_a_text(form):
    assert all([form.young_text_en, form.child_text_en, form.guardian_text_en])


def test_there_is_one_letter_for_every_purpose_and_there_are_several_answers(all_letters):
    purposes = [letter.purpose for letter in all_letters]

    once = [purpose for purpose in Letter.Purpose.values if purpose != Letter.Purpose.ANSWER]
    assert all(purposes.count(purpose) == 1 for purpose in once)
    assert purposes.count(Letter.Purpose.ANSWER) >= 8


def words_in_braces(letter, field, language):
    text = getattr(letter, languages.column(field, language)) or ""
    return sorted(re.findall(r"{(\w*)}", text))


def test_letters_use_only_the_words_that_are_filled_in(all_letters):
    for letter in all_letters:
        used = words_in_braces(letter, "subject", "en") + words_in_braces(letter, "body", "en")

        assert set(used) <= set(letters.PLACEHOLDERS[letter.purpose]), letter


@pytest.mark.parametrize("field", ["subject", "body"])
def test_a_translated_letter_keeps_the_words_that_are_filled_in(all_letters, field):
    for letter in all_letters:
        for language in letter.published_languages():
            found = words_in_braces(letter, field, language)

            assert found == words_in_braces(letter, field, "en"), (letter, language)


def test_every_letter_leads_to_a_page_of_its_own_and_has_no_word_left_in_braces(all_letters):
    adult = make_submission(kind="hosting")
    young = make_submission(
        age_band=AgeBand.YOUNG, state="unconfirmed", guardian_email="parent@example.org"
    )

    for letter in all_letters:
        of_young = {Letter.Purpose.GUARDIAN, Letter.Purpose.YOUNG_RECEIPT}
        about = young if letter.purpose in of_young else adult
        with translation.override("en"):
            written = letters.filled_in("http://testserver", letter, about)

        assert re.search(r"https?://\S+/take-part/(?:mine|guardian)/\S+", written.body), letter
        assert not re.search(r"[{}]", written.subject + written.body), letter
        assert written.body.count("\n\n") >= 2, letter


def test_an_answer_for_one_kind_is_about_a_kind_that_the_form_offers(all_letters):
    offered = set(Choice.objects.values_list("kind", flat=True))

    assert {letter.kind for letter in all_letters} - {""} <= offered


def test_city_pages_lead_to_the_form_and_name_no_mailbox():
    for path in sorted((settings.CONTENT_DIR / "cities").glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        city = path.name.partition(".")[0]

        assert "mailto:" not in text, path.name
        linked = re.findall(r"/take-part/write/\?(?:kind=(\w+)&amp;)?city=([\w-]+)", text)
        assert {slug for _kind, slug in linked} <= {city}, path.name
        assert {kind for kind, _slug in linked} - {""} <= set(Kind.values), path.name
