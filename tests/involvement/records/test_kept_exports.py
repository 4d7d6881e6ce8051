"""Exports of many rows: made by the worker, for the one who asked, for a day."""

import csv
import io
import os
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from involvement.models import Export
from involvement.records import exports, kept_exports
from involvement.submissions import erasure
from involvement.worker.worker import Worker
from tests.involvement.admin.inbox.inbox_client import INBOX, audited, coordinator
from tests.submissions import make_submission

pytestmark = pytest.mark.django_db

LIST = "/admin/involvement/exports/"


@pytest.fixture(autouse=True)
def few_at_once(monkeypatch):
    monkeypatch.setattr(kept_exports, "AT_ONCE", 1)


def ask(client, form="csv"):
    """Ask for all rows of the list; return the export."""
    response = client.post(f"{INBOX}?state=all", {"which": "all", "export": form})
    assert response.headers["Location"] == LIST
    return Export.objects.latest("pk")


def fetched(client, export):
    return client.get(f"{LIST}{export.pk}/file/")


def numbers(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return {row["Number"] for row in csv.DictReader(io.StringIO(text, newline=""))}


def files():
    folder = settings.EXPORTS_DIR
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_worker_makes_what_was_asked_for(client, olena, form):
    rows = [make_submission() for _ in range(3)]
    export = ask(client, form)
    assert "Being made" in client.get(LIST).content.decode()
    assert fetched(client, export).headers["Location"] == LIST

    Worker().round()

    response = fetched(client, export)
    assert f"{LIST}{export.pk}/file/" in client.get(LIST).content.decode()
    assert response.headers["Content-Disposition"].endswith(f'.{form}"')
    assert "no-store" in response.headers["Cache-Control"]
    if form == "csv":
        assert numbers(response) == {row.reference for row in rows}
    response.close()


def test_the_log_says_who_asked_for_whose_data_and_what_became_of_it(client, olena):
    rows = [make_submission() for _ in range(2)]
    export = ask(client)
    kept_exports.make_next()
    numbers(fetched(client, export))

    log = [line for line in audited() if line[1] in {"exported", "made", "fetched"}]
    assert [(who, action) for who, action, _references, _note in log] == [
        ("olena", "exported"),
        ("olena", "made"),
        ("olena", "fetched"),
    ]
    assert set(log[0][2]) == {row.reference for row in rows}
    assert {line[2][0] for line in log[1:]} == {str(export.pk)}


def test_a_few_rows_come_at_once(client, olena):
    one = make_submission()

    response = client.post(f"{INBOX}?state=all", {"which": "all", "export": "csv"})

    assert numbers(response) == {one.reference}
    assert not Export.objects.exists()


def test_words_that_were_sought_are_in_no_address_and_not_kept(client, olena):
    for _ in range(2):
        make_submission(name="Лариса Петренко")

    response = client.post(INBOX, {"q": "Петренко", "which": "all", "export": "csv"})

    export = Export.objects.get()
    assert response.headers["Location"] == LIST
    assert "Петренко" not in str(Export.objects.values().get())
    assert len(export.keys) == export.rows == 2


def test_it_is_for_the_one_who_asked_as_long_as_they_may(client, olena):
    make_submission(), make_submission()
    export = ask(client)
    kept_exports.make_next()
    client.force_login(coordinator("taras"))

    assert fetched(client, export).status_code == 404
    assert "Download" not in client.get(LIST).content.decode()

    olena.groups.clear()
    client.force_login(olena)
    assert fetched(client, export).status_code == 403


def test_nobody_else_of_the_machine_can_read_the_file(client, olena):
    make_submission(), make_submission()
    ask(client)
    kept_exports.make_next()

    (name,) = files()
    assert (settings.EXPORTS_DIR / name).stat().st_mode & 0o077 == 0
    assert settings.EXPORTS_DIR.stat().st_mode & 0o077 == 0


def test_after_a_day_it_is_gone(client, olena):
    make_submission(), make_submission()
    export = ask(client)
    kept_exports.make_next()
    asked_at = timezone.now() - timedelta(hours=24)
    Export.objects.update(asked_at=asked_at)

    assert fetched(client, export).status_code == 404
    assert kept_exports.clear(timezone.now()) == 1
    assert files() == []
    assert not Export.objects.exists()


def test_what_a_killed_worker_left_is_taken_up_again_and_cleared(client, olena, monkeypatch):
    make_submission(), make_submission()
    ask(client)

    def killed(keys, form, file):
        file.write(b"half")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(exports, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            kept_exports.make_next()
    left = settings.EXPORTS_DIR / "of-a-killed-worker.csv"
    left.write_bytes(b"half")
    os.utime(left, (0, 0))

    assert kept_exports.make_next()
    kept_exports.clear(timezone.now())
    assert Export.objects.get().state == "ready"
    assert files() == [Export.objects.get().file]


def test_what_fails_again_and_again_is_given_up_and_holds_nobody_up(client, olena, monkeypatch):
    make_submission(), make_submission()
    export, other = ask(client), ask(client)

    def failing(keys, form, file, write=exports.write):
        if form == "csv" and Export.objects.get(pk=export.pk).state == "waiting":
            raise ValueError("Larysa")
        write(keys, form, file)

    monkeypatch.setattr(exports, "write", failing)
    while kept_exports.make_next():
        pass

    states = dict(Export.objects.values_list("pk", "state"))
    assert states == {export.pk: "failed", other.pk: "ready"}
    assert "ask for it again" in client.get(LIST).content.decode()
    assert fetched(client, export).status_code == 404


def test_what_is_erased_is_in_no_file_any_more(client, olena, django_capture_on_commit_callbacks):
    gone, stays = make_submission(), make_submission()
    export = ask(client)
    kept_exports.make_next()

    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(gone, reason="erasure")

    assert files() == []
    assert fetched(client, export).headers["Location"] == LIST
    kept_exports.make_next()
    assert numbers(fetched(client, export)) == {stays.reference}


def test_what_is_erased_while_a_file_is_made_is_not_in_it(client, olena, monkeypatch):
    gone, stays = make_submission(), make_submission()
    export = ask(client)

    def slow(keys, form, file, write=exports.write):
        write(keys, form, file)
        monkeypatch.setattr(exports, "write", write)
        erasure.erase(gone, reason="erasure")

    monkeypatch.setattr(exports, "write", slow)
    kept_exports.make_next()
    assert files() == []

    kept_exports.make_next()
    assert numbers(fetched(client, export)) == {stays.reference}


def test_a_file_that_is_not_there_is_made_anew(client, olena):
    make_submission(), make_submission()
    export = ask(client)
    kept_exports.make_next()
    (settings.EXPORTS_DIR / files()[0]).unlink()

    assert fetched(client, export).headers["Location"] == LIST
    kept_exports.make_next()
    assert len(numbers(fetched(client, export))) == 2


def test_the_list_costs_the_same_for_one_and_for_many(client, olena, django_assert_num_queries):
    make_submission(), make_submission()
    ask(client)
    client.get(LIST)
    with CaptureQueriesContext(connection) as captured:
        client.get(LIST)
    needed = len(captured)
    for _ in range(3):
        ask(client)
    with django_assert_num_queries(needed):
        client.get(LIST)


def test_the_database_holds_that_a_file_means_ready(olena):
    whole = {"by": olena, "form": "csv", "language": "en", "rows": 0}
    for wrong in ({"state": "ready"}, {"file": "a.csv"}, {"form": "exe"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Export.objects.create(**whole | wrong)
