"""Another city's program, Japanese first, is served without a change of code and names no other."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client, override_settings

from cities.drawing.geography import Point
from cities.drawing.land import land_path
from cities.models import City
from editorial import publishing
from editorial.seed import loader as seed
from involvement.mail import letters
from involvement.models import Letter, Submission
from pages.models import SiteSettings
from reports import drafting
from reports.models import Outline
from saltlake_sister import program
from tests.admin_client import sign_in
from tests.conftest import PLAIN_STATIC_FILES
from tests.crawl import crawl
from tests.involvement.form_client import written
from tests.selecting import page_of
from tests.submissions import make_submission

MATSUMOTO = Path(__file__).parent / "matsumoto"
NAMES = {"en": "English", "ja": "日本語"}
CODES = ["en", "es", "ja", "zh-hant", "uk", "ru", "it"]
SAID = program.known(MATSUMOTO, MATSUMOTO / "none.json", CODES)

SETTINGS = {
    "CONTENT_DIR": MATSUMOTO,
    "SITE_URL": "",
    "TIME_ZONE": SAID.time_zone,
    "LANGUAGES": [(code, NAMES[code]) for code in CODES if code in SAID.languages],
    "LANGUAGE_CODE": SAID.languages[0],
    "STORAGES": {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": PLAIN_STATIC_FILES},
    },
}

# What belongs to the program whose code this is.
ANOTHER_PROGRAM = re.compile(
    r"Utah|ユタ|GRAMA|H\.B\. ?404|slc\.gov|451 South|(?<!America/)Denver|801-535"
)
PARTNER = re.compile(r"Salt ?Lake|ソルトレーク", re.IGNORECASE)


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Load the folder once, as a process with this folder would; then the database is empty."""
    with django_db_blocker.unblock(), override_settings(**SETTINGS), transaction.atomic():
        seed.load(MATSUMOTO)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def matsumoto(loaded, db):
    """Have the program in the database; what a test changes is undone."""
    with override_settings(**SETTINGS):
        yield


@pytest.fixture(scope="module")
def site(loaded):
    """Read every public page once."""
    with override_settings(**SETTINGS):
        return crawl().linked


def test_the_folder_says_whose_clock_and_which_languages():
    assert program.Program("Asia/Tokyo", ["ja", "en"]) == SAID


def test_every_page_opens_in_both_languages_and_in_no_other(site):
    paths = {path for path, page in site.items() if page.status == 200}

    assert {path: page.status for path, page in site.items() if page.status != 200} == {}
    for path in ["", "cities/salt-lake-city/", "goals/learning/", "history/", "take-part/write/"]:
        assert f"/ja/{path}" in paths
        assert f"/en/{path}" in paths
    assert {path.split("/")[1] for path in paths} == {"ja", "en", "data", "site.webmanifest"}


@pytest.mark.parametrize(
    ("asked_for", "to"), [("", "/ja/"), ("de", "/ja/"), ("ru, *", "/ja/"), ("en", "/en/")]
)
def test_the_root_leads_to_the_original_language(matsumoto, client, asked_for, to):
    response = client.get("/", headers={"accept-language": asked_for} if asked_for else {})

    assert response["Location"] == to


def test_a_language_that_is_not_offered_is_no_address(matsumoto, client):
    assert client.get("/es/", follow=True).status_code == 404


def test_no_page_says_anything_of_another_program(site):
    found = {
        path: ANOTHER_PROGRAM.findall(page.html)
        for path, page in site.items()
        if ANOTHER_PROGRAM.search(page.html)
    }

    assert found == {}


def test_the_partner_is_named_only_where_it_is_spoken_of(site):
    silent = ["about/", "privacy/", "take-part/", "take-part/write/"]

    named = {
        f"/{code}/{path}": PARTNER.findall(site[f"/{code}/{path}"].html)
        for code in ("ja", "en")
        for path in silent
    }

    assert {path: words for path, words in named.items() if words} == {}


def test_the_map_is_drawn_around_the_home_city(site):
    drawn = land_path(Point(36.238, 137.972))

    assert f'd="{drawn}"' in site["/ja/"].html


def test_files_without_a_language_are_those_of_the_program(matsumoto, client):
    manifest = client.get("/site.webmanifest").json()

    assert manifest["name"] == "松本市の姉妹都市"
    for path in ("/robots.txt", "/sitemap.xml", "/.well-known/security.txt"):
        text = client.get(path).content.decode()
        assert not ANOTHER_PROGRAM.search(text)
    assert (MATSUMOTO / "static/img/share.png").is_file()


@pytest.mark.parametrize("purpose", [*Letter.Purpose.values])
def test_every_letter_names_this_office(matsumoto, purpose):
    letter = Letter.objects.get(purpose=purpose)
    submission = make_submission(language="ja", written_in="ja")

    mail = letters.filled_in("https://sisters.example", letter, submission)

    assert mail.language == "ja"
    assert "姉妹都市の窓口" in mail.body
    assert not ANOTHER_PROGRAM.search(mail.subject + mail.body)
    assert not PARTNER.search(mail.subject + mail.body)
    assert "{" not in mail.subject + mail.body.replace("{link}", "")


def test_the_office_stands_in_texts_by_its_placeholders(matsumoto, client):
    html = client.get("/ja/about/").content.decode()

    assert "姉妹都市の窓口" in html
    assert "office@matsumoto.example" in html
    assert (
        '<a href="mailto:office@matsumoto.example">' in client.get("/ja/privacy/").content.decode()
    )


def test_the_desk_asks_for_nothing_that_only_another_program_must_do(matsumoto, client):
    sign_in(client)
    partner = City.objects.get(slug="salt-lake-city")
    settings_page = f"/admin/pages/sitesettings/{SiteSettings.objects.get().pk}/change/"
    city_page = f"/admin/cities/city/{partner.pk}/change/"

    for path in ("/admin/", city_page, settings_page):
        html = client.get(path).content.decode()
        assert not re.search(r"Utah|ユタ|GRAMA|H\.B\.", html)
    assert "attested_on" not in client.get(city_page).content.decode()


def test_the_desk_shows_the_languages_of_the_program_and_those_in_preparation(
    matsumoto, client, settings
):
    sign_in(client)
    city = City.objects.get(slug="salt-lake-city")
    address = f"/admin/cities/city/{city.pk}/change/"

    def shown():
        form, listed = page_of(client.get(address)), page_of(client.get("/admin/cities/city/"))
        offered = listed.select("#narrow-lacks option")
        return (
            [name.get_text() for name in form.select(".languages__name")],
            [option["value"] for option in form.select("#preview-language option")],
            [option["value"] for option in offered if option["value"]],
        )

    assert shown() == (["英語", "日本語"], ["en", "ja"], ["en", "ja"])
    settings.PREPARED_LANGUAGES = ["uk"]
    codes = ["en", "ja", "uk"]
    assert shown() == (["英語", "日本語", "ウクライナ語"], codes, codes)


def test_an_attestation_is_asked_for_where_the_program_says_so(matsumoto, client):
    sign_in(client)
    SiteSettings.objects.update(attestation_ja="市の要綱が求める確認です。")
    partner = City.objects.get(slug="salt-lake-city")

    html = client.get(f"/admin/cities/city/{partner.pk}/change/").content.decode()

    assert "attested_on" in html
    assert "市の要綱が求める確認です。" in html


def test_errors_speak_the_original_language(matsumoto):
    response = Client(headers={"accept-language": "de"}).get("/nowhere", follow=True)

    assert response.status_code == 404
    assert 'lang="ja"' in response.content.decode()


def test_a_site_in_one_language_asks_for_none(matsumoto, settings, client):
    settings.LANGUAGES = [("ja", NAMES["ja"])]
    chosen = {"step": "choose", "kind": "question", "age_band": "adult"}

    html = client.post("/ja/take-part/write/", chosen).content.decode()

    assert 'name="message"' in html
    assert 'name="language"' not in html
    sent = {**written(), "step": "send"}
    del sent["language"]
    client.post("/ja/take-part/write/", sent)
    assert Submission.objects.get().language == "ja"


def test_a_report_has_its_own_headings_its_own_language_and_its_own_day(matsumoto):
    outline = Outline.objects.get()
    report = drafting.first_draft(2023)
    publishing.publish(report.entry, ["ja"])

    page = page_of(Client().get("/ja/reports/2023/")).first("main").get_text()

    assert outline.due_on(2023) == date(2024, 6, 30)
    assert report.entry.original_language == "ja"
    assert "提携の状況" in page
    assert "ソルトレークシティ" in page
