"""The things that were chosen, and what would be done to each: read for all of them at once."""

from dataclasses import dataclass, field
from functools import cached_property

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.models import Entry, LanguageVersion
from editorial.publishing import workflow
from editorial.publishing.drafts import drafted, drafts_of
from editorial.revisions.versions import EntryVersions, read_all
from editorial.text import languages
from editorial.text.languages import NEUTRAL

NOTHING_TO_TRANSLATE = gettext_lazy(
    "Nothing of it is left to translate, or it is asked for already."
)
# So many can be chosen at once; a list shows fewer.
MOST = 200


@dataclass
class Item:
    """An entry that was chosen.

    - `reason`: why nothing can be done to it, "" when it can;
    - `languages`: codes of what is concerned, `zxx` for the facts;
    - `mine`, `others`: whether it has drafts of the person who asks, and of whom else (names);
    - `is_ticked`: whether it is meant: all are, until somebody takes a tick away.
    """

    entry: Entry
    versions: EntryVersions
    url: str
    reason: str = ""
    languages: list = field(default_factory=list)
    mine: bool = False
    others: str = ""
    is_ticked: bool = True

    @property
    def kind(self):
        """Name what it is."""
        return capfirst(self.entry.kind.model_class()._meta.verbose_name)

    @cached_property
    def what(self):
        """List in words what is concerned: "English, the facts"."""
        names = [languages.name_of(code) for code in self.languages if code != NEUTRAL]
        facts = [_("the facts")] if NEUTRAL in self.languages else []
        return languages.listed([*names, *facts])

    @property
    def bases(self):
        """Write down which revisions are shown, so that nothing is published that nobody saw."""
        return bases_of(self.versions, self.languages)


def bases_of(versions, codes):
    """Return the numbers of the newest revisions of some languages: "en:4 zxx:2"."""
    shown = [(code, versions.revision("working", code)) for code in sorted({*codes, NEUTRAL})]
    return " ".join(f"{code}:{revision.number}" for code, revision in shown if revision)


def address_of(entry):
    """Return the address of the form of an entry."""
    opts = entry.kind.model_class()._meta
    name = f"admin:{opts.app_label}_{opts.model_name}_change"
    return reverse(name, args=[entry.object_pk])


def chosen(request):
    """List the things that a request names and that the person who asks may change."""
    named = {key for key in _keys(request) if key.isascii() and key.isdecimal() and len(key) < 19}
    entries = Entry.objects.filter(pk__in=sorted(named)[:MOST], deleted_at=None)
    entries = [
        entry
        for entry in entries.select_related("kind").order_by("label", "pk")
        if _may_change(request.user, entry)
    ]
    versions = read_all(entries)
    return [Item(entry, versions[entry.pk], address_of(entry)) for entry in entries]


def _keys(request):
    sent = request.POST if request.method == "POST" else request.GET
    return sent.getlist("thing")


def _may_change(user, entry):
    opts = entry.kind.model_class()._meta
    return user.has_perm(f"{opts.app_label}.change_{opts.model_name}")


def to_publish(chosen, user):
    """Say of each thing whose drafts there are."""
    codes = languages.codes()
    drafts = drafts_of([item.versions for item in chosen], codes)
    people = frozenset().union(*(draft.authors() for draft in drafts))
    names = get_user_model().objects.in_bulk(people - {None, user.pk})
    for item, draft in zip(chosen, drafts, strict=True):
        item.languages = drafted(item.versions, codes)
        others = frozenset().union(*(draft.people[key] for key in draft.of_others(user)))
        known = sorted(str(names[key]) for key in others if key in names)
        unknown = [_("the seed content")] if others - names.keys() - {user.pk} else []
        item.others = languages.listed([*known, *unknown])
        item.mine = any(authors == {user.pk} for authors in draft.people.values())
        if not item.languages:
            item.reason = _("Everything of it is public already.")


def to_take_off(chosen):
    """Say of each thing in which languages it is public."""
    for item in chosen:
        item.languages = [c for c in languages.codes() if item.versions.revision("live", c)]
        if not item.languages:
            item.reason = _("It is not public.")


def to_review(chosen):
    """Say of each thing which of its drafts nobody was asked to review."""
    for item in chosen:
        item.languages = [
            code
            for code in (NEUTRAL, *languages.codes())
            if (version := item.versions.get(code))
            and version.work_state == LanguageVersion.WorkState.DRAFT
            and version.working_revision_id != version.live_revision_id
        ]
        if not item.languages:
            item.reason = _("It has no draft that nobody reviews yet.")


def to_translate(chosen):
    """Say of each thing which of its translations could be asked for."""
    for item in chosen:
        item.languages = [
            code for code in languages.at_desk() if workflow.lacks_translation(item.versions, code)
        ]
        if not item.languages:
            item.reason = str(NOTHING_TO_TRANSLATE)
