"""What a person who edits content can rely on."""

import json

import pytest
from django.urls import reverse

from cities.models import Event
from editorial import publishing
from editorial.models import Entry, Revision
from editorial.text import languages
from pages.models import Page
from tests.admin_client import PUBLISH, filled_in, sign_in
from tests.builders import make_city, make_page, make_source

pytestmark = pytest.mark.django_db


def said(response):
    return " ".join(str(message) for message in response.context["messages"])


def change_url(root):
    return reverse(f"admin:{root._meta.app_label}_{root._meta.model_name}_change", args=[root.pk])


def test_publishing_shows_the_public_what_was_typed(client):
    page = make_page(title="Old title")
    sign_in(client)
    form = filled_in(client.get(change_url(page)))

    response = client.post(change_url(page), form | {"title_en": "New title"} | PUBLISH)

    assert response.status_code == 302
    page.refresh_from_db()
    assert page.title_en == "New title"
    assert page.entry.label == "New title"
    assert Revision.objects.filter(entry=page.entry, language="en").count() == 2


def test_saving_an_unchanged_form_writes_nothing(client):
    page = make_page()
    sign_in(client)
    before = Revision.objects.count()

    client.post(change_url(page), filled_in(client.get(change_url(page))))

    assert Revision.objects.count() == before


def test_opening_a_form_changes_no_live_row(client):
    page = make_page(title="Public")
    publishing.save(page.entry, texts={"en": {"root": {"title": "Draft"}}})
    sign_in(client)

    response = client.get(change_url(page))

    assert response.context["adminform"].form["title_en"].value() == "Draft"
    page.refresh_from_db()
    assert page.title_en == "Public"


def test_enter_keeps_a_draft(client):
    page = make_page(title="Public")
    sign_in(client)
    form = filled_in(client.get(change_url(page)))

    response = client.post(change_url(page), form | {"title_en": "Half a sen"}, follow=True)

    page.refresh_from_db()
    assert page.title_en == "Public"
    assert "Draft kept. The public still sees the version of" in said(response)


def test_a_form_has_no_input_for_a_language_that_it_does_not_show(client):
    page = make_page(title="题", original="ja", sections=[{"heading": "一"}])
    sign_in(client)

    names = filled_in(client.get(change_url(page))).keys()

    endings = tuple(f"_{code.replace('-', '_')}" for code in languages.codes() if code != "ja")
    assert {"title_ja", "sections-0-heading_ja"} <= names
    assert [name for name in names if name.endswith(endings)] == []


def test_an_error_stands_at_its_field_and_what_was_typed_stays(client):
    page = make_page()
    sign_in(client)
    form = filled_in(client.get(change_url(page)))

    response = client.post(change_url(page), form | {"slug": "", "lede_en": "Typed with care"})

    shown = response.context["adminform"].form
    assert response.status_code == 200
    assert list(shown.errors) == ["slug"]
    assert shown["lede_en"].value() == "Typed with care"


def test_an_address_of_the_site_itself_is_refused_at_the_field(client):
    page = make_page()
    sign_in(client)
    form = filled_in(client.get(change_url(page)))

    response = client.post(change_url(page), form | {"slug": "history"})

    assert list(response.context["adminform"].form.errors) == ["slug"]


def test_a_second_person_overwrites_nobody(client):
    page = make_page(title="Before")
    sign_in(client)
    form = filled_in(client.get(change_url(page)))
    publishing.save(page.entry, texts={"en": {"root": {"title": "Theirs"}}})
    publishing.publish(page.entry, ["en"])

    response = client.post(change_url(page), form | {"title_en": "Mine"})

    assert response.status_code == 409
    page.refresh_from_db()
    assert page.title_en == "Theirs"
    assert response.context["adminform"].form["title_en"].value() == "Mine"
    (difference,) = response.context["question"].differences
    assert (difference.before, difference.theirs, difference.mine) == ("Before", "Theirs", "Mine")


def test_saving_again_after_a_conflict_is_a_decision(client):
    page = make_page(title="Before")
    sign_in(client)
    form = filled_in(client.get(change_url(page)))
    publishing.save(page.entry, texts={"en": {"root": {"title": "Theirs"}}})
    conflict = client.post(change_url(page), form | {"title_en": "Mine"})

    response = client.post(change_url(page), filled_in(conflict))

    assert response.status_code == 302
    page.entry.refresh_from_db()
    assert page.entry.label == "Mine"


def test_two_people_in_two_languages_do_not_collide(client):
    page = make_page(title="Before")
    sign_in(client)
    form = filled_in(client.get(change_url(page)))
    publishing.save(page.entry, texts={"ja": {"root": {"title": "題名"}}})
    publishing.publish(page.entry, ["ja"])

    response = client.post(change_url(page), form | {"title_en": "After"} | PUBLISH)

    assert response.status_code == 302
    page.refresh_from_db()
    assert (page.title_en, page.title_ja) == ("After", "題名")


def test_a_form_without_its_bases_cannot_overwrite(client):
    page = make_page(title="Before")
    sign_in(client)
    form = filled_in(client.get(change_url(page)))
    del form["_bases"]

    response = client.post(change_url(page), form | {"title_en": "Mine"})

    assert response.status_code == 409


def test_adding_a_page_makes_it_public_in_the_language_it_was_written_in(client):
    sign_in(client)
    url = reverse("admin:pages_page_add")
    form = filled_in(client.get(f"{url}?language=ja"))

    response = client.post(
        url, form | {"title_ja": "新しいページ", "lede_ja": "序", "slug": "new"} | PUBLISH
    )

    assert response.status_code == 302
    page = Page.objects.get(slug="new")
    assert page.entry.original_language == "ja"
    assert page.published_languages() == ["ja"]
    assert page.title_en in (None, "")


def test_a_form_that_is_sent_twice_adds_one_page(client):
    sign_in(client)
    url = reverse("admin:pages_page_add")
    form = filled_in(client.get(url)) | {"title_en": "New", "slug": "new"}

    responses = [client.post(url, form) for _click in range(2)]

    page = Page.objects.get()
    assert [response.headers["Location"] for response in responses] == [change_url(page)] * 2


def test_something_new_goes_public_only_with_a_title(client):
    sign_in(client)
    url = reverse("admin:pages_page_add")

    response = client.post(url, filled_in(client.get(url)) | {"slug": "new"} | PUBLISH)

    assert "title_en" in response.context["adminform"].form.errors
    assert not Entry.objects.exists()


def test_an_event_is_added_with_its_cities_and_sources(client):
    city, source = make_city(name="Northtown"), make_source("A newspaper")
    sign_in(client)
    url = f"{reverse('admin:cities_event_add')}?cities={city.pk}"
    form = filled_in(client.get(url)) | {
        "title_en": "A visit",
        "kind": "visit",
        "start": "July 1990",
        "citations-TOTAL_FORMS": "1",
        "citations-0-position": "10",
        "citations-0-source": source.pk,
        "citations-0-kind": "report",
        **PUBLISH,
    }

    response = client.post(url, form)

    assert response.status_code == 302
    event = Event.objects.get()
    assert list(event.cities.all()) == [city]
    assert event.starts.text("en") == "July 1990"
    assert [citation.source for citation in event.citations.all()] == [source]


def test_parts_are_moved_by_their_place(client):
    page = make_page(sections=[{"heading": "First"}, {"heading": "Second"}])
    sign_in(client)
    form = filled_in(client.get(change_url(page)))

    client.post(change_url(page), form | {"sections-0-position": "25"} | PUBLISH)

    assert [s.heading_en for s in page.sections.order_by("position")] == ["Second", "First"]


def test_deleting_leaves_something_to_recover(client):
    page = make_page(title="Precious", sections=[{"heading": "Part"}])
    user = sign_in(client)
    url = reverse("admin:pages_page_delete", args=[page.pk])

    client.post(url, {"post": "yes"})

    assert not Page.objects.exists()
    entry = Entry.objects.get()
    assert entry.deleted_by == user
    client.post(
        f"{reverse('admin:editorial_entry_changelist')}?state=deleted",
        {"action": "recover", "_selected_action": [entry.pk]},
    )
    recovered = Page.objects.get()
    assert (recovered.pk, recovered.title_en) == (page.pk, "Precious")
    assert [section.heading_en for section in recovered.sections.all()] == ["Part"]


def test_the_log_names_who_changed_what(client):
    page = make_page()
    user = sign_in(client)
    form = filled_in(client.get(change_url(page)))

    client.post(change_url(page), form | {"title_en": "Changed"})

    (logged,) = user.logentry_set.all()
    assert logged.object_id == str(page.pk)
    assert logged.get_change_message() == "Changed Title."


@pytest.mark.parametrize("bases", ["", "nonsense", "[]", json.dumps({"en": "x"})])
def test_broken_bases_are_no_error(client, bases):
    page = make_page()
    sign_in(client)
    form = filled_in(client.get(change_url(page)))

    response = client.post(change_url(page), form | {"_bases": bases, "title_en": "Mine"})

    assert response.status_code == 409


def test_a_draft_is_not_public(client):
    page = make_page(title="Public")
    sign_in(client)
    form = filled_in(client.get(change_url(page)))

    client.post(change_url(page), form | {"title_en": "Draft", "_draft": "on"})

    page.refresh_from_db()
    assert page.title_en == "Public"
    assert page.entry.label == "Draft"


def test_ones_own_draft_is_published_with_the_next_publication(client):
    page = make_page(title="Public")
    sign_in(client)
    form = filled_in(client.get(change_url(page)))
    client.post(change_url(page), form | {"title_en": "Draft", "_draft": "on"})

    client.post(change_url(page), filled_in(client.get(change_url(page))) | PUBLISH)

    page.refresh_from_db()
    assert page.title_en == "Draft"


def test_saving_the_original_publishes_nobody_elses_draft(client):
    page = make_page(title="One", translations={"ja": {"title": "一"}})
    publishing.save(page.entry, texts={"ja": {"root": {"title": "二"}}})
    sign_in(client)
    form = filled_in(client.get(change_url(page)))

    client.post(change_url(page), form | {"title_en": "Two"} | PUBLISH)

    page.refresh_from_db()
    assert (page.title_en, page.title_ja) == ("Two", "一")


def test_a_change_of_the_original_makes_translations_outdated_unless_it_is_small(client):
    page = make_page(title="One", translations={"ja": {"title": "一"}})
    sign_in(client)
    form = filled_in(client.get(change_url(page)))
    client.post(change_url(page), form | {"title_en": "One,", "_minor": "on"} | PUBLISH)
    assert page.entry.versions.get(language="ja").n_outdated == 0

    form = filled_in(client.get(change_url(page)))
    form |= {"title_en": "Another"} | PUBLISH
    response = client.post(change_url(page), form, follow=True)

    assert page.entry.versions.get(language="ja").n_outdated == 1
    assert "1 translation is outdated now." in said(response)
