"""The outbox: read, and sent again, by those who may."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from post_office.models import STATUS, Email, Log

from involvement.mail import letters, outbox
from involvement.models import Mail
from tests.involvement.admin.inbox.inbox_client import audited, sign_in_with
from tests.submissions import make_mail, make_submission

pytestmark = pytest.mark.django_db

LIST = "/admin/involvement/mail/"
YOUNG = {
    "age_band": "young",
    "guardian_email": "parent@example.org",
    "email": "kateryna@example.org",
    "state": "unconfirmed",
}


def page(mail):
    return reverse("admin:involvement_mail_change", args=[mail.pk])


def html_of(response):
    return response.content.decode()


def shown(response):
    return [row.pk for row in response.context["cl"].result_list]


def test_the_list_says_how_far_each_mail_came_but_not_to_whom(client, olena):
    mail = make_mail(STATUS.requeued, number_of_retries=3, scheduled_time=timezone.now())
    Log.objects.create(email=mail.email, status=STATUS.failed, message="450 earlier")
    Log.objects.create(email=mail.email, status=STATUS.failed, message="451 try later")

    html = html_of(client.get(LIST))

    assert mail.submission.reference in html
    assert "waits for another try" in html
    assert "451 try later" in html
    assert "450 earlier" not in html
    assert "a@example.org" not in html


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("queued", STATUS.queued),
        ("retry", STATUS.requeued),
        ("failed", STATUS.failed),
        ("sent", STATUS.sent),
    ],
)
def test_the_list_is_narrowed_by_state(client, olena, key, status):
    mails = {one: make_mail(one) for one in (0, 1, 2, 3)}

    response = client.get(LIST, {"state": key})

    assert shown(response) == [mails[status].pk]


def test_the_list_is_narrowed_by_purpose_and_number(client, olena):
    receipt = make_mail()
    answer = outbox.post(
        make_submission(), "a@example.org", letters.MailText("S", "B", "en"), purpose="answer"
    )

    assert shown(client.get(LIST, {"purpose": "answer"})) == [answer.pk]
    assert shown(client.get(LIST, {"q": receipt.submission.reference})) == [receipt.pk]


def test_a_mail_is_shown_in_full_with_its_language(client, olena):
    submission = make_submission()
    mail_text = letters.MailText("Дякуємо", "Вітаємо, <b>Ларисо</b>", "uk")
    mail = outbox.post(submission, "larysa@example.org", mail_text, purpose="answer")
    Log.objects.create(email=mail.email, status=STATUS.failed, message="550 larysa is unknown")

    html = html_of(client.get(page(mail)))

    assert "larysa@example.org" in html
    assert 'lang="uk" dir="auto">Дякуємо' in html
    assert "Вітаємо, &lt;b&gt;Ларисо&lt;/b&gt;" in html
    assert "550 larysa is unknown" in html
    assert reverse("admin:involvement_submission_change", args=[submission.pk]) in html


def test_reading_stands_in_the_audit_log(client, olena):
    mail = make_mail()
    number = mail.submission.reference

    client.get(LIST)
    client.get(page(mail))

    assert audited() == [
        ("olena", "listed", [number], "receipt"),
        ("olena", "read", [number], "receipt"),
    ]


@pytest.mark.parametrize("state", ["unconfirmed", "held"])
def test_of_what_no_guardian_confirmed_nobody_reads_text_or_addresses(client, olena, state):
    submission = make_submission(**{**YOUNG, "state": state})
    mail_text = letters.MailText("Kateryna wrote", "Words of Kateryna", "en")
    mail = outbox.post(submission, "parent@example.org", mail_text, purpose="guardian")
    Email.objects.update(status=STATUS.failed)
    Log.objects.create(email=mail.email, status=1, message="550 parent@example.org is unknown")

    for address in (LIST, page(mail)):
        html = html_of(client.get(address))
        assert submission.reference in html
        assert "not delivered" in html
        for word in ("Kateryna", "kateryna@", "parent@", "550"):
            assert word not in html
    assert "Send again" in html_of(client.get(page(mail)))


def test_one_mail_is_sent_again_from_its_page(client, olena):
    mail = make_mail(STATUS.failed)

    response = client.post(page(mail), follow=True)

    mail.email.refresh_from_db()
    assert mail.email.status == STATUS.queued
    assert "1 email waits to be sent again." in html_of(response)
    assert ("olena", "resent", [mail.submission.reference], "receipt") in audited()
    assert "Send again" not in html_of(client.get(page(mail)))


def test_several_are_sent_again_from_the_list(client, olena):
    failed, sent, queued = (make_mail(s) for s in (STATUS.failed, STATUS.sent, STATUS.requeued))
    chosen = [mail.pk for mail in (failed, sent, queued)]

    response = client.post(LIST, {"action": "send_again", "_selected_action": chosen}, follow=True)

    assert "2 emails wait to be sent again." in html_of(response)
    assert set(Email.objects.values_list("status", flat=True)) == {STATUS.queued, STATUS.requeued}
    (entry,) = [entry for entry in audited() if entry[1] == "resent"]
    assert set(entry[2]) == {failed.submission.reference, sent.submission.reference}


def test_pressing_twice_is_pressing_once(client, olena):
    mail = make_mail(STATUS.failed)

    client.post(page(mail))
    response = client.post(page(mail), follow=True)

    assert "Nothing was changed" in html_of(response)
    assert [entry[1] for entry in audited()].count("resent") == 1


def test_who_may_only_look_sends_nothing(client):
    sign_in_with(client, "view_mail")
    mail = make_mail(STATUS.failed)

    assert client.post(page(mail)).status_code == 403
    client.post(LIST, {"action": "send_again", "_selected_action": [mail.pk]})

    mail.email.refresh_from_db()
    assert mail.email.status == STATUS.failed
    assert "Send again" not in html_of(client.get(page(mail)))


def test_nobody_adds_changes_or_deletes_a_mail_here(client, admin_user):
    client.force_login(admin_user)
    mail = make_mail()

    assert client.get(f"{LIST}add/").status_code == 403
    assert client.get(f"{LIST}{mail.pk}/delete/").status_code == 403
    client.post(LIST, {"action": "delete_selected", "_selected_action": [mail.pk], "post": "yes"})
    assert Mail.objects.count() == 1


@pytest.mark.parametrize("key", ["x", "0", "99999999999999999999999", "²"])
def test_a_page_that_does_not_exist_is_not_found(client, olena, key):
    assert client.get(f"{LIST}{key}/change/").status_code == 404


@pytest.mark.parametrize(("host", "is_told"), [("", True), ("mail.example.org", False)])
def test_without_a_mail_server_a_notice_stands_on_top(client, olena, settings, host, is_told):
    settings.EMAIL_HOST = host
    mail = make_mail()

    for address in (LIST, page(mail)):
        assert ("Email waits here" in html_of(client.get(address))) is is_told


def test_the_pages_that_the_package_brings_are_gone(client, admin_user):
    client.force_login(admin_user)

    labels = {model._meta.app_label for model in admin.site._registry}

    assert "post_office" not in labels
    assert client.get("/admin/post_office/email/").status_code == 404
    assert "post_office" not in html_of(client.get("/admin/"))


def test_the_list_costs_the_same_for_one_and_for_many(client, olena):
    make_mail(STATUS.failed)
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(LIST)
    for _number in range(5):
        mail = make_mail(STATUS.requeued)
        Log.objects.create(email=mail.email, status=1, message="450")
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)

    assert len(many) == len(one) <= 15
