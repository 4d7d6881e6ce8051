"""Two people in one language at the same time: nobody overwrites anybody."""

import pytest

from editorial import publishing
from tests.editorial.admin.translations.pages import opened, send, working
from tests.html_forms import filled, form_of

pytestmark = pytest.mark.django_db


def test_a_second_translator_overwrites_nobody(client, welcome, hanako):
    send(client, welcome, opened(client, welcome), text__root__title="前")
    form = opened(client, welcome)
    publishing.save(welcome.entry, texts={"ja": {"root": {"title": "他の人"}}})

    response = send(client, welcome, form, text__root__title="私")

    assert response.status_code == 409
    assert working(welcome)["root"]["title"] == "他の人"
    (difference,) = response.context["question"].differences
    assert (difference.before, difference.theirs, difference.mine) == ("前", "他の人", "私")
    assert filled(form_of(response, "_base"))["text-root-title"] == "私"


def test_saving_again_after_a_conflict_is_a_decision(client, welcome, hanako):
    form = opened(client, welcome)
    publishing.save(welcome.entry, texts={"ja": {"root": {"title": "他の人", "lede": "文"}}})
    conflict = send(client, welcome, form, text__root__title="私")

    again = filled(form_of(conflict, "_base"))
    response = send(client, welcome, again, text__root__lede="文")

    assert response.status_code == 302
    assert working(welcome)["root"] == {"title": "私", "lede": "文"}


def test_a_form_that_nobody_touched_conflicts_with_nobody(client, welcome, hanako):
    form = opened(client, welcome)
    publishing.save(welcome.entry, texts={"ja": {"root": {"title": "他の人"}}})

    assert send(client, welcome, form).status_code == 302
    assert working(welcome)["root"]["title"] == "他の人"


@pytest.mark.parametrize("action", ["publish", "reviewed", "ask"])
def test_nobody_stands_for_a_text_that_they_did_not_see(client, welcome, ed, action):
    form = opened(client, welcome)
    publishing.save(welcome.entry, texts={"ja": {"root": {"title": "他の人"}}})

    response = send(client, welcome, form, action=action)

    assert response.status_code == 409
    version = publishing.versions_of(welcome.entry)["ja"]
    assert (version.work_state, version.public_state) == ("draft", "never")


@pytest.mark.parametrize("base", ["", "x", "-1", "99999999999999999999", "²"])
def test_a_form_without_its_base_cannot_overwrite(client, welcome, hanako, base):
    send(client, welcome, opened(client, welcome), text__root__title="前")
    form = opened(client, welcome) | {"_base": base}

    assert send(client, welcome, form, text__root__title="私").status_code == 409
