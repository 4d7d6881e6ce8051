"""The pages of doing one thing to several: they list the chosen things, ask, and tell what came."""

from dataclasses import dataclass

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial.admin.bulk import deeds, things
from editorial.admin.plans.take_off_form import WhyForm
from editorial.publishing import taking_off
from editorial.registry import kinds
from editorial.staff import roles

_METHODS = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Outcome:
    """What came of one thing: `reason` says why it was not done, "" when it was."""

    thing: things.Thing
    reason: str


@_METHODS
def publish(request):
    """Publish drafts: one's own, and those of others where they are ticked."""
    _require_publisher(request)
    chosen = things.chosen(request)
    things.to_publish(chosen, request.user)

    def do(thing):
        key = str(thing.entry.pk)
        whole = key in request.POST.getlist("others")
        if not whole and key not in request.POST.getlist("do"):
            return False
        bases = request.POST.get(f"bases-{key}", "")
        deeds.publish(thing.entry, bases, by=request.user, whole=whole)
        return True

    words = {
        "title": _("Publish several things"),
        "button": _("Publish these"),
        "lead": _(
            "What you wrote is ticked. Drafts of others go out only where you tick them: "
            "read them first."
        ),
        "done": _("Public now"),
        "failed": _("Not published"),
    }
    return _page(request, chosen, words, do, {"is_publishing": True})


@_METHODS
def take_off(request):
    """Take things off the site, each in every language, for a reason that holds for all."""
    _require_publisher(request)
    chosen = things.chosen(request)
    things.to_take_off(chosen)
    is_sent = request.method == "POST"
    if is_sent:
        meant = request.POST.getlist("do")
        for thing in chosen:
            thing.is_ticked = str(thing.entry.pk) in meant
    form = WhyForm(request.POST if is_sent else None, leaving=[thing.entry for thing in chosen])
    is_asked = any(_leaves_address(thing) for thing in chosen)
    is_wrong = is_sent and not form.is_valid()
    if is_sent and not is_wrong and any(_leaves_address(t) for t in chosen if t.is_ticked):
        is_wrong = not _says_why(form)

    def do(thing):
        if thing.is_ticked:
            deeds.take_off(thing.entry, why=form.why(), by=request.user)
        return thing.is_ticked

    words = {
        "title": _("Take several things off the site"),
        "button": _("Take these off the site"),
        "lead": _(
            "The public sees them no more, in no language. All texts stay here as drafts and can "
            "be published again."
        ),
        "done": _("Off the site now"),
        "failed": _("Not taken off the site"),
    }
    more = {"is_danger": True, "why": form if is_asked else None, "is_wrong": is_wrong}
    return _page(request, chosen, words, do, more)


def _leaves_address(thing):
    return not thing.reason and taking_off.has_address(thing.entry)


def _says_why(form):
    """Return whether the reason says all that it must; else the form says what is missing."""
    try:
        taking_off.require_why(form.why())
    except taking_off.CannotTakeOffError as error:
        form.add_error(error.field, str(error))
        return False
    return True


@_METHODS
def review(request):
    """Hand drafts to those who publish."""
    if not any(_may_change(request.user, kind.model) for kind in kinds()):
        raise PermissionDenied
    chosen = things.chosen(request)
    things.to_review(chosen)

    def do(thing):
        if str(thing.entry.pk) not in request.POST.getlist("do"):
            return False
        deeds.ask_for_review(thing.entry, thing.languages, by=request.user)
        return True

    words = {
        "title": _("Ask for review of several things"),
        "button": _("Ask for review"),
        "lead": _("Those who publish find them under “In review”. Nothing becomes public."),
        "done": _("Waiting for review now"),
        "failed": _("Not handed over"),
    }
    return _page(request, chosen, words, do)


def _page(request, chosen, words, do, more=None):
    context = {
        **admin.site.each_context(request),
        **(more or {}),
        "title": words["title"],
        "words": words,
        "back": _back(request),
        "things": [thing for thing in chosen if not thing.reason],
        "left_out": [thing for thing in chosen if thing.reason],
    }
    if request.method == "POST" and not context.get("is_wrong"):
        came = _done(chosen, do)
        context |= {
            "done": [outcome for outcome in came if not outcome.reason],
            "failed": [outcome for outcome in came if outcome.reason],
        }
        return TemplateResponse(request, "admin/bulk/done.html", context)
    return TemplateResponse(request, "admin/bulk/ask.html", context)


def _done(chosen, do):
    """Do it to each thing that is ticked; what fails keeps nothing else from being done."""
    came = []
    for thing in chosen:
        try:
            if do(thing):
                came.append(Outcome(thing, ""))
        except deeds.NotDoneError as error:
            came.append(Outcome(thing, str(error)))
    return came


def _back(request):
    """Return the list that one came from; an address of elsewhere is not taken."""
    sent = request.POST if request.method == "POST" else request.GET
    url = sent.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(url, allowed_hosts=None)
    return url if is_ours and url.startswith("/") else reverse("admin:index")


def _require_publisher(request):
    if not roles.may_publish(request.user):
        raise PermissionDenied


def _may_change(user, model):
    return user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}")
