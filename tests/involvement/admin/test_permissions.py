"""Who may see and do what with personal data: a table of role and action, asked of the server."""

import pytest
from django.contrib.auth.models import Permission
from django.db import transaction
from django.urls import reverse

from accounts.models import User
from editorial.models import AuditEntry
from editorial.staff import roles
from editorial.text import languages
from involvement.apps import COORDINATOR
from involvement.mail import outbox
from involvement.mail.letters import MailText
from involvement.models import Message, Submission
from tests.editorial.staff.people import person
from tests.involvement.admin.inbox.inbox_client import INBOX, address
from tests.submissions import make_form, make_idea, make_letter, make_submission

pytestmark = pytest.mark.django_db

ADMINISTRATOR, EDITOR = roles.ADMINISTRATOR, roles.EDITOR
TRANSLATORS = [roles.translator(code) for code in languages.codes()]
NO_ROLE = "staff without a role"
# `make proof` asks for each; the roles that differ most are asked for every time.
OFTEN = [EDITOR, COORDINATOR]
EVERYBODY = [
    *OFTEN,
    *[
        pytest.param(role, marks=pytest.mark.proof)
        for role in (ADMINISTRATOR, NO_ROLE, *TRANSLATORS)
    ],
]

INVOLVED = {ADMINISTRATOR, COORDINATOR}
WRITERS = {ADMINISTRATOR, EDITOR}
ALONE = {ADMINISTRATOR}


@pytest.fixture
def rows():
    """Make one of each item that an action needs."""
    young = {"age_band": "young", "guardian_email": "parent@example.org"}
    idea = make_submission(kind="idea", may_publish=True)
    return {
        "new": make_submission(phone="555-0100"),
        "held": make_submission(state="held"),
        "closed": make_submission(state="closed"),
        "held young": make_submission(state="held", **young),
        "idea": idea,
        "drafted": make_idea(submission=make_submission(kind="idea", may_publish=True)),
        "mail": outbox.post(
            idea, "larysa@example.org", MailText("Subject", "Body", "en"), purpose="receipt"
        ),
        "form": make_form(),
        "letter": make_letter(),
    }


def at(name, row=None):
    """Return the address of a page of the admin, of one of the rows where one is named."""
    return lambda rows: reverse(f"admin:{name}", args=[rows[row].pk] if row else [])


def pressed(action, row="new", **typed):
    """Return the address of a submission's page and what a button there sends."""
    sent = {"action": action, "version": "1", "subject": "Hello", "text": "Text", **typed}
    return lambda rows: address(rows[row]), sent


def page(url):
    return url, None


def sent(url, **values):
    return url, values


def inbox(rows):
    return INBOX


CORRECTED = {"name": "Larysa", "phone": "555-0100", "message": "x", "reason": "x", "version": "1"}


# An address with what is sent (None is a GET), and the roles to whom it is open.
ACTIONS = {
    "see the list": (*page(inbox), INVOLVED),
    "find somebody": (*sent(inbox, q="Larysa"), INVOLVED),
    "read a submission": (*page(lambda rows: address(rows["new"])), INVOLVED),
    "read a held one": (*page(lambda rows: address(rows["held"])), INVOLVED),
    "assign": (*pressed("assign"), INVOLVED),
    "take": (*pressed("take"), INVOLVED),
    "note": (*pressed("note"), INVOLVED),
    "answer": (*pressed("answer", language="en"), INVOLVED),
    "ask back": (*pressed("ask", language="en"), INVOLVED),
    "record a call": (*pressed("call"), INVOLVED),
    "close": (*pressed("close", sure="on"), INVOLVED),
    "new link": (*pressed("link"), INVOLVED),
    "show a new link": (*pressed("show-link"), INVOLVED),
    "reopen": (*pressed("reopen", "closed"), INVOLVED),
    "release": (*pressed("release", "held"), INVOLVED),
    "release a young person's": (*pressed("release", "held young"), INVOLVED),
    "erase spam": (*pressed("spam", "held", sure="on", reference="x"), INVOLVED),
    "erase a young person's": (*pressed("spam", "held young", sure="on", reference="x"), INVOLVED),
    "export as CSV": (*sent(inbox, which="all", export="csv"), INVOLVED),
    "export as XLSX": (*sent(inbox, which="all", export="xlsx"), INVOLVED),
    "see the ideas": (*page(at("involvement_idea_changelist")), INVOLVED),
    "take up an idea": (*page(at("involvement_idea_take", "idea")), INVOLVED),
    "draft an idea": (*sent(at("involvement_idea_take", "idea")), INVOLVED),
    "edit an idea": (*page(at("involvement_idea_change", "drafted")), INVOLVED),
    "see the outbox": (*page(at("involvement_mail_changelist")), INVOLVED),
    "read a mail": (*page(at("involvement_mail_change", "mail")), INVOLVED),
    "open the search for people": (*page(at("involvement_people")), INVOLVED),
    "search for a person": (*sent(at("involvement_people"), name="Larysa"), INVOLVED),
    "hand out": (*sent(at("involvement_people"), action="json", row="new"), INVOLVED),
    "erase a person": (
        *sent(at("involvement_people"), action="erase-sure", row="new", sure="on"),
        INVOLVED,
    ),
    "correct": (*page(at("involvement_correct", "new")), INVOLVED),
    "open the hold": (*page(at("involvement_hold", "new")), INVOLVED),
    "hold": (*sent(at("involvement_hold", "new"), version="1", reason="A dispute."), INVOLVED),
    "see what is due": (*page(at("involvement_due")), INVOLVED),
    "see what is gone": (*page(at("involvement_disposition_changelist")), INVOLVED),
    "send a mail again": (*sent(at("involvement_mail_change", "mail")), INVOLVED),
    "hand out as a text": (*sent(at("involvement_people"), action="txt", row="new"), INVOLVED),
    "ask before erasing": (*sent(at("involvement_people"), action="erase", row="new"), INVOLVED),
    "save the correction": (*sent(at("involvement_correct", "new"), **CORRECTED), INVOLVED),
    "let the daily run go on": (*sent(at("involvement_due"), action="resume"), INVOLVED),
    "dispose now": (*sent(at("involvement_due"), sure="on"), INVOLVED),
    "export the disposition log": (*page(at("involvement_disposition_csv")), INVOLVED),
    "see the audit log": (*page(at("editorial_auditentry_changelist")), ALONE),
    "see the forms": (*page(at("involvement_interestform_changelist")), WRITERS),
    "edit the form": (*page(at("involvement_interestform_change", "form")), WRITERS),
    "send the form": (*sent(at("involvement_interestform_change", "form"), title="x"), WRITERS),
    "see the letters": (*page(at("involvement_letter_changelist")), WRITERS),
    "edit a letter": (*page(at("involvement_letter_change", "letter")), WRITERS),
    "add a letter": (*page(at("involvement_letter_add")), WRITERS),
}


def stored():
    """Return what an action could change."""
    models = (Submission, Message, AuditEntry)
    return [list(model.objects.order_by("pk").values()) for model in models]


def ask(client, rows, action):
    url, values, allowed = ACTIONS[action]
    if values is None:
        return client.get(url(rows)), allowed
    ticked = {"row": rows[values["row"]].pk} if "row" in values else {}
    return client.post(url(rows), {**values, **ticked}), allowed


def is_sign_in(response):
    return response.status_code == 302 and "/login/" in response.headers["Location"]


@pytest.mark.parametrize("role", EVERYBODY)
def test_the_server_enforces_the_table(client, rows, role):
    client.force_login(person(*{role} - {NO_ROLE}))

    for action in ACTIONS:
        with transaction.atomic():
            before = stored()
            response, allowed = ask(client, rows, action)
            content = b"".join(response)
            changed = stored() != before
            # Each action begins with the same rows.
            transaction.set_rollback(True)
        if role in allowed:
            assert response.status_code in {200, 302}, action
            assert not is_sign_in(response), action
        else:
            assert response.status_code == 403, action
            assert not changed, action
            assert b"Larysa Writer" not in content, action


@pytest.mark.parametrize("action", ACTIONS)
def test_nobody_gets_in_without_signing_in(client, rows, action):
    before = stored()

    response, _allowed = ask(client, rows, action)

    # What was typed is kept on a page that asks to sign in first.
    assert is_sign_in(response) or response.status_code == 403
    assert "Larysa Writer" not in response.content.decode()
    assert stored() == before


def test_a_role_without_being_staff_opens_nothing(client, rows):
    user = person(COORDINATOR)
    User.objects.update(is_staff=False)
    client.force_login(user)

    assert is_sign_in(client.get(INBOX))
    assert is_sign_in(client.get(address(rows["new"])))


READ_ONLY = {"see the list", "find somebody", "read a submission", "read a held one"}


def test_the_right_to_view_alone_changes_and_exports_nothing(client, rows):
    client.force_login(with_rights("view_submission"))
    of_inbox = [name for name, (url, *_rest) in ACTIONS.items() if is_of_inbox(url, rows)]

    for action in of_inbox:
        response, _allowed = ask(client, rows, action)
        assert response.status_code == (200 if action in READ_ONLY else 403), action
    html = client.get(address(rows["new"])).content.decode()
    assert "What you can do" not in html
    assert "Export" not in client.get(INBOX).content.decode()


def test_the_right_to_change_alone_erases_nothing(client, rows):
    client.force_login(with_rights("view_submission", "change_submission"))

    for action in ("erase spam", "erase a young person's", "export as CSV"):
        response, _allowed = ask(client, rows, action)
        assert response.status_code == 403
    assert "spam" not in client.get(address(rows["held"])).context["actions"]


def test_the_coordinator_sees_nothing_else_at_the_desk(client, rows):
    client.force_login(person(COORDINATOR))

    rail = client.get("/admin/").context["rail"]
    settings = client.get(reverse("admin:settings")).context["places"]

    assert [[link.url for link in links] for _heading, links in rail] == [
        ["/admin/"],
        [INBOX, "/admin/involvement/idea/", "/admin/involvement/people/"],
        ["/admin/settings/"],
    ]
    assert [place.address.removeprefix("admin:involvement_") for place in settings] == [
        "mail_changelist",
        "disposition_changelist",
        "due",
    ]


def test_editors_and_translators_find_no_inbox_on_the_first_page(client, rows):
    for role in (EDITOR, *TRANSLATORS):
        client.force_login(person(role))
        assert INBOX not in client.get("/admin/").content.decode()


def with_rights(*names):
    user = User.objects.create_user("-".join(names), is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return user


def is_of_inbox(url, rows):
    return url(rows).startswith(INBOX)
