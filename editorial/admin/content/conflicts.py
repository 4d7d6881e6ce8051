"""Where two people changed the same, field by field, in words: before, theirs, and mine."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from editorial.admin.content.editing import CHOICE, TEXT
from editorial.admin.field_names import FieldNames
from editorial.links import own
from editorial.models.entries import STORED_LINK
from editorial.registry import is_rich
from editorial.revisions import data as revisions
from editorial.revisions.merge.shape import ORDER, PRESENCE
from editorial.text import languages
from editorial.text.diff import changes, words_of
from editorial.text.formats import moment
from editorial.text.languages import NEUTRAL
from editorial.translations import progress


@dataclass(frozen=True)
class Difference:
    """A field that two people changed; texts are bare, facts are shown as they are stored."""

    label: str
    key: object
    before: str
    theirs: str
    mine: str
    proposal: str = ""
    is_rich: bool = False

    @property
    def theirs_changes(self):
        """List what the other one changed, word by word."""
        return changes(self.before, self.theirs, rich=self.is_rich)

    @property
    def mine_changes(self):
        """List what was changed here, word by word."""
        return changes(self.before, self.mine, rich=self.is_rich)

    @property
    def before_words(self):
        """Return what stood there, without markup."""
        return words_of(self.before) if self.is_rich else self.before

    @property
    def theirs_words(self):
        """Return what the other one says, without markup."""
        return words_of(self.theirs) if self.is_rich else self.theirs

    @property
    def mine_words(self):
        """Return what was sent, without markup."""
        return words_of(self.mine) if self.is_rich else self.mine

    @property
    def lang(self):
        """Return the tag of the texts' language; "" for facts."""
        return "" if self.key.language == NEUTRAL else languages.tag(self.key.language)

    @property
    def choice_name(self):
        """Return the name of the input that holds the choice."""
        return "|".join((CHOICE, *self.key))

    @property
    def text_name(self):
        """Return the name of the input that holds a text for the public."""
        return "|".join((TEXT, *self.key))


def differences(versions, overlaps, proposals=None):
    """Describe each `Overlap` of a merge."""
    found, links = names(versions), _Links(overlaps)
    return [
        Difference(
            label=label_of(found, versions, overlap.key),
            key=overlap.key,
            before=links.shown(overlap.base),
            theirs=links.shown(overlap.onto),
            mine=links.shown(overlap.mine),
            proposal=(proposals or {}).get(overlap.key, ""),
            is_rich=_is_rich(versions, overlap.key),
        )
        for overlap in overlaps
    ]


def _is_rich(versions, key):
    models = {
        **progress.models_of(versions),
        **revisions.part_models(versions.kind, versions.facts("working")),
    }
    is_text = key.language != NEUTRAL and key.name not in (ORDER, PRESENCE)
    return is_text and key.part in models and is_rich(models[key.part], key.name)


def labels_of(versions, keys):
    """Name the fields behind keys of the merge, each once, in the order of the page."""
    found = names(versions)
    return list(dict.fromkeys(label_of(found, versions, key) for key in ordered(versions, keys)))


def ordered(versions, keys):
    """List keys of the merge in the order of the page."""
    order = {part: index for index, part in enumerate(names(versions).parts())}
    return sorted(keys, key=lambda key: (order.get(key.part, -1), key))


def label_of(names, versions, key):
    """Name what a key of the merge stands for."""
    if key.name == ORDER:
        model = versions.kind.part(key.part).model
        return _("Order: %(parts)s") % {"parts": model._meta.verbose_name_plural}
    if key.name == PRESENCE:
        return capfirst(names.part(key.part))
    return names.name(key.part, key.name)


def names_of(people):
    """Name users by their keys; None stands for the seed content."""
    found = get_user_model().objects.in_bulk([key for key in people if key])
    names = sorted(str(found[key]) for key in people if key in found)
    return languages.listed([*names, *([_("the seed content")] if None in people else [])])


def newest_author(versions, codes):
    """Return who saved last in some languages, and when, in words."""
    found = [r for code in codes if (r := versions.revision("working", code))]
    newest = max(found, key=lambda revision: revision.created_at)
    return str(newest.created_by or _("Somebody")), moment(newest.created_at)


def names(versions):
    """Return what names the parts and fields of an entry, as its newest draft has them."""
    facts = versions.facts("working")
    models = {**progress.models_of(versions), **revisions.part_models(versions.kind, facts)}
    texts = versions.texts("working").get(versions.original, {})
    return FieldNames(facts, models, texts)


class _Links:
    """Shows values that overlap; of a link to something of ours it says the name."""

    def __init__(self, overlaps):
        values = [value for each in overlaps for value in (each.base, each.onto, each.mine)]
        items = [item for value in values if isinstance(value, dict) for item in value.values()]
        keys = {int(found[1]) for item in items if (found := _stored(item))}
        self._labels = own.labels(keys) if keys else {}

    def shown(self, value):
        """Return a value as text; facts that go together are listed."""
        if isinstance(value, dict):
            said = (self._name(item) for item in value.values() if item not in (None, "", False))
            return languages.listed(said)
        return "" if value is None else str(value)

    def _name(self, item):
        found = _stored(item)
        return self._labels.get(int(found[1]), item) if found else item


def _stored(item):
    return STORED_LINK.fullmatch(item) if isinstance(item, str) else None
