"""Forms of the admin, opened and filled in, whose saving a test lets fail."""

from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.models import User
from editorial.models import Picture
from involvement.models import Message
from pages.models import Page
from tests.builders import make_page
from tests.html_forms import filled, form_of, forms_of
from tests.saltlake_sister.admin_rows import make_picture
from tests.submissions import make_mail, make_submission

TEXT = '長い<文>と"記号" & more'

# Each returns its address and what a browser would send.


def _welcome():
    return make_page(title="Welcome", sections=[{"heading": "One"}])


def content(client):
    url = reverse("admin:pages_page_change", args=[_welcome().pk])
    return url, {**filled(form_of(client.get(url), "_bases")), "title_en": TEXT, "_publish": "on"}


def picture(client):
    url = reverse("admin:editorial_picture_change", args=[make_picture().pk])
    return url, {**filled(form_of(client.get(url), "focal_x")), "credit": TEXT, "file": ""}


def account(client):
    url = reverse("admin:accounts_user_change", args=[User.objects.create_user("new").pk])
    return url, {**filled(form_of(client.get(url), "first_name")), "first_name": TEXT}


def note(client):
    url = reverse("admin:involvement_submission_change", args=[make_submission().pk])
    client.get(url)
    return url, {"action": "note", "version": "1", "text": TEXT}


def hold(client):
    url = reverse("admin:involvement_hold", args=[make_submission().pk])
    client.get(url)
    return url, {"action": "put", "version": "1", "reason": TEXT}


def mail(client):
    url = reverse("admin:involvement_mail_change", args=[make_mail(status=0).pk])
    client.get(url)
    return url, {"typed": TEXT}


def new_group(client):
    return reverse("admin:auth_group_add"), {"name": TEXT}


FORMS = [content, picture, account, note, hold, mail, new_group]


def counts():
    """Count what the forms above would write."""
    return [model.objects.count() for model in (Page, Picture, User, Group, Message)]


def form_on(response):
    """Return the form of the page that keeps what was typed."""
    of_the_frame = {reverse("admin:logout"), reverse("admin:search")}
    (form,) = [
        form
        for form in forms_of(response)
        if form.get("action") not in of_the_frame and form.get("id") != "undo"
    ]
    return form


def kept(response):
    """Return what the page would send again."""
    return filled(form_on(response))


def without_token(data):
    return {name: value for name, value in data.items() if name != "csrfmiddlewaretoken"}
