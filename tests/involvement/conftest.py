"""What tests of taking part share."""

import pytest
from django.test import Client

from tests.involvement.admin.inbox.inbox_client import coordinator
from tests.submissions import make_form, make_letters


@pytest.fixture
def open_form(home):
    """Open the form, with a browser that is given errors as pages."""
    make_letters()
    make_form()
    return Client(raise_request_exception=False)


@pytest.fixture
def olena(client):
    """Sign an involvement coordinator in; return the user."""
    user = coordinator()
    client.force_login(user)
    return user
