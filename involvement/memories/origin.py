"""From an event back to the memory that it was made of, for those who may read what people sent."""

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext as _

from cities.models import Event
from editorial.staff.origins import Origin
from involvement.models import MemoryUse, Submission
from involvement.permissions import VIEW


def of_event(user, entry):
    """List the memories that an event was made of, or that stand beside it, for staff.

    Nobody else learns even their numbers.
    """
    is_event = entry.kind_id == ContentType.objects.get_for_model(Event).pk
    if not is_event or not user.has_perm(VIEW):
        return []
    uses = MemoryUse.objects.filter(event=entry)
    # Most events come from no memory, and a submission has many columns to ask for.
    if not uses.exists():
        return []
    readable = uses.filter(submission__in=Submission.objects.readable())
    return [_origin(use) for use in readable.select_related("submission").order_by("pk")]


def _origin(use):
    words = (
        _("Made of the memory %(number)s (answer: %(answer)s)")
        if use.memory_id is None
        else _("Beside it stands the memory %(number)s (answer: %(answer)s)")
    )
    url = reverse("admin:involvement_submission_change", args=[use.submission_id])
    answer = {"number": use.submission.reference, "answer": use.get_answer_display()}
    return Origin(words % answer, url)
