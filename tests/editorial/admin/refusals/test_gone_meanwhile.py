"""What was open is gone, or not as it was: what was typed stands on the answer, to be copied."""

import pytest
from django.db.models import signals
from django.urls import reverse

from accounts.models import User
from editorial.models import Picture
from editorial.publishing import delete as deletion
from pages.models import Page
from tests.builders import make_event, make_page
from tests.editorial.admin.refusals.sent_forms import (
    TEXT,
    account,
    content,
    kept,
    picture,
    without_token,
)
from tests.editorial.staff.people import editor
from tests.html_forms import filled, form_of
from tests.saltlake_sister.admin_rows import make_picture

pytestmark = pytest.mark.django_db


# --- Gone in between --------------------------------------------------------------------------


def delete(url):
    """Delete, as a colleague would, what an address names."""
    key = int(url.split("/")[-3])
    model = {"page": Page, "picture": Picture, "user": User}[url.split("/")[-4]]
    row = model.objects.get(pk=key)
    if model is Page:
        deletion.delete(row.entry)
    else:
        row.delete()


@pytest.mark.parametrize("form", [content, picture, account])
def test_what_a_colleague_deleted_is_shown_to_be_copied(staff, form):
    url, data = form(staff)
    delete(url)

    response = staff.post(url, data)

    assert response.status_code == 409
    assert "It is not there any more" in response.content.decode()
    assert "<dd" in response.content.decode()
    assert "長い" in response.content.decode().split("<dl", 1)[1]
    assert without_token(kept(response)) == without_token(data)


def test_content_that_was_deleted_is_recovered_and_saved_from_the_page_that_kept_it(staff):
    url, data = content(staff)
    entry = Page.objects.get().entry
    deletion.delete(entry)

    response = staff.post(url, data)
    trash = f"{reverse('admin:editorial_entry_changelist')}?state=deleted"
    assert f'href="{trash}"' in response.content.decode()
    deletion.recover(entry)

    assert staff.post(url, kept(response)).status_code == 302
    assert Page.objects.get().title_en == TEXT


def test_a_picture_that_was_deleted_promises_no_recovery(staff):
    url, data = picture(staff)
    delete(url)

    html = staff.post(url, data).content.decode()

    assert "recover" not in html


def test_a_translation_of_what_was_deleted_is_kept(staff):
    page = make_page(title="Welcome")
    url = reverse("admin:translate", args=[page.entry_id, "ja"])
    data = {**filled(form_of(staff.get(url), "_base")), "text-root-title": TEXT, "action": "save"}
    deletion.delete(page.entry)

    response = staff.post(url, data)

    assert response.status_code == 404
    assert without_token(kept(response)) == without_token(data)
    assert "?state=deleted" in response.content.decode()


def test_the_labels_are_those_of_the_form(staff):
    url = reverse("admin:pages_page_change", args=[make_page(sections=[{"heading": "One"}]).pk])
    data = filled(form_of(staff.get(url), "_bases"))
    data |= {"title_ja": "題", "sections-0-body_uk": "<p>Текст <script>x</script></p>"}
    delete(url)

    html = staff.post(url, data).content.decode().split("<dl", 1)[1]

    assert html.count("<dt>") == 5
    assert '<dt>Title (日本語)</dt>\n    <dd lang="ja">題</dd>' in html
    assert '<dt>Section 1: text (Українська)</dt>\n    <dd lang="uk"><p>Текст</p></dd>' in html


def test_what_is_used_since_the_page_asked_is_not_deleted(staff):
    used = make_picture()

    def use(sender, **more):
        signals.post_save.disconnect(use, sender="admin.LogEntry")
        make_event(title="A visit", picture=used, decorative=True)

    signals.post_save.connect(use, sender="admin.LogEntry")
    url = reverse("admin:editorial_picture_delete", args=[used.pk])
    response = staff.post(url, {"post": "yes"})

    assert response.status_code == 409
    assert "It could not be deleted, because it is used by:" in response.content.decode()
    assert Picture.objects.filter(pk=used.pk).exists()


def test_a_form_for_an_address_that_leads_nowhere_is_kept(staff):
    response = staff.post("/admin/nowhere/", {"text": TEXT})

    assert response.status_code == 404
    assert kept(response)["text"] == TEXT


# --- Rows of an old tab, and forms that were taken apart --------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"sections-0-id": "999999"},
        {"sections-0-id": "²"},
        {"sections-0-id": "9" * 30},
        {"sections-TOTAL_FORMS": ""},
        {"sections-TOTAL_FORMS": "x"},
        {"sections-INITIAL_FORMS": "7"},
        {"_bases": "[1"},
    ],
)
def test_a_row_of_an_old_tab_loses_nothing(staff, change):
    url = reverse("admin:pages_page_change", args=[make_page(sections=[{"heading": "One"}]).pk])
    data = filled(form_of(staff.get(url), "_bases"))

    response = staff.post(url, {**data, "title_en": TEXT, "_publish": "on", **change})

    assert response.status_code in {200, 302, 409, 503}
    if response.status_code != 302:
        assert "長い" in response.content.decode()


@pytest.mark.parametrize("key", ["²", "9" * 30, "x"])
def test_a_choice_that_is_no_key_is_kept(staff, key):
    data = {"action": "delete_selected", "_selected_action": key}

    response = staff.post(reverse("admin:editorial_picture_changelist"), data)

    assert response.status_code in {302, 409, 503}


def test_a_right_that_was_taken_away_loses_no_text(client):
    user = editor()
    client.force_login(user)
    url, data = content(client)
    user.groups.clear()

    response = client.post(url, data)

    assert response.status_code == 403
    assert "長い" in response.content.decode()
    assert "Copy what you need" in response.content.decode()
