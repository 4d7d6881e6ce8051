"""An answer that was typed while the sign-in expired is kept until it can be sent."""

import pytest
from django.test import Client
from django.urls import reverse
from post_office.models import Email

from tests.html_forms import filled, form_of, form_sent_to
from tests.involvement.admin.inbox.inbox_client import address, coordinator, said_in, typed_in
from tests.submissions import make_submission

pytestmark = pytest.mark.django_db

LONG = 'Дорога Ларисо,\n\nдякуємо за "лист" & <усе>.'


@pytest.fixture
def tab():
    """Return a browser of which the server asks the token of each form."""
    user = coordinator("jo")
    user.set_password("secret")
    user.save()
    return Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "same-origin"})


def sign_in(tab):
    url = reverse("admin:login")
    form = filled(form_of(tab.get(url), "password"))
    assert tab.post(url, {**form, "username": "jo", "password": "secret"}).status_code == 302


def sign_out(tab):
    url = reverse("admin:logout")
    form = filled(form_sent_to(tab.get("/admin/"), url))
    assert tab.post(url, form).status_code == 200


def save(tab, kept):
    """Press the button of the page that keeps what was typed."""
    form = form_of(kept, "text")
    return tab.post(form.get("action"), filled(form))


def test_typed_signed_out_signed_in_and_sent_once(tab):
    submission = make_submission()
    sign_in(tab)
    sent = typed_in(tab.get(address(submission)), "answer", subject="Лист", text=LONG)
    sign_out(tab)

    kept = tab.post(address(submission), sent)
    assert kept.status_code == 403
    assert not Email.objects.exists()
    sign_in(tab)
    # The sign-in changed the secret behind the token, so the page comes once more.
    kept = save(tab, kept)
    done = save(tab, kept)

    assert done.headers["Location"] == address(submission)
    assert said_in(Email.objects.get()) == LONG


def test_it_is_refused_when_a_colleague_answered_meanwhile_and_still_kept(tab):
    submission = make_submission()
    sign_in(tab)
    sent = typed_in(tab.get(address(submission)), "answer", subject="Лист", text=LONG)
    tab.post(address(submission), typed_in(tab.get(address(submission)), "note", text="Done?"))
    sign_out(tab)

    kept = tab.post(address(submission), sent)
    sign_in(tab)
    refused = save(tab, save(tab, kept))

    assert refused.status_code == 409
    assert typed_in(refused, "answer")["text"] == LONG
    assert not Email.objects.exists()
