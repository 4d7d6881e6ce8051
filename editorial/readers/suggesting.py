"""What a reader sends: kept as suggestions, changed while they wait, taken back."""

from collections import defaultdict

from django.db import transaction
from django.utils import timezone

from editorial.models import Suggestion

State = Suggestion.State


class Sent:
    """The suggestions of one invitation, by the words that they are about."""

    def __init__(self, invitation):
        self.invitation = invitation
        self._of_text = defaultdict(list)
        for suggestion in invitation.suggestions.order_by("pk"):
            self._of_text[_text(suggestion)].append(suggestion)

    def about(self, paragraph):
        """Return the suggestion about a paragraph as it stands now, or None.

        It is about these words, or they came from it.
        """
        text = paragraph.text
        found = self._of_text[text.entry.pk, text.part, text.field]
        same = [suggestion for suggestion in found if suggestion.seen == paragraph.seen]
        taken = [
            suggestion
            for suggestion in found
            if suggestion.state == State.ACCEPTED and suggestion.words == paragraph.words
        ]
        return next(iter([*same, *taken]), None)

    def all(self):
        """List them, the newest first."""
        found = [suggestion for rows in self._of_text.values() for suggestion in rows]
        return sorted(found, key=lambda suggestion: (suggestion.sent_at, suggestion.pk))[::-1]


@transaction.atomic
def send(invitation, said):
    """Keep what a reader said; `said` are pairs of a `Paragraph` and words, None to take it back.

    Return how many paragraphs they say something new of.
    """
    number = 0
    for paragraph, words in said:
        about = {
            "entry": paragraph.text.entry,
            "part": paragraph.text.part,
            "field": paragraph.text.field,
            "seen": paragraph.seen,
        }
        if words is None:
            invitation.suggestions.filter(**about, state=State.WAITING).delete()
            continue
        values = {
            "before": paragraph.words,
            "words": words,
            "state": State.WAITING,
            "sent_at": timezone.now(),
            "decided_at": None,
            "decided_by": None,
        }
        Suggestion.objects.update_or_create(invitation=invitation, **about, defaults=values)
        number += 1
    return number


def _text(suggestion):
    return suggestion.entry_id, suggestion.part, suggestion.field
