"""Rich text as inline codes, and back: nothing is lost, whatever tags stand in it."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.exchange.codes import BrokenCodesError, Codes, named, read
from editorial.text import richtext

SOURCE = '<p>The <a href="/one/">first <em>line</em></a>,<br>and &lt;more&gt;.</p><p>End</p>'


def there_and_back(text):
    codes, element = Codes(), ET.Element(named("source"))
    codes.put(element, text, rich=True)
    again = ET.fromstring(ET.tostring(element))
    return read(again, {number: tag for tag, number in codes.data.items()}, rich=True)


def test_a_rich_text_comes_back_as_it_was():
    assert there_and_back(SOURCE) == SOURCE


@given(st.text(alphabet='ab <>&/"pliemul日\n\u00a0', max_size=60))
def test_whatever_is_stored_comes_back(typed):
    stored = richtext.sanitize(f"<p>{typed}</p><ul><li><em>{typed}</em></li></ul>")

    assert richtext.sanitize(there_and_back(stored)) == stored


def test_the_same_tag_has_the_same_number_in_source_and_translation():
    codes = Codes()
    source, target = ET.Element(named("source")), ET.Element(named("target"))

    codes.put(source, '<p>See <a href="/x/">one</a></p>', rich=True)
    codes.put(target, '<p><a href="/x/">一</a>を<strong>見る</strong></p>', rich=True)

    def numbers(element):
        return [code.get("id") for code in element.iter(named("pc"))]

    assert numbers(source) == ["1", "2"]
    assert numbers(target) == ["1", "2", "3"]


def test_a_code_that_leads_nowhere_and_endless_nesting_are_refused():
    lost = ET.fromstring(f'<t xmlns="{named("")[1:-1]}"><ph id="1" dataRef="d9"/></t>')
    deep = ET.fromstring("<t>" + "<mrk>" * 5000 + "</mrk>" * 5000 + "</t>")

    for element in (lost, deep):
        with pytest.raises(BrokenCodesError):
            read(element, {}, rich=True)
