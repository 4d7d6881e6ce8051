"""What people write stands where it belongs and nowhere else, whatever goes wrong on the way."""

import gzip
import io
import logging

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import DataError, OperationalError, connection
from post_office.models import STATUS, Email, Log

from editorial.cache.wsgi import PageCache
from editorial.models import AuditEntry
from editorial.staff.private_logging import PrivateFormatter
from involvement import links
from involvement.mail import delivery
from involvement.models import Mail, Message, Submission
from tests.builders import make_home, make_site
from tests.editorial.cache.wsgi_client import ask
from tests.html_forms import filled, form_of
from tests.involvement import sent_pictures
from tests.involvement.admin.inbox import inbox_client
from tests.involvement.form_client import WRITE, written
from tests.involvement.mail.mail_server import MailServer
from tests.involvement.privacy.marked_person import (
    HOLDERS,
    PARENT,
    PERSON,
    Browser,
    leaks_of,
    tables_with_traces,
    traces,
)
from tests.involvement.views import status_page_client
from tests.submissions import make_form, make_letters

pytestmark = pytest.mark.django_db

PEOPLE, MAILS = "/admin/involvement/people/", "/admin/involvement/mail/"
DUE, LOG = "/admin/involvement/due/", "/admin/involvement/disposition/"


@pytest.fixture
def log():
    """Return what the site writes to its log; standard error was opened before pytest took it."""
    written = io.StringIO()
    (handler,) = [
        handler
        for handler in logging.getLogger().handlers
        if isinstance(handler, logging.StreamHandler)
        and isinstance(handler.formatter, PrivateFormatter)
    ]
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


@pytest.fixture
def story(settings, log, capfd):
    """Let a marked person write, and staff answer, while all goes wrong; return both browsers.

    It ends with the person's submission, the young one's, and what was said on standard error.
    """
    make_home()
    make_site()
    make_form()
    make_letters()
    story = Story(settings)
    story.said = log.getvalue() + "".join(capfd.readouterr())
    return story


class Story:
    """What happens, in its order."""

    def __init__(self, settings):
        self.settings = settings
        self.visitor, self.staff = Browser(), Browser()
        self.staff.client.force_login(inbox_client.coordinator())
        self.write_with_errors()
        self.write_while_the_database_fails()
        self.submission = self.write()
        self.young = self.write(age_band="young", guardian_email=PARENT, message="I am zwjqyoung.")
        self.memory = self.write(kind="memory", message="A zwjqmemory.")
        self.send_a_picture()
        self.look_after_it()
        self.confirm_as_guardian()
        self.fail_to_send_mail()
        self.work_at_the_desk()
        self.keep_the_records()
        self.lose_the_way()
        self.said = ""

    def write_with_errors(self):
        """Send a form that cannot be taken."""
        wrong = written(**{**PERSON, "email": "zwjq@nowhere", "phone": "zwjq"})
        assert self.visitor.post(WRITE, wrong).status_code == 422

    def write_while_the_database_fails(self):
        """Send a form when the database is full, and when something unforeseen happens."""
        for error, status in ((OperationalError, 503), (DataError, 500)):
            with failing('INSERT INTO "involvement_submission"', error):
                answer = self.visitor.post(WRITE, written(**PERSON))
            assert answer.status_code == status
        assert not Submission.objects.exists()

    def write(self, age_band="adult", **more):
        """Send a form and read the receipt."""
        before = set(Submission.objects.values_list("pk", flat=True))
        answer = self.visitor.post(WRITE, written(age_band=age_band, **{**PERSON, **more}))
        assert answer.status_code == 303
        assert self.visitor.get(answer.headers["Location"]).status_code == 200
        return Submission.objects.exclude(pk__in=before).get()

    def send_a_picture(self):
        """Add a picture to a memory, first while the database fails; see it, and fetch it."""
        url = sent_pictures.address(self.memory)
        said = {**sent_pictures.ANSWERS, "public_from": "", "who_is_seen": "Aunt Zwjqleaf"}
        for sql, error, status in (
            ('INSERT INTO "involvement_submissionfile"', DataError, 500),
            ('INSERT INTO "nowhere"', DataError, 303),
        ):
            chosen = sent_pictures.upload(sent_pictures.photo(), name="zwjqfile.jpg")
            with failing(sql, error):
                sent = self.visitor.post(url, {**said, "action": "add", "file": chosen})
            assert sent.status_code == status
        assert traces(self.visitor.get(url).body)
        assert len(sent_pictures.on_disk()) == 2

    def look_after_it(self):
        """Open one's own page, add, correct, and make a mistake."""
        url = status_page_client.address(self.submission)
        for button, typed, status in (
            ("add", {"text": "And zwjqmore."}, 303),
            ("add", {"text": "zwjq" * 10_000}, 422),
            ("correct", {"message": "Only zwjqcorrected words."}, 303),
        ):
            form = inbox_client.typed_in(self.visitor.get(url), button)
            form |= {
                name: typed[name.rpartition("-")[2]]
                for name in form
                if name.rpartition("-")[2] in typed
            }
            assert self.visitor.post(url, form).status_code == status
        with failing('FROM "involvement_message"', DataError):
            assert self.visitor.get(url).status_code == 500

    def confirm_as_guardian(self):
        """Open the guardian's page and say yes."""
        url = f"/en/take-part/guardian/{links.guardian_token(self.young)}/"
        page = self.visitor.get(url)
        assert traces(page.body)
        confirmed = self.visitor.post(url, inbox_client.typed_in(page, "confirm"))
        assert confirmed.status_code == 303

    def fail_to_send_mail(self):
        """Let the mail server refuse everybody, by name."""
        with MailServer() as server:
            self.settings.EMAIL_HOST, self.settings.EMAIL_PORT = "127.0.0.1", server.port
            self.settings.EMAIL_USE_TLS = False
            for address in (PERSON["email"], PARENT):
                server.refused[address] = f"550 {address} is unknown"
            while delivery.mail_is_due():
                delivery.send_one()
        assert set(Email.objects.values_list("status", flat=True)) == {STATUS.requeued}

    def work_at_the_desk(self):
        """List, find, read, answer and export."""
        self.staff.get("/admin/")
        self.staff.get(inbox_client.INBOX)
        self.staff.post(inbox_client.INBOX, {"q": PERSON["email"]})
        url = inbox_client.address(self.submission)
        for button, typed in (
            ("note", {"text": "A zwjqnote."}),
            ("answer", {"subject": "To zwjqleaf", "text": "Dear Zwjqleaf"}),
        ):
            self.staff.post(url, inbox_client.typed_in(self.staff.get(url), button, **typed))
        self.staff.get(url)
        file = self.memory.files.get()
        assert traces(self.staff.get(f"/admin/involvement/files/{file.pk}/").body)
        self.staff.post(inbox_client.INBOX, {"which": "all", "export": "csv"})
        with failing('FROM "involvement_message"', DataError):
            assert self.staff.get(url).status_code == 500

    def keep_the_records(self):
        """Find the person, hand out and correct what is kept, look at the mail."""
        ticked = {"row": [self.submission.pk, self.young.pk], "name": PERSON["name"]}
        for button in ("find", "json", "txt", "erase"):
            answer = self.staff.post(PEOPLE, {**ticked, "action": button})
            assert traces(answer.body) or button == "erase"
        correct = f"{PEOPLE}correct/{self.submission.pk}/"
        typed = {"name": "Zwjqleaf Right", "reason": "A typing error."}
        form = filled(form_of(self.staff.get(correct), "reason"))
        assert self.staff.post(correct, {**form, **typed}).status_code == 302
        assert self.staff.post(correct, {**form, **typed, "name": ""}).status_code == 422
        with failing('FROM "involvement_message"', DataError):
            answer = self.staff.post(PEOPLE, {**PERSON, "action": "find"})
            assert answer.status_code == 503
        for mail in Mail.objects.all():
            assert traces(self.staff.get(f"{MAILS}{mail.pk}/change/").body)
        for address in (MAILS, DUE, LOG, inbox_client.INBOX, "/admin/"):
            assert self.staff.get(address).status_code == 200

    def erase(self):
        """Erase everything of the person, as staff do it."""
        rows = [self.submission.pk, self.young.pk, self.memory.pk]
        form = {"row": rows, "sure": "on", "action": "erase-sure"}
        assert self.staff.post(PEOPLE, form).status_code == 302

    def lose_the_way(self):
        """Open links that are broken."""
        token = links.sender_token(self.submission)
        for address in (f"/en/take-part/mine/{token}x/", f"/en/take-part/mine/{token}/more/"):
            self.visitor.get(address)


def failing(sql, error):
    """Let the database fail at some statement, with the values in its message as databases do."""

    def fail(execute, statement, parameters, many, context):
        if sql in statement:
            raise error(f"{PERSON['email']} cannot be stored: {parameters}")
        return execute(statement, parameters, many, context)

    return connection.execute_wrapper(fail)


def test_what_people_write_is_nowhere_but_where_it_belongs(story, open_connection):
    responses = story.visitor.responses + story.staff.responses
    addresses = story.visitor.addresses + story.staff.addresses
    # The story was told: the person's words were seen, stored, changed, refused and answered.
    assert len([response for response in responses if traces(response.body)]) >= 12
    assert min(Message.objects.count(), Log.objects.count(), AuditEntry.objects.count()) >= 3

    assert tables_with_traces() == HOLDERS
    assert [leak for response in responses for leak in leaks_of(response)] == []
    assert [address for address in addresses if traces(address)] == []
    rows = [story.submission, story.young, *Message.objects.all(), *Mail.objects.all()]
    assert [text for row in rows for text in (str(row), repr(row)) if traces(text)] == []
    assert_log_names_nobody(story)
    assert_page_cache_holds_nothing(addresses)


@pytest.mark.proof
def test_what_was_erased_is_nowhere_at_all(story):
    before = tables_with_traces()

    story.erase()

    assert before == HOLDERS
    assert tables_with_traces() == set()
    assert leaks_of(story.staff.responses[-1]) == []
    audited = [story.submission.reference in entry.references for entry in AuditEntry.objects.all()]
    assert audited.count(True) >= 8


def assert_log_names_nobody(story):
    """The log tells of each failure, without a word of the person and without a secret."""
    secrets = [links.sender_token(story.submission), links.guardian_token(story.young)]

    assert story.said.count("DataError") >= 3
    assert "Unprocessable" in story.said
    assert traces(story.said) == []
    assert [secret for secret in secrets if secret.partition(":")[0] in story.said] == []


def assert_page_cache_holds_nothing(addresses):
    """Of all addresses that were opened the cache keeps none but pages for everybody."""
    cache = PageCache(WSGIHandler())
    for address in [*addresses, "/en/", "/en/cities/"]:
        path, _, query = address.partition("?")
        ask(cache, path, query=query, HTTP_HOST="testserver")

    kept = {str(key): gzip.decompress(page.body).decode() for key, page in cache.pages.items()}
    assert [key for key in kept if "/en/cities/" in key]
    assert [key for key, body in kept.items() if "/take-part/" in key or traces(body)] == []


def test_errors_are_mailed_to_nobody(settings):
    assert (settings.ADMINS, settings.MANAGERS) == ([], [])
