"""The commands `dispose` and `find_person`."""

import io
import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from post_office.models import STATUS

from editorial.models import AuditEntry
from involvement.models import Disposition, RateLimitHit, Submission
from involvement.records import disposition_log, retention
from involvement.submissions import erasure
from tests.submissions import make_closed, make_form, make_mail, make_submission

pytestmark = pytest.mark.django_db

YOUNG = {"age_band": "young", "guardian_email": "parent@example.org", "state": "unconfirmed"}


def run(name, *arguments, **options):
    """Run a command; return what it printed."""
    out = io.StringIO()
    call_command(name, *arguments, stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue()


def fill():
    """Make something for each number that `dispose` prints."""
    now = timezone.now()
    make_form(choices=[{"kind": "question", "label": "A question"}])
    make_closed(name="Larysa")
    make_closed(state="new", name="Larysa")
    make_closed(hold_reason="A dispute", name="Larysa")
    make_closed(kind="board", name="Larysa")
    make_submission(guardian_asked_at=now - timedelta(days=40), **YOUNG)
    make_mail(STATUS.sent, days_ago=40)
    RateLimitHit.objects.create(sender="x", at=now - timedelta(days=2))


# --- dispose ----------------------------------------------------------------------------------

KEPT = "Kept: 1 past their time but still open, 1 on hold, 1 of kinds without a term.\n"


def test_dispose_prints_numbers_and_names_nobody():
    fill()

    first, second = run("dispose"), run("dispose")

    numbers = "1 after their time, 1 without a guardian's yes, 1 mails sent long ago.\n"
    assert first == numbers + KEPT
    assert second == numbers.replace("1", "0") + KEPT
    assert Disposition.objects.count() == 2


def test_a_dry_run_does_nothing():
    fill()
    before = Submission.objects.count()

    printed = run("dispose", "--dry-run")

    numbers = "1 after their time, 1 without a guardian's yes, 1 mails sent long ago.\n"
    assert printed == f"Due: {numbers}{KEPT}"
    assert (Submission.objects.count(), RateLimitHit.objects.count()) == (before, 1)
    assert not Disposition.objects.exists()


def test_dispose_fails_when_a_part_failed_but_does_the_rest(monkeypatch):
    fill()

    def fail(now):
        raise RuntimeError

    monkeypatch.setattr(retention.spam, "forget_old_hits", fail)

    with pytest.raises(CommandError, match="Not all was done: hits"):
        run("dispose")
    assert Disposition.objects.count() == 2


def test_after_a_restore_what_was_erased_is_erased_once_more(tmp_path):
    gone, stays, held = make_submission(), make_submission(), make_submission()
    backup = list(Submission.objects.filter(pk__in=[gone.pk, held.pk]))
    for submission in (gone, held):
        erasure.erase(submission, reason=Disposition.Reason.ERASURE)
    log = tmp_path / "log.csv"
    log.write_bytes(b"".join(disposition_log.csv_lines()))
    Submission.objects.bulk_create(backup)
    Submission.objects.filter(reference=held.reference).update(hold_reason="A dispute")

    with pytest.raises(CommandError, match=f"On hold, so not erased: {held.reference}"):
        run("dispose", "--again", str(log))

    assert set(Submission.objects.values_list("reference", flat=True)) == {
        stays.reference,
        held.reference,
    }
    Submission.objects.update(hold_reason="")
    assert run("dispose", "--again", str(log)) == "1 erased once more.\n"
    assert run("dispose", "--again", str(log)) == "0 erased once more.\n"


def test_the_log_can_be_printed_from_a_copy_of_the_database(tmp_path):
    submission = make_submission()
    backup = list(Submission.objects.all())
    erasure.erase(submission, reason=Disposition.Reason.ERASURE)
    log = tmp_path / "log.csv"

    log.write_text(run("dispose", "--log"), encoding="utf-8")
    Submission.objects.bulk_create(backup)

    assert len(log.read_text(encoding="utf-8").splitlines()) == 2
    assert run("dispose", "--again", str(log)) == "1 erased once more.\n"


def test_a_file_that_is_no_log_is_refused(tmp_path):
    picture = tmp_path / "picture"
    picture.write_bytes(b"\xff\xfe\x00")

    for path in (picture, tmp_path / "missing"):
        with pytest.raises(CommandError, match="cannot be read"):
            run("dispose", "--again", str(path))


def test_what_is_erased_is_overwritten_in_the_file():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL overwrites in its own time.")

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone() == (1,)


# --- find_person -------------------------------------------------------------------------------


def find(monkeypatch, *arguments, name="", email="", phone="", words="", number=""):
    answers = "\n".join([name, email, phone, words, number])
    monkeypatch.setattr("sys.stdin", io.StringIO(answers))
    return run("find_person", *arguments)


def test_findperson_lists_numbers_and_places(monkeypatch):
    submission = make_submission(name="Лариса", kind="board")
    young = make_submission(name="Лариса", **YOUNG)

    printed = find(monkeypatch, name="лариса")

    day = timezone.localdate(submission.received_at)
    assert set(printed.splitlines()) == {
        f"{submission.reference}: {day}, new, board (name)",
        f"{young.reference}: {day}, unconfirmed (name)",
        "2 found.",
    }
    assert "Лариса" not in printed


def test_findperson_hands_out_everything(monkeypatch):
    make_submission(name="Лариса", message="Мої слова")

    text = find(monkeypatch, "--format", "txt", name="лариса")
    data = json.loads(find(monkeypatch, "--format", "json", name="лариса"))

    assert "Мої слова" in text
    assert len(data["submissions"]) == 1
    assert list(AuditEntry.objects.order_by("pk").values_list("action", "by_name", "note")) == [
        ("searched", "", "name, by a command on the server"),
        ("handed_out", "", "txt, by a command on the server"),
        ("searched", "", "name, by a command on the server"),
        ("handed_out", "", "json, by a command on the server"),
    ]


def test_findperson_finds_what_is_gone_by_its_number(monkeypatch):
    submission = make_submission()
    erasure.erase(submission, reason=Disposition.Reason.ERASURE)

    printed = find(monkeypatch, number=submission.reference.lower())

    assert printed == f"{submission.reference}: disposed of, erasure\n0 found.\n"


def test_findperson_wants_something_to_look_for(monkeypatch):
    with pytest.raises(CommandError, match="Nothing was given"):
        find(monkeypatch)
