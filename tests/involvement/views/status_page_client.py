"""The sender's own page, for tests: its address, its buttons and what it says."""

import re

from django.urls import reverse
from django.utils import translation

from involvement import links
from tests.involvement.admin.inbox.inbox_client import typed_in


def address(submission, language="en"):
    """Return the address of the sender's page."""
    with translation.override(language):
        return reverse("involvement:status", args=[token_of(submission)])


def token_of(submission):
    """Return the secret of a link to the sender's page, each time the same."""
    if not hasattr(submission, "test_token"):
        submission.test_token = links.sender_token(submission)
    return submission.test_token


def press(client, submission, button, **typed):
    """Open the page as a browser does, type into the form of a button, and press it."""
    url = address(submission)
    return client.post(url, typed_in(client.get(url), button, **typed))


def words_of(response):
    """Return the words of a page in one line, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def said(submission):
    """List what was said since, as (kind, text)."""
    return list(submission.messages.order_by("pk").values_list("kind", "text"))
