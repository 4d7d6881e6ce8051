from datetime import date

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from cities.dates.honest_date import (
    HonestDate,
    Qualifier,
    Unit,
    first_day,
    last_day,
    range_text,
    since_text,
)

LANGUAGES = ["en", "es", "ja", "zh-hant", "uk", "ru", "it"]

parse = HonestDate.parse


@st.composite
def honest_dates(draw, qualifiers=tuple(Qualifier)):
    unit = draw(st.sampled_from([unit for unit in Unit if unit != Unit.UNKNOWN]))
    days = st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(lambda day: first_day(unit, day))
    qualifier = draw(st.sampled_from(qualifiers))
    if qualifier == Qualifier.EITHER:
        pair = draw(st.lists(days, min_size=2, max_size=2, unique=True))
        return HonestDate(pair[0], unit, qualifier, pair[1])
    return HonestDate(draw(days), unit, qualifier)


@given(honest_dates())
def test_a_date_survives_being_written_and_read(honest):
    assert parse(honest.notation) == honest


@given(honest_dates())
def test_a_span_begins_at_the_day_and_holds_every_named_day(honest):
    assert honest.first == honest.day
    assert honest.first <= (honest.alternative or honest.day) <= honest.last
    assert honest.overlaps(honest)


@given(st.sampled_from(Unit), st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_all_days_of_a_unit_are_stored_as_the_same_day(unit, day):
    first, last = first_day(unit, day), last_day(unit, day)

    if unit == Unit.UNKNOWN:
        assert first is last is None
    else:
        assert first <= day <= last
        assert first_day(unit, first) == first_day(unit, last) == first


@settings(deadline=None)  # the first use of a language loads its data
@given(honest_dates(), st.sampled_from(LANGUAGES))
def test_every_date_has_words_in_every_language(honest, language):
    assert str(honest.day.year) in honest.text(language)


@pytest.mark.parametrize(
    ("notation", "first", "last", "iso"),
    [
        ("1958-11-29", date(1958, 11, 29), date(1958, 11, 29), "1958-11-29"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        ("1958", date(1958, 1, 1), date(1958, 12, 31), "1958"),
        ("winter 2023", date(2023, 1, 1), date(2023, 3, 31), "2023"),
        ("autumn 2023", date(2023, 10, 1), date(2023, 12, 31), "2023"),
        ("1980s", date(1980, 1, 1), date(1989, 12, 31), ""),
        ("about 1978", date(1978, 1, 1), date(1978, 12, 31), ""),
        ("by 1988-05", date(1988, 5, 1), date(1988, 5, 31), ""),
        ("1988-07 or 1989-07", date(1988, 7, 1), date(1989, 7, 31), ""),
        ("", None, None, ""),
    ],
)
def test_span_and_machine_form(notation, first, last, iso):
    honest = parse(notation)

    assert (honest.first, honest.last, honest.iso) == (first, last, iso)


@pytest.mark.parametrize(
    ("notation", "text"),
    [
        ("1958-11-29", "November 29, 1958"),
        ("1990-07", "July 1990"),
        ("2003", "2003"),
        ("1980s", "1980s"),
        ("autumn 2023", "autumn 2023"),
        ("winter 1974", "winter 1974"),
        ("about 1978", "about 1978"),
        ("by 1988", "by 1988"),
        ("by 1988-05", "by May 1988"),
        ("by 1980s", "by the 1980s"),
        ("1988-07 or 1989-07", "July 1988 or 1989"),
        ("1988-07 or 1988-08", "July 1988 or August 1988"),
        ("1988 or 1989", "1988 or 1989"),
        ("", ""),
    ],
)
def test_english(notation, text):
    assert parse(notation).text("en") == text


@pytest.mark.parametrize(
    ("language", "day", "month", "year"),
    [
        ("en", "November 29, 1958", "November 1958", "1958"),
        ("es", "29 de noviembre de 1958", "noviembre de 1958", "1958"),
        ("ja", "1958年11月29日", "1958年11月", "1958年"),
        ("zh-hant", "1958年11月29日", "1958年11月", "1958年"),
        ("uk", "29 листопада 1958\u202fр.", "листопад 1958\u202fр.", "1958"),
        ("ru", "29 ноября 1958\u202fг.", "ноябрь 1958\u202fг.", "1958"),
        ("it", "29 novembre 1958", "novembre 1958", "1958"),
    ],
)
def test_calendar_forms_are_those_of_the_language(language, day, month, year):
    texts = [parse(notation).text(language) for notation in ("1958-11-29", "1958-11", "1958")]

    assert texts == [day, month, year]


@pytest.mark.parametrize(("language", "month"), [("uk", "травня"), ("ru", "мая"), ("es", "mayo")])
def test_a_month_after_a_preposition_is_in_the_genitive(language, month):
    assert f"{month} " in parse("by 1988-05").text(language)
    assert f"{month} " in since_text(parse("1988-05"), language)


def test_without_a_language_the_readers_own_is_taken():
    with translation.override("ja"):
        assert parse("1958-11").text() == "1958年11月"


@pytest.mark.parametrize(
    "notation",
    [
        "soon", "1958-13", "1958-02-30", "1958-1-1", "58", "0999", "0000", "9999", "1985s",
        "Autumn 2023", "by", "about by 1988", "1988 or 1988-07", "1988 or 1988",
        "1988 or 1989 or 1990",
        "1988 or about 1989", "about 1988 or 1989", "١٩٨٨",
    ],
)  # fmt: skip
def test_a_bad_notation_is_refused_with_a_sentence(notation):
    with pytest.raises(ValueError, match=rf"^“{notation}” is not a date that the site can read\."):
        parse(notation)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ((None, Unit.DAY), "Give a date"),
        ((date(1988, 1, 1), Unit.UNKNOWN), "Say how precisely"),
        ((None, Unit.UNKNOWN, Qualifier.ABOUT), "Say how precisely"),
        ((date(1988, 1, 1), Unit.YEAR, Qualifier.EITHER), "Either of two"),
        ((date(1988, 1, 1), Unit.YEAR, Qualifier.EXACT, date(1989, 1, 1)), "Either of two"),
        ((date(1988, 1, 1), Unit.YEAR, Qualifier.EITHER, date(1988, 5, 1)), "are the same"),
        ((date(988, 1, 1), Unit.YEAR), "four digits"),
    ],
)
def test_parts_that_do_not_fit_are_refused(parts, message):
    with pytest.raises(ValueError, match=message):
        HonestDate(*parts)


def test_columns_of_a_row_make_a_date():
    from_columns = HonestDate(date(1989, 7, 20), 4, "either", date(1988, 7, 4))

    assert from_columns == parse("1988-07 or 1989-07")
    assert from_columns.unit is Unit.MONTH
    assert from_columns.qualifier is Qualifier.EITHER


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("1988", "1988-07-20", True),
        ("1988", "1989-01-01", False),
        ("1980s", "about 1985", True),
        ("", "1988", False),
    ],
)
def test_overlap(one, other, together):
    assert parse(one).overlaps(parse(other)) is together
    assert parse(other).overlaps(parse(one)) is together


@pytest.mark.parametrize(
    ("notation", "year"),
    [
        ("1958-11-29", "1958"),
        ("by 1988-05", "by 1988"),
        ("1988-07 or 1989-07", "1988 or 1989"),
        ("1988-07 or 1988-08", "1988"),
        ("1980s", "1980s"),
        ("", ""),
    ],
)
def test_to_the_year(notation, year):
    assert parse(notation).to_the_year().notation == year


@pytest.mark.parametrize(
    ("notation", "text"),
    [
        ("1958-11-29", "since November 29, 1958"),
        ("1958", "since 1958"),
        ("1980s", "since the 1980s"),
        ("about 1978", "since about 1978"),
        ("by 1988", "since 1988 or earlier"),
        ("1988-07 or 1989-07", "since July 1988 or July 1989"),
        ("", ""),
    ],
)
def test_since(notation, text):
    assert since_text(parse(notation), "en") == text


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2018-07-22", "2018-07-26", "July 22\u2009–\u200926, 2018"),
        ("2018-07-30", "2018-08-02", "July 30\u2009–\u2009August 2, 2018"),
        ("2007-12-01", "2008-01-12", "December 1, 2007\u2009–\u2009January 12, 2008"),
        ("2011-03", "2011-04", "March\u2009–\u2009April 2011"),
        ("1992", "1993", "1992 to 1993"),
        ("about 1978", "1980-07", "about 1978 to July 1980"),
        ("2018-07-22", "2018-07-22", "July 22, 2018"),
        ("2018-07-22", "", "July 22, 2018"),
        ("", "1990-05", "until May 1990"),
        ("", "by 1990", "by 1990"),
        ("", "", ""),
    ],
)
def test_periods_in_english(start, end, text):
    assert range_text(parse(start), parse(end), "en") == text


def test_an_open_period_says_since_when():
    assert range_text(parse("1978"), None, "en", ongoing=True) == "since 1978"


@pytest.mark.parametrize(
    ("language", "days", "months"),
    [
        ("es", "22–26 de julio de 2018", "marzo–abril de 2011"),
        ("ja", "2018年7月22日～26日", "2011年3月～4月"),
        ("zh-hant", "2018年7月22日至26日", "2011年3月至4月"),
        ("uk", "22–26 липня 2018\u202fр.", "березень – квітень 2011\u202fр."),
        ("ru", "22–26 июля 2018\u202fг.", "март – апрель 2011\u202fг."),
        ("it", "22–26 luglio 2018", "marzo–aprile 2011"),
    ],
)
def test_periods_take_the_intervals_of_the_language(language, days, months):
    assert range_text(parse("2018-07-22"), parse("2018-07-26"), language) == days
    assert range_text(parse("2011-03"), parse("2011-04"), language) == months


def test_italian_months_are_italian_after_a_page_in_japanese():
    either = parse("1988-07 or 1989-07")
    either.text("ja")

    assert either.text("it") == "luglio 1988 o 1989"
