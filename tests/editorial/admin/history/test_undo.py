"""Undo in the message: one click takes back what was deleted or published just now."""

import re
from html import unescape

import pytest
from django.urls import reverse

from editorial import publishing
from editorial.publishing import delete as deletion
from tests.admin_client import filled_in
from tests.builders import make_page
from tests.editorial.admin.translations.pages import said
from tests.editorial.publishing.forms import opened
from tests.editorial.staff.people import person

pytestmark = pytest.mark.django_db


def button(response):
    """Return the address that the button of a message sends to, by the form of the page."""
    html = response.content.decode()
    assert re.search(r'<form id="undo" method="post"[^>]*><input[^>]*csrfmiddlewaretoken', html)
    found = re.search(r'<button class="message-undo" form="undo" formaction="([^"]+)">', html)
    return unescape(found[1])


def delete(client, page):
    address = reverse("admin:pages_page_delete", args=[page.pk])
    return client.post(address, {"post": "yes"}, follow=True)


def live_title(page):
    page.refresh_from_db()
    return page.title_en


def test_what_was_deleted_comes_back_with_one_click(client, ed, about):
    response = delete(client, about)
    assert "About is deleted. It is kept under Deleted." in response.content.decode()

    back = client.post(button(response))

    assert back.headers["Location"] == reverse("admin:pages_page_change", args=[about.pk])
    assert "About is back, as it was." in said(back)
    assert live_title(about) == "About"


def delete_several(client, *pages):
    chosen = {"action": "delete_selected", "_selected_action": [page.pk for page in pages]}
    return client.post(
        reverse("admin:pages_page_changelist"), chosen | {"post": "yes"}, follow=True
    )


def test_several_that_were_deleted_come_back_with_one_click(client, ed, about):
    other = make_page(title="Other", slug="other")
    response = delete_several(client, about, other)
    assert "2 things are deleted. They are kept under Deleted." in response.content.decode()
    assert "Successfully" not in response.content.decode()

    back = client.post(button(response))

    assert "2 items were recovered, as they were." in said(back)
    assert [live_title(page) for page in (about, other)] == ["About", "Other"]


def test_one_of_several_whose_address_was_taken_keeps_no_other_from_coming_back(client, ed, about):
    other = make_page(title="Other", slug="other")
    address = button(delete_several(client, about, other))
    make_page(title="Taken", slug="about")

    back = client.post(address)

    assert "its address is in use" in said(back)
    assert live_title(other) == "Other"
    about.entry.refresh_from_db()
    assert about.entry.deleted_at


def test_who_may_not_bring_back_several_is_refused(client, about, hanako):
    deletion.delete(about.entry)
    client.force_login(hanako)

    response = client.post(f"{reverse('admin:undo_deletions')}?thing={about.entry.pk}")

    assert response.status_code == 403
    about.entry.refresh_from_db()
    assert about.entry.deleted_at


def test_a_name_in_a_message_is_escaped_and_the_button_is_not(client, ed):
    page = make_page(title="<script>x</script>", slug="x")

    html = delete(client, page).content.decode()

    assert "<script>x" not in html
    assert 'class="message-undo"' in html


def test_an_address_that_was_taken_meanwhile_keeps_it_from_coming_back(client, ed, about):
    address = button(delete(client, about))
    make_page(title="Other", slug="about")

    response = client.post(address)

    assert "its address is in use" in said(response)
    about.entry.refresh_from_db()
    assert about.entry.deleted_at
    assert response.headers["Location"] == reverse("admin:history", args=[about.entry.pk])


def test_looking_at_the_address_brings_nothing_back(client, ed, about):
    client.get(button(delete(client, about)))

    about.entry.refresh_from_db()
    assert about.entry.deleted_at


def test_who_may_not_bring_back_is_refused(client, about, hanako):
    deletion.delete(about.entry)
    client.force_login(hanako)

    response = client.post(reverse("admin:undo_deletion", args=[about.entry.pk]))

    assert response.status_code == 403


def publish(client, page, **typed):
    address = reverse("admin:pages_page_change", args=[page.pk])
    form = filled_in(client.get(address)) | typed | {"_publish": "on"}
    return client.post(address, form, follow=True)


def test_what_was_published_by_mistake_is_taken_back_with_one_click(client, ed, about):
    response = publish(client, about, title_en="Abuot")
    assert live_title(about) == "Abuot"

    back = client.post(button(response))

    assert live_title(about) == "About"
    assert "The public sees the former version again" in said(back)
    newest = publishing.versions_of(about.entry)["en"].working_revision
    assert newest.data["texts"]["root"]["title"]["text"] == "Abuot"


def test_it_is_not_taken_back_once_something_else_was_published(client, ed, about, ann):
    address = button(publish(client, about, title_en="Abuot"))
    opened(about).write(title="About all of us").publish(ann)

    response = client.post(address)

    assert "cannot be undone any more" in said(response)
    assert live_title(about) == "About all of us"


def test_a_draft_offers_nothing_to_undo(client, ed, about):
    address = reverse("admin:pages_page_change", args=[about.pk])
    form = filled_in(client.get(address)) | {"title_en": "Other"}

    assert "message-undo" not in client.post(address, form, follow=True).content.decode()


def test_a_translator_who_may_not_publish_takes_nothing_back(client, about, hanako, ed):
    publishing.save(about.entry, texts={"ja": {"root": {"title": "新"}}}, by=ed)
    publishing.publish(about.entry, ["ja"], by=ed)
    client.force_login(hanako)

    address = reverse("admin:undo_publication", args=[about.entry.pk, about.entry.acts.first().pk])

    assert client.post(address).status_code == 403


def test_an_act_of_another_thing_is_not_found(client, ed, about):
    other = make_page(title="Other", slug="other")
    address = reverse("admin:undo_publication", args=[about.entry.pk, other.entry.acts.first().pk])

    assert client.post(address).status_code == 404


def test_somebody_without_a_role_is_refused(client, about):
    client.force_login(person(username="nobody"))
    address = reverse("admin:undo_publication", args=[about.entry.pk, about.entry.acts.first().pk])

    assert client.post(address).status_code == 403
