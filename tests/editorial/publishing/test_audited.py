"""Whatever changes what the public sees, and whatever is gone for good, stands in the audit log."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.models import User
from editorial import publishing
from editorial.models import AuditEntry
from editorial.publishing import delete as deletion
from editorial.publishing import going_back, taking_off
from editorial.publishing import pictures as library
from editorial.publishing.planned import planning, schedule
from tests.admin_client import sign_in
from tests.builders import make_page
from tests.editorial.publishing.timing import tomorrow
from tests.saltlake_sister.admin_rows import make_picture

pytestmark = pytest.mark.django_db


def corrected(page, ann):
    publishing.publish_change(page.entry, texts={"en": {"root": {"title": "Two"}}}, by=ann)
    return page.entry.acts.first()


def drafted(page, ann):
    publishing.save(page.entry, texts={"en": {"root": {"title": "Two"}}}, by=ann)


def publish(page, ann):
    drafted(page, ann)
    publishing.publish(page.entry, ["en"], by=ann)


def undo(page, ann):
    going_back.undo_publication(corrected(page, ann), by=ann)


def undo_the_first(_page, ann):
    fresh = make_page(title="One", public=False)
    publishing.publish(fresh.entry, ["en"], by=ann)
    going_back.undo_publication(fresh.entry.acts.first(), by=ann)


def withdraw(page, ann):
    publishing.withdraw(page.entry, ["en"], by=ann)


def take_off(page, ann):
    why = taking_off.Why("withdrawn", explanation="outdated")
    taking_off.take_off(page.entry, ["en"], why=why, by=ann)


def delete(page, ann):
    deletion.delete(page.entry, by=ann)


def recover(page, ann):
    delete(page, ann)
    deletion.recover(page.entry, by=ann)


def publish_as_planned(page, ann):
    drafted(page, ann)
    at = tomorrow()
    planning.plan(page.entry, ["en"], at, by=ann)
    schedule.run_due(at)


def take_off_as_planned(page, ann):
    at = tomorrow()
    schedule.schedule_withdrawal(page.entry, "en", at, by=ann)
    schedule.run_due(at)


@pytest.mark.parametrize(
    ("deed", "action", "note"),
    [
        (publish, "published", "English"),
        (corrected, "published", "English"),
        (undo, "published", "undo: English"),
        (undo_the_first, "withdrawn", "English"),
        (withdraw, "withdrawn", "English"),
        (take_off, "withdrawn", "English"),
        (delete, "deleted", ""),
        (recover, "recovered", ""),
        (publish_as_planned, "published", "English"),
        (take_off_as_planned, "withdrawn", "English"),
    ],
)
def test_what_the_public_sees_changes_with_a_line_that_says_who_did_it(ann, deed, action, note):
    page = make_page(title="One")

    deed(page, ann)

    line = AuditEntry.objects.first()
    assert (line.action, line.kind, line.note) == (action, "pages.page", note)
    assert (line.by, line.by_name, len(line.references)) == (ann, "ann", 1)


@pytest.mark.parametrize(
    ("deed", "action"), [(publish_as_planned, "published"), (take_off_as_planned, "withdrawn")]
)
def test_what_goes_by_its_time_is_told_of_without_the_account_that_planned_it(deed, action):
    deed(make_page(title="One"), None)

    line = AuditEntry.objects.first()
    assert (line.action, line.by_name) == (action, "")


def test_what_the_seed_brings_is_no_line():
    page = make_page(title="One")
    publishing.save(page.entry, texts={"en": {"root": {"title": "Two"}}})
    publishing.publish(page.entry, ["en"])

    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    ("deed", "action"),
    [
        (lambda picture, ann: library.delete([picture], by=ann), "deleted"),
        (lambda picture, ann: library.bring_back([picture], by=ann), "recovered"),
        (lambda picture, ann: library.remove_from_web(picture, reason="asked", by=ann), "removed"),
    ],
    ids=["delete", "bring back", "remove"],
)
def test_so_does_a_picture(ann, deed, action):
    picture = make_picture()
    if action == "recovered":
        library.delete([picture])

    deed(picture, ann)

    line = AuditEntry.objects.first()
    assert (line.action, line.references, line.by) == (action, [str(picture.pk)], ann)


@pytest.mark.parametrize(
    ("make", "name", "kind"),
    [
        (lambda: User.objects.create_user("cleo"), "accounts_user", "accounts.user"),
        (lambda: Group.objects.create(name="cleo"), "auth_group", "auth.group"),
    ],
    ids=["person", "role"],
)
@pytest.mark.parametrize("together", [False, True], ids=["alone", "chosen in the list"])
def test_a_person_or_a_role_that_is_deleted_is_named(client, make, name, kind, together):
    boss, row = sign_in(client), make()

    if together:
        chosen = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
        client.post(reverse(f"admin:{name}_changelist"), chosen)
    else:
        client.post(reverse(f"admin:{name}_delete", args=[row.pk]), {"post": "yes"})

    assert not type(row).objects.filter(pk=row.pk).exists()
    line = AuditEntry.objects.get(action="deleted")
    assert (line.kind, line.references, line.by) == (kind, ["cleo"], boss)
