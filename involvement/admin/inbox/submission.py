"""The page of one submission: what was sent, what was said since, and what staff can do."""

from django.contrib import admin
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from editorial.models import audit
from editorial.text import languages
from editorial.web.rendering import base_address
from involvement.admin import ideas
from involvement.admin.inbox import actions as submission_actions
from involvement.admin.inbox.correspondence import correspondence
from involvement.admin.inbox.forms import FORMS, answer_letters
from involvement.admin.memories import desk as memories
from involvement.admin.records import files
from involvement.forms.base import read_choices
from involvement.intake import questions, spam
from involvement.mail import letters
from involvement.models import Letter, Submission
from involvement.permissions import CHANGE
from involvement.submissions import deadlines


def page(request, key):
    """Show a submission, or do what the pressed button says."""
    if request.method == "POST":
        return submission_actions.act(request, key, show=show)
    if not key.isdecimal():
        raise Http404
    return show(request, key)


def show(request, key, failed=None, *, trouble="", link="", status=200):
    """Show the page as it is now, and write down that it was read. Raises Http404.

    `failed` is a form that was not accepted; `trouble` says why not, where no field is at fault.
    `link` is a new link to the sender's page, shown this once.
    """
    with transaction.atomic():
        found = Submission.objects.readable().select_related("city", "goal", "assigned_to")
        submission = get_object_or_404(found, pk=key)
        audit.record(
            audit.AuditEntry.Action.READ, Submission, [submission.reference], by=request.user
        )
    open_actions = submission_actions.open_to(request.user, submission)
    letter = _chosen_letter(request) if "answer" in open_actions else None
    answer = _answer(request, letter, submission)
    forms = {
        action: form(initial=_initial(action, submission, answer)) for action, form in FORMS.items()
    }
    if failed is not None and failed.action:
        forms[failed.action] = failed
    forms["answer"].set_language(forms["answer"]["language"].value() or submission.language)
    if "assign" in open_actions:
        read_choices(forms["assign"])
    said, mails = correspondence(submission, request.user)
    context = {
        **admin.site.each_context(request),
        "title": submission.reference,
        "self_url": request.path,
        "submission": submission,
        "city_tag": _tag_of(submission.city),
        "goal_tag": _tag_of(submission.goal),
        "language_name": languages.own_name(submission.language),
        "language_tag": languages.tag(submission.language),
        "written_in_name": languages.own_name(submission.written_in),
        "written_in_tag": languages.tag(submission.written_in),
        "days": deadlines.days_waiting(submission, timezone.now()),
        "is_overdue": deadlines.is_overdue(submission, timezone.localdate()),
        "idea_url": ideas.url_for(request.user, submission),
        "timeline": memories.about(request.user, submission),
        "files": files.shown(submission),
        "details": questions.labelled(submission),
        "reasons": reasons_of(submission),
        "said": said,
        "mails": mails,
        "may_change": request.user.has_perm(CHANGE),
        "actions": open_actions,
        "may_take": submission.assigned_to_id != request.user.pk,
        "forms": forms,
        "failed": failed,
        "trouble": trouble,
        "new_link": link,
        "letters": answer_letters(submission) if "answer" in open_actions else [],
        "letter": letter,
        "letter_language": languages.own_name(answer.language)
        if letter and answer.language != submission.language
        else "",
    }
    return TemplateResponse(request, "admin/involvement/submission.html", context, status=status)


def reasons_of(submission):
    """Return why a submission was held, in words."""
    return [spam.NAMES.get(code, code) for code in submission.held_because]


def _tag_of(entry):
    return languages.tag(entry.original_language) if entry else ""


def _chosen_letter(request):
    """Find the letter that was asked for; None when it is not public or no answer."""
    key = request.GET.get("letter", "")
    if not key.isdecimal():
        return None
    found = Letter.objects.filter(pk=key, purpose=Letter.Purpose.ANSWER).select_related("entry")
    letter = found.first()
    return letter if letter and letter.published_languages() else None


def _answer(request, letter, submission):
    """Return the answer as it is offered: a letter filled in, or a subject alone."""
    if letter:
        base = base_address(request)
        return letters.filled_in(base, letter, submission, link=letters.LINK_TO_COME)
    with override(submission.language):
        subject = _("Your message %(number)s") % {"number": submission.reference}
    return letters.MailText(subject, "", submission.language)


def _initial(action, submission, answer):
    match action:
        case "assign":
            return {"to": submission.assigned_to_id}
        case "answer":
            return {"language": answer.language, "subject": answer.subject, "text": answer.body}
    return {}
