"""What a person is asked when something cannot be saved or published as it was sent.

Nothing was written then. The form comes again with all that was typed, above it what has to be
decided; the next button carries the decision.
"""

import copy
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from editorial import publishing
from editorial.admin.content import conflicts
from editorial.admin.content.editing import Editing
from editorial.publishing.errors import IncompleteError
from editorial.publishing.saving import Sent
from editorial.revisions.merge.lay import lay
from editorial.revisions.merge.shape import Mine

REFUSALS = (
    publishing.ConflictError,
    publishing.OverlapError,
    publishing.NotPublicYetError,
    publishing.CannotStandError,
    publishing.CannotPublishError,
    publishing.NotCompleteError,
)


@dataclass(frozen=True)
class Question:
    """What stands above the form.

    - `editing`: the form as it comes again;
    - `title`, `text`: what happened, and what can be done;
    - `differences`: `Difference`s, where two people changed the same or words would go out;
    - `has_choices`: whether each difference needs a choice; `offers_all`: whether publishing
      everything, also the drafts of others, is a way on;
    - `is_decided`: whether publishing what comes again is the decision about the differences;
    - `scheduled`: whether the other words are those of a plan;
    - `findings`: mistakes on the checklist; `takes_reason`: whether it may go public in spite of
      them for a reason;
    - `works_as_draft`: whether nothing keeps it from being saved as a draft.
    """

    editing: Editing
    title: str
    text: str
    differences: list = field(default_factory=list)
    reasons: list = field(default_factory=list)
    has_choices: bool = False
    offers_all: bool = False
    is_decided: bool = False
    scheduled: bool = False
    findings: list = field(default_factory=list)
    takes_reason: bool = False
    works_as_draft: bool = False


def as_opened(request):
    """Return the request as one that opens the form, so that the form shows what it is given."""
    shown = copy.copy(request)
    shown.method = "GET"
    shown.GET = QueryDict()
    return shown


def answer(error, editing):
    """Return the `Question` that a refusal leads to."""
    again = Editing(editing.entry, editing.language, editing.bases) if editing.entry else editing
    if isinstance(error, publishing.NotCompleteError) and editing.entry is None:
        return _incomplete(error, again)
    if editing.entry is None:
        return Question(again, _("This was not saved"), str(error))
    sent = _sent(again, editing.sent)
    if isinstance(error, publishing.ConflictError):
        return _conflict(error, again, sent)
    typed = again.showing(sent.mine)
    if isinstance(error, publishing.OverlapError):
        return _overlap(error, typed)
    if isinstance(error, publishing.NotPublicYetError):
        return Question(
            typed,
            _("This is not public, and a draft of somebody else is in it"),
            _(
                "What was never public, or was taken off the site, goes public as a whole. "
                "Publish all of it, or save yours as a draft. Others who wrote in it: %(people)s."
            )
            % {"people": conflicts.names_of(error.authors)},
            offers_all=True,
        )
    if isinstance(error, publishing.NotCompleteError):
        return _incomplete(error, typed)
    if isinstance(error, IncompleteError):
        return Question(
            typed,
            _("Something is missing before this can go public"),
            _("Saving it as a draft works all the same. Missing:"),
            reasons=error.messages,
        )
    if isinstance(error, publishing.CannotStandError):
        return Question(
            typed,
            _("This cannot go public without the draft of the other editor"),
            _("Publish everything, or save yours as a draft. These rules would be broken:"),
            reasons=error.messages,
            offers_all=True,
        )
    return Question(typed, _("This cannot go public"), str(error), works_as_draft=True)


def _sent(editing, sent):
    arguments = {name: sent[name] for name in ("facts", "texts", "bases")}
    facts, texts, bases = arguments.values()
    return Sent(editing.versions, facts, texts, bases=bases)


def _conflict(error, editing, sent):
    """Show the newest state with what was typed laid over it; saving it again is a decision."""
    versions = editing.versions
    newest = versions.state("working", [editing.language])
    laid = lay(sent.base, sent.mine, newest, versions.shape, unseen=True)
    choices = {overlap.key: Mine() for overlap in laid.overlaps}
    merged = lay(sent.base, sent.mine, newest, versions.shape, choices=choices, unseen=True).state
    who, when = conflicts.newest_author(versions, [*sent.bases])
    text = _(
        "%(who)s saved this in the meantime (%(when)s). Nothing is lost: the form holds what you "
        "typed, and what was saved in the fields that you did not touch. Saving it again replaces "
        "what stands in the column “Saved since”."
    )
    if error.unseen:
        text = _(
            "%(who)s saved this in the meantime (%(when)s). The form below holds that as well now: "
            "look at it, then publish."
        )
    return Question(
        editing.showing(merged, editing.newest()),
        _("Somebody else saved this in the meantime"),
        text % {"who": who, "when": when},
        conflicts.differences(versions, error.overlaps),
        # A plan for the same words is a question of its own.
        is_decided=not any(versions.revision("scheduled", code) for code in versions),
    )


def _overlap(error, editing):
    title = _("Your words stand in a draft of somebody else")
    text = _(
        "In these fields the form held words that are not public yet, and you changed them. "
        "Publishing yours would publish theirs. Choose for each field what the public sees; the "
        "draft keeps what you typed in any case."
    )
    if error.scheduled:
        title = _("This is planned to change at a set time")
        text = _(
            "In these fields something else is planned. What you typed goes public now; choose for "
            "each field whether the plan replaces it when its time comes."
        )
    return Question(
        editing,
        title,
        text,
        conflicts.differences(editing.versions, error.overlaps, error.proposals),
        has_choices=True,
        scheduled=error.scheduled,
    )


def _incomplete(error, editing):
    title = _("Something is missing before this goes public")
    if error.is_final:
        return Question(editing, title, "", findings=error.findings, works_as_draft=True)
    return Question(
        editing,
        title,
        _(
            "Mend it below and publish again, or say why it may go public as it is. Saving it as "
            "a draft works all the same."
        ),
        findings=error.findings,
        takes_reason=True,
    )
