"""Ideas and memories in the search over everything: found by their words, and logged.

They name nobody, but whoever opens one reads what its sender wrote. So those find them who may
read that, and the audit log says so.
"""

from django.contrib import admin
from django.db import transaction
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cities.models import Memory
from editorial.admin.search.results import MOST, Group, Result, register
from editorial.models import audit
from editorial.search import finding
from editorial.text import languages
from editorial.text.folding import excerpt, holds, marked
from involvement.models import Idea, Submission


@register
def ideas(request, query, needles):
    """Find ideas that staff have taken up."""
    return _found(request, query, Idea, lambda idea: idea.submission, _Words(needles).of_idea)


@register
def memories(request, query, needles):
    """Find memories that stand beside an event."""
    return _found(request, query, Memory, lambda row: row.use.submission, _Words(needles).of_memory)


def _found(request, query, model, submission_of, result_of):
    of_model = admin.site.get_model_admin(model)
    if not of_model.has_view_permission(request):
        return []
    rows = list(finding.holding(of_model.get_queryset(request), query)[: MOST + 1])
    if not rows:
        return []
    shown = rows[:MOST]
    with transaction.atomic():
        audit.record(
            audit.AuditEntry.Action.LISTED,
            Submission,
            [submission_of(row).reference for row in shown],
            by=request.user,
            note="search",
        )
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    more = f"{reverse(f'{name}_changelist')}?{urlencode({'q': query})}"
    return [
        Group(
            capfirst(model._meta.verbose_name_plural),
            [result_of(row, reverse(f"{name}_change", args=[row.pk])) for row in shown],
            more if len(rows) > MOST else "",
        )
    ]


class _Words:
    """Shows what was found in the language in which it holds the words."""

    def __init__(self, needles):
        self.needles = needles

    def of_idea(self, idea, url):
        language = self._language_of(idea)
        title, text, outcome = (self._said(idea, name, language) for name in idea.found_by)
        return self._result(
            idea,
            url,
            language,
            title=marked(title or "–", self.needles),
            excerpt="" if self._all_in(title) else excerpt(f"{text}\n{outcome}", self.needles),
            meta=[idea.submission.reference],
            states=idea.get_status_display(),
        )

    def of_memory(self, memory, url):
        """Return what was found; a memory has no title but its words."""
        language = self._language_of(memory)
        words = excerpt(self._said(memory, "text", language), self.needles)
        about = [memory.event.label, memory.use.submission.reference]
        return self._result(memory, url, language, title=words or "–", meta=about)

    def _result(self, row, url, language, *, meta, **values):
        is_other = language != languages.current()
        return Result(
            url=url,
            lang=languages.tag(language) if is_other else "",
            meta=[
                languages.name_of(language) if is_other else "",
                "" if row.is_public else _("not public"),
                *meta,
            ],
            **values,
        )

    def _language_of(self, row):
        """Return the first language that holds most: the reader's, the original, any other."""
        order = dict.fromkeys([languages.current(), row.original_language, *languages.codes()])
        return max(order, key=lambda code: holds(self._all_said(row, code), self.needles))

    def _all_said(self, row, language):
        return " ".join(self._said(row, name, language) for name in row.found_by)

    def _all_in(self, text):
        return holds(text, self.needles) == len(self.needles)

    @staticmethod
    def _said(row, name, language):
        return getattr(row, languages.column(name, language)) or ""
