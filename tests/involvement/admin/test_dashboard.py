"""Taking part on the admin's first page: what waits, each only for those with the right."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from post_office.models import STATUS, Email

from editorial.staff import dashboard, roles
from involvement.admin.dashboard import NAMED
from involvement.apps import COORDINATOR
from involvement.mail import letters, outbox
from involvement.models import Submission
from involvement.worker import leases
from tests.editorial.staff.people import person
from tests.involvement.admin.inbox.inbox_client import coordinator
from tests.submissions import make_form, make_submission

pytestmark = pytest.mark.django_db

INDEX = "/admin/"
State = Submission.State
YOUNG = {"age_band": "young", "guardian_email": "parent@example.org", "name": "Kateryna"}


def groups(client):
    context = client.get(INDEX).context
    parts = [*context["groups"], *context["beside"]]
    # What somebody wrote in order to have something to test with is no news here.
    parts = [part for part in parts if part.group != dashboard.CHANGED]
    return {part.group.name: [*part.first, *part.more] for part in parts}


def titles(client):
    return {item.title: item for items in groups(client).values() for item in items}


def mail(status=STATUS.queued):
    written = letters.MailText("Subject", "Body", "en")
    posted = outbox.post(
        make_submission(state=State.CLOSED), "a@example.org", written, purpose="answer"
    )
    Email.objects.filter(pk=posted.email_id).update(status=status)


def fill():
    """Make one thing for each item."""
    make_form()
    make_submission(reference="AAAA-AAAA")
    make_submission(
        reference="BBBB-BBBB",
        state=State.ASSIGNED,
        assigned_to=coordinator("somebody"),
        answer_by=timezone.localdate() - timedelta(days=1),
    )
    make_submission(state=State.HELD)
    make_submission(state=State.ANSWERED, erasure_requested_at=timezone.now())
    make_submission(state=State.UNCONFIRMED, **YOUNG)
    mail(STATUS.failed)
    mail()


WAITING = {
    "AAAA-AAAA: A question",
    "BBBB-BBBB: A question",
    "1 held because it looks like spam",
    "1 erasure asked for",
    "1 waits for a guardian",
}
MAILS = {"1 email was not delivered", "1 email waits to be sent"}
WORKER = {"The site’s worker does not run"}
FORM = {"Nobody can write to us in 6 languages"}
BACKUP = {"No backup was made on this machine"}


@pytest.fixture(autouse=True)
def no_backups(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.mark.parametrize(
    ("role", "told"),
    [
        (COORDINATOR, WAITING | MAILS | FORM | WORKER),
        (roles.ADMINISTRATOR, WAITING | MAILS | FORM | WORKER | BACKUP),
        (roles.EDITOR, FORM | WORKER | BACKUP),
        (roles.translator("ja"), {"Write to us: Japanese"}),
    ],
)
def test_each_role_is_told_what_it_may_know(client, role, told):
    fill()
    client.force_login(person(role, username="me"))

    found = titles(client)
    # What a database that is not SQLite does for itself is not told.
    told = told - BACKUP if connection.vendor != "sqlite" else told

    assert set(found) == told
    for item in found.values():
        assert not item.url or client.get(item.url).status_code == 200, item


def test_where_nothing_waits_today_says_so(client, settings):
    settings.EMAIL_HOST = "mail.example.org"
    leases.take("worker", "somebody")
    client.force_login(coordinator())

    response = client.get(INDEX)

    assert response.context["groups"] == []
    assert "Nothing waits for you." in response.content.decode()
    assert [item.mark for item in groups(client)["health"]] == ["good", "good"]


def test_a_backup_that_did_not_go_well_is_told(client, settings):
    (settings.DATA_DIR / "backup-fault.txt").write_text("rclone ended with 1")
    client.force_login(person(roles.ADMINISTRATOR, username="me"))

    item = titles(client)["The last backup did not go well"]

    assert (item.mark, item.text) == ("alert", "rclone ended with 1")


def test_who_waits_longest_stands_first(client):
    now = timezone.now()
    make_submission(reference="AAAA-AAAA", received_at=now - timedelta(days=2))
    make_submission(reference="BBBB-BBBB", received_at=now - timedelta(days=9))
    client.force_login(coordinator())

    found = groups(client)[dashboard.WAITING.name]

    assert [item.title[:9] for item in found] == ["BBBB-BBBB", "AAAA-AAAA"]


@pytest.mark.parametrize(
    ("days", "mark", "words"),
    [(7, "letter", "answer by"), (2, "alert", "answer by"), (-1, "alert", "should have been")],
)
def test_an_answer_is_urgent_from_three_days_before_its_day(client, days, mark, words):
    make_submission(
        received_at=timezone.now() - timedelta(days=14 - days),
        answer_by=timezone.localdate() + timedelta(days=days),
    )
    client.force_login(coordinator())

    (item,) = groups(client)[dashboard.WAITING.name]

    assert item.mark == mark
    assert words in item.when
    assert sum(item.cells) == min(14 - days, 14)
    assert len(item.cells) == 14


def test_of_many_the_inbox_has_the_others(client):
    for _count in range(NAMED + 2):
        make_submission()
    client.force_login(coordinator())

    found = titles(client)

    rows = client.get(found["2 more letters to answer"].url).context["rows"]
    assert len(rows) == NAMED + 2


def test_an_item_leads_to_what_it_counts(client):
    fill()
    client.force_login(coordinator())

    found = titles(client)

    for title in ("1 held because it looks like spam", "1 erasure asked for"):
        assert len(client.get(found[title].url).context["rows"]) == 1, title


def test_of_what_waits_for_a_guardian_only_the_number_and_the_age_group_are_told(client):
    hidden = make_submission(state=State.UNCONFIRMED, **YOUNG)
    make_submission(state=State.UNCONFIRMED, **YOUNG)
    client.force_login(coordinator())

    html = client.get(INDEX).content.decode()
    item = titles(client)["2 wait for a guardian"]

    assert item.url == ""
    assert "13 to 17" in item.text
    for secret in ("Kateryna", hidden.email, hidden.reference, "parent@example.org"):
        assert secret not in html


def test_queued_mail_is_told_only_without_a_mail_server(client, settings):
    mail()
    client.force_login(coordinator())

    without = set(titles(client))
    settings.EMAIL_HOST = "mail.example.org"

    assert "1 email waits to be sent" in without
    assert "Email goes out" in titles(client)
    Email.objects.update(status=STATUS.requeued)
    assert "Email does not leave at the moment" in titles(client)
    assert "Email goes out" not in titles(client)


def test_a_worker_that_has_stood_still_is_told(client):
    leases.take("worker", "somebody", timedelta(seconds=-3600))
    client.force_login(coordinator())

    (item,) = [found for found in groups(client)["health"] if "worker" in found.title]

    assert item.is_urgent
    assert "has not run since" in item.title


def test_languages_without_a_whole_notice_are_named(client):
    form = make_form(
        translations={"uk": {"title": "Напишіть", "notice_purposes": "<p>Навіщо.</p>"}}
    )
    client.force_login(person(roles.EDITOR))

    (item,) = [item for title, item in titles(client).items() if "Nobody" in title]

    assert "Українська" in item.text
    assert "English" not in item.text
    assert item.url == reverse("admin:involvement_interestform_change", args=[form.pk])


def test_who_cannot_edit_the_form_gets_no_link_to_it(client):
    make_form()
    client.force_login(coordinator())

    assert titles(client)["Nobody can write to us in 6 languages"].url == ""


def test_the_page_costs_the_same_for_one_and_for_many(client):
    fill()
    client.force_login(coordinator())
    client.get(INDEX)
    with CaptureQueriesContext(connection) as one:
        client.get(INDEX)

    for _count in range(NAMED):
        make_submission()
        mail(STATUS.failed)
    with CaptureQueriesContext(connection) as many:
        client.get(INDEX)

    assert len(many) == len(one)
    assert len(many) <= 30
