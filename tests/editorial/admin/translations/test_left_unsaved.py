"""A translation that is typed and not saved is kept outside the history and offered again."""

import pytest

from editorial.models import Revision, Unsaved
from editorial.publishing.forgetting import forget
from editorial.staff import roles
from tests.admin_client import sign_in
from tests.editorial.admin.translations.pages import (
    ONE,
    change_source,
    items,
    opened,
    send,
    statuses,
    url_of,
    working,
)
from tests.editorial.staff.people import person
from tests.html_forms import filled, form_of

pytestmark = pytest.mark.django_db


def keep(client, welcome, tab, language="ja", **typed):
    return send(client, welcome, tab, language, _keep="on", **typed)


def taken_back(client, welcome, tab, language="ja"):
    return client.get(url_of(welcome, language), {"unsaved": tab["_form_id"]})


def again(response):
    return filled(form_of(response, "_base"))


def offered(response):
    return [str(copy.form) for copy in response.context["unsaved"]]


def another_translator():
    return person(roles.translator("ja"), username="another")


def test_a_copy_is_offered_when_the_page_is_opened_again(client, welcome, hanako):
    tab = opened(client, welcome)
    before = Revision.objects.count()

    kept = keep(client, welcome, tab, **{"text-root-title": "ようこそ"})
    response = client.get(url_of(welcome))
    back = taken_back(client, welcome, tab)

    assert kept.json()["kept"].endswith(("AM", "PM"))
    assert Revision.objects.count() == before
    assert offered(response) == [tab["_form_id"]]
    assert again(response)["text-root-title"] == ""
    assert again(back)["text-root-title"] == "ようこそ"
    assert " data-typed" in back.content.decode()
    assert offered(back) == []


def test_each_copy_of_a_tab_overwrites_the_one_before_and_tabs_stay_apart(client, welcome, hanako):
    one, two = opened(client, welcome), opened(client, welcome)
    for tab, title in [(one, "よ"), (one, "ようこそ"), (two, "歓迎")]:
        keep(client, welcome, tab, **{"text-root-title": title})

    found = {str(row.form): dict(row.data)["text-root-title"] for row in Unsaved.objects.all()}

    assert found == {one["_form_id"]: "ようこそ", two["_form_id"]: "歓迎"}


def test_what_was_taken_back_and_saved_is_kept_no_longer(client, welcome, hanako):
    tab = opened(client, welcome)
    keep(client, welcome, tab, **{"text-root-title": "ようこそ"})

    send(client, welcome, again(taken_back(client, welcome, tab)))

    assert working(welcome)["root"]["title"] == "ようこそ"
    assert not Unsaved.objects.exists()


def test_what_is_refused_stays_kept(client, welcome, hanako):
    tab = opened(client, welcome) | {"text-root-title": "よ" * 500}
    keep(client, welcome, tab)

    send(client, welcome, tab)

    assert Unsaved.objects.count() == 1


def test_a_copy_never_goes_over_what_somebody_saved_since(client, welcome, hanako):
    mine = opened(client, welcome)
    keep(client, welcome, mine, **{"text-root-title": "ようこそ"})
    client.force_login(another_translator())
    send(client, welcome, opened(client, welcome), **{"text-root-title": "歓迎"})
    client.force_login(hanako)

    response = send(client, welcome, again(taken_back(client, welcome, mine)))

    assert response.status_code == 409
    assert working(welcome)["root"]["title"] == "歓迎"


def test_a_copy_says_of_which_source_it_is_a_translation(client, welcome, hanako):
    tab = opened(client, welcome)
    keep(client, welcome, tab, **{"text-root-title": "ようこそ"})
    change_source(welcome, title="Welcome, all")

    send(client, welcome, again(taken_back(client, welcome, tab)))

    assert items(welcome)["root"]["title"]["text"] == "ようこそ"
    assert statuses(welcome)["root", "title"] == "outdated"


def test_words_for_a_part_that_was_removed_are_shown_still(client, welcome, hanako):
    tab = opened(client, welcome)
    name = f"text-{ONE}-heading"
    keep(client, welcome, tab, **{name: "第一"})
    Unsaved.objects.update(
        data=[[f"text-{'0' * 8}-0000-4000-8000-{'0' * 12}-heading", "第一"], ["_base", "0"]]
    )

    response = taken_back(client, welcome, tab)

    assert response.context["removed"] == ["第一"]
    assert "第一" in response.content.decode()


def test_a_copy_is_thrown_away(client, welcome, hanako):
    tab = opened(client, welcome)
    keep(client, welcome, tab)

    response = client.post(url_of(welcome), {"_throw_away": tab["_form_id"]})

    assert response.status_code == 302
    assert not Unsaved.objects.exists()


def test_a_copy_belongs_to_its_language_and_not_to_the_form_of_the_original(client, welcome):
    sign_in(client)
    tab = opened(client, welcome)
    keep(client, welcome, tab)

    assert offered(client.get(url_of(welcome))) == [tab["_form_id"]]
    assert offered(client.get(url_of(welcome, "es"))) == []
    assert offered(taken_back(client, welcome, tab, "es")) == []
    assert offered(client.get(f"/admin/pages/page/{welcome.pk}/change/")) == []


def test_a_language_that_was_added_later_is_kept_too(client, welcome, hanako):
    welcome.entry.versions.filter(language="ja").delete()
    tab = opened(client, welcome)
    keep(client, welcome, tab, **{"text-root-title": "ようこそ"})

    assert again(taken_back(client, welcome, tab))["text-root-title"] == "ようこそ"


def test_nobody_sees_the_copy_of_another(client, welcome, hanako):
    tab = opened(client, welcome)
    keep(client, welcome, tab, **{"text-root-title": "私だけ"})

    client.force_login(another_translator())
    response = taken_back(client, welcome, tab)

    assert offered(response) == []
    assert again(response)["text-root-title"] == ""


def test_who_may_not_write_a_language_keeps_nothing(client, welcome, hanako):
    response = keep(client, welcome, opened(client, welcome), "es")

    assert response.status_code == 403
    assert not Unsaved.objects.exists()


def test_copies_are_erased_with_their_thing(client, welcome, hanako):
    keep(client, welcome, opened(client, welcome), **{"text-root-title": "ようこそ"})

    forget(welcome.entry)

    assert not Unsaved.objects.exists()
