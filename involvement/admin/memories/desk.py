"""From the page of a memory to the timeline: the buttons, and the choice of an event."""

from django.contrib import admin, messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from cities.models import Event
from editorial.models import audit
from editorial.text import languages
from editorial.web.rendering import base_address
from involvement.admin.memories.forms import BesideForm, DraftForm, PhoneForm
from involvement.errors import ChangedError, NoConsentError, NotNowError
from involvement.forms.base import read_choices
from involvement.memories import asking, drafts, pictures, wording
from involvement.models import MemoryUse, Submission
from involvement.permissions import ADD_EVENT, CHANGE, CHANGE_IDEA, VIEW, require


def about(user, submission):
    """Return what the page of a memory shows of the timeline; None for who may do nothing there."""
    use = drafts.use_of(submission)
    may_use = user.has_perms([CHANGE, CHANGE_IDEA])
    if not may_use or (use is None and not drafts.may_be_used(submission)):
        return None
    found = {"url": reverse("admin:involvement_memory", args=[submission.pk]), "use": use}
    if use is None:
        return {
            **found,
            "may_draft": user.has_perm(ADD_EVENT),
            "draft": DraftForm(initial={}),
            "beside_url": reverse("admin:involvement_memory_beside", args=[submission.pk]),
        }
    words = wording.newest(use)
    phone = {"version": submission.version, "base": words.seen}
    return {
        **found,
        "words": words,
        "is_changed": use.is_agreed and use.agreed_to != words.fingerprint,
        "event": drafts.title_of(use),
        "event_tag": languages.tag(use.event.original_language),
        "event_url": _event_url(use) if user.has_perm("cities.view_event") else "",
        "memory_url": _memory_url(use) if use.memory_id else "",
        "is_public": asking.is_public(use),
        "may_ask": asking.may_be_asked(use, submission),
        "waiting": len(pictures.waiting(submission)) if drafts.may_be_used(submission) else 0,
        "phone": PhoneForm(initial=phone),
    }


@sensitive_post_parameters()
@require_POST
def act(request, key):
    """Do what a button on the page of a memory says, and go back there or on to the draft."""
    require(request, VIEW, CHANGE, CHANGE_IDEA)
    submission = _find(key)
    button = request.POST.get("action", "")
    back = reverse("admin:involvement_submission_change", args=[submission.pk])
    try:
        if button == "draft":
            require(request, ADD_EVENT)
            return _draft(request, submission, back)
        if button == "ask-sender":
            _ask(request, submission)
        elif button == "pictures":
            _add_pictures(request, submission)
        elif button == "phone":
            _phone(request, submission)
        else:
            raise Http404
    except ChangedError:
        messages.error(request, _("Somebody changed this in the meantime, so nothing was done."))
    except (NotNowError, NoConsentError):
        words = _("This is not possible any more, so nothing was done.")
        messages.error(request, words)
    except Submission.DoesNotExist as error:
        raise Http404 from error
    return HttpResponseRedirect(f"{back}#timeline")


def _draft(request, submission, back):
    form = DraftForm(request.POST, initial={})
    form.fields["version"].required = False
    if not form.is_valid():
        messages.error(request, _("Choose a kind of event."))
        return HttpResponseRedirect(f"{back}#timeline")
    use = drafts.draft_event(submission, form.cleaned_data["kind"], by=request.user)
    messages.success(
        request,
        _(
            "This is the draft. Give it a title that says what happened, describe the picture, and "
            "ask the sender on the page of the memory before you publish."
        ),
    )
    return HttpResponseRedirect(_event_url(use))


def _ask(request, submission):
    version = _version(request)
    asking.ask(submission, base=base_address(request), by=request.user, version=version)
    if submission.email:
        words = _("The question is in the outbox and goes out by itself.")
    else:
        words = _("There is no email address: call them, and write down what they say.")
    messages.success(request, words)


def _add_pictures(request, submission):
    number = drafts.add_pictures(submission, by=request.user)
    words = ngettext(
        "%(count)s picture is in the library now. Describe it there, and choose it where it is to "
        "stand.",
        "%(count)s pictures are in the library now. Describe them there, and choose them where "
        "they are to stand.",
        number,
    )
    messages.success(request, words % {"count": number})


def _phone(request, submission):
    form = PhoneForm(request.POST)
    if not form.is_valid():
        for problem in form.problems():
            messages.error(request, problem.text)
        return
    use = drafts.use_of(submission)
    if use is None:
        raise NotNowError(submission.reference)
    asking.answer(
        submission,
        form.says_yes,
        shown_as=form.cleaned_data["shown_as"],
        agreed_words=form.agreed_words(*wording.newest(use).shown),
        base=form.cleaned_data["base"],
        by=request.user,
        version=form.cleaned_data["version"],
    )
    messages.success(request, _("What they said is kept."))


@sensitive_post_parameters()
def beside(request, key):
    """Choose the event of the record beside which a memory is told."""
    require(request, VIEW, CHANGE, CHANGE_IDEA)
    submission = _find(key)
    if drafts.use_of(submission) or not drafts.may_be_used(submission):
        raise Http404
    # One that was made of a memory goes with it, and whatever stood beside it.
    made_of_one = MemoryUse.objects.filter(memory=None).values("event")
    events = Event.objects.select_related("entry").exclude(entry__in=made_of_one).newest_first()
    own_city = events.filter(cities__entry=submission.city_id) if submission.city_id else events
    if submission.city_id and "all" not in request.GET:
        events = own_city
    form = BesideForm(events, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            use = drafts.put_beside(submission, form.cleaned_data["event"], by=request.user)
        except (NoConsentError, Submission.DoesNotExist) as error:
            raise Http404 from error
        return HttpResponseRedirect(_memory_url(use))
    read = audit.AuditEntry.Action.READ
    audit.record(read, Submission, [submission.reference], by=request.user)
    read_choices(form)
    context = {
        **admin.site.each_context(request),
        "title": _("Put %(number)s beside an event") % {"number": submission.reference},
        "submission": submission,
        "tag": languages.tag(submission.written_in),
        "form": form,
        "all_url": "?all" if submission.city_id and "all" not in request.GET else "",
    }
    status = 422 if form.is_bound else 200
    template = "admin/involvement/memory_beside.html"
    return TemplateResponse(request, template, context, status=status)


def _find(key):
    return get_object_or_404(Submission.objects.readable().select_related("city"), pk=key)


def _version(request):
    version = request.POST.get("version", "")
    if not version.isdecimal():
        raise Http404
    return int(version)


def _event_url(use):
    return reverse("admin:cities_event_change", args=[use.event.object_pk])


def _memory_url(use):
    return reverse("admin:cities_memory_change", args=[use.memory_id])
