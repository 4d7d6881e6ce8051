"""The pages of the form, one function each. What to do decides `involvement.views.submit`."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from cities.models import Goal
from cities.overview import overview
from editorial.text import languages
from editorial.text.localized import localized
from editorial.web.rendering import (
    Crumb,
    home_crumb,
    in_language,
    render_public,
    render_without_request,
)
from involvement.enums import Kind
from involvement.forms.start import StartForm
from involvement.forms.submission import HONEYPOT, WriteForm
from involvement.intake import form_config, form_token, questions
from involvement.models import Submission
from involvement.submissions import status as submission_status
from pages.frame import frame_of

# Where the pages of the form tell the language links which form they show again.
FORM, START = "write-form", "start-form"
# Of the start page itself; beside it all that was typed is carried along.
_CHOSEN = frozenset(StartForm.base_fields)


def start(request, interest, form, *, status=200):
    """Ask what it is about, and for the age group. `form` is a `StartForm`.

    What was typed already is carried along.
    """
    kept = [(name, value) for name, value in typed(request).items() if name not in _CHOSEN]
    said = request.POST.get("message", "")
    title = localized(interest, "title")
    return render_public(
        request,
        "involvement/start.html",
        {
            "interest": interest,
            "form": form,
            "chosen": _came_along(request, form),
            "problems": form.problems(),
            "said": said,
            "kept": kept,
            "keep_form": START if request.method == "POST" else "",
        },
        title=title,
        description=localized(interest, "description"),
        breadcrumbs=[*crumbs(request), Crumb(title)],
        root=interest,
        status=status,
    )


def _came_along(request, form):
    """List the city and the goal that a link brought along, as far as readers may see them."""
    city = overview(request).partner(form["city"].value())
    return [row for row in (city, _goal(form["goal"].value())) if row is not None]


def _goal(slug):
    if not slug:
        return None
    # Compared here: no database is asked for what somebody wrote into an address.
    goals = Goal.objects.visible(languages.current()).only_texts("name", facts=["slug"])
    return next((goal for goal in goals if goal.slug == slug), None)


def form(request, choice, written, token, status=200):
    """Show the form for one choice. `written` is a `WriteForm`, `token` its `FormToken`."""
    interest = choice.form
    title = localized(choice, "label")
    written.read_lists()
    return render_public(
        request,
        "involvement/form.html",
        {
            "interest": interest,
            "choice": choice,
            "form": written,
            # It tells of pictures, which a grown-up has to send for them.
            "shows_help": not (written.is_young and choice.kind == Kind.MEMORY),
            "problems": written.problems(),
            "token": token,
            "signed_token": form_token.sign(token),
            "honeypot": HONEYPOT,
            "typed_into_honeypot": written.data.get(HONEYPOT, ""),
            "notice": [
                {"field": name, "heading": interest._meta.get_field(name).verbose_name}
                for name in interest.NOTICE
            ],
            "keep_form": FORM,
            # Answers to another choice, for who comes back to it.
            "kept": _answers_beside(request, written),
        },
        title=title,
        description=localized(interest, "description"),
        breadcrumbs=[
            *crumbs(request),
            Crumb(localized(interest, "title"), reverse("involvement:write")),
            Crumb(title),
        ],
        root=interest,
        status=status,
    )


def _answers_beside(request, written):
    """List what was typed of the second step that this choice does not ask for."""
    fields = {*written.fields, "token", *_CHOSEN}
    return [(name, value) for name, value in typed(request).items() if name not in fields]


def check(request, choice, written, token, filled_in=None):
    """Show what was written once more, before it is sent. `written` is a valid `WriteForm`.

    `filled_in` is what it was filled in with, if that is not what the request brought.
    """
    shown = Submission(kind=token.kind, written_in=languages.current(), **written.values())
    title = _("Check what you wrote")
    filled_in = filled_in or typed(request)
    kept = {**filled_in, "step": "send", "token": form_token.sign(token)}
    return render_public(
        request,
        "involvement/check.html",
        {
            "lines": submission_status.lines_of(shown),
            "guardian": shown.guardian_email,
            "kept": list(kept.items()),
            "honeypot": HONEYPOT,
            "typed_into_honeypot": request.POST.get(HONEYPOT, ""),
            "keep_form": FORM,
        },
        title=title,
        breadcrumbs=[
            *crumbs(request),
            Crumb(localized(choice.form, "title"), reverse("involvement:write")),
            Crumb(title),
        ],
        shown=[choice.form],
    )


def child(request, interest, chosen):
    """Stop a child politely, and show the grown-up beside it the way on.

    `chosen` is what was chosen in the first step, by its fields.
    """
    kept = {name: chosen[name] for name in ("kind", "city", "goal") if chosen.get(name)}
    here = {**kept, "age_band": chosen["age_band"], "step": "choose", "child": "on"}
    return render_public(
        request,
        "involvement/child.html",
        {
            "interest": interest,
            "write_url": f"{reverse('involvement:write')}?{urlencode(kept)}",
            "kept": list(here.items()),
            "keep_form": START,
        },
        title=_("Please ask a grown-up"),
        breadcrumbs=[*crumbs(request), Crumb(_("Please ask a grown-up"))],
        shown=[interest],
    )


def closed(request, interest, *, for_young=False, said="", status=200):
    """Say whom to write to instead.

    `for_young`: adults can write, but guardians cannot be asked at present. `said` is what
    somebody had written already, so that it is not lost.
    """
    title = _("Please write to the office")
    step = {"step": request.POST.get("step", "")}
    codes = [] if for_young else form_config.open_languages(interest)
    return render_public(
        request,
        "involvement/closed.html",
        {
            "for_young": for_young,
            "said": said,
            # Where the form is open in another language, it goes on there.
            "kept": list({**step, **typed(request)}.items()),
            "keep_form": FORM if said else "",
            "open_in": [
                {
                    "tag": languages.tag(code),
                    "name": languages.own_name(code),
                    "url": in_language(request.path, code),
                }
                for code in codes
            ],
        },
        title=title,
        breadcrumbs=[*crumbs(request), Crumb(title)],
        status=status,
    )


def unstored(request, *, retry_after):
    """Give back what was typed when even the form cannot be shown; asks no database."""
    step = {"step": request.POST.get("step", "")}
    kept = [*step.items(), *typed(request).items()]
    return render_without_request(
        "involvement/unstored.html",
        {"kept": kept, "said": request.POST.get("message", "")},
        status=503,
        headers={"Retry-After": retry_after},
    )


def typed(request):
    """Return what was typed and chosen so far, by the fields of both steps."""
    names = {"token", *_CHOSEN, "city", "goal", *WriteForm.base_fields}
    return {
        name: value
        for name, value in request.POST.items()
        if name in names or name.startswith(questions.PREFIX)
    }


def crumbs(request):
    """Return the steps from home to the page on taking part, where there is one."""
    page = frame_of(request).take_part
    steps = [home_crumb()]
    if page is not None:
        steps.append(Crumb(localized(page, "title"), page.get_absolute_url()))
    return steps
