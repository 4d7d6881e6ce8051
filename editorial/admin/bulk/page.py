"""The pages of doing one thing to several: they list the chosen things, ask, and tell what came."""

from dataclasses import dataclass

from django.contrib import admin
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial.admin.bulk import carry_out, items
from editorial.admin.bulk.languages_form import LanguagesForm
from editorial.admin.plans.take_off_form import THEN, LeavingForm
from editorial.admin.plans.times import WhenForm, in_words
from editorial.admin.plans.words import clock
from editorial.publishing import taking_off
from editorial.registry import kinds
from editorial.staff import roles
from editorial.staff.office import office
from editorial.staff.refusing import require_one, right

_METHODS = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Outcome:
    """What came of one thing: `reason` says why it was not done, "" when it was."""

    item: items.Item
    reason: str


@_METHODS
def publish(request):
    """Publish drafts: one's own, and those of others where they are ticked."""
    _require_publisher(request)
    chosen = items.chosen(request)
    items.to_publish(chosen, request.user)

    def do(item):
        key = str(item.entry.pk)
        whole = key in request.POST.getlist("others")
        if not whole and key not in request.POST.getlist("do"):
            return False
        bases = request.POST.get(f"bases-{key}", "")
        carry_out.publish(item.entry, bases, by=request.user, whole=whole)
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
    """Take things off the site, now or at a time, for a reason that holds for all."""
    _require_publisher(request)
    chosen = items.chosen(request)
    items.to_take_off(chosen)
    is_sent = request.method == "POST"
    if is_sent:
        _keep_ticks(chosen, request)
    form = LeavingForm(request.POST if is_sent else None, leaving=[item.entry for item in chosen])
    is_later = request.POST.get("when") == THEN
    when = WhenForm(request.POST if is_later else None, office=office())
    is_asked = any(_leaves_address(item) for item in chosen)
    is_wrong = is_sent and not (form.is_valid() and (when.is_valid() or not is_later))
    if is_sent and not is_wrong and any(_leaves_address(t) for t in chosen if t.is_ticked):
        is_wrong = not _says_why(form)

    def do(item):
        if item.is_ticked and is_later:
            carry_out.plan_to_take_off(item.entry, when.at, why=form.why(), by=request.user)
        elif item.is_ticked:
            carry_out.take_off(item.entry, why=form.why(), by=request.user)
        return item.is_ticked

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
    if when.at:
        words["done"] = _("To go off the site on %(when)s") % {"when": in_words(when.at, office())}
    more = {
        "is_danger": True,
        "leaving": form,
        "why": form if is_asked else None,
        "when": when,
        "is_wrong": is_wrong,
        **clock(office()),
    }
    return _page(request, chosen, words, do, more)


def _keep_ticks(chosen, request):
    """Let a page that comes again tick what was ticked, and nothing else."""
    meant = request.POST.getlist("do")
    for item in chosen:
        item.is_ticked = str(item.entry.pk) in meant


def _leaves_address(item):
    return not item.reason and taking_off.has_address(item.entry)


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
    _require_writer(request)
    chosen = items.chosen(request)
    items.to_review(chosen)

    def do(item):
        if str(item.entry.pk) not in request.POST.getlist("do"):
            return False
        carry_out.ask_for_review(item.entry, item.languages, by=request.user)
        return True

    words = {
        "title": _("Ask for review of several things"),
        "button": _("Ask for review"),
        "lead": _("Those who publish find them under “In review”. Nothing becomes public."),
        "done": _("Waiting for review now"),
        "failed": _("Not handed over"),
    }
    return _page(request, chosen, words, do)


@_METHODS
def translations(request):
    """Ask those who translate for languages that things lack."""
    _require_writer(request)
    chosen = items.chosen(request)
    items.to_translate(chosen)
    is_sent = request.method == "POST"
    if is_sent:
        _keep_ticks(chosen, request)
    form = LanguagesForm(
        request.POST if is_sent else None,
        lacking={code for item in chosen for code in item.languages},
    )
    wanted = form.cleaned_data["languages"] if form.is_valid() else []

    def do(item):
        if item.is_ticked:
            carry_out.ask_for_translations(item.entry, wanted, by=request.user)
        return item.is_ticked

    words = {
        "title": _("Ask for translations"),
        "button": _("Ask for these translations"),
        "lead": _(
            "Those who translate into these languages find it on their first page, until it is "
            "published. You can take it back on the page of the translation."
        ),
        "done": _("Asked for now"),
        "failed": _("Not asked for"),
    }
    return _page(
        request, chosen, words, do, {"form": form, "is_wrong": is_sent and not form.is_valid()}
    )


def _page(request, chosen, words, do, more=None):
    forms = {item.url for item in chosen}
    context = {
        **admin.site.each_context(request),
        **(more or {}),
        "title": words["title"],
        "words": words,
        "back": (back := _back(request)),
        "back_words": _("Back to the form") if back in forms else _("Back to the list"),
        "things": [item for item in chosen if not item.reason],
        "left_out": [item for item in chosen if item.reason],
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
    for item in chosen:
        try:
            if do(item):
                came.append(Outcome(item, ""))
        except carry_out.NotDoneError as error:
            came.append(Outcome(item, str(error)))
    return came


def _back(request):
    """Return the list that one came from; an address of elsewhere is not taken."""
    sent = request.POST if request.method == "POST" else request.GET
    url = sent.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(url, allowed_hosts=None)
    return url if is_ours and url.startswith("/") else reverse("admin:index")


def _require_writer(request):
    require_one(request.user, (right("change", kind.model) for kind in kinds()))


def _require_publisher(request):
    roles.require_publisher(request.user)
