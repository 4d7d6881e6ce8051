"""The sender's own page: where it stands, what was said, and what they can still do with it."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial.text import languages
from editorial.web.rendering import base_address
from involvement import links
from involvement.errors import ChangedError, NotNowError, TooOftenError
from involvement.forms.own import AddForm, CorrectForm, SureForm
from involvement.models import Idea, Message, Submission
from involvement.submissions import addresses, files, ideas, sender
from involvement.submissions import status as submission_status
from involvement.views import private_pages, timeline
from involvement.views.decorators import private_page
from involvement.views.submit import AFTER_A_FAULT, AGAIN, NO_DATABASE


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def status(request, token):
    """Show a submission to whoever holds its link, or do what the pressed button says."""
    submission = links.of_sender(token)
    if submission is None:
        return private_pages.gone(request)
    button = _pressed(request, submission)
    if button not in sender.ACTIONS:
        return _page(request, submission)
    form = _forms(submission, button, request.POST)[button]
    if not form.is_valid():
        return _page(request, submission, button, form, status=422)
    return _do(request, submission, button, form)


def _pressed(request, submission):
    """Return the name of the button; Enter in a field saves corrections, if there are any."""
    button = request.POST.get("action", "")
    if button == "enter" and AGAIN not in request.POST:
        is_changed = _forms(submission, "correct", request.POST)["correct"].has_changed()
        return "correct" if is_changed else ""
    return "" if AGAIN in request.POST else button


def _do(request, submission, button, form):
    """Do it and go back to the page; what cannot be done is shown with all that was typed."""
    try:
        done = _done(request, submission, button, form)
    except Submission.DoesNotExist:
        return private_pages.gone(request)
    except ChangedError:
        form.add_error(None, _was_changed())
        return _refused(request, submission, button, form, 409)
    except NotNowError:
        form.add_error(None, _was_withdrawn())
        return _refused(request, submission, button, form, 409)
    except TooOftenError:
        form.add_error(None, _too_often())
        return _refused(request, submission, button, form, 429)
    except NO_DATABASE:
        form.add_error(None, _could_not_be_stored())
        page = _page(request, submission, button, form, status=503)
        page["Retry-After"] = AFTER_A_FAULT
        return page
    if done == "erased":
        return private_pages.erased(request)
    path = request.path
    if done.startswith("moved"):
        # The link that led here has ended with the former address.
        path = reverse("involvement:status", args=[links.sender_token(submission)])
    return HttpResponseRedirect(f"{path}?done={done}", status=303)


def _done(request, submission, button, form):
    """Do what a button says; return the word for what was done. Raises what `sender` raises."""
    typed = form.cleaned_data
    match button:
        case "add":
            site = base_address(request)
            sender.add(submission, typed["text"], seen=typed["seen"], site=site)
            return "added"
        case "correct":
            site = base_address(request)
            changed = sender.correct(submission, form.values(), base=typed["base"], site=site)
            if "email" in changed:
                return "moved" if addresses.mail_is_coming(submission) else "moved-without-mail"
            return "corrected" if changed else "unchanged"
        case "withdraw":
            sender.withdraw(submission)
            return "withdrawn"
        case "erase":
            return "erased" if sender.ask_for_erasure(submission) else "asked"


def _refused(request, submission, button, form, status):
    """Show the page as it is by now, with the form as it was typed."""
    submission = links.as_it_is_now(submission)
    if submission is None:
        return private_pages.gone(request)
    if button == "correct":
        # To save once more is a decision made with both texts in view.
        form.data = form.data.copy()
        form.data[form.add_prefix("base")] = sender.base_of(submission)
    return _page(request, submission, button, form, status=status)


def _page(request, submission, button="", failed=None, status=200):
    forms = _forms(submission, typed=request.POST)
    if failed is not None:
        forms[button] = failed
    idea = Idea.objects.of_submission(submission).first()
    file_count = submission.files.count() if files.may_have(submission) else 0
    shown = {*sender.possible(submission), button} - {""}
    has_pictures = file_count or files.may_add(submission)
    context = {
        "submission": submission,
        "file_count": file_count,
        "guardian_sends_pictures": files.are_for_the_guardian(submission),
        # Below this page's own address, which holds the secret.
        "pictures_url": f"{request.path}pictures/" if has_pictures else "",
        "status": submission_status.status_of(submission),
        "lines": submission_status.lines_of(submission),
        "said": _said(submission),
        "idea_url": ideas.address_of(idea) if idea else "",
        "timeline": timeline.about(submission, request.path),
        "done": done_words(request.GET.get("done", "")) if failed is None else "",
        "forms": forms,
        "button": button,
        "keep_form": "own-form" if shown else "",
        "open": {button} | {name for name, form in forms.items() if form.is_typed},
        "problems": failed.problems() if failed is not None else [],
        "shown": shown,
        "is_unread": submission.is_unread,
        "asks_guardian": submission.is_young and not submission.is_unread,
        "erased_by": submission_status.erased_by(submission),
        "erasure_note": submission_status.erasure_note(submission),
    }
    title = _("Your message %(number)s") % {"number": submission.reference}
    return private_pages.render_private(
        request, "involvement/status.html", context, title=title, status=status
    )


def _forms(submission, button="", data=None, typed=None):
    """Make the forms by their buttons; the one that was sent is filled in with `data`.

    What was `typed` into the others is shown again and not judged.
    """
    forms = _empty_forms(submission, {button: data})
    if typed and forms["correct"].add_prefix("base") in typed:
        for form in forms.values():
            form.show_typed(typed)
    return forms


def _empty_forms(submission, sent):
    seen = sender.additions_of(submission).count()
    withdraw = _("Yes, I withdraw it.")
    erase = _("Yes, erase everything.")
    return {
        "add": AddForm(sent.get("add"), prefix="add", initial={"seen": seen}),
        "correct": CorrectForm(submission, sent.get("correct")),
        "withdraw": SureForm(withdraw, sent.get("withdraw"), prefix="withdraw"),
        "erase": SureForm(erase, sent.get("erase"), prefix="erase"),
    }


def _said(submission):
    """List what was said since, but for what staff noted among themselves."""
    messages = submission.messages.exclude(kind=Message.Kind.NOTE).order_by("pk")
    return [
        {
            "is_ours": message.kind == Message.Kind.ANSWER,
            "heading": _heading(message),
            # Of a correction these hold the names of the fields, and the message as it was.
            "subject": message.subject if message.kind == Message.Kind.ANSWER else "",
            "text": "" if message.kind == Message.Kind.CORRECTION else message.text,
            "on": timezone.localdate(message.at),
            "tag": languages.tag(message.language),
        }
        for message in messages
    ]


def _heading(message):
    match message.kind:
        case Message.Kind.ANSWER:
            return _("Our answer")
        case Message.Kind.CORRECTION:
            fields = languages.listed(sender.corrected_fields(message))
            return _("You corrected: %(fields)s") % {"fields": fields}
    return _("You added")


# --- Sentences --------------------------------------------------------------------------------


def done_words(done):
    """Say what was done just now; "" for anything that is not ours."""
    words = {
        "added": _("What you wrote was added."),
        "corrected": _("Your corrections are saved."),
        "moved": _(
            "Your corrections are saved. A mail with a new link goes to the new address; the links "
            "that we sent before have ended. Bookmark this page anew."
        ),
        "moved-without-mail": _(
            "Your corrections are saved. The links that we sent before have ended, and no mail "
            "brings a new one now: bookmark this page anew."
        ),
        "unchanged": _("Nothing was changed; all stands as before."),
        "withdrawn": _("It is withdrawn."),
        "asked": _("We have noted that you want it erased."),
    }
    return words.get(done, "")


def _was_changed():
    return _(
        "Your words were changed on another page in the meantime, so nothing was saved. The newest "
        "ones stand under “What you sent”; what you typed is still in the form. Compare the two, "
        "and save again."
    )


def _was_withdrawn():
    return _(
        "It was withdrawn in the meantime, so nothing was saved. What you typed is still in the "
        "form."
    )


def _too_often():
    return _(
        "Very much was added within a day, so this was not saved. What you typed is still in the "
        "form: please try again tomorrow, or write to the office."
    )


def _could_not_be_stored():
    return _(
        "This could not be stored just now. What you typed is still in the form: please try again "
        "in a minute."
    )
