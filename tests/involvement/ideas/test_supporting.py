"""Saying “me too” without account or cookie: once a mailbox, confirmed by mail, joined."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from involvement.ideas import supporting
from involvement.intake import spam
from involvement.models import Disposition, Idea, IdeaSupport
from involvement.submissions import erasure
from tests.builders import make_page
from tests.html_forms import filled, form_of
from tests.involvement.admin.inbox.inbox_client import coordinator
from tests.involvement.admin.test_ideas import save
from tests.involvement.submissions.test_erasure import rows_with
from tests.involvement.views.status_page_client import words_of
from tests.submissions import make_form, make_idea

pytestmark = pytest.mark.django_db

MAIL = "zwjq.reader@gmail.com"


@pytest.fixture
def idea(home):
    make_page()
    make_form(ideas_title="Ideas from residents")
    return make_idea(title_en="A bell festival")


def ask(client, idea, email=MAIL, **typed):
    url = reverse("involvement:me_too", args=[idea.pk])
    form = filled(form_of(client.get(url), "email"))
    return client.post(url, {**form, "email": email, **typed})


def links():
    found = [re.search(r"/\w[\w-]*/ideas/me-too/[^/\s]+/", mail.message) for mail in mails()]
    return [link[0] for link in found if link]


def mails():
    return list(Email.objects.order_by("pk"))


def count(idea):
    return Idea.objects.with_supports().get(pk=idea.pk).me_too_count


def support(client, idea, email=MAIL, **typed):
    ask(client, idea, email, **typed)
    client.post(links()[-1], {"action": "confirm"})


def test_it_counts_once_the_mailbox_has_confirmed_and_no_cookie_is_set(client, idea):
    assert ask(client, idea).status_code == 303
    assert "A bell festival" in mails()[0].message
    client.get(links()[0])
    assert count(idea) == 0

    client.post(links()[0], {"action": "confirm"})

    assert "1 person says “me too”" in words_of(client.get("/en/ideas/"))
    assert not client.cookies


def test_a_title_that_looks_like_a_template_or_a_placeholder_is_mailed_as_it_stands(client, idea):
    title = "Bread & {% salt %} for {{ all }}, 100% %(link)s"
    idea = make_idea(title_en=title)

    assert ask(client, idea).status_code == 303

    (mail,) = mails()
    assert mail.subject == f"Me too: {title}"
    assert title in mail.message


def test_one_mailbox_counts_once_however_it_is_written(client, idea):
    for email in (MAIL, "ZWJQreader@gmail.com", "zwjq.reader+two@gmail.com"):
        support(client, idea, email)

    assert count(idea) == 1


def test_only_a_digest_is_kept_of_who_wants_no_mail(client, idea):
    support(client, idea)
    Email.objects.all().delete()

    assert rows_with(["zwjq", MAIL]) == set()


def test_it_can_be_taken_back_and_is_forgotten(client, idea):
    support(client, idea)

    link = links()[-1]
    ask(client, idea, "other@example.org")

    client.post(link, {"action": "take-back"})

    assert [mail.to for mail in mails()] == [["other@example.org"]]
    assert IdeaSupport.objects.count() == 1
    assert client.get(link).status_code == 404


def test_its_mails_go_when_their_links_end_and_with_the_idea(client, idea):
    support(client, idea, "news@example.org", wants_news="on")
    supporting.tell_news(idea, base="https://example.org")

    question, news = (mail.expires_at - mail.created for mail in mails())
    assert timedelta(days=7) - question < timedelta(minutes=1)
    assert timedelta(days=30) - news < timedelta(minutes=1)

    erasure.erase(idea.submission, reason=Disposition.Reason.ERASURE)
    assert mails() == []


def test_what_nobody_confirms_is_forgotten_after_a_week(client, idea):
    ask(client, idea)

    assert supporting.forget_unconfirmed(timezone.now() + timedelta(days=6)) == 0
    assert supporting.forget_unconfirmed(timezone.now() + timedelta(days=8)) == 1
    assert mails() == []


def test_programs_and_many_requests_send_no_mail(client, idea):
    ask(client, idea, "other@example.org", website="x")
    assert mails() == []
    for _time in range(spam.TO_ONE_MAILBOX + 3):
        ask(client, idea)
    assert len(mails()) == spam.TO_ONE_MAILBOX


def test_a_flood_from_everywhere_is_told_to_come_again(client, idea, monkeypatch):
    monkeypatch.setattr(spam, "BRAKE_ABOVE", 1)
    ask(client, idea)

    assert ask(client, idea, "other@example.org").status_code == 429
    assert len(mails()) == 1


def test_a_school_can_say_so_from_one_network(client, idea):
    for pupil in range(40):
        assert ask(client, idea, f"pupil{pupil}@example.org").status_code == 303
    assert len(mails()) == 40


def test_an_idea_that_is_not_public_takes_none(client, home):
    hidden = make_idea(is_public=False)

    assert client.get(reverse("involvement:me_too", args=[hidden.pk])).status_code == 404


def test_what_became_of_it_goes_to_those_who_asked_for_it(client, idea):
    support(client, idea)
    support(client, idea, "news@example.org", wants_news="on")
    Idea.objects.filter(pk=idea.pk).update(status="done", outcome_en="It took place, 100% full.")
    idea.refresh_from_db()
    client.force_login(coordinator())

    client.post("/admin/involvement/idea/", {"action": "tell_news", "_selected_action": idea.pk})

    sender = [idea.submission.email]
    (news,) = [mail for mail in mails()[2:] if mail.to != sender]
    assert news.to == ["news@example.org"]
    assert "100% full" in news.message
    assert client.get(links()[-1]).status_code == 200


def test_staff_join_doubles_and_who_said_so_to_both_counts_once(client, idea):
    double = make_idea(title_en="Bells again")
    support(client, idea)
    support(client, double)
    support(client, double, "other@example.org")
    client.force_login(coordinator())

    save(client, double, joined_to=idea.pk)
    assert Idea.objects.get(pk=double.pk).joined_to is None, "it is still public"
    form = {"joined_to": idea.pk, "is_public": ""}
    save(client, double, **form)

    assert count(idea) == 2
    assert list(Idea.objects.of_submission(double.submission)) == [idea]


def test_what_was_confirmed_for_a_double_counts_though_the_mail_of_the_other_waits(client, idea):
    double = make_idea(title_en="Bells again")
    support(client, double)
    ask(client, idea)

    supporting.join(double, idea)

    assert count(idea) == 1
    # The link that takes it back came with the mail that was answered.
    assert IdeaSupport.objects.get() == supporting.find(links()[0].split("/")[-2])


def test_an_erasure_takes_what_was_said_to_the_idea_along(client, idea):
    support(client, idea)

    erasure.erase(idea.submission, reason=Disposition.Reason.ERASURE)

    assert not IdeaSupport.objects.exists()


def queries_of_the_page(client):
    with CaptureQueriesContext(connection) as captured:
        client.get("/en/ideas/")
    return len(captured)


def test_the_page_needs_the_same_queries_however_many_say_so(client, idea):
    client.get("/en/ideas/")
    one = queries_of_the_page(client)
    for number in range(3):
        support(client, make_idea(), f"reader{number}@example.org")
    client.get("/en/ideas/")

    assert queries_of_the_page(client) == one
