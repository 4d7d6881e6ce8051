"""Dates as staff type them: what is understood, and what is said of the rest."""

from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cities.dates.explaining import explanation, far_year
from cities.dates.honest_date import HonestDate
from cities.dates.proposals import proposals, refusal
from cities.dates.reading import NotUnderstoodError, read
from cities.dates.vocabulary import TYPED, phrases
from tests.cities.dates.test_honest_date import LANGUAGES, honest_dates

TODAY = date(2026, 11, 29)


def problem_of(text):
    with pytest.raises(NotUnderstoodError) as caught:
        read(text)
    return caught.value.problem


def read_or_not(text):
    """Return what a text was read as, or what is wrong with it."""
    try:
        return read(text), None
    except NotUnderstoodError as error:
        return None, error.problem


@given(honest_dates(), st.sampled_from(LANGUAGES))
def test_what_the_site_writes_is_read_back_as_the_same_date(honest, language):
    assert read(honest.text(language)) == honest


@given(honest_dates())
def test_the_seeds_notation_is_read_as_well(honest):
    assert read(honest.notation) == honest


@pytest.mark.parametrize(
    ("typed", "notation"),
    [
        ("2019", "2019"),
        ("2019-03", "2019-03"),
        ("March 2019", "2019-03"),
        ("spring 2024", "spring 2024"),
        ("Fall, 2023", "autumn 2023"),
        ("about 1978", "about 1978"),
        ("c. 1978", "about 1978"),
        ("11/29/1958", "1958-11-29"),
        ("29/11/1958", "1958-11-29"),
        ("3/2/1992", "1992-03-02"),
        ("11/1958", "1958-11"),
        ("November 29, 1958", "1958-11-29"),
        ("29 November 1958", "1958-11-29"),
        ("Sept. 1st 1990", "1990-09-01"),
        ("by May 1988", "by 1988-05"),
        ("not later than 1988", "by 1988"),
        ("July 1988 or 1989", "1988-07 or 1989-07"),
        ("July 1988 or July 1989", "1988-07 or 1989-07"),
        ("July or August 1988", "1988-07 or 1988-08"),
        ("July 22 or 23, 1988", "1988-07-22 or 1988-07-23"),
        ("the 1980's", "1980s"),
        ("primavera 1992", "spring 1992"),
        ("1 de mayo de 1990", "1990-05-01"),
        ("весна 1992", "spring 1992"),
        ("1992年春", "spring 1992"),
        ("1958年11月29日", "1958-11-29"),
        ("３/１４/１９９２", "1992-03-14"),
        ("١٩٩٢", "1992"),
        ("March\u2009 1992", "1992-03"),
        ("1992\u201003\u201114", "1992-03-14"),
        ("\u200b1992\ufeff", "1992"),
        ("unknown", ""),
        ("Not known", ""),
        ("  ", ""),
    ],
)
def test_what_staff_type_is_understood(typed, notation):
    assert read(typed).notation == notation


def test_dots_stand_after_the_day_but_in_english_they_say_nothing():
    with translation.override("uk"):
        assert read("3.2.1992").notation == "1992-02-03"

    assert problem_of("3.2.1992") == "day or month"
    assert read("29.11.1958").notation == "1958-11-29"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "32 spring",
            "“32 spring” is not a date we understand. Did you mean “spring 1992” or “3/2/1992”?",
        ),
        (
            "Febuary 1992",
            "“Febuary 1992” is not a date we understand. Did you mean “February 1992” or “1992”?",
        ),
        (
            "3/14/92",
            (
                "“3/14/92” leaves the century open. Write the year with four digits. "
                "Did you mean “3/14/1992”?"
            ),
        ),
        ("2/30/1992", "“2/30/1992” is not in the calendar. Did you mean “February 1992”?"),
        (
            "March",
            "“March” is not a date we understand: it names no year. Did you mean “March 1992”?",
        ),
        (
            "before May 1988",
            (
                "“before May 1988”: the site has no “before”. “By” means not later than, and "
                "nobody knows since when. Did you mean “by April 1988” or “by May 1988”?"
            ),
        ),
        (
            "after 1990",
            "“after 1990”: the site has no “after”. Did you mean “1990 or 1991” or “about 1990”?",
        ),
        (
            "July 22-26, 2018",
            (
                "“July 22-26, 2018” names more than one date. Write the first here, the last as "
                "the last date. Did you mean “July 22, 2018” or “July 26, 2018”?"
            ),
        ),
        (
            "hello",
            (
                "“hello” is not a date we understand. Write it like spring 1992, March 1992, "
                "3/14/1992 or about 1978."
            ),
        ),
    ],
)
def test_a_refusal_says_why_and_what_may_have_been_meant(typed, said):
    assert refusal(typed, problem_of(typed), 1992, TODAY) == said


PIECES = st.sampled_from(
    [
        *["spring", "March", "1992", "92", "3", "/", "-", ".", ",", "or", "about", "by", "before"],
        *["after", "s", "年", "月", "春", "'", "29", "February", "1988", "unknown", "\0", "Ⅳ", "٣"],
    ]
)


@given(
    st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=9).map(" ".join)),
    st.sampled_from(LANGUAGES),
)
def test_any_text_is_a_date_or_is_refused_in_words_with_ways_that_can_be_read(typed, language):
    with translation.override(language):
        honest, problem = read_or_not(typed)
        if problem is None:
            assert read(honest.text()) == honest
            return
        assert refusal(typed, problem, 1992, TODAY)
        assert all(read(text).is_known for text in proposals(typed, problem, None, TODAY))


def test_no_word_means_two_things():
    assert all(phrases()[tuple(text.split())] for text in ("fall", "about", "unknown"))
    texts = [text for texts in TYPED.values() for text in texts]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize(
    ("notation", "claim"),
    [
        ("spring 1992", "Some time between April and June 1992, and no more precise than that."),
        ("1992", "Some time in 1992, and no more precise than that."),
        ("1980s", "Some time from 1980 to 1989, and no more precise than that."),
        ("1992-06", "Some day of that month, and no more precise than that."),
        ("1992-06-12", "Exactly that day."),
        ("about 1978", "Around that time; nobody knows it more exactly."),
        ("by 1988-05", "It was so at that time, and nobody knows since when."),
        ("1988 or 1989", "One of the two, and nobody knows which."),
    ],
)
def test_the_form_says_what_a_date_claims(notation, claim):
    assert explanation(HonestDate.parse(notation)) == claim


@pytest.mark.parametrize(
    ("notation", "first_year", "asked"),
    [
        ("1206-01-01", 1958, 1206),
        ("1908", 1958, None),
        ("1907", 1958, 1907),
        ("2031", 1958, None),
        ("2032", 1958, 2032),
        ("1958", None, 1958),
        ("1980", None, None),
        ("", 1958, None),
    ],
)
def test_a_date_far_outside_the_record_is_asked_about(notation, first_year, asked):
    assert far_year(HonestDate.parse(notation), TODAY, lambda: first_year) == asked
