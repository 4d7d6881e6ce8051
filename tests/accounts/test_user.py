"""The site's own user model."""

import pytest
from django.contrib.auth import authenticate, get_user_model

from accounts.models import User
from tests.admin_client import sign_in

pytestmark = pytest.mark.django_db


def test_people_are_of_our_own_model_from_the_first_migration():
    assert get_user_model() is User
    assert User._meta.label == "accounts.User"


def test_a_person_signs_in_with_name_and_password():
    person = User.objects.create_user("ann", "ann@example.org", "a long password")

    assert authenticate(username="ann", password="a long password") == person
    assert authenticate(username="ann", password="wrong") is None


def test_somebody_without_rights_does_not_get_to_the_desk(client):
    client.force_login(User.objects.create_user("ann"))

    response = client.get("/admin/")

    assert (response.status_code, response["Location"]) == (302, "/admin/login/?next=/admin/")


def test_staff_manage_people_at_the_desk(client):
    sign_in(client, username="chief")
    User.objects.create_user("ann", "ann@example.org")

    response = client.get("/admin/accounts/user/", {"q": "ann"})

    assert [person.username for person in response.context["cl"].result_list] == ["ann"]
