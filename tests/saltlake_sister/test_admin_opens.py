"""Every address of the admin opens for those who have the right, and looking at it writes nothing.

An address or a model that is new has no example or no line in the tables below, and fails here.
"""

import re

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from editorial.registry import kinds
from editorial.staff import roles
from editorial.text import languages
from involvement.apps import COORDINATOR
from tests.editorial.staff.people import person
from tests.saltlake_sister.admin_rows import examples, make_rows, routes

pytestmark = pytest.mark.django_db

SUPERUSER, NO_ROLE = "a superuser", "staff without a role"
TRANSLATORS = [roles.translator(code) for code in languages.codes()]
EVERYBODY = [
    SUPERUSER,
    roles.ADMINISTRATOR,
    roles.EDITOR,
    roles.VIEWER,
    COORDINATOR,
    *TRANSLATORS,
    NO_ROLE,
]

NOBODY = set()
ALONE = {SUPERUSER, roles.ADMINISTRATOR}
WRITERS = {*ALONE, roles.EDITOR}
SEEING = {*WRITERS, roles.VIEWER}
INVOLVED = {*ALONE, COORDINATOR}
TRANSLATING = {*WRITERS, *TRANSLATORS}
JAPANESE = {*WRITERS, roles.translator("ja")}

# To whom the pages of each model are open: those that show (the list, a row, its history), that of
# a new row, and those that delete (one row, and several chosen in the list).
MODELS = {
    "auth.Group": (ALONE, ALONE, ALONE),
    "accounts.User": (ALONE, ALONE, ALONE),
    "editorial.AuditEntry": (ALONE, NOBODY, NOBODY),
    "editorial.Entry": (SEEING, NOBODY, NOBODY),
    "editorial.Picture": (SEEING, WRITERS, WRITERS),
    "cities.City": (SEEING, WRITERS, WRITERS),
    "cities.Goal": (SEEING, WRITERS, WRITERS),
    "cities.Event": (SEEING, WRITERS, WRITERS),
    "cities.MeetingRule": (SEEING, WRITERS, WRITERS),
    "cities.Source": (SEEING, WRITERS, WRITERS),
    "cities.Memory": (INVOLVED, NOBODY, NOBODY),
    "pages.Page": (SEEING, WRITERS, WRITERS),
    # These exist once: their lists lead to the form.
    "pages.SiteSettings": (SEEING, NOBODY, NOBODY),
    "pages.PrivacyNotice": (SEEING, NOBODY, NOBODY),
    "involvement.InterestForm": (SEEING, NOBODY, NOBODY),
    "involvement.Letter": (SEEING, WRITERS, WRITERS),
    "involvement.Idea": (INVOLVED, NOBODY, NOBODY),
    "involvement.Mail": (INVOLVED, NOBODY, NOBODY),
    "involvement.Submission": (INVOLVED, NOBODY, NOBODY),
    "involvement.Disposition": (INVOLVED, NOBODY, NOBODY),
    "reports.Report": (SEEING, WRITERS, WRITERS),
    "reports.Outline": (SEEING, NOBODY, NOBODY),
}
CONTENT = {kind.model._meta.label for kind in kinds()}

ONCE = {
    "pages.SiteSettings",
    "pages.PrivacyNotice",
    "involvement.InterestForm",
    "reports.Outline",
}

# The other addresses: to whom each is open, what they get, and what all others get.
OTHERS = {
    "index": (EVERYBODY, 200, None),
    "login": (EVERYBODY, 302, None),
    "logout": (EVERYBODY, 405, None),
    "password_change": (EVERYBODY, 200, None),
    "password_change_done": (EVERYBODY, 200, None),
    "jsi18n": (EVERYBODY, 200, None),
    "autocomplete": (SEEING, 200, 403),
    "view_on_site": (EVERYBODY, 302, None),
    "app_list": (SEEING, 200, 404),
    "admin/(?P<url>.*)$": (EVERYBODY, 404, None),
    "auth_user_password_change": (ALONE, 200, 403),
    "accounts_user_let_in": (ALONE, 200, 403),
    "settings": (SEEING | INVOLVED, 200, 403),
    "guide": (EVERYBODY, 200, None),
    "guide_page": (EVERYBODY, 200, None),
    "editorial_picture_several": (WRITERS, 200, 403),
    "editorial_picture_choices": (SEEING, 200, 403),
    # It answers to a POST; looking leads to what was deleted.
    "editorial_picture_restore": (WRITERS, 302, 403),
    "editorial_picture_remove": (WRITERS, 200, 403),
    "read_date": (EVERYBODY, 200, None),
    "show_place": (EVERYBODY, 200, None),
    "paste": (EVERYBODY, 405, None),
    "link_targets": (EVERYBODY, 200, None),
    # To everybody, but nobody finds what they may not open.
    "search": (EVERYBODY, 200, None),
    "bulk_publish": (WRITERS, 200, 403),
    "bulk_take_off": (WRITERS, 200, 403),
    "bulk_review": (WRITERS, 200, 403),
    "bulk_translations": (WRITERS, 200, 403),
    "plans": (WRITERS, 200, 403),
    "plan": (WRITERS, 200, 403),
    "plan_publish": (WRITERS, 200, 403),
    "plan_several": (WRITERS, 200, 403),
    "take_off": (WRITERS, 200, 403),
    "translations": (TRANSLATING, 200, 403),
    "translate": (JAPANESE, 200, 403),
    "readers": (WRITERS, 200, 403),
    "translation_files": (TRANSLATING, 200, 403),
    "suggestions": (TRANSLATING, 200, 403),
    "preview": (JAPANESE | SEEING, 200, 403),
    "preview_place": (JAPANESE | SEEING, 200, 403),
    # Asked without a form, these lead to what was saved, and to the form.
    "preview_typed": (WRITERS, 302, 403),
    "preview_new": (WRITERS, 302, 403),
    "preview_links": (WRITERS, 200, 403),
    "translate_history": (JAPANESE, 302, 403),
    "changes": (TRANSLATING | SEEING, 200, 403),
    "history": (TRANSLATING | SEEING, 200, 403),
    "history_compare": (TRANSLATING | SEEING, 200, 403),
    # What was saved then, in the languages that somebody may write.
    "history_restore": ({*JAPANESE, roles.translator("en")}, 200, 403),
    # They answer to a POST; looking leads to the history.
    "undo_publication": (TRANSLATING | SEEING, 302, 403),
    "undo_deletion": (TRANSLATING | SEEING, 302, 403),
    "undo_deletions": (SEEING, 302, 403),
    "involvement_people": (INVOLVED, 200, 403),
    "involvement_correct": (INVOLVED, 200, 403),
    "involvement_due": (INVOLVED, 200, 403),
    "involvement_file": (INVOLVED, 200, 403),
    "involvement_file_content": (INVOLVED, 200, 403),
    "involvement_hold": (INVOLVED, 200, 403),
    "involvement_exports": (INVOLVED, 200, 403),
    # That of nobody.
    "involvement_export_file": (INVOLVED, 404, 403),
    "involvement_idea_take": (INVOLVED, 200, 403),
    # It answers to a POST.
    "involvement_memory": (EVERYBODY, 405, None),
    "involvement_claims": (INVOLVED, 200, 403),
    "involvement_correct_claim": (INVOLVED, 200, 403),
    "involvement_memory_beside": (INVOLVED, 200, 403),
    "involvement_disposition_csv": (INVOLVED, 200, 403),
    "reports_report_awards": (SEEING, 200, 403),
    "reports_report_awards_file": (SEEING, 200, 403),
    "reports_report_draft": (WRITERS, 200, 403),
    "reports_report_recount": (WRITERS, 200, 403),
}

# Looking at these is written into the audit log; nothing else is written by looking.
AUDITED = {
    "involvement_claims",
    "involvement_correct",
    "involvement_correct_claim",
    "involvement_disposition_csv",
    "involvement_due",
    "involvement_file",
    "involvement_file_content",
    "involvement_hold",
    "involvement_idea_change",
    "cities_memory_change",
    "involvement_idea_changelist",
    "cities_memory_changelist",
    "involvement_idea_take",
    "involvement_memory_beside",
    "involvement_mail_change",
    "involvement_mail_changelist",
    "involvement_submission_change",
    "involvement_submission_changelist",
}


def sign_in(client, role):
    if role == SUPERUSER:
        client.force_login(User.objects.create_superuser("boss"))
    else:
        client.force_login(person(*([] if role == NO_ROLE else [role])))


def named(rows):
    """Map the name of each address to its example, for addresses that have one."""
    found = examples(rows)
    return {name or pattern: found[pattern] for pattern, name in routes()}


def models():
    """Yield each model of the admin with its label and the beginning of its addresses' names."""
    for model in admin.site._registry:
        yield model, model._meta.label, f"{model._meta.app_label}_{model._meta.model_name}"


def expected_of(role):
    """Map the name of each address to the status that somebody of a role gets."""
    expected = {}
    for _model, label, name in models():
        show, add, delete = MODELS[label]
        pages = {"changelist": show, "change": show, "history": show, "add": add, "delete": delete}
        for page, whose in pages.items():
            opens = 302 if label in ONCE and page == "changelist" else 200
            expected[f"{name}_{page}"] = opens if role in whose else 403
        if label in CONTENT and role in show:
            # It leads to the history of the entry.
            expected[f"{name}_history"] = 302
        choice = "it asks" if role in delete else "no such choice" if role in show else 403
        expected[f"{name}_delete_selected"] = choice
        expected[f"admin/{label.lower().replace('.', '/')}/<path:object_id>/"] = 302
    for name, (whose, status, otherwise) in OTHERS.items():
        expected[name] = status if role in whose else otherwise
    return expected


def read(response):
    """Read a response to its end; return its status."""
    if response.streaming:
        b"".join(response.streaming_content)
    return response.status_code


def writes(captured):
    """List the statements that are no SELECT and concern no session."""
    return [
        query["sql"]
        for query in captured.captured_queries
        if not query["sql"].startswith("SELECT ") and "django_session" not in query["sql"]
    ]


def allowed(name, statements):
    """Return whether these statements are all that looking at an address may write."""
    log = [sql for sql in statements if sql.startswith('INSERT INTO "editorial_auditentry" ')]
    frame = [sql for sql in statements if sql.split()[0] in {"SAVEPOINT", "RELEASE", "ROLLBACK"}]
    is_log = len(log) < 2 and len(log) + len(frame) == len(statements)
    return not statements or (name in AUDITED and is_log)


def choose_to_delete(client, rows):
    """Choose to delete a row in each list; map each choice to what comes of it."""
    came = {}
    for _model, label, name in models():
        changelist = reverse(f"admin:{name}_changelist")
        chosen = {"action": "delete_selected", "_selected_action": [rows[label].pk]}
        response = client.post(changelist, chosen)
        is_list = response.status_code == 200 or response.headers.get("Location") == changelist
        if 'name="post" value="yes"' in response.content.decode():
            came[f"{name}_delete_selected"] = "it asks"
        else:
            came[f"{name}_delete_selected"] = "no such choice" if is_list else response.status_code
    return came


def open_to(name):
    """Return to whom the tables above open an address."""
    if name in OTHERS:
        return OTHERS[name][0]
    of_model, _, page = name.rpartition("_")
    labels = {start: label for _model, label, start in models()}
    show, add, delete = MODELS[labels[of_model]]
    return {"add": add, "delete": delete}.get(page, show)


def test_whoever_is_refused_is_told_every_role_that_may(client):
    addresses = named(make_rows())
    sign_in(client, NO_ROLE)

    wrong = {}
    for name, address in addresses.items():
        response = client.get(address)
        if name == "autocomplete":
            # It answers a script.
            continue
        if response.status_code == 403 and (whose := open_to(name) - {SUPERUSER}):
            told = set(re.findall(r"<li><strong>(.+?)</strong></li>", response.content.decode()))
            # What asks for one language of several names the translators of them all.
            if not told >= whose:
                wrong[name] = told, whose

    assert wrong == {}


def test_every_model_of_the_admin_has_a_row_in_the_table():
    assert set(MODELS) == {label for _model, label, _name in models()}


def test_every_address_of_the_admin_has_an_example():
    assert len(examples(make_rows())) == len(routes())


# In `make test` some stand for all; `make proof` asks for each.
IN_EVERY_RUN = {roles.ADMINISTRATOR, NO_ROLE}


@pytest.mark.parametrize(
    "role",
    [
        role if role in IN_EVERY_RUN else pytest.param(role, marks=pytest.mark.proof)
        for role in EVERYBODY
    ],
)
def test_every_address_opens_for_those_who_have_the_right_and_writes_nothing(client, role):
    rows = make_rows()
    addresses = named(rows)
    sign_in(client, role)

    statuses, written = {}, {}
    for name, address in addresses.items():
        with CaptureQueriesContext(connection) as captured:
            statuses[name] = read(client.get(address))
        if not allowed(name, statements := writes(captured)):
            written[name] = statements
    statuses |= choose_to_delete(client, rows)

    assert statuses == expected_of(role)
    assert written == {}
