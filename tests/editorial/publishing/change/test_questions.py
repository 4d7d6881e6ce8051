"""Where two people meet in one field, somebody is asked; nothing is written before."""

import pytest

from editorial.publishing.errors import (
    ConflictError,
    OverlapError,
)
from editorial.revisions.merge.shape import ForPublic, Keep, Mine
from tests.editorial.publishing.forms import (
    drafted,
    everything,
    is_draft,
    keys_of,
    opened,
    public_texts,
    refused,
    require_sound,
    text_key,
)

pytestmark = pytest.mark.django_db


# --- Words typed into a draft of somebody else --------------------------------------------------


@pytest.fixture
def typed_into(about, ann, bea):
    """Bea's form, in which she changed a comma of Ann's unpublished words."""
    opened(about).write(title="One sentence of Ann").draft(ann)
    return opened(about).write(title="One sentence, of Ann")


def test_a_comma_in_words_of_a_draft_is_asked_about(typed_into, bea):
    error = refused(OverlapError, typed_into, bea)

    (overlap,) = error.value.overlaps
    assert overlap.key == text_key("title")
    assert (overlap.base, overlap.mine, overlap.onto) == (
        "One sentence of Ann",
        "One sentence, of Ann",
        "One",
    )
    assert not error.value.scheduled


def test_the_public_text_may_be_kept(about, typed_into, bea):
    outcome = typed_into.publish(bea, choices={text_key("title"): Keep()})

    assert (outcome.saved, outcome.public, outcome.drafts) == (["en"], [], ["en"])
    assert public_texts(about)["title"] == "One"
    assert drafted(about)["title"] == "One sentence, of Ann"


def test_another_text_may_be_written_for_the_public(about, typed_into, bea):
    text = ForPublic(" One,\u200b in short ")

    typed_into.publish(bea, choices={text_key("title"): text})

    assert public_texts(about)["title"] == "One, in short"
    assert drafted(about)["title"] == "One sentence, of Ann"
    require_sound(about)


def test_mine_takes_along_what_it_is_built_on(about, typed_into, bea):
    typed_into.publish(bea, choices={text_key("title"): Mine()})

    assert public_texts(about)["title"] == drafted(about)["title"] == "One sentence, of Ann"
    assert not is_draft(about)


@pytest.mark.parametrize("choice", [Keep(), ForPublic("In short"), Mine()])
def test_sent_again_with_its_choice_it_changes_nothing(about, typed_into, bea, choice):
    typed_into.publish(bea, choices={text_key("title"): choice})
    before = everything(about)

    typed_into.publish(bea, choices={text_key("title"): choice})

    assert everything(about) == before


def test_a_text_for_the_public_equal_to_the_draft_is_not_replaced_when_sent_again(
    about, typed_into, bea
):
    choices = {text_key("title"): ForPublic("One sentence of Ann")}
    typed_into.publish(bea, choices=choices)

    typed_into.publish(bea, choices=choices)

    assert public_texts(about)["title"] == "One sentence of Ann"


def test_a_text_is_proposed_that_holds_no_word_of_the_draft(about, ann, bea):
    opened(about).write(lede="The city has six gates, and one bell, says Ann.").publish(ann)
    opened(about).write(lede="The city has six gates, and one bell, says nobody.").draft(ann)
    form = opened(about).write(lede="The town has six gates, and one bell, says nobody.")

    error = refused(OverlapError, form, bea)

    assert error.value.proposals == {
        text_key("lede"): "The town has six gates, and one bell, says Ann."
    }


def test_the_choice_for_one_field_lets_the_others_go_their_way(about, ann, bea):
    opened(about).write(title="Ann’s").draft(ann)
    form = opened(about).write(title="Ann’s!", lede="Hers")

    form.publish(bea, choices={text_key("title"): Keep()})

    assert public_texts(about) == {"title": "One", "lede": "Hers"}
    assert drafted(about) == {"title": "Ann’s!", "lede": "Hers"}


# --- Somebody saved in between ------------------------------------------------------------------


def test_the_same_field_saved_in_between_is_a_conflict(about, ann, bea):
    form = opened(about).write(title="Hers")
    opened(about).write(title="Theirs").draft(ann)

    error = refused(ConflictError, form, bea)

    assert keys_of(error) == {text_key("title")}
    assert (error.value.languages, error.value.unseen) == (["en"], False)


def test_another_field_saved_in_between_is_none_and_stays_what_it_is(about, ann, bea):
    form = opened(about).write(title="Hers")
    opened(about).write(lede="Theirs").draft(ann)

    form.publish(bea)

    assert public_texts(about) == {"title": "Hers", "lede": "Lede"}
    assert drafted(about) == {"title": "Hers", "lede": "Theirs"}


def test_another_field_published_in_between_stays_public(about, ann, bea):
    form = opened(about).write(title="Hers")
    opened(about).write(lede="Theirs").publish(ann)

    form.publish(bea)

    assert public_texts(about) == {"title": "Hers", "lede": "Theirs"}
    assert not is_draft(about)


def test_all_is_refused_when_something_would_go_out_unseen(about, ann, bea):
    form = opened(about).write(title="Hers")
    opened(about).write(lede="Theirs").draft(ann)

    error = refused(ConflictError, form, bea, whole=True)

    assert error.value.unseen


def test_both_typed_the_same_is_no_conflict(about, ann, bea):
    form = opened(about).write(title="Same")
    opened(about).write(title="Same").publish(ann)

    form.publish(bea)

    assert public_texts(about)["title"] == "Same"
    assert not is_draft(about)
