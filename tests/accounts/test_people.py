"""The page "People": accounts made in words, and nobody who gives more than they have."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from post_office.models import Email

from accounts import people
from accounts.models import User
from editorial.models import AuditEntry
from editorial.staff import roles
from tests.accounts.people import browser, is_in, make_account, told
from tests.accounts.people import sign_in as enter
from tests.accounts.sign_in.test_passwords import choose
from tests.admin_client import filled_in, sign_in
from tests.editorial.staff.people import person

pytestmark = pytest.mark.django_db

ADD = "admin:accounts_user_add"
ANN = {"first_name": "Ann", "last_name": "Lee", "email": "Ann@Example.org"}
JA, UK = roles.translator("ja"), roles.translator("uk")


@pytest.fixture
def groups():
    call_command("sync_roles", verbosity=0)
    return {group.name: group.pk for group in Group.objects.all()}


def change(client, account, **changes):
    """Change an account by its form; return the answer."""
    url = reverse("admin:accounts_user_change", args=[account.pk])
    data = filled_in(client.get(url)) | changes
    return client.post(url, {name: value for name, value in data.items() if value is not None})


def page(client, address, *args):
    return client.get(reverse(address, args=args)).content.decode()


def test_a_new_account_can_sign_in_by_the_link_in_its_mail(client, groups, settings):
    settings.EMAIL_HOST = "mail.example.org"
    sign_in(client)

    client.post(reverse(ADD), ANN | {"roles": [groups[JA], groups[UK]]})

    ann = User.objects.get(email="ann@example.org")
    assert (ann.username, ann.is_staff, ann.is_superuser) == ("ann", True, False)
    assert roles.languages_of(ann) == ["ja", "uk"]
    (email,) = Email.objects.all()
    assert "An account was made for you" in email.message
    tab = browser()
    choose(tab, re.search(r"http://testserver(/\S+)", email.message)[1])
    enter(tab, "ann@example.org", "a battery of correct horses")
    assert is_in(tab)


def test_without_a_mail_server_the_administrator_hands_the_link_on(client, groups):
    sign_in(client)

    response = client.post(reverse(ADD), ANN | {"roles": [groups[JA]]}, follow=True)

    assert not Email.objects.exists()
    link = re.search(
        r"http://testserver(/admin/account/password/new/[^<\s]+)", str(response.content)
    )
    assert "Your password is set" in choose(browser(), link[1]).content.decode()


def test_the_roles_are_chosen_in_words(client, groups):
    sign_in(client)

    form = page(client, ADD)

    assert "writes and publishes all content" in form
    assert f'value="{groups[roles.VIEWER]}"' in form
    assert "is_staff" not in form
    assert "user_permissions" not in form


@pytest.mark.parametrize("missing", ["first_name", "email", "roles"])
def test_name_address_and_a_role_are_needed(client, groups, missing):
    sign_in(client)
    data = {**ANN, "roles": [groups[JA]], missing: ""}

    errors = client.post(reverse(ADD), data).context["adminform"].form.errors

    assert list(errors) == [missing]


def test_an_address_is_of_one_account(client, groups):
    make_account()
    sign_in(client)

    data = ANN | {"email": "ANN@example.org", "roles": [groups[JA]]}
    errors = client.post(reverse(ADD), data).context["adminform"].form.errors

    assert "Another account has this email address." in str(errors)
    with pytest.raises(ValidationError):
        User(username="other", email="Ann@example.org", password="x").full_clean()


def test_names_for_signing_in_do_not_collide():
    make_account()
    make_account("ann2")

    assert people.name_from("ann@example.com") == "ann3"
    assert people.name_from("松本@example.com") == "松本"
    assert people.name_from("!@example.com") == "account"


def test_who_loses_the_last_role_signs_in_no_more(client, groups):
    boss, ann = sign_in(client), person(JA, username="ann")

    change(client, ann, roles=[])

    ann.refresh_from_db()
    assert (ann.is_staff, list(ann.groups.all())) == (False, [])
    assert told(AuditEntry.Action.RIGHTS)[-1] == ("rights", ["ann"], f"- {JA}")
    assert AuditEntry.objects.first().by == boss


def test_changes_of_rights_stand_in_the_log(client, groups):
    sign_in(client)
    ann = person(JA, username="ann")

    change(client, ann, roles=[groups[JA], groups[UK]], is_active=None)

    assert [note for *_rest, note in told(AuditEntry.Action.RIGHTS)[-2:]] == [
        "is_active: False",
        f"+ {UK}",
    ]


def test_single_rights_are_for_superusers_alone(client, groups):
    ann = person(JA, username="ann")
    client.force_login(person(roles.ADMINISTRATOR, username="chief"))

    form = page(client, "admin:accounts_user_change", ann.pk)
    change(client, ann, is_superuser="on", user_permissions=[Permission.objects.first().pk])

    assert "user_permissions" not in form
    assert "is_superuser" not in form
    ann.refresh_from_db()
    assert (ann.is_superuser, ann.user_permissions.count()) == (False, 0)


@pytest.mark.parametrize("where", ["change", "delete", "let_in"])
def test_an_administrator_does_not_reach_who_may_do_more(client, where):
    boss = make_account("boss")
    client.force_login(person(roles.ADMINISTRATOR, username="chief"))

    address = reverse(f"admin:accounts_user_{where}", args=[boss.pk])

    assert client.post(address, {"post": "yes", "how": "factor"}).status_code == 403
    address = reverse("admin:auth_user_password_change", args=[boss.pk])
    assert client.post(address, {}).status_code == 403


def test_who_lost_the_phone_is_let_in_again(client):
    sign_in(client)
    ann = make_account()
    Authenticator.objects.create(user=ann, type="totp", data={"secret": "x"})

    client.post(reverse("admin:accounts_user_let_in", args=[ann.pk]), {"how": "factor"})

    assert not Authenticator.objects.exists()
    assert told(AuditEntry.Action.FACTOR) == [("factor", ["ann"], "all removed, by somebody else")]


def test_a_password_that_somebody_else_sets_stands_in_the_log(client):
    boss, ann = sign_in(client), make_account()
    data = {"password1": "a battery of correct horses", "password2": "a battery of correct horses"}

    address = reverse("admin:auth_user_password_change", args=[ann.pk])
    client.post(address, data | {"usable_password": "true", "set-password": "1"})

    assert told(AuditEntry.Action.PASSWORD) == [("password", ["ann"], "")]
    assert AuditEntry.objects.get(action="password").by == boss


def test_the_list_takes_as_many_questions_for_many_people(
    client, groups, django_assert_num_queries
):
    sign_in(client)
    person(JA, username="ann")
    address = reverse("admin:accounts_user_changelist")
    client.get(address)
    with django_assert_num_queries(10):
        client.get(address)

    for number in range(5):
        person(JA, UK, username=f"ben{number}")

    with django_assert_num_queries(10):
        client.get(address)


# --- Roles ------------------------------------------------------------------------------------


def test_the_page_of_a_role_says_what_was_taken_away_and_that_it_stays_away(client, groups):
    sign_in(client)
    editor = Group.objects.get(name=roles.EDITOR)
    address = reverse("admin:auth_group_change", args=[editor.pk])
    deleting = Permission.objects.get(codename="delete_page")
    rights = [right.pk for right in editor.permissions.all() if right != deleting]
    assert "stays away, also after an update" in client.get(address).content.decode()

    client.post(address, {"name": editor.name, "permissions": rights})
    call_command("sync_roles", verbosity=0)

    assert deleting not in editor.permissions.all()
    assert "Pages: delete" in client.get(address).content.decode()
    (entry,) = AuditEntry.objects.filter(kind="auth.group")
    assert (entry.references, entry.note) == (["Editor"], "- delete_page")


def test_every_right_that_a_role_was_given_is_told_in_order(client, groups):
    sign_in(client)
    shown = Permission.objects.filter(content_type__app_label="cities")
    assert shown.count() > 20

    client.post(
        reverse("admin:auth_group_add"),
        {"name": "Archive", "permissions": [right.pk for right in shown]},
    )

    lines = AuditEntry.objects.filter(kind="auth.group").order_by("pk")
    assert {line.references[0] for line in lines} == {"Archive"}
    told_of = ", ".join(line.note for line in lines).split(", ")
    assert told_of == sorted(f"+ {right.codename}" for right in shown)


def test_every_single_right_of_somebody_is_told(client, groups):
    sign_in(client)
    ann = person(JA, username="ann")
    given = Permission.objects.filter(content_type__app_label="cities")

    change(client, ann, user_permissions=[right.pk for right in given])

    lines = AuditEntry.objects.filter(references=["ann"]).order_by("pk")
    told_of = ", ".join(line.note for line in lines)
    assert all(str(right) in told_of for right in given)


def test_rights_that_the_page_does_not_show_stay(client, groups):
    sign_in(client)
    chief = Group.objects.get(name=roles.ADMINISTRATOR)
    before = set(chief.permissions.all())
    address = reverse("admin:auth_group_change", args=[chief.pk])

    client.post(address, filled_in(client.get(address)))

    assert set(chief.permissions.all()) == before


def test_a_viewer_sees_content_and_changes_nothing(client):
    client.force_login(person(roles.VIEWER))

    rights = Group.objects.get(name=roles.VIEWER).permissions.values_list("codename", flat=True)

    assert {right.partition("_")[0] for right in rights} == {"view"}
    assert not {"view_submission", "view_mail", "view_user", "view_auditentry"} & set(rights)
