"""A translated text is printed with the language that it is really in, and never as markup."""

import pytest
from django.template import Context, Template
from django.utils import translation

from editorial import publishing
from editorial.revisions.snapshots import ROOT
from editorial.text.localized import Text, localized
from pages.models import Page
from tests.builders import make, make_city, make_page

pytestmark = pytest.mark.django_db

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)> & \' {{ 7 }} {% now "Y" %}'
ESCAPED = (
    "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt; &amp; "
    "&#x27; {{ 7 }} {% now &quot;Y&quot; %}"
)


def render(source, language="en", **context):
    with translation.override(language):
        return Template("{% load editorial %}" + source).render(Context(context))


def force(row, **columns):
    """Write columns past every function of ours, as nobody should."""
    type(row).objects.filter(pk=row.pk).update(**columns)
    row.refresh_from_db()
    return row


# --- Which text -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reader", "expected"),
    [("en", ("One", "en")), ("ja", ("題", "ja")), ("uk", ("One", "en"))],
)
def test_a_reader_gets_the_own_language_else_english(reader, expected):
    page = make_page(title="One", translations={"ja": {"title": "題"}})

    text = localized(page, "title", reader)

    assert (text.value, text.language) == expected


def test_what_was_written_in_another_language_is_shown_in_it_when_english_is_missing():
    page = make(Page, original="ja", title="題", translations={"it": {"title": "Titolo"}})

    assert localized(page, "title", "en") == Text("題", "ja")
    assert localized(page, "title", "uk") == Text("題", "ja")
    assert localized(page, "title", "it") == Text("Titolo", "it")


def test_each_field_falls_back_by_itself():
    page = make_page(title="One", lede="First", translations={"ja": {"title": "題"}})

    assert localized(page, "title", "ja") == Text("題", "ja")
    assert localized(page, "lede", "ja") == Text("First", "en")


def test_a_ukrainian_reader_is_never_given_russian():
    page = make_page(title="One", translations={"ru": {"title": "Раз", "lede": "Слово"}})

    assert localized(page, "lede", "uk") == Text("", "en")


def test_a_draft_and_a_withdrawn_language_are_no_text():
    page = make_page(title="One", translations={"ja": {"title": "題"}})
    publishing.save(page.entry, texts={"uk": {ROOT: {"title": "Назва"}}})
    publishing.withdraw(page.entry, ["ja"])
    page = Page.objects.get(pk=page.pk)

    assert [localized(page, "title", code).language for code in ("ja", "uk")] == ["en", "en"]


def test_a_part_falls_back_to_the_original_of_its_page():
    section = {"heading": "一"}
    page = make(Page, original="ja", title="題", sections=[section])

    assert localized(page.sections.get(), "heading", "en") == Text("一", "ja")


def test_what_is_not_there_has_no_text():
    assert not localized(None, "title", "ja")
    assert not localized(make_page(), "lede", "ja")


def test_without_a_language_it_is_that_of_the_request():
    page = make_page(title="One", translations={"ja": {"title": "題"}})

    with translation.override("ja"):
        assert str(localized(page, "title")) == "題"
    with translation.override(None):
        assert str(localized(page, "title")) == "One"


def test_a_text_costs_no_query(django_assert_num_queries):
    make_page(title="One")
    page = Page.objects.visible("en").get()

    with django_assert_num_queries(0):
        assert localized(page, "title", "ja") == Text("One", "en")
        assert not localized(page, "lede", "ja")


# --- Its language -----------------------------------------------------------------------------


def test_the_tag_is_given_only_where_the_page_speaks_another_language():
    with translation.override("en"):
        assert Text("一", "ja").lang == "ja"
        assert Text("一", "zh-hant").lang == "zh-Hant"
        assert Text("One", "en").lang == ""
        assert Text("", "ja").lang == ""
    with translation.override("ja"):
        assert Text("一", "ja").lang == ""
        assert Text("One", "en").lang == "en"


def test_words_get_a_span_only_in_another_language():
    page = make_page(title="One", translations={"zh-hant": {"title": "一"}})

    assert render('{% words page "title" %}', "en", page=page) == "One"
    assert render('{% words page "title" %}', "zh-hant", page=page) == "一"
    assert render('{% words page "title" %}', "ja", page=page) == '<span lang="en">One</span>'


def test_blocks_bear_their_language():
    page = make_page(
        title="One", sections=[{"body": "<p>A <strong>b</strong></p>"}], lede="First\nSecond"
    )
    section = page.sections.get()

    assert render('{% prose page "lede" %}', page=page) == (
        '<div class="prose"><p>First</p><p>Second</p></div>'
    )
    assert render('{% prose part "body" %}', "ja", part=section) == (
        '<div class="prose" lang="en"><p>A <strong>b</strong></p></div>'
    )


def test_what_is_empty_prints_nothing():
    page = make_page()

    assert render('{% words page "lede" %}{% prose page "lede" %}', page=page) == ""
    assert render('{% words page "lede" %}{% prose page "lede" %}', page=None) == ""


def test_a_text_can_be_asked_for_conditions_and_attributes():
    page = make_page(title='A "title"')
    source = '{% text page "title" as t %}{% if t %}<b title="{{ t.value }}" lang="{{ t.lang }}">'

    assert render(source + "{% endif %}", "ja", page=page) == (
        '<b title="A &quot;title&quot;" lang="en">'
    )


# --- Never as markup --------------------------------------------------------------------------


def test_hostile_words_are_escaped():
    page = make_page(title=HOSTILE, lede=HOSTILE)

    assert render('{% words page "title" %}', page=page) == ESCAPED
    assert render('{% words page "title" %}', "ja", page=page) == (
        f'<span lang="en">{ESCAPED}</span>'
    )
    assert render('{% prose page "lede" %}', page=page) == (
        f'<div class="prose"><p>{ESCAPED}</p></div>'
    )
    assert render("{{ t|with_lang }}", t=Text(HOSTILE, "en")) == ESCAPED


def test_rich_text_is_sanitized_once_more_when_it_is_shown():
    section = make_page(sections=[{"body": "<p>x</p>"}]).sections.get()
    force(section, body_en='<p onclick="a()">ok</p><script>alert(1)</script><a href="data:x">l</a>')

    assert render('{% prose part "body" %}', part=section) == (
        '<div class="prose"><p>ok</p><a>l</a></div>'
    )


def test_links_between_our_pages_stay_in_the_readers_language():
    body = '<p><a href="/about-us/">a</a> <a href="https://example.org/x/">b</a></p>'
    city = make_city(profile=body)

    assert render('{% prose city "profile" %}', "ja", city=city) == (
        '<div class="prose" lang="en"><p><a href="/ja/about-us/">a</a> '
        '<a href="https://example.org/x/">b</a></p></div>'
    )
