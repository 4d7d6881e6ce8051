"""Pictures of shared links: in the page's language, or the program's own where letters lack."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from cities.drawing import card
from cities.drawing.program_mark import program_mark
from editorial.cache.decorators import ABOUT, CACHE_HEADER
from tests.builders import make_city, make_event, make_goal, make_page, make_site
from tests.crawl import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


@pytest.fixture(autouse=True)
def site(home):
    return make_site()


def image_of(client, address):
    return read(client, address).meta(property="og:image")


def test_each_page_of_its_own_has_a_card(client):
    make_city(name="North", slug="north")
    make_goal(name="Aid", slug="aid", sentence="We help.")
    make_event(title="Feast", slug="feast", start="2031-05-01")
    make_page(title="About", slug="about")

    for page, name in [
        ("/en/cities/north/", "city/north"),
        ("/en/goals/aid/", "goal/aid"),
        ("/en/events/feast/", "event/feast"),
        ("/en/about/", "page/about"),
    ]:
        assert image_of(client, page) == f"http://testserver/en/cards/{name}.png"
        response = client.get(f"/en/cards/{name}.png")
        picture = Image.open(io.BytesIO(response.content))
        assert (response["Content-Type"], picture.size) == ("image/png", (1200, 630))
        assert len(response.content) < 60_000


def test_cyrillic_and_accents_have_letters_and_japanese_has_the_programs_picture(
    client, monkeypatch
):
    monkeypatch.setattr(card, "IDEOGRAPH_FILES", ("/nowhere/font.ttc",))
    texts = {"uk": {"title": "Свято ґанків"}, "ja": {"title": "祭り"}}
    make_event(title="Tōhoku: Vjesné", slug="feast", translations=texts)

    assert card.can_draw("Tōhoku: Vjesné „Ґанок“ № 5 – 9\u00a0280")
    assert image_of(client, "/uk/events/feast/").endswith("/uk/cards/event/feast.png")
    assert image_of(client, "/ja/events/feast/").endswith("/img/share.png")
    assert client.get("/ja/cards/event/feast.png").status_code == 404


needs_ideographs = pytest.mark.skipif(
    not any(Path(file).exists() for file in card.IDEOGRAPH_FILES),
    reason="Noto Sans CJK is not installed on this machine.",
)


@needs_ideographs
@pytest.mark.parametrize(
    ("language", "title"), [("ja", "松本市の祭り"), ("zh-hant", "鹽湖城與基隆")]
)
def test_where_the_machine_has_their_letters_japanese_and_chinese_have_cards(
    client, language, title
):
    make_event(title="Feast", slug="feast", translations={language: {"title": title}})

    address = image_of(client, f"/{language}/events/feast/")

    assert address == f"http://testserver/{language}/cards/event/feast.png"
    assert client.get(address).content.startswith(b"\x89PNG")


@needs_ideographs
@pytest.mark.parametrize(
    "title", ["祭" * 200, "「祭り」、" * 30, "2011年 Winter 祭り" * 9, "。", "龥"]
)
def test_any_title_in_characters_is_drawn(title):
    assert card.can_draw(title)
    assert card.draw(card.Card("松本", title, "１９５８年"), program_mark([])).startswith(
        b"\x89PNG"
    )


@needs_ideographs
def test_no_line_begins_with_what_ends_a_sentence():
    lines = card._wrapped("松本市と塩湖城の友好。「祭り」、" * 8, 72)

    assert len(lines) > 2
    assert not [line for line in lines if line[0] in "。、」" or line[-1] == "「"]


@pytest.mark.parametrize("title", ["W" * 200, "word " * 40, "Ї" * 200, "a", "…"])
def test_any_title_is_drawn(title):
    assert card.draw(card.Card("Program", title, "1958"), program_mark([])).startswith(b"\x89PNG")


def test_a_page_names_its_locale_the_others_and_what_is_on_the_picture(client):
    make_city(name="North", slug="north", translations={"ja": {"name": "北"}})

    page = read(client, "/en/cities/north/")

    assert page.meta(property="og:locale") == "en_US"
    assert page.meta(property="og:locale:alternate") == "ja_JP"
    assert page.meta(property="og:image:alt") == "North – Sister Cities"


def test_a_filtered_history_shares_its_own_title_and_address(client):
    city = make_city(name="North", slug="north")
    make_event(cities=[city], start="1990")

    page = read(client, "/en/history/?city=north")

    assert "North" in page.meta(property="og:title")
    assert page.meta(property="og:url") == "http://testserver/en/history/?city=north"


def test_pages_about_no_row_have_cards_with_their_headings(client):
    make_city(name="North", slug="north")
    make_goal(name="Aid", slug="aid")
    make_event(start="1990", sources=[{"headline": "A report"}])

    for page, name in [
        ("/en/", "home"),
        ("/en/cities/", "cities"),
        ("/uk/goals/", "goals"),
        ("/en/events/", "coming"),
        ("/en/history/", "history"),
        ("/en/sources/", "sources"),
        ("/en/data/", "data"),
    ]:
        language = page.split("/")[1]
        assert image_of(client, page) == f"http://testserver/{language}/cards/{name}.png"
        assert client.get(f"/{language}/cards/{name}.png").content.startswith(b"\x89PNG")
    assert image_of(client, "/en/site-map/").endswith("/img/share.png")
    assert client.get("/en/cards/nowhere.png").status_code == 404


def test_the_card_of_a_filtered_history_names_what_was_chosen(client, monkeypatch):
    drawn = []
    monkeypatch.setattr(card, "draw", lambda words, mark: drawn.append(words.title) or b"")
    city = make_city(name="North", slug="north")
    make_event(cities=[city], start="1990", kind="visit")
    page = "/en/history/?decade=1990s&kind=visit&city=north&goal=nonsense&year=1990&page=7"

    address = image_of(client, page)

    wanted = "/en/cards/history.png?city=north&kind=visit&decade=1990s"
    assert address == f"http://testserver{wanted}"
    assert client.get(address).status_code == 200
    assert drawn == ["History: North, Visit, 1990s"]
    # Each choice has one address, and what is no choice has none.
    for query in ("kind=visit&decade=1990s&city=north", f"{wanted.split('?')[1]}&x=%00&goal=x"):
        elsewhere = client.get(f"/en/cards/history.png?{query}")
        assert (elsewhere.status_code, elsewhere["Location"]) == (302, wanted)
    for query in ("city=secret", "year=1234", "x=" + "y" * 5000):
        assert client.get(f"/en/cards/history.png?{query}")["Location"] == "/en/cards/history.png"
    assert image_of(client, "/en/history/1990s/").endswith("/history.png?decade=1990s")


def test_the_card_of_what_does_not_take_place_says_so_before_its_date(client, monkeypatch):
    drawn = []
    monkeypatch.setattr(card, "draw", lambda words, mark: drawn.append(words.below) or b"")
    later = make_event(title="Later", slug="later", start="2031-06-01")
    make_event(title="Off", slug="off", start="2031-05-01", cancelled=True)
    make_event(title="Moved", slug="moved", start="2031-05-02", postponed_to=later)

    for slug in ("later", "off", "moved"):
        client.get(f"/en/cards/event/{slug}.png")

    assert drawn == ["June 1, 2031", "Cancelled – May 1, 2031", "Postponed – May 2, 2031"]


@pytest.mark.parametrize("name", ["event/secret", "event/nowhere", "city/secret", "person/x"])
def test_a_draft_has_no_card(client, name):
    make_event(title="Secret", slug="secret", public=False)

    assert client.get(f"/en/cards/{name}.png?x=%00").status_code == 404


def test_a_card_is_drawn_at_one_address_and_kept_until_something_is_published(client):
    make_event(title="Feast", slug="feast")
    address = "/en/cards/event/feast.png"

    elsewhere = client.get(f"{address}?x=1")

    assert (elsewhere.status_code, elsewhere["Location"]) == (302, address)
    kept_until = float(client.get(address)[CACHE_HEADER].removesuffix(ABOUT))
    assert kept_until > (timezone.now() + timedelta(days=1)).timestamp()


def test_a_card_needs_few_queries(client):
    make_event(title="Feast", slug="feast")

    with CaptureQueriesContext(connection) as captured:
        client.get("/en/cards/event/feast.png")

    assert len(captured) <= 6
