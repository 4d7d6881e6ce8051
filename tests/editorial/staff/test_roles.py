"""Who may do what, as a table of role and action, asked of the server itself."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import User
from editorial import publishing
from editorial.models import LanguageVersion, Revision
from editorial.staff import roles
from tests.builders import make_page
from tests.editorial.staff.people import person

pytestmark = pytest.mark.django_db

JA, UK, EN = (roles.translator(code) for code in ("ja", "uk", "en"))
EDITORS = {roles.ADMINISTRATOR, roles.EDITOR}
ROLES = [roles.ADMINISTRATOR, roles.EDITOR, JA, UK, EN]
EVERYBODY = set(ROLES)


@pytest.fixture
def welcome():
    return make_page(title="Welcome", translations={"ja": {"title": "ようこそ"}})


def translate(welcome, language):
    return reverse("admin:translate", args=[welcome.entry.pk, language])


def history(welcome, language):
    return reverse("admin:translate_history", args=[welcome.entry.pk, language])


def earlier(welcome, language):
    act = welcome.entry.acts.filter(actions__language=language).first()
    return reverse("admin:history_restore", args=[welcome.entry.pk, act.pk])


def desk(welcome):
    return reverse("admin:translations")


def index(welcome):
    return reverse("admin:index")


def model(name, action):
    def url(welcome):
        needs_key = action in {"change", "delete"}
        return reverse(f"admin:{name}_{action}", args=[welcome.pk] if needs_key else [])

    return url


def press(action, **more):
    return {"action": action, "_base": "1", **more}


# An address, what is sent (None is a GET), and the roles to whom it is open.
ACTIONS = {
    "the index": (index, None, EVERYBODY),
    "the admin": (desk, None, EVERYBODY),
    "the Japanese texts": (lambda welcome: translate(welcome, "ja"), None, {*EDITORS, JA}),
    "the Ukrainian texts": (lambda welcome: translate(welcome, "uk"), None, {*EDITORS, UK}),
    "the original": (lambda welcome: translate(welcome, "en"), None, {*EDITORS, EN}),
    "the Japanese history": (lambda welcome: history(welcome, "ja"), None, {*EDITORS, JA}),
    "save in Japanese": (lambda welcome: translate(welcome, "ja"), press("save"), {*EDITORS, JA}),
    "save in the original": (
        lambda welcome: translate(welcome, "en"),
        press("save"),
        {*EDITORS, EN},
    ),
    "ask for review": (lambda welcome: translate(welcome, "ja"), press("ask"), {*EDITORS, JA}),
    "go on to the next": (lambda welcome: translate(welcome, "ja"), press("next"), {*EDITORS, JA}),
    "choose the source": (
        lambda welcome: translate(welcome, "ja"),
        press("source", source="uk"),
        {*EDITORS, JA},
    ),
    "restore in Japanese": (
        lambda welcome: earlier(welcome, "ja"),
        {"language": "ja"},
        {*EDITORS, JA},
    ),
    "publish": (lambda welcome: translate(welcome, "ja"), press("publish"), EDITORS),
    "publish both": (lambda welcome: translate(welcome, "ja"), press("publish-both"), EDITORS),
    "send back": (lambda welcome: translate(welcome, "ja"), press("send-back"), EDITORS),
    "mark as reviewed": (lambda welcome: translate(welcome, "ja"), press("reviewed"), EDITORS),
    "withdraw": (lambda welcome: translate(welcome, "ja"), press("withdraw"), EDITORS),
    "go to Ukrainian": (lambda welcome: translate(welcome, "ja"), press("go:uk"), EDITORS),
    "all content": (model("editorial_entry", "changelist"), None, EDITORS),
    "the list of pages": (model("pages_page", "changelist"), None, EDITORS),
    "a page's form": (model("pages_page", "change"), None, EDITORS),
    "send a page's form": (model("pages_page", "change"), {"title_en": "x"}, EDITORS),
    "delete a page": (model("pages_page", "delete"), {"post": "yes"}, EDITORS),
    "a city's form": (model("cities_city", "add"), None, EDITORS),
    "the pictures": (model("editorial_picture", "changelist"), None, EDITORS),
    "add a picture": (model("editorial_picture", "add"), {"title": "x"}, EDITORS),
    "the accounts": (model("accounts_user", "changelist"), None, {roles.ADMINISTRATOR}),
    "add an account": (
        model("accounts_user", "add"),
        {"username": "x"},
        {roles.ADMINISTRATOR},
    ),
    "the groups": (model("auth_group", "changelist"), None, {roles.ADMINISTRATOR}),
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", ACTIONS)
def test_the_server_enforces_the_table(client, welcome, role, action):
    address, sent, allowed = ACTIONS[action]
    client.force_login(person(role))
    before = Revision.objects.count(), list(LanguageVersion.objects.values())

    url = address(welcome)
    response = client.get(url) if sent is None else client.post(url, sent)

    if role in allowed:
        assert response.status_code in {200, 302, 409}
        assert "/login/" not in response.headers.get("Location", "")
    else:
        assert response.status_code == 403
        assert (Revision.objects.count(), list(LanguageVersion.objects.values())) == before


@pytest.mark.parametrize("action", ["save", "ask", "publish", "withdraw", "reviewed"])
def test_another_language_is_closed_whatever_is_pressed(client, welcome, action):
    client.force_login(person(UK))

    response = client.post(translate(welcome, "ja"), press(action, **{"text-root-title": "x"}))

    assert response.status_code == 403
    assert publishing.versions_of(welcome.entry)["ja"].working_revision.number == 1


def test_a_right_that_is_missing_keeps_the_text_from_being_saved(client, welcome):
    client.force_login(person(JA))

    client.post(translate(welcome, "ja"), press("publish", **{"text-root-title": "新しい題名"}))

    version = publishing.versions_of(welcome.entry)["ja"]
    assert version.working_revision == version.live_revision


@pytest.mark.parametrize("address", [desk, lambda welcome: translate(welcome, "ja")])
def test_staff_without_a_role_see_nothing(client, welcome, address):
    client.force_login(person())

    assert client.get(address(welcome)).status_code == 403


@pytest.mark.parametrize("address", [desk, lambda welcome: translate(welcome, "ja")])
def test_nobody_gets_in_without_signing_in(client, welcome, address):
    response = client.get(address(welcome))

    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("admin:login"))


def test_who_is_no_staff_is_not_let_in_by_a_role(client, welcome):
    user = person(JA)
    User.objects.update(is_staff=False)
    client.force_login(user)

    assert client.get(translate(welcome, "ja")).status_code == 302


def test_two_roles_add_up(client, welcome):
    user = person(JA, UK)

    assert roles.languages_of(user) == ["ja", "uk"]
    assert not roles.may_publish(user)


def test_a_translator_finds_the_desk_from_the_index_and_the_side(client):
    client.force_login(person(JA))

    link = f'<a href="{reverse("admin:translations")}"'
    assert link in client.get(reverse("admin:index")).content.decode()
    assert link in client.get(reverse("admin:translations")).content.decode()


def test_the_index_does_not_name_a_desk_that_is_closed(client):
    client.force_login(person())

    assert reverse("admin:translations") not in client.get(reverse("admin:index")).content.decode()


def test_making_the_roles_again_changes_nothing():
    call_command("sync_roles", verbosity=0)
    before = rights()

    call_command("sync_roles", verbosity=0)

    assert rights() == before
    assert set(before) == set(roles.table())


def test_what_was_taken_from_a_role_by_hand_stays_away():
    call_command("sync_roles", verbosity=0)
    before = rights()
    Group.objects.get(name=JA).permissions.set(Permission.objects.filter(codename="publish"))
    own = Group.objects.create(name="Somebody's own")

    call_command("sync_roles", verbosity=0)

    assert rights() == before | {own.name: set(), JA: {"publish"}}


def test_a_right_that_is_new_in_the_table_is_given_and_one_that_is_gone_is_taken(monkeypatch):
    call_command("sync_roles", verbosity=0)
    Group.objects.get(name=JA).permissions.clear()
    table = roles.table() | {JA: {"editorial.translate_ja", roles.PUBLISH}, UK: set()}
    monkeypatch.setattr(roles, "table", lambda: table)

    call_command("sync_roles", verbosity=0)

    assert rights()[JA] == {"publish"}
    assert rights()[UK] == set()


def test_a_role_that_was_deleted_by_hand_stays_away():
    call_command("sync_roles", verbosity=0)
    Group.objects.get(name=roles.EDITOR).delete()
    before = rights()

    call_command("sync_roles", verbosity=0)

    assert rights() == before
    assert roles.EDITOR not in before


def test_a_role_that_was_renamed_by_hand_keeps_its_name_and_gets_what_is_new(monkeypatch):
    call_command("sync_roles", verbosity=0)
    Group.objects.filter(name=JA).update(name="Friends of the North")
    table = roles.table() | {JA: {"editorial.translate_ja", roles.PUBLISH}}
    monkeypatch.setattr(roles, "table", lambda: table)

    call_command("sync_roles", verbosity=0)

    assert JA not in rights()
    assert rights()["Friends of the North"] == {"translate_ja", "publish"}


def test_a_role_that_somebody_makes_under_a_deleted_ones_name_is_theirs():
    call_command("sync_roles", verbosity=0)
    Group.objects.get(name=roles.EDITOR).delete()
    Group.objects.create(name=roles.EDITOR)

    call_command("sync_roles", verbosity=0)

    assert rights()[roles.EDITOR] == set()


def test_a_new_role_leaves_another_alone_that_got_its_name_by_hand(monkeypatch):
    call_command("sync_roles", verbosity=0)
    Group.objects.filter(name=JA).update(name="Archivist")
    table = roles.table() | {"Archivist": {roles.PUBLISH}}
    monkeypatch.setattr(roles, "table", lambda: table)

    call_command("sync_roles", verbosity=0)

    assert rights()["Archivist"] == {"translate_ja"}


def test_a_right_that_the_database_does_not_know_is_named(monkeypatch):
    monkeypatch.setattr(roles, "table", lambda: {"New": {"editorial.translate_xx"}})

    with pytest.raises(CommandError, match=r"editorial\.translate_xx"):
        call_command("sync_roles")


def rights():
    return {
        group.name: {permission.codename for permission in group.permissions.all()}
        for group in Group.objects.all()
    }
