"""Deciding what a reader sent. Accepted words take the way of every other save."""

from enum import Enum

from django.db import transaction
from django.utils import timezone

from editorial import publishing
from editorial.models import AuditEntry, Suggestion, audit
from editorial.publishing.drafts import draft_of
from editorial.readers.paragraphs import paragraphs, replaced
from editorial.registry import is_rich
from editorial.revisions import data as revisions
from editorial.revisions.snapshots import clean_text

State = Suggestion.State
# Why words are saved as a draft that could not go public.
_NOT_PUBLIC = (
    publishing.OverlapError,
    publishing.NotPublicYetError,
    publishing.CannotStandError,
    publishing.CannotPublishError,
)


class Outcome(Enum):
    """What came of accepting: it is public, it is a draft, or nothing had to be written."""

    PUBLIC = "public"
    DRAFT = "draft"
    NOTED = "noted"


class DecidedError(Exception):
    """Somebody decided it in the meantime."""


class ChangedError(Exception):
    """The words that the reader saw stand there no more."""


@transaction.atomic
def accept(suggestion, *, by, publishes):
    """Put the words of a reader into the text; return the `Outcome`.

    - `publishes`: whether this person may publish; others make a draft.

    Once every paragraph of a text was read, the text counts as reviewed. Raises DecidedError or
    ChangedError; then nothing was written.
    """
    suggestion, versions = _locked(suggestion)
    text = _Text(versions, suggestion)
    _decide(suggestion, State.ACCEPTED, by)
    outcome = text.write(by=by, publishes=publishes)
    _record(AuditEntry.Action.ACCEPTED, suggestion, by)
    return outcome


@transaction.atomic
def decline(suggestion, *, by):
    """Leave the text as it is. Raises DecidedError."""
    suggestion, _versions = _locked(suggestion)
    _decide(suggestion, State.DECLINED, by)
    _record(AuditEntry.Action.DECLINED, suggestion, by)


class _Text:
    """The text that a suggestion is about, as it is being worked on."""

    def __init__(self, versions, suggestion):
        self.versions = versions
        self.language = suggestion.invitation.language
        self.part, self.field = suggestion.part, suggestion.field
        models = revisions.part_models(versions.kind, versions.facts("working"))
        if self.part not in models:
            raise ChangedError
        model = models[self.part]
        self.is_rich = is_rich(model, self.field)
        working = versions.revision("working", self.language)
        self.texts = revisions.texts_of(working)
        self.item = revisions.items_of(working).get(self.part, {}).get(self.field)
        if self.item is None:
            raise ChangedError
        self.words = self.item["text"]
        if suggestion.is_good:
            if suggestion.before not in paragraphs(self.words, rich=self.is_rich):
                raise ChangedError
        else:
            found = replaced(self.words, suggestion.before, suggestion.words, rich=self.is_rich)
            if found is None:
                raise ChangedError
            self.words = clean_text(model, self.field, found)

    def write(self, *, by, publishes):
        is_read = self._is_read()
        is_new = self.words != self.item["text"]
        if not is_new and (not is_read or revisions.is_reviewed(self.item)):
            return Outcome.NOTED
        self.texts[self.part][self.field] = self.words
        sent = {
            "texts": {self.language: self.texts},
            "by": by,
            "translating": self._translating(by, is_read=is_read),
            # What was read in part is still a machine's.
            "origin": revisions.PERSON if is_read else self.item.get("origin", revisions.PERSON),
        }
        if publishes and self._goes_public(by):
            try:
                if publishing.publish_change(self.versions.entry, **sent).public:
                    return Outcome.PUBLIC
            except _NOT_PUBLIC:
                # A draft keeps the words; the translate page asks whoever publishes it.
                pass
        publishing.save(self.versions.entry, **sent)
        return Outcome.DRAFT

    def _translating(self, by, *, is_read):
        """Say that it is made from what it was made from: a reader translates nothing anew."""
        version = self.versions[self.language]
        if not version.source_language:
            return None
        key = (self.part, self.field)
        return revisions.Translating(
            version.source_language,
            {self.part: {self.field: self.item.get("from", "")}},
            reviewed=frozenset({key} if is_read else ()),
            reviewer=by.pk if by else None,
        )

    def _is_read(self):
        """Return whether a native speaker has read each paragraph of it as it is now."""
        if revisions.is_reviewed(self.item):
            return True
        accepted = Suggestion.objects.filter(
            entry=self.versions.entry,
            part=self.part,
            field=self.field,
            invitation__language=self.language,
            state=State.ACCEPTED,
        )
        read = set(accepted.values_list("words", flat=True))
        return read.issuperset(paragraphs(self.words, rich=self.is_rich))

    def _goes_public(self, by):
        """Return whether it may go out alone: with it would go what this person drafted alone."""
        if self.versions.revision("live", self.language) is None:
            return False
        me = by.pk if by else None
        draft = draft_of(self.versions, [self.language])
        return not any(
            key.language == self.language and people == {me} for key, people in draft.people.items()
        )


def _locked(suggestion):
    """Return a suggestion as it is now, with the versions of its entry, held until the end."""
    versions = publishing.lock(suggestion.entry)
    found = Suggestion.objects.select_related("invitation", "entry__kind").get(pk=suggestion.pk)
    if not found.is_waiting or versions.entry.deleted_at is not None:
        raise DecidedError
    return found, versions


def _decide(suggestion, state, by):
    suggestion.state, suggestion.decided_by = state, by
    suggestion.decided_at = timezone.now()
    suggestion.save(update_fields=["state", "decided_by", "decided_at"])


def _record(action, suggestion, by):
    references = [str(suggestion.entry_id), str(suggestion.pk)]
    audit.record(action, Suggestion, references, by=by, note=suggestion.invitation.language)
