"""What somebody left beside submissions is found, handed out, corrected and erased at the desk."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from post_office.models import Email

from editorial.models import AuditEntry
from involvement.claims import claiming
from involvement.ideas import supporting
from involvement.ideas.supporting import _hash as hash_of
from involvement.models import IdeaSupport, PictureClaim
from involvement.records import elsewhere, people
from involvement.submissions import erasure
from tests.html_forms import filled, form_of, forms_of
from tests.involvement.admin.inbox.inbox_client import coordinator, has_button
from tests.involvement.views.status_page_client import words_of
from tests.saltlake_sister.admin_rows import make_picture
from tests.submissions import make_idea

pytestmark = pytest.mark.django_db

PEOPLE = "/admin/involvement/people/"


@pytest.fixture
def claim(client, home):
    """Have two people say "me too" to an idea, and one of them claim a picture; sign in."""
    idea = make_idea(title_en="A bell festival")
    asked = {"wants_news": True, "base": "https://example.org", "network": "here"}
    supporting.ask(idea, "zwjq@example.org", **asked)
    supporting.ask(idea, "other@example.org", **asked)
    client.force_login(coordinator())
    return PictureClaim.objects.create(
        picture=make_picture(),
        kind="seen",
        hid=True,
        contact="zwjq@example.org",
        text="Ángela Quispe stands on the left.",
        language="en",
    )


def search(client, **typed):
    return client.post(PEOPLE, {**typed, "action": "find"})


def found_form(page, button):
    (form,) = [form for form in forms_of(page) if has_button(form, button)]
    return filled(form)


def keys_of(email):
    return [thing.key for thing in elsewhere.find(people.Wanted(email=email))]


def test_one_search_finds_them_and_what_is_ticked_is_erased(client, claim):
    page = search(client, email="Zwjq@example.org")
    assert "“Me too” to the idea “A bell festival”" in words_of(page)
    assert "A claim about a picture" in words_of(page)
    ticked = {"beside": keys_of("zwjq@example.org")}

    asked = client.post(PEOPLE, {**found_form(page, "erase"), **ticked, "action": "erase"})
    assert IdeaSupport.objects.count() == 2
    client.post(
        PEOPLE, {**found_form(asked, "erase-sure"), **ticked, "sure": "on", "action": "erase-sure"}
    )

    claim.refresh_from_db()
    assert (claim.contact, claim.text, claim.decision, claim.hid) == ("", "", "", True)
    assert [row.email for row in IdeaSupport.objects.all()] == ["other@example.org"]
    assert [mail.to for mail in Email.objects.all()] == [["other@example.org"]]


@pytest.mark.parametrize("typed", [{"name": "quispe angela"}, {"words": "ángela"}])
def test_a_claim_that_tells_of_somebody_is_found_by_their_name(client, claim, typed):
    assert "stands on the left" in words_of(search(client, **typed))
    assert "stands on the left" not in words_of(search(client, name="Rosa Quispe"))


def test_they_are_handed_out_and_that_is_written_down(client, claim):
    ticked = {"beside": keys_of("zwjq@example.org")}

    text = client.post(PEOPLE, {**ticked, "action": "txt"}).content.decode()
    data = json.loads(client.post(PEOPLE, {**ticked, "action": "json"}).content)

    assert "Ángela Quispe stands on the left. (zwjq@example.org)" in text
    assert len(data["beside"]) == 2
    handed_out = AuditEntry.objects.filter(action=AuditEntry.Action.HANDED_OUT)
    assert set(handed_out.values_list("kind", flat=True)) == {
        "involvement.ideasupport",
        "involvement.pictureclaim",
    }


def test_the_words_and_the_address_of_a_claim_are_corrected(client, claim):
    address = f"/admin/involvement/claims/{claim.pk}/correct/"
    assert address in search(client, email="zwjq@example.org").content.decode()
    form = filled(form_of(client.get(address), "contact"))

    wrong = client.post(address, {**form, "contact": "nobody"})
    client.post(address, {**form, "contact": "new@example.org"})

    claim.refresh_from_db()
    assert (wrong.status_code, claim.contact) == (422, "new@example.org")
    assert AuditEntry.objects.filter(note="corrected: contact").exists()
    assert keys_of("new@example.org") == [f"claim-{claim.pk}"]


def erase_beside(claim):
    elsewhere.erase(elsewhere.read(keys_of("zwjq@example.org")), by=None)


def erase_claim(claim):
    claiming.decide(claim, "shown", by=None)
    claiming.erase(claim, by=None)


def take_back(claim):
    url = reverse("involvement:support", args=["a-secret"])
    IdeaSupport.objects.filter(email="zwjq@example.org").update(secret_hash=hash_of("a-secret"))
    Client().post(url, {"action": "take-back"})


@pytest.mark.parametrize("erases", [erase_beside, erase_claim, take_back])
def test_what_is_erased_leaves_the_journal_of_the_database_too(
    claim, erases, monkeypatch, django_capture_on_commit_callbacks
):
    emptied = []
    monkeypatch.setattr(erasure, "empty_journal", lambda: emptied.append(erases))

    with django_capture_on_commit_callbacks(execute=True):
        erases(claim)

    assert emptied == [erases]
