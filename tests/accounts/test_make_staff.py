"""`make staff`: the first account, and the way back for the last administrator."""

import getpass

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from accounts.models import User
from tests.accounts.people import make_account, told

pytestmark = pytest.mark.django_db

NEW = "a battery of correct horses"


def make_staff(monkeypatch, *answers, passwords=(NEW, NEW), name="ann"):
    """Run the command with what somebody types."""
    typed, secret = iter(answers), iter(passwords)
    monkeypatch.setattr("builtins.input", lambda question="": next(typed))
    monkeypatch.setattr(getpass, "getpass", lambda question="": next(secret))
    call_command("make_staff", name)


def test_the_first_account_may_do_everything(monkeypatch, capsys):
    make_staff(
        monkeypatch, "Ann@example.org", passwords=("12345678", "12345678", NEW, "x", NEW, NEW)
    )

    ann = User.objects.get()
    assert (ann.username, ann.email, ann.is_superuser) == ("ann", "ann@example.org", True)
    assert ann.check_password(NEW)
    assert "too common" in capsys.readouterr().err
    assert told() == [("rights", ["ann"], "made by `make staff`: everything")]


@pytest.mark.parametrize("name", ["ann", "ann@example.org"])
def test_the_last_administrator_is_let_in_again(monkeypatch, name):
    ann = make_account(is_active=False)
    Authenticator.objects.create(user=ann, type="totp", data={"secret": "x"})

    make_staff(monkeypatch, "y", name=name)

    ann.refresh_from_db()
    assert (ann.is_active, ann.check_password(NEW)) == (True, True)
    assert not Authenticator.objects.exists()
    assert [action for action, *_rest in told()] == ["factor", "password", "rights"]


def test_who_does_not_say_yes_changes_nothing(monkeypatch):
    ann = make_account()

    with pytest.raises(CommandError, match="Nothing was changed"):
        make_staff(monkeypatch, "")

    ann.refresh_from_db()
    assert not ann.check_password(NEW)
    assert told() == []


def test_an_address_that_is_taken_is_refused_in_words(monkeypatch):
    make_account("ben")

    with pytest.raises(CommandError, match="Another account has this email address"):
        make_staff(monkeypatch, "ben@example.org")
