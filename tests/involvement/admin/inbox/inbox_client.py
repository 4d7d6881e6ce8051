"""The inbox and its pages, for tests: addresses, colleagues and filled-in forms."""

from django.contrib.auth.models import Permission
from django.urls import reverse

from accounts.models import User
from editorial.models import AuditEntry
from involvement.apps import COORDINATOR
from tests.editorial.staff.people import person
from tests.html_forms import filled, forms_of

INBOX = "/admin/involvement/submission/"


def coordinator(username="olena"):
    """Make an involvement coordinator."""
    return person(COORDINATOR, username=username)


def sign_in_with(client, *names):
    """Sign somebody in who has these rights and no role; return the user."""
    user = User.objects.create_user("-".join(names), is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    return user


def address(submission):
    """Return the address of a submission's page in the admin."""
    return reverse("admin:involvement_submission_change", args=[submission.pk])


def press(client, submission, action, **typed):
    """Open the page as a browser does, type into the form of a button, and press it."""
    response = client.get(address(submission))
    return client.post(address(submission), typed_in(response, action, **typed))


def typed_in(response, action, **typed):
    """Return what a browser sends when the button `action` of a page is pressed."""
    (form,) = [form for form in forms_of(response) if has_button(form, action)]
    return {**filled(form), **typed, "action": action}


def has_button(form, action):
    """Return whether a form has the button of this value."""
    return any(
        control.tag == "button" and control.get("value") == action for control in form.iter()
    )


def numbers(response):
    """List the receipt numbers of a list, in its order."""
    return [row.submission.reference for row in response.context["rows"]]


def audited():
    """List what stands in the audit log, as (who, action, references, note)."""
    return [
        (entry.by_name, entry.action, entry.references, entry.note)
        for entry in AuditEntry.objects.order_by("pk")
    ]


def said_in(mail):
    """Return what an answer says, without the question that it quotes below."""
    return mail.message.rpartition("\n\n")[0]
