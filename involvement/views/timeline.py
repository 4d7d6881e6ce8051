"""The sender's page on which a memory is seen as a draft for the timeline, and answered."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from involvement import links
from involvement.enums import Kind
from involvement.errors import ChangedError, NotNowError
from involvement.forms.timeline import NAMED, NAMELESS, NO, TimelineForm
from involvement.memories import asking, drafts, wording
from involvement.models import MemoryUse, Submission
from involvement.views import private_pages
from involvement.views.decorators import private_page
from involvement.views.submit import AFTER_A_FAULT, AGAIN, NO_DATABASE


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def timeline(request, token):
    """Show what was made of a memory, and take the answer of who told it."""
    submission = links.of_sender(token)
    use = drafts.use_of(submission) if submission else None
    if use is None:
        return private_pages.gone(request)
    if request.method != "POST" or AGAIN in request.POST:
        form = TimelineForm(initial=_as_answered(use))
        if request.method == "POST":
            form.show_typed(request.POST)
        return _page(request, token, submission, use, form)
    form = TimelineForm(request.POST)
    status = 422
    try:
        if form.is_valid():
            asking.answer(
                submission,
                form.says_yes,
                shown_as=form.cleaned_data["shown_as"],
                agreed_words=form.agreed_words(*wording.newest(use).shown),
                base=request.POST.get("base", ""),
            )
            return HttpResponseRedirect(f"{request.path}?done=1", status=303)
    except Submission.DoesNotExist:
        return private_pages.gone(request)
    except ChangedError:
        # To say yes once more is a decision made with the new words in view.
        use = drafts.use_of(submission)
        if use is None:
            return private_pages.gone(request)
        form.add_error(None, _("Somebody changed this in the meantime, so nothing was done."))
        status = 409
    except NotNowError:
        form.add_error(None, _("This cannot be answered now, so nothing was saved."))
        status = 409
    except NO_DATABASE:
        words = _("This could not be stored just now. Please try again in a minute.")
        form.add_error(None, words)
        status = 503
    page = _page(request, token, submission, use, form, status=status)
    if status == 503:
        page["Retry-After"] = AFTER_A_FAULT
    return page


def about(submission, path):
    """Return what the sender's own page says of it, below whose `path` this one lies; or None."""
    use = drafts.use_of(submission) if submission.kind == Kind.MEMORY else None
    return {"url": f"{path}timeline/", **_fate(use)} if use else None


def _fate(use):
    """Return the `words`, whether it `asks`, and the `public_url` of what is public."""
    if asking.is_public(use):
        fate = {"words": _("It stands on the timeline."), "public_url": asking.address_of(use)}
    else:
        fate = {"words": _not_public(use), "asks": use.answer == MemoryUse.Answer.ASKED}
    if not use.is_agreed or wording.is_agreed(use):
        return fate
    if use.is_asked_anew:
        is_public = "public_url" in fate
        return {**fate, "words": _question_about_other_words(use, is_public), "asks": True}
    if "public_url" in fate and not use.is_to_unknown_words:
        words = _(
            "It stands on the timeline. The office is working on other words, and asks you before "
            "they are public."
        )
        return {**fate, "words": words}
    return fate


def _not_public(use):
    if use.answer == MemoryUse.Answer.ASKED:
        return _(
            "The office has made a draft of it for the timeline, and asks you whether it may be "
            "shown. Nothing of it is public yet."
        )
    if use.answer == MemoryUse.Answer.NO:
        return _("You have said no to showing it on the timeline. Nothing of it is public.")
    return _("The office has made a draft of it for the timeline. Nothing of it is public yet.")


def _question_about_other_words(use, is_public):
    if use.is_to_unknown_words:
        return _(
            "Your yes was given before its words were noted. So the office asks you whether it may "
            "be shown like this. Until you answer, nothing changes."
        )
    if is_public:
        return _(
            "It stands on the timeline. The office would like to show other words instead, and "
            "asks you whether it may. Until you say yes, it stays as it is."
        )
    return _(
        "The office has changed the draft since you said yes, and asks you whether it may be "
        "shown like this. Nothing of it is public yet."
    )


def _as_answered(use):
    if use.is_agreed and not wording.is_agreed(use):
        # A yes to the new words is not the one that was given to the former.
        return {"shown_as": use.shown_as}
    if use.answer == MemoryUse.Answer.YES:
        return {"says": NAMED if use.shown_as else NAMELESS, "shown_as": use.shown_as}
    return {"says": NO} if use.answer == MemoryUse.Answer.NO else {}


def _page(request, token, submission, use, form, *, status=200):
    is_done = "done" in request.GET and not form.is_bound
    context = {
        "submission": submission,
        "own_url": reverse("involvement:status", args=[token]),
        "fate": _fate(use),
        "is_beside": use.memory_id is not None,
        "draft": wording.newest(use),
        "is_asked": use.answer != MemoryUse.Answer.OPEN,
        "form": form,
        "problems": form.problems() if form.is_bound else [],
        "done": _("Thank you. Your answer is saved.") if is_done else "",
        "keep_form": "timeline-form",
    }
    return private_pages.render_private(
        request,
        "involvement/timeline.html",
        context,
        title=_("Your memory on the timeline"),
        status=status,
    )
