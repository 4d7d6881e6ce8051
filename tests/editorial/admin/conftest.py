"""What tests of the admin share."""

import pytest

from tests.admin_client import sign_in


@pytest.fixture
def staff(client):
    """Return a browser of somebody with all rights; the server's own faults raise nothing here."""
    sign_in(client)
    client.raise_request_exception = False
    return client
