"""The guide: every link and picture leads somewhere, and what it quotes stands on the screen."""

import re
from functools import cache
from pathlib import Path

import django
import polib
import pytest
from django.conf import settings
from django.urls import reverse

from editorial.admin import guide
from editorial.staff import rail
from tests.admin_client import sign_in
from tests.editorial.staff.people import editor, translator

FOLDER = guide.DOCS / "editors"
PICTURES = FOLDER / "pictures"
FILES = [guide.CONTENTS, *sorted(FOLDER.glob("*.md"))]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
# Words that the catalogues do not hold yet.
IN_TEMPLATES = re.compile(r'{% translate "([^"]+)"')
MOST_BYTES = 60 * 1024


def tokens(path):
    """List what stands in the lines of a page."""
    return [
        token
        for block in guide.MARKDOWN.parse(path.read_text(encoding="utf-8"))
        for token in block.children or []
    ]


def targets(path, kind, attribute):
    """List where the links or pictures of a page lead, as files."""
    found = [token.attrs[attribute] for token in tokens(path) if token.type == kind]
    return [(path.parent / target).resolve() for target in found]


def quoted(path):
    """List the words in bold: those of the screen."""
    found, inside = [], None
    for token in tokens(path):
        if token.type == "strong_open":
            inside = []
        elif token.type == "strong_close":
            found.append("".join(inside).strip())
            inside = None
        elif inside is not None:
            inside.append(token.content or " ")
    return found


@cache
def words_of_the_screen():
    """List the words of the interface as patterns: ours, and those of Django's admin."""
    ours = Path(settings.LOCALE_PATHS[0]) / "es" / "LC_MESSAGES" / "django.po"
    contrib = Path(django.__file__).parent / "contrib"
    theirs = [contrib / app / "locale/es/LC_MESSAGES/django.po" for app in ("admin", "auth")]
    entries = [entry for path in [ours, *theirs] for entry in polib.pofile(path)]
    words = {text for entry in entries for text in (entry.msgid, entry.msgid_plural) if text}
    for template in (settings.BASE_DIR / "templates/admin").rglob("*.html"):
        words |= set(IN_TEMPLATES.findall(template.read_text(encoding="utf-8")))
    return re.compile("|".join(map(pattern, filter(says_something, words))))


def pattern(words):
    """Return the words as a pattern: up to three words are filled in, the first may be capital."""
    words = " ".join(words.split())
    escaped = re.sub(r"%\\\(\w+\\\)[sd]", r"\\S+(?: \\S+){0,2}", re.escape(words))
    return f"(?i:{words[0]}){escaped[1:]}" if words[0].isalpha() else escaped


def says_something(words):
    """Return whether there are words beside what is filled in."""
    return len(PLACEHOLDER.sub("", words).strip()) > 1


def test_the_contents_name_every_page_and_each_once():
    named = targets(guide.CONTENTS, "link_open", "href")

    assert sorted(named) == sorted(guide.pages().values())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_link_leads_to_a_page_of_the_guide(path):
    known = {guide.CONTENTS, *guide.pages().values()}

    assert [file for file in targets(path, "link_open", "href") if file not in known] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_page_of_a_task_is_short_and_goes_step_by_step(path):
    blocks = [token.type for token in guide.MARKDOWN.parse(path.read_text(encoding="utf-8"))]

    assert blocks[0] == "heading_open"
    assert {"ordered_list_open", "bullet_list_open"} & set(blocks)
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 80


def test_every_picture_is_there_described_small_and_shown():
    shown = [file for path in FILES for file in targets(path, "image", "src")]
    silent = [token.attrs["src"] for path in FILES for token in tokens(path) if is_silent(token)]

    assert sorted(shown) == sorted(PICTURES.iterdir())
    assert silent == []
    assert {file.name for file in shown if file.stat().st_size > MOST_BYTES} == set()


def is_silent(token):
    return token.type == "image" and not token.content


@pytest.mark.parametrize("path", FILES[1:], ids=lambda path: path.stem)
def test_what_is_in_bold_stands_on_the_screen(path):
    known = words_of_the_screen()

    assert [words for words in quoted(path) if not known.fullmatch(words)] == []


def test_words_that_stand_nowhere_are_noticed():
    known = words_of_the_screen()

    said = ["Publish English and the facts", "Open", "Publish it all at last", "Save", "Opens"]
    assert [bool(known.fullmatch(words)) for words in said] == [True, True, False, True, False]


@pytest.mark.django_db
def test_the_contents_lead_to_pages_of_the_desk(client):
    sign_in(client)

    html = client.get(reverse("admin:guide")).content.decode()

    for name in guide.pages():
        assert f'href="{reverse("admin:guide_page", args=[name])}"' in html


@pytest.mark.django_db
@pytest.mark.parametrize("name", guide.pages())
def test_each_page_is_read_at_the_desk_with_its_pictures(client, name):
    sign_in(client)

    response = client.get(reverse("admin:guide_page", args=[name]))

    html = response.content.decode()
    assert html.count("<h1") == 1
    assert '.md"' not in html
    for picture in targets(guide.pages()[name], "image", "src"):
        assert f'src="/static/guide/{picture.name}"' in html


@pytest.mark.django_db
def test_a_page_that_is_not_there_is_not_found(client):
    sign_in(client)

    assert client.get(reverse("admin:guide_page", args=["nowhere"])).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "address", "page"),
    [
        (editor, "admin:cities_event_add", "add-an-event"),
        (editor, "admin:settings", None),
        (lambda: translator("ja"), "admin:translations", "translate"),
        (lambda: translator("ja"), "admin:index", None),
    ],
)
def test_the_guide_opens_at_the_page_about_where_one_is(client, who, address, page):
    client.force_login(who())

    response = client.get(reverse(address), follow=True)

    expected = reverse("admin:guide_page", args=[page]) if page else reverse("admin:guide")
    assert response.context["guide_url"] == expected


@pytest.mark.django_db
def test_each_place_of_the_rail_names_a_page_that_is_there(client):
    user = sign_in(client)
    groups = (rail.SITE, rail.RESIDENTS, rail.HOUSE, rail.SETTINGS)
    places = [place for group in groups for place in rail.places(user, group)]

    assert {place.guide for place in places} <= set(guide.pages())
