"""The cards on the admin's first page: what waits, each only for those with the right."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from post_office.models import STATUS, Email

from editorial.staff import roles
from involvement.apps import COORDINATOR
from involvement.mail import letters, outbox
from involvement.models import Submission
from tests.editorial.staff.people import person
from tests.involvement.admin.inbox.inbox_client import coordinator
from tests.submissions import make_form, make_submission

pytestmark = pytest.mark.django_db

INDEX = "/admin/"
State = Submission.State
YOUNG = {"age_band": "young", "guardian_email": "parent@example.org", "name": "Kateryna"}


def cards(client):
    return {card.title: card for card in client.get(INDEX).context["cards"]}


def mail(status=STATUS.queued):
    written = letters.MailText("Subject", "Body", "en")
    posted = outbox.post(
        make_submission(state=State.CLOSED), "a@example.org", written, purpose="answer"
    )
    Email.objects.filter(pk=posted.email_id).update(status=status)


def fill():
    """Make one item for each card."""
    make_form()
    make_submission()
    make_submission(
        state=State.ASSIGNED,
        assigned_to=coordinator("somebody"),
        answer_by=timezone.localdate() - timedelta(days=1),
    )
    make_submission(state=State.HELD)
    make_submission(state=State.ANSWERED, erasure_requested_at=timezone.now())
    make_submission(state=State.UNCONFIRMED, **YOUNG)
    mail(STATUS.failed)
    mail()


SUBMISSIONS = {
    "overdue submission",
    "new submission",
    "submission held for review",
    "erasure asked for",
    "waits for a guardian",
}
MAILS = {"mail was not delivered", "mail waits to be sent"}
FORM = {"languages without the form"}


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        (COORDINATOR, SUBMISSIONS | MAILS | FORM),
        (roles.ADMINISTRATOR, SUBMISSIONS | MAILS | FORM),
        (roles.EDITOR, FORM),
        (roles.translator("ja"), set()),
    ],
)
def test_each_role_sees_its_cards(client, role, shown):
    fill()
    client.force_login(person(role, username="me"))

    found = cards(client)

    assert set(found) == shown
    for card in found.values():
        assert not card.url or client.get(card.url).status_code == 200, card


def test_where_nothing_waits_there_is_no_card(client, settings):
    settings.EMAIL_HOST = "mail.example.org"
    client.force_login(coordinator())

    response = client.get(INDEX)

    assert response.context["cards"] == []
    assert "What waits" not in response.content.decode()


def test_a_card_leads_to_what_it_counts(client):
    fill()
    client.force_login(coordinator())
    counted = {
        "overdue submission": 1,
        "new submission": 1,
        "submission held for review": 1,
        "erasure asked for": 1,
    }

    found = cards(client)

    for title, number in counted.items():
        assert found[title].figure == str(number)
        assert len(client.get(found[title].url).context["rows"]) == number, title


def test_of_what_waits_for_a_guardian_only_the_number_and_the_age_group_are_told(client):
    hidden = make_submission(state=State.UNCONFIRMED, **YOUNG)
    make_submission(state=State.UNCONFIRMED, **YOUNG)
    client.force_login(coordinator())

    html = client.get(INDEX).content.decode()
    card = cards(client)["wait for a guardian"]

    assert (card.figure, card.url) == ("2", "")
    assert "13 to 17" in card.text
    for secret in ("Kateryna", hidden.email, hidden.reference, "parent@example.org"):
        assert secret not in html


def test_queued_mail_is_a_card_only_without_a_mail_server(client, settings):
    mail()
    client.force_login(coordinator())

    without = set(cards(client))
    settings.EMAIL_HOST = "mail.example.org"

    assert without == {"mail waits to be sent"}
    assert cards(client) == {}


def test_languages_without_a_whole_notice_are_named(client):
    form = make_form(
        translations={"uk": {"title": "Напишіть", "notice_purposes": "<p>Навіщо.</p>"}}
    )
    client.force_login(person(roles.EDITOR))

    (card,) = cards(client).values()

    assert card.figure == "6"
    assert "Українська" in card.text
    assert "English" not in card.text
    assert card.url == reverse("admin:involvement_interestform_change", args=[form.pk])


def test_who_cannot_edit_the_form_gets_no_link_to_it(client):
    make_form()
    client.force_login(coordinator())

    assert cards(client)["languages without the form"].url == ""


def test_the_figures_are_read_out_with_their_words(client):
    make_submission()
    client.force_login(coordinator())

    html = client.get(INDEX).content.decode()

    assert '<span class="visually-hidden">1 </span>new submission</a>' in html


def test_the_cards_cost_the_same_for_one_and_for_many(client, settings):
    fill()
    client.force_login(coordinator())
    with CaptureQueriesContext(connection) as one:
        client.get(INDEX)

    for _count in range(3):
        make_submission()
        mail(STATUS.failed)
    with CaptureQueriesContext(connection) as many:
        client.get(INDEX)

    assert len(many) == len(one) <= 20
