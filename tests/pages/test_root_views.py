"""The addresses without a language."""

import pytest
from django.contrib.staticfiles import finders

from tests.builders import make_site

SEVEN = [
    ("en", "English"),
    ("es", "Español"),
    ("ja", "日本語"),
    ("zh-hant", "繁體中文"),
    ("uk", "Українська"),
]


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("", "/en/"),
        ("ja", "/ja/"),
        ("ja-JP,ja;q=0.9,en;q=0.8", "/ja/"),
        ("de, es;q=0.5, en;q=0.4", "/es/"),
        ("en;q=0.4, es;q=0.5", "/es/"),
        ("zh-TW", "/zh-hant/"),
        ("zh-Hant-HK", "/zh-hant/"),
        ("UK", "/uk/"),
        ("*", "/en/"),
        ("de, *;q=0.1", "/en/"),
        ("xx", "/en/"),
        ("ja;q=0, es", "/es/"),
        ("ja;q=nonsense", "/en/"),
        ("\x00ja, <script>", "/en/"),
        ("x" * 5000, "/en/"),
        (",".join(["ja"] * 1000), "/ja/"),
    ],
)
def test_the_browser_chooses_the_language(client, settings, wanted, given):
    settings.LANGUAGES = SEVEN

    response = client.get("/", headers={"Accept-Language": wanted})

    assert (response.status_code, response["Location"]) == (302, given)


def test_the_choice_depends_on_the_header_alone(client):
    client.cookies["django_language"] = "ja"

    response = client.get("/", headers={"Accept-Language": "en"})

    assert response["Location"] == "/en/"
    assert response["Vary"] == "Accept-Language"
    assert response.cookies == {}


def test_the_icon_is_found_at_the_root(client):
    response = client.get("/favicon.ico")

    assert (response.status_code, response["Location"]) == (301, "/static/img/favicon.ico")


@pytest.mark.django_db
def test_the_manifest_names_the_program_and_its_icons(client):
    make_site(program_name="Hometown Sister Cities", tagline="Sister Cities")

    response = client.get("/site.webmanifest")

    manifest = response.json()
    assert response["Content-Type"] == "application/manifest+json"
    assert (manifest["name"], manifest["short_name"]) == ("Hometown Sister Cities", "Sister Cities")
    icons = [icon["src"].removeprefix("/static/") for icon in manifest["icons"]]
    assert [name for name in icons if finders.find(name) is None] == []


@pytest.mark.parametrize("path", ["/", "/favicon.ico", "/site.webmanifest"])
def test_nothing_can_be_sent_there(client, path):
    assert client.post(path).status_code == 405
