"""The public form "Take part": choose what it is about, write, send.

Nothing is kept between the steps but what stands in the page, and the page works without a cookie
and without scripts. Whatever goes wrong, what somebody typed is shown again.
"""

from django.db import InterfaceError, OperationalError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cities.overview import overview
from editorial.previews.draft import draft_on
from editorial.text import languages
from editorial.web import network
from editorial.web.rendering import base_address
from involvement import links
from involvement.enums import AgeBand, Kind
from involvement.errors import SentAlreadyError, TooManyError
from involvement.forms.start import StartForm
from involvement.forms.submission import HONEYPOT, WriteForm
from involvement.intake import form_config, form_token, request_guard
from involvement.intake import submit as intake
from involvement.mail import letters
from involvement.models import Choice, Letter
from involvement.views import submit_pages
from involvement.views.decorators import kept_for_the_way_back, open_to_search, private_page

SEND = "send"
# The button that shows a form again in another language; its value is that of the page so far.
AGAIN = "again"
# Seconds after which somebody may try again.
AFTER_TOO_MANY, AFTER_A_FAULT = 3600, 60

# The database does not answer, or it is locked for too long.
NO_DATABASE = (OperationalError, InterfaceError)


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def write(request):
    """Show the form step by step, and take it in."""
    if request.method != "POST":
        return _begin(request)
    try:
        if "other" in request.POST:
            return _choose_something_else(request)
        if request.POST.get("step") != SEND:
            return _choose(request)
        return _send(request)
    except NO_DATABASE:
        return submit_pages.unstored(request, retry_after=AFTER_A_FAULT)


def _begin(request):
    """Ask what it is about. Links from other pages bring that, a city or a goal along."""
    config = form_config.read(draft_on(request))
    if not config.is_open:
        return submit_pages.closed(request, config.interest)
    form = _start_form(config, initial=request.GET.dict(), folded="kind" in request.GET)
    page = submit_pages.start(request, config.interest, form)
    return open_to_search(kept_for_the_way_back(page))


def _choose_something_else(request):
    """Show all choices of the first step, with all that was typed and ticked."""
    config = form_config.read()
    if not config.is_open:
        said = request.POST.get("message", "")
        return submit_pages.closed(request, config.interest, said=said, status=403)
    return submit_pages.start(request, config.interest, _chosen(request, config))


def _chosen(request, config):
    """Return the form of the first step as it was filled in, without judging it."""
    return _start_form(config, initial=request.POST.dict(), folded=_is_folded(request))


def _start_form(config, *args, **kwargs):
    return StartForm(config.choices, *args, closed=config.closed, **kwargs)


def _is_folded(request):
    return "folded" in request.POST and "other" not in request.POST


def _choose(request):
    """Answer the first step with the form that fits it.

    There is a message already when somebody has to choose once more.
    """
    config = form_config.read()
    said = request.POST.get("message", "")
    if not config.is_open:
        return submit_pages.closed(request, config.interest, said=said, status=403)
    if AGAIN in request.POST and "child" not in request.POST:
        return submit_pages.start(request, config.interest, _chosen(request, config))
    start = _start_form(config, request.POST, folded=_is_folded(request))
    if not start.is_valid():
        return submit_pages.start(request, config.interest, start, status=422)
    kind, age_band = start.cleaned_data["kind"], start.cleaned_data["age_band"]
    if age_band == AgeBand.CHILD:
        return submit_pages.child(request, config.interest, start.cleaned_data)
    if age_band == AgeBand.YOUNG and not _guardians_can_be_asked():
        return submit_pages.closed(request, config.interest, for_young=True)
    choice = config.choice(kind)
    initial = {**submit_pages.typed(request), **start.cleaned_data}
    form = _form(request, choice, age_band, initial=initial)
    before = form_token.unsign(request.POST.get("token", ""))
    token = form_token.new_token(kind, age_band, before=before, is_typed=bool(said))
    page = submit_pages.form(request, choice, form, token)
    return page if said else kept_for_the_way_back(page)


def _send(request):
    """Take in the second step, or show it once more with what is to be corrected."""
    said = request.POST.get("message", "")
    token = form_token.unsign(request.POST.get("token", ""))
    # The page also says openly to what it was fitted, for when its token cannot be read.
    kind = token.kind if token else request.POST.get("kind")
    age_band = token.age_band if token else request.POST.get("age_band")
    choice = Choice.objects.of_kind(kind) if kind in Kind.values else None
    if choice is None or age_band not in {AgeBand.YOUNG, AgeBand.ADULT}:
        return _choose(request)
    if not form_config.is_open(choice.form):
        return submit_pages.closed(request, choice.form, said=said, status=403)
    if age_band == AgeBand.YOUNG and not _guardians_can_be_asked():
        return submit_pages.closed(request, choice.form, for_young=True, said=said, status=403)
    if AGAIN in request.POST:
        return _in_another_language(request, choice, age_band, token)
    form = _form(request, choice, age_band, request.POST)
    is_right = form.is_valid()
    if token is None or token.is_stale:
        form.add_error(None, _was_open_too_long())
        token = form_token.new_token(kind, age_band, before=token, is_typed=True)
    elif is_right and "change" in request.POST:
        return submit_pages.form(request, choice, form, token)
    elif is_right and ("check" in request.POST or request.POST.get("action") == "enter"):
        return kept_for_the_way_back(submit_pages.check(request, choice, form, token))
    elif is_right:
        return _store(request, choice, form, token)
    return submit_pages.form(request, choice, form, token, status=422)


def _in_another_language(request, choice, age_band, token):
    """Show the form, or what was checked, again as it was filled in, without sending it."""
    typed = submit_pages.typed(request)
    if languages.tag(typed.get("language", "")) == request.POST[AGAIN]:
        # Nobody has chosen it: it was the language of the page.
        typed["language"] = languages.current()
    token = token or form_token.new_token(choice.kind, age_band, is_typed=True)
    if "checking" in request.POST:
        checked = _form(request, choice, age_band, typed)
        if checked.is_valid():
            return submit_pages.check(request, choice, checked, token, typed)
    form = _form(request, choice, age_band, initial=typed)
    return submit_pages.form(request, choice, form, token)


def _store(request, choice, form, token):
    """Store what somebody wrote; if that cannot be, say so and show it again."""
    status, retry_after = 503, AFTER_A_FAULT
    try:
        submission = intake.submit(
            token,
            form.values(),
            choice=choice,
            base=base_address(request),
            network=network.digest_of(request),
            honeypot=request.POST.get(HONEYPOT, ""),
            is_cross_site=request_guard.is_cross_site(request),
        )
    except SentAlreadyError as error:
        form.add_error(None, _was_sent_already(error.submission))
        token = form_token.new_token(token.kind, token.age_band, before=token)
        status, retry_after = 409, None
    except TooManyError:
        form.add_error(None, _too_many_came())
        status, retry_after = 429, AFTER_TOO_MANY
    except NO_DATABASE:
        form.add_error(None, _could_not_be_stored())
    else:
        receipt = reverse("involvement:received", args=[links.sender_token(submission)])
        return HttpResponseRedirect(receipt, status=303)
    page = submit_pages.form(request, choice, form, token, status=status)
    if retry_after:
        page["Retry-After"] = retry_after
    return page


def _form(request, choice, age_band, data=None, initial=None):
    def partners():
        return overview(request).partners

    return WriteForm(choice, age_band, partners, data, initial)


def _guardians_can_be_asked():
    """Return whether the letter to guardians is public: without it nobody could ever confirm."""
    return letters.for_purpose(Letter.Purpose.GUARDIAN) is not None


# --- Sentences --------------------------------------------------------------------------------


def _was_open_too_long():
    return _(
        "The form was open for very long, so it was not sent. What you wrote is still here: "
        "please send it once more."
    )


def _was_sent_already(submission):
    return _(
        "You have already sent this form; its number is %(number)s. If you send what stands here "
        "now, it will be a second message."
    ) % {"number": submission.reference}


def _too_many_came():
    return _(
        "Very many forms came from your network within an hour, so this one was not stored. What "
        "you wrote is still here: please send it again in an hour, or write to the office."
    )


def _could_not_be_stored():
    return _(
        "Your message could not be stored just now. What you wrote is still here: please try "
        "again in a minute."
    )
