"""Views and admins hand lists over: nothing is read from the database while a template renders."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from post_office.models import STATUS

from involvement import links
from involvement.models import Disposition
from involvement.records import holds
from involvement.submissions import erasure, sender, staff
from tests.involvement.admin.inbox.inbox_client import INBOX, address
from tests.involvement.form_client import WRITE, choose, send
from tests.involvement.sent_pictures import make_file
from tests.rendering import asked_while_rendering
from tests.submissions import (
    YOUNG,
    make_closed,
    make_idea,
    make_letter,
    make_mail,
    make_submission,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(olena):
    """Make a submission in every state that the pages show, with all that hangs on it."""
    asked = make_submission(phone="555-0100", kind="idea", may_publish=True)
    staff.assign(asked, olena, by=olena, version=1)
    staff.note(asked, "A note", by=olena, version=2)
    sender.add(asked, "One more word", seen=0)
    answered = make_submission(state="answered", kind="memory", may_publish=True)
    for submission in (asked, answered):
        make_mail(submission=submission)
    make_mail(STATUS.failed)
    held = make_submission(state="held", held_because=["many"])
    make_submission(state="held", held_because=["many"], **YOUNG)
    young = make_submission(state="unconfirmed", **YOUNG)
    closed = make_closed()
    holds.put(closed, "A dispute", by=olena, version=1)
    erasure.erase(make_submission(), reason=Disposition.Reason.SPAM, by=olena)
    return {
        "asked": asked,
        "answered": answered,
        "held": held,
        "young": young,
        "closed": closed,
        "due": make_closed(timezone.localdate() - timedelta(days=4000)),
        "idea": make_idea(),
        "file": make_file(asked),
        "letter": make_letter(),
    }


PAGES = {
    "inbox": lambda rows: INBOX,
    "inbox, all": lambda rows: f"{INBOX}?state=all",
    "inbox, held": lambda rows: f"{INBOX}?state=held",
    "inbox, narrowed": lambda rows: f"{INBOX}?state=all&kind=idea&wait=7&assigned=me",
    "submission": lambda rows: address(rows["asked"]),
    "submission, a letter": lambda rows: f"{address(rows['asked'])}?letter={rows['letter'].pk}",
    "submission, held": lambda rows: address(rows["held"]),
    "outbox": lambda rows: reverse("admin:involvement_mail_changelist"),
    "outbox, narrowed": lambda rows: reverse("admin:involvement_mail_changelist") + "?state=failed",
    "mail": lambda rows: reverse(
        "admin:involvement_mail_change", args=[rows["asked"].mails.get().pk]
    ),
    "ideas": lambda rows: reverse("admin:involvement_idea_changelist"),
    "take up": lambda rows: reverse("admin:involvement_idea_take", args=[rows["asked"].pk]),
    "idea": lambda rows: reverse("admin:involvement_idea_change", args=[rows["idea"].pk]),
    "people": lambda rows: reverse("admin:involvement_people"),
    "correct": lambda rows: reverse("admin:involvement_correct", args=[rows["asked"].pk]),
    **{
        f"retention, {name}": lambda rows, name=name: f"/admin/involvement/due/?list={name}"
        for name in ("due", "soon", "open", "held")
    },
    "file": lambda rows: reverse("admin:involvement_file", args=[rows["file"].pk]),
    "hold": lambda rows: reverse("admin:involvement_hold", args=[rows["closed"].pk]),
    "disposition log": lambda rows: reverse("admin:involvement_disposition_changelist"),
}


@pytest.mark.parametrize("shown", PAGES)
def test_no_statement_runs_while_a_page_of_staff_is_rendered(client, rows, shown, monkeypatch):
    url = PAGES[shown](rows)

    with asked_while_rendering(monkeypatch) as asked:
        response = client.get(url)

    assert response.status_code == 200
    assert asked == []


@pytest.mark.parametrize("action", ["find", "erase"])
def test_no_statement_runs_while_what_was_found_is_rendered(client, rows, action, monkeypatch):
    sent = {"action": action, "name": "Larysa", "row": [rows["asked"].pk]}

    with asked_while_rendering(monkeypatch) as asked:
        response = client.post(reverse("admin:involvement_people"), sent)

    assert response.status_code == 200
    assert asked == []


def test_no_statement_runs_while_a_refused_answer_is_rendered(client, rows, monkeypatch):
    with asked_while_rendering(monkeypatch) as asked:
        response = client.post(address(rows["asked"]), {"action": "answer", "version": 1})

    assert response.status_code == 422
    assert asked == []


def public(rows):
    """Ask for each public page; yield its name and the response."""
    yield "start", lambda client: client.get(WRITE)
    for kind in ("question", "memory", "friendship_city"):
        yield f"form, {kind}", lambda client, kind=kind: choose(client, kind)
    yield "form, young", lambda client: choose(client, age_band="young")
    yield "form, refused", lambda client: send(client, name="")
    yield "child", lambda client: choose(client, age_band="child")
    yield "ideas", lambda client: client.get("/en/ideas/")
    yield "nothing", lambda client: client.get("/en/take-part/mine/nothing/")
    for name in ("asked", "answered", "young", "idea"):
        submission = getattr(rows[name], "submission", rows[name])
        token = links.sender_token(submission)
        yield f"own, {name}", lambda client, token=token: client.get(f"/en/take-part/mine/{token}/")
        yield (
            f"receipt, {name}",
            lambda client, token=token: client.get(f"/en/take-part/received/{token}/"),
        )
    pictures = f"/en/take-part/mine/{links.sender_token(rows['asked'])}/pictures/"
    yield "pictures", lambda client: client.get(pictures)
    yield "picture", lambda client: client.get(f"{pictures}{rows['file'].uid}/")
    token = links.guardian_token(rows["young"])
    yield "guardian", lambda client: client.get(f"/en/take-part/guardian/{token}/")


def test_no_statement_runs_while_a_public_page_is_rendered(open_form, rows, monkeypatch):
    found = {}
    for name, ask in public(rows):
        with asked_while_rendering(monkeypatch) as asked:
            ask(open_form)
        found[name] = list(asked)

    assert {name: asked for name, asked in found.items() if asked} == {}
