"""Files go with their rows, and what belongs to no row does not stay."""

import os
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from involvement.models import Disposition, Submission, SubmissionFile
from involvement.records import retention
from involvement.submissions import erasure, stored_files
from involvement.worker.worker import Worker
from tests.involvement.sent_pictures import make_file, make_memory, on_disk, photo
from tests.submissions import make_form

pytestmark = pytest.mark.django_db


def aged(name, **ago):
    """Make a file as old as this."""
    moment = (timezone.now() - timedelta(**ago)).timestamp()
    os.utime(stored_files.path_of(name), (moment, moment))


def test_an_erasure_reaches_the_files_and_their_small_copies(django_capture_on_commit_callbacks):
    memory = make_memory()
    make_file(memory)
    make_file(memory, photo("red"))
    others = make_file()

    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(memory, reason=Disposition.Reason.ERASURE)

    assert list(SubmissionFile.objects.all()) == [others]
    assert on_disk() == sorted([others.name, stored_files.small_of(others.name)])


@pytest.mark.django_db(transaction=True)
def test_an_erasure_that_fails_keeps_the_files():
    memory = make_memory()
    make_file(memory)

    with transaction.atomic():
        erasure.erase(memory, reason=Disposition.Reason.ERASURE)
        transaction.set_rollback(True)

    assert SubmissionFile.objects.count() == 1
    assert len(on_disk()) == 2


def test_the_daily_round_takes_the_files_of_what_is_past_its_term(
    django_capture_on_commit_callbacks,
):
    make_form()
    memory = make_memory(state="closed")
    make_file(memory)
    long_ago = timezone.now() - timedelta(days=4000)
    type(memory).objects.filter(pk=memory.pk).update(state="closed", last_activity_at=long_ago)

    with django_capture_on_commit_callbacks(execute=True):
        retention.dispose(timezone.localdate())

    assert on_disk() == []


def test_the_worker_sweeps_what_a_killed_process_left_and_nothing_else():
    kept, young = make_file(), "b" * 32 + ".jpg"
    for name in ("a" * 32 + ".jpg", "a" * 32 + "-small.webp", young):
        stored_files.path_of(name).write_bytes(b"left behind")
    for name in on_disk():
        if name != young:
            aged(name, days=3)

    Worker().round()

    assert on_disk() == sorted([kept.name, stored_files.small_of(kept.name), young])


def test_a_folder_does_not_stop_the_sweep():
    make_file()
    stored_files.path_of("lost+found").mkdir()
    stored_files.path_of("a.jpg").write_bytes(b"left behind")
    for name in ("lost+found", "a.jpg"):
        aged(name, days=3)

    assert stored_files.sweep(timezone.now()) == 1
    assert stored_files.path_of("lost+found").is_dir()


def test_where_no_file_ever_came_nothing_is_swept():
    make_memory()

    assert stored_files.sweep(timezone.now()) == 0


def test_beside_an_empty_database_nothing_is_swept():
    file = make_file()
    aged(file.name, days=3)
    Submission.objects.all().delete()

    assert stored_files.sweep(timezone.now()) == 0


def test_what_an_erasure_left_when_it_was_killed_is_swept(django_capture_on_commit_callbacks):
    memory = make_memory()
    make_file(memory)
    for name in on_disk():
        aged(name, days=3)
    with django_capture_on_commit_callbacks():  # Killed before they were called.
        erasure.erase(memory, reason=Disposition.Reason.ERASURE)

    assert (len(on_disk()), stored_files.sweep(timezone.now()), on_disk()) == (2, 2, [])


@pytest.mark.parametrize(
    "wrong",
    [
        {"use": "later"},
        {"use": "archive", "public_from": date(2040, 1, 31)},
        {"use": "public", "minors": "yes", "asked": "no"},
        {"use": "later", "public_from": date(2040, 1, 31), "minors": "yes", "asked": "nobody"},
        {"format": "exe"},
    ],
)
def test_the_database_itself_refuses_what_must_not_be(wrong):
    file = make_file()

    with pytest.raises(IntegrityError), transaction.atomic():
        SubmissionFile.objects.filter(pk=file.pk).update(**wrong)
