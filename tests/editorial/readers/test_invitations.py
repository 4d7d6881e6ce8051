"""Invitations of readers: how long they work, what is kept of them, who is told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from editorial.models import AuditEntry, ReaderInvitation
from editorial.readers import invitations
from involvement.records import retention
from tests.builders import make_page
from tests.editorial.readers.inviting import invite, suggest

pytestmark = pytest.mark.django_db


def end(invitation, ago):
    """Let an invitation have ended so long ago."""
    moment = timezone.now() - ago
    began = moment - timedelta(days=30)
    ReaderInvitation.objects.filter(pk=invitation.pk).update(created_at=began, expires_at=moment)


def test_an_invitation_works_for_thirty_days_unless_it_is_revoked():
    invitation, secret = invite("ja")
    other, of_other = invite("ja")

    assert invitations.find(secret) == invitation
    assert invitation.expires_at - invitation.created_at >= timedelta(days=30)
    end(invitation, timedelta(seconds=1))
    invitations.revoke(other, by=None)
    assert invitations.find(secret) is None
    assert invitations.find(of_other) is None


def test_the_secret_itself_is_stored_nowhere():
    _invitation, secret = invite("ja")

    assert secret not in str(list(ReaderInvitation.objects.values()))
    assert secret not in str(list(AuditEntry.objects.values()))


def test_an_invitation_to_what_was_deleted_shows_nothing():
    page = make_page(translations={"ja": {"title": "題"}})
    _invitation, secret = invite("ja", entry=page.entry)

    page.entry.deleted_at = timezone.now()
    page.entry.save()

    assert invitations.find(secret) is None


def test_who_invited_and_revoked_is_written_down_and_names_no_reader():
    ann = User.objects.create_user("ann")
    invitation, _secret = invite("ja", by=ann, name="Aiko")

    invitations.revoke(invitation, by=ann)
    invitations.revoke(invitation, by=ann)

    told = list(AuditEntry.objects.order_by("pk").values_list("action", "by_name", "note"))
    assert told == [("invited", "ann", "ja"), ("revoked", "ann", "ja")]
    assert "Aiko" not in str(list(AuditEntry.objects.values()))


def test_so_many_readers_of_a_language_are_too_many(monkeypatch):
    monkeypatch.setattr(invitations, "MOST_WORKING", 1)
    invite("ja")

    with pytest.raises(invitations.TooManyInvitationsError):
        invite("ja")
    invite("uk")


def test_the_daily_round_forgets_readers_whose_time_is_long_over_and_loses_no_suggestion():
    gone, revoked, waiting, kept = (invite("ja")[0] for _reader in range(4))
    page = make_page(translations={"ja": {"title": "題"}})
    suggest(waiting, page, "題", "題名")
    invitations.revoke(revoked, by=None)
    past = timezone.now() - timedelta(days=91)
    ReaderInvitation.objects.filter(pk=revoked.pk).update(revoked_at=past)
    for invitation in (gone, waiting):
        end(invitation, timedelta(days=91))
    end(kept, timedelta(days=89))

    done = retention.daily(timezone.now())

    assert done.readers == 2
    assert set(ReaderInvitation.objects.all()) == {waiting, kept}
