"""Signed out while typing: nothing is lost, and nothing foreign is shown."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from editorial import publishing
from editorial.revisions import data as revisions
from tests.builders import make_page
from tests.html_forms import buttons, filled, form_of, form_sent_to

pytestmark = pytest.mark.django_db

HERE = {"Sec-Fetch-Site": "same-origin"}
EVIL = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}


LONG = '長い<文>と"記号"&空白  です'


@pytest.fixture
def tab():
    """Return a browser of which the server asks the token of each form."""
    User.objects.create_superuser("boss", "boss@example.org", "secret")
    return Client(enforce_csrf_checks=True, headers=HERE)


@pytest.fixture
def welcome():
    return make_page(title="Welcome")


def sign_in(tab):
    url = reverse("admin:login")
    form = filled(form_of(tab.get(url), "password"))
    response = tab.post(url, {**form, "username": "boss", "password": "secret"})
    assert response.status_code == 302


def sign_out(tab):
    url = reverse("admin:logout")
    form = filled(form_sent_to(tab.get(reverse("admin:index")), url))
    assert tab.post(url, form).status_code == 200


def translate_url(page):
    return reverse("admin:translate", args=[page.entry.pk, "ja"])


def typed(tab, page):
    form = filled(form_of(tab.get(translate_url(page)), "_base"))
    return {**form, "text-root-title": LONG, "action": "save"}


def press(tab, response):
    """Press the button of the page that keeps what was typed."""
    form = form_of(response, "_base")
    return tab.post(form.get("action"), filled(form))


def title(page):
    version = publishing.versions_of(page.entry)["ja"]
    return revisions.texts_of(version.working_revision).get("root", {}).get("title")


def test_typed_signed_out_signed_in_elsewhere_and_saved(tab, welcome):
    sign_in(tab)
    data = typed(tab, welcome)
    sign_out(tab)
    sign_in(tab)

    kept = tab.post(translate_url(welcome), data)

    assert kept.status_code == 403
    assert "Save what you typed" in kept.content.decode()
    assert title(welcome) is None
    response = press(tab, kept)
    assert response.headers["Location"] == translate_url(welcome)
    assert title(welcome) == LONG


def press_with(tab, response, **sign_in):
    """Fill in the step of signing in that the page asks for, and press its button."""
    form = form_of(response, "_base")
    names = {f"sign_in-{name}": value for name, value in sign_in.items()}
    return tab.post(form.get("action"), {**filled(form), **names})


def test_typed_signed_out_and_saved_by_signing_in_on_the_page_itself(tab, welcome):
    sign_in(tab)
    data = typed(tab, welcome)
    sign_out(tab)

    kept = tab.post(translate_url(welcome), data)
    assert kept.status_code == 403
    first_button, *_others = buttons(form_of(kept, "_base"))
    assert first_button[-1] == "Sign in and save what I typed"

    kept = press_with(tab, kept, username="boss", password="wrong")
    assert "do not belong together" in kept.content.decode()
    assert "wrong" not in filled(form_of(kept, "_base")).values()
    assert title(welcome) is None
    saved = press_with(tab, kept, username="boss", password="secret")
    assert saved.headers["Location"] == translate_url(welcome)
    assert title(welcome) == LONG
    assert tab.get(reverse("admin:index")).status_code == 200


def test_who_signs_in_there_without_a_role_is_told_so_and_nothing_is_lost(tab, welcome):
    User.objects.create_user("reader", password="secret")
    data = typed_then_signed_out(tab, welcome)

    kept = press_with(
        tab, tab.post(translate_url(welcome), data), username="reader", password="secret"
    )

    assert "This account does not include the desk." in kept.content.decode()
    assert press_with(tab, kept, username="boss", password="secret").status_code == 302
    assert title(welcome) == LONG


def test_the_way_in_is_never_a_part_of_what_was_typed(tab, welcome):
    data = typed_then_signed_out(tab, welcome)
    names = {"sign_in-username": "boss", "sign_in-password": "wrong", "sign_in-code": "123"}

    kept = tab.post(translate_url(welcome), {**data, **names})

    sent_again = filled(form_of(kept, "_base"))
    assert "sign_in-code" not in sent_again
    assert "Not on this page" not in kept.content.decode()


def typed_then_signed_out(tab, page):
    sign_in(tab)
    data = typed(tab, page)
    sign_out(tab)
    return data


def test_a_session_that_ended_keeps_the_token_so_one_click_saves(tab, welcome):
    sign_in(tab)
    data = typed(tab, welcome)
    session = tab.cookies.pop("sessionid")

    kept = tab.post(translate_url(welcome), data)
    tab.cookies["sessionid"] = session.value

    assert press(tab, kept).status_code == 302


def test_every_form_of_the_desk_is_kept_with_all_its_values(client):
    url = reverse("admin:cities_event_add")

    response = client.post(f"{url}?cities=1", {"title_en": 'A "visit"', "goals": ["1", "2"]})

    form = form_of(response, "title_en")
    assert form.get("action") == f"{url}?cities=1"
    goals = [control.get("value") for control in form.iter() if control.get("name") == "goals"]
    assert goals == ["1", "2"]
    assert filled(form)["title_en"] == 'A "visit"'


def test_it_is_kept_by_nobody_else(client, welcome):
    response = client.post(translate_url(welcome), {"text-root-title": "題"})

    assert "no-store" in response.headers["Cache-Control"]
    assert "unsafe-inline" not in response.headers["Content-Security-Policy"]
    assert "<script>" not in response.content.decode()


def test_everything_is_escaped(client, welcome):
    response = client.post(translate_url(welcome), {'"><script>x</script>': "</form><script>y"})

    assert "<script>x" not in response.content.decode()
    assert "<script>y" not in response.content.decode()


def test_passwords_and_files_are_never_sent_back(client):
    url = reverse("admin:accounts_user_add")
    data = {"username": "new", "password1": "hidden-one", "Old_Password": "hidden-two"}
    file = SimpleUploadedFile("a.png", b"x")

    html = client.post(url, {**data, "file": file}).content.decode()

    assert 'value="new"' in html
    assert "hidden-one" not in html
    assert "hidden-two" not in html
    assert "Passwords and files are not kept." in html


def test_a_form_of_passwords_alone_leads_to_the_sign_in_page(client):
    response = client.post(reverse("admin:password_change"), {"old_password": "hidden"})

    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize("headers", [EVIL, {"Sec-Fetch-Site": "same-site"}, {"Origin": "null"}])
def test_what_another_site_sends_is_never_shown(client, tab, welcome, headers):
    data = {"text-root-title": "planted"}

    without_session = client.post(translate_url(welcome), data, headers=headers)
    sign_in(tab)
    tab.defaults.pop("HTTP_SEC_FETCH_SITE")
    with_session = tab.post(translate_url(welcome), data, headers=headers)

    assert "planted" not in without_session.content.decode()
    assert without_session.status_code == 302
    assert with_session.status_code == 403
    assert "planted" not in with_session.content.decode()


def test_a_wrong_token_alone_proves_nothing(tab, welcome):
    tab.defaults.pop("HTTP_SEC_FETCH_SITE")

    response = tab.post(translate_url(welcome), {"text-root-title": "planted"})

    assert response.status_code == 403
    assert "planted" not in response.content.decode()


def test_an_older_browser_is_believed_by_its_origin(tab, welcome):
    tab.defaults.pop("HTTP_SEC_FETCH_SITE")
    origin = {"Origin": "http://testserver"}

    response = tab.post(translate_url(welcome), {"text-root-title": "題"}, headers=origin)

    assert 'value="題"' in response.content.decode()


def test_the_sign_in_form_itself_is_never_kept(tab):
    data = {"username": "somebody", "password": "opensesame"}

    response = tab.post(reverse("admin:login"), data)

    assert response.status_code == 403
    assert "somebody" not in response.content.decode()
    assert "opensesame" not in response.content.decode()


def test_signing_out_twice_is_no_error(client):
    assert client.post(reverse("admin:logout")).status_code == 302


def test_public_addresses_are_none_of_its_business(tab):
    response = tab.post("/en/", {"name": "planted"})

    assert "planted" not in response.content.decode()


def test_who_is_signed_in_without_being_staff_gets_the_sign_in_page(client, welcome):
    client.force_login(User.objects.create_user("reader"))

    response = client.post(translate_url(welcome), {"text-root-title": "題"})

    assert response.status_code == 302
