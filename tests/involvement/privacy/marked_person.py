"""A person whose every word can be found again, and everything that one browser was sent."""

import re
from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.messages import get_messages
from django.contrib.sessions.models import Session
from django.test import Client

# Stands in each word of the person; nothing else holds it.
MARK = "zwjq"
PHONE = "+380 44 731 9931"
# Written in any way: with spaces, in an address, in a file.
TRACES = re.compile(r"zwjq|731[\s%20+-]*9931", re.IGNORECASE)
PERSON = {
    "name": "Zwjqleaf Larysa",
    "email": "zwjqmail@example.org",
    "phone": PHONE,
    "message": "My zwjqwords are for you alone.",
}
PARENT = "zwjqparent@example.org"

# What may hold what people wrote: it goes when they ask for it.
HOLDERS = {
    "involvement_submission",
    "involvement_message",
    "involvement_submissionfile",
    "post_office_email",
    "post_office_log",
}
LINKS = re.compile(r'\b(?:href|src|action)="([^"]*)"')
BEYOND_THE_SITE = ("mailto:", "tel:")


def traces(text):
    """List what is found of the person in a text."""
    return TRACES.findall(str(text))


@dataclass
class Browser:
    """A browser that remembers where it was and what it got."""

    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))
    addresses: list = field(default_factory=list)
    responses: list = field(default_factory=list)

    def get(self, address):
        """Open an address."""
        return self._remember(address, self.client.get(address))

    def post(self, address, form):
        """Send a form; return the response, without going where it leads."""
        return self._remember(address, self.client.post(address, form))

    def _remember(self, address, response):
        response.body = response.getvalue().decode()
        self.addresses.append(address)
        self.responses.append(response)
        return response


def leaks_of(response):
    """List what an answer gives away besides its page: in headers, cookies, links and messages."""
    found = [f"{name}: {value}" for name, value in response.headers.items() if traces(value)]
    found += [cookie.OutputString() for cookie in response.cookies.values() if traces(cookie)]
    if "html" in response.get("Content-Type", ""):
        found += [
            link
            for link in LINKS.findall(response.body)
            if traces(link) and not link.startswith(BEYOND_THE_SITE)
        ]
    request = response.wsgi_request
    if hasattr(request, "_messages"):
        found += [str(message) for message in get_messages(request) if traces(message)]
    if traces(response.body):
        if "no-store" not in response.get("Cache-Control", ""):
            found.append(f"{request.path} may be kept")
        if request.path.startswith("/en/") and response.get("Referrer-Policy") != "no-referrer":
            found.append(f"{request.path} is told to others")
    return found


def tables_with_traces():
    """List the tables in which something of the person stands, sessions as they are read."""
    found = set()
    for model in apps.get_models(include_auto_created=True):
        for row in model._base_manager.values():
            if traces(row):
                found.add(model._meta.db_table)
    for session in Session.objects.all():
        if traces(session.get_decoded()):
            found.add("django_session")
    return found
