"""What people sent, in the search over everything: found as the inbox finds it, and logged."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial.admin.search.results import MOST, Group, Result, register
from editorial.models import audit
from editorial.text.folding import marked
from editorial.text.formats import short_day
from involvement.admin.inbox.filters import Search
from involvement.models import Submission
from involvement.permissions import VIEW


@register
def submissions(request, query, needles):
    """Find by receipt number, whole email address or part of a name, for those who may read."""
    search = Search({"q": query})
    if not request.user.has_perm(VIEW) or not search.is_valid():
        return []
    found = list(search.submissions().defer("message", "details")[: MOST + 1])
    if not found:
        return []
    shown = found[:MOST]
    with transaction.atomic():
        audit.record(
            audit.AuditEntry.Action.LISTED,
            Submission,
            [submission.reference for submission in shown],
            by=request.user,
            note="search",
        )
    more = reverse("admin:involvement_submission_changelist") if len(found) > MOST else ""
    results = [_result(submission, needles) for submission in shown]
    return [Group(_("Inbox"), results, more, more_is_private=True)]


def _result(submission, needles):
    return Result(
        url=reverse("admin:involvement_submission_change", args=[submission.pk]),
        title=marked(submission.name or submission.reference, needles),
        meta=[
            marked(submission.reference, needles),
            submission.get_kind_display(),
            short_day(submission.received_at),
        ],
        states=submission.get_state_display(),
    )
