"""Links to previews: how long they work, what is kept of them, who is told."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from accounts.models import User
from editorial.models import AuditEntry, PreviewLink
from editorial.previews import links
from involvement.records import retention
from tests.builders import make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    return make_page().entry


def end(link, ago):
    """Let a link have ended so long ago."""
    moment = timezone.now() - ago
    began = moment - timedelta(days=7)
    PreviewLink.objects.filter(pk=link.pk).update(created_at=began, expires_at=moment)


def test_a_link_is_found_by_its_secret_for_seven_days(entry):
    link, secret = links.make(entry, "", by=None)

    assert links.find(secret) == link
    assert link.expires_at - link.created_at >= timedelta(days=7)
    end(link, timedelta(seconds=1))
    assert links.find(secret) is None


def test_the_secret_itself_is_stored_nowhere(entry):
    link, secret = links.make(entry, "ja", by=None)

    stored = PreviewLink.objects.values().get(pk=link.pk)

    assert secret not in str(stored)
    assert secret not in str(list(AuditEntry.objects.values()))


def test_a_revoked_link_shows_nothing_from_that_moment(entry):
    link, secret = links.make(entry, "", by=None)

    links.revoke(link, by=None)

    assert links.find(secret) is None


def test_a_link_to_what_was_deleted_shows_nothing(entry):
    _link, secret = links.make(entry, "", by=None)

    entry.deleted_at = timezone.now()
    entry.save()

    assert links.find(secret) is None


def test_what_cannot_be_a_secret_asks_nothing_of_the_database(entry, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert links.find("x" * 5000) is None
    with django_assert_num_queries(1):
        assert links.find("x" * 43) is None


def test_making_and_revoking_stand_in_the_audit_log_once_each(entry):
    user = User.objects.create_user("somebody")
    link, _secret = links.make(entry, "ja", by=user)

    links.revoke(link, by=user)
    links.revoke(link, by=user)

    log = AuditEntry.objects.order_by("pk").values_list("by", "action", "kind", "references")
    about = ("pages.page", [str(entry.object_pk), str(link.pk)])
    assert list(log) == [(user.pk, "shared", *about), (user.pk, "revoked", *about)]


def test_no_more_than_twenty_work_at_once(entry):
    made = [links.make(entry, "", by=None)[0] for _link in range(links.MOST_WORKING)]

    with pytest.raises(links.TooManyLinksError):
        links.make(entry, "", by=None)
    links.revoke(made[0], by=None)
    links.make(entry, "", by=None)


def test_what_ended_long_ago_is_cleaned_up(entry):
    working, old, new, revoked = [links.make(entry, "", by=None)[0] for _link in range(4)]
    end(old, links.KEPT + timedelta(hours=1))
    end(new, timedelta(hours=1))
    long_ago = timezone.now() - links.KEPT - timedelta(hours=1)
    PreviewLink.objects.filter(pk=revoked.pk).update(revoked_at=long_ago)

    assert links.clean_up(timezone.now()) == 2
    assert set(PreviewLink.objects.all()) == {working, new}


def test_the_daily_round_cleans_them_up(entry):
    link, _secret = links.make(entry, "", by=None)
    end(link, links.KEPT + timedelta(hours=1))

    assert retention.daily(timezone.now()).links == 1
    assert not PreviewLink.objects.exists()


def test_a_link_ends_after_it_began(entry):
    now = timezone.now()

    with pytest.raises(IntegrityError):
        PreviewLink.objects.create(entry=entry, secret_hash="x", created_at=now, expires_at=now)
