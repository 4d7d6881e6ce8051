"""People at the door: accounts with a password, and their browsers on different networks."""

from django.test import Client
from django.urls import reverse

from accounts.models import User

PASSWORD = "correct horse battery"
OFFICE, ELSEWHERE = "203.0.113.5", "198.51.100.7"


def make_account(name="ann", **more):
    """Make somebody of the staff with every right."""
    email = f"{name}@example.org"
    return User.objects.create_superuser(name, email, PASSWORD, **more)


def browser(network=OFFICE, **more):
    """Return a browser behind the site's own proxy, on a network."""
    return Client(headers={"X-Forwarded-For": network}, REMOTE_ADDR="127.0.0.1", **more)


def sign_in(client, name="ann", password=PASSWORD, **more):
    """Send the form of the first step; return the answer."""
    data = {"username": name, "password": password, **more}
    return client.post(reverse("admin:login"), data)


def is_in(client):
    """Return whether a browser is signed in for the desk."""
    return client.get(reverse("admin:index")).status_code == 200


def told(action=None):
    """List what the audit log says about accounts, the oldest first, as (action, about, note)."""
    from editorial.models import AuditEntry

    rows = AuditEntry.objects.filter(kind="accounts.user").order_by("pk")
    rows = rows.filter(action=action) if action else rows
    return [(row.action, row.references[:1], row.note) for row in rows]
