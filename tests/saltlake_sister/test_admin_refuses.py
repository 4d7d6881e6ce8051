"""Whoever may not open an address of the admin may not send anything to it, and changes nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial.staff import roles
from involvement.apps import COORDINATOR
from tests.saltlake_sister.admin_rows import make_rows
from tests.saltlake_sister.test_admin_opens import (
    NO_ROLE,
    TRANSLATORS,
    expected_of,
    named,
    read,
    sign_in,
    writes,
)

pytestmark = [pytest.mark.django_db, pytest.mark.proof]

# As a browser would send the buttons of all forms of the desk at once.
EVERY_BUTTON = {
    "post": "yes",
    "action": "publish",
    "go": "1:en",
    "reason": "withdrawn",
    "_save": "on",
    "_publish": "on",
    "_publish_all": "on",
    "_plan": "on",
    "_selected_action": "1",
    "thing": "1",
}
# One's own, whatever the role.
OWN = {"login", "logout", "password_change"}


def sent(client, addresses):
    """Send all buttons to each address; yield its name, the status, and what was written."""
    for name, address in addresses.items():
        with CaptureQueriesContext(connection) as captured:
            status = read(client.post(address, EVERY_BUTTON))
        frame = {"SAVEPOINT", "RELEASE", "ROLLBACK"}
        yield name, status, [sql for sql in writes(captured) if sql.split()[0] not in frame]


@pytest.mark.parametrize("role", [NO_ROLE, roles.VIEWER, COORDINATOR, *TRANSLATORS, roles.EDITOR])
def test_what_is_closed_to_a_role_takes_nothing_from_it(client, role):
    closed = [name for name, status in expected_of(role).items() if status == 403]
    addresses = {name: url for name, url in named(make_rows()).items() if name in closed}
    sign_in(client, role)

    wrong = {
        name: (status, written)
        for name, status, written in sent(client, addresses)
        if status not in {403, 405} or written
    }

    assert len(addresses) > 10
    assert wrong == {}


def test_who_only_looks_changes_nothing_wherever_they_look(client):
    addresses = {name: url for name, url in named(make_rows()).items() if name not in OWN}
    sign_in(client, roles.VIEWER)

    changed = {name: written for name, _status, written in sent(client, addresses) if written}

    assert changed == {}
