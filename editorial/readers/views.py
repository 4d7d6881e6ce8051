"""The pages of a reader, behind the link that they got by email; forms that work without script."""

from functools import wraps

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from editorial.models import Suggestion
from editorial.previews.drawing import make_private
from editorial.previews.pace import Pace
from editorial.readers import invitations, short_list, texts
from editorial.readers.forms import ReadingForm, ThanksForm
from editorial.readers.suggesting import Sent, send
from editorial.text import formats, languages
from editorial.web.rendering import render_public, render_without_request

SECONDS = 60
pace = Pace(most=60, seconds=SECONDS)


def _behind_a_link(view):
    """Decorate a view that gets the invitation of a secret.

    A link that is wrong, that ended or was revoked, and one for another language get one answer.
    There is no cookie: what a CSRF token would do, the secret in the address does.
    """

    @csrf_exempt
    @sensitive_post_parameters()
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request, secret, **parts):
        language = languages.current()
        invitation = invitations.find(secret)
        if invitation is None or invitation.language != language:
            response = _nothing(404)
        elif not pace.allows(invitation.pk):
            response = _nothing(429, is_busy=True)
        else:
            response = view(request, invitation, secret, **parts)
        make_private(response, language)
        # The address is a secret, also to our own pages.
        response["Referrer-Policy"] = "no-referrer"
        return response

    return guarded


@_behind_a_link
def start(request, invitation, secret):
    """Say what this is, list what there is to read, and what became of what was sent."""
    if request.method == "POST":
        form = ThanksForm(request.POST)
        if form.is_valid():
            invitation.may_thank = form.cleaned_data["may_thank"]
            invitation.save(update_fields=["may_thank"])
        return _seen_again(f"{reverse('readers:start', args=[secret])}?thanks=1")
    versions = _public(invitation)
    context = {
        "invitation": invitation,
        "form": ThanksForm(initial={"may_thank": invitation.may_thank}, label_suffix=""),
        "is_saved": "thanks" in request.GET,
        "days": invitations.KEPT.days,
        "first_url": reverse("readers:first", args=[secret])
        if not invitation.entry and short_list.versions_on(versions)
        else "",
        "pages": [
            {
                "title": texts.title_of(version),
                "url": reverse("readers:page", args=[secret, version.entry_id]),
                "is_read": bool(version.source_language) and not version.n_unreviewed,
            }
            for version in versions
        ],
        "sent": Sent(invitation).all(),
        "State": Suggestion.State,
        "last_day": formats.day(invitation.expires_at),
    }
    return _page(request, "readers/start.html", context, title=_("Would you read this for us?"))


@_behind_a_link
def first(request, invitation, secret):
    """Show the short list of what matters most."""
    if invitation.entry:
        return _nothing(404)
    versions = short_list.versions_on(texts.public_in(invitation.language))
    chosen = short_list.texts_on(texts.texts_of(versions))
    here = reverse("readers:first", args=[secret])
    return _reading(request, invitation, secret, chosen, here, title=_("What matters most"))


@_behind_a_link
def page(request, invitation, secret, entry_pk):
    """Show the texts of one entry."""
    if invitation.entry_id not in {None, int(entry_pk)}:
        return _nothing(404)
    version = next(iter(texts.public_in(invitation.language, [int(entry_pk)])), None)
    if version is None:
        return _nothing(404)
    here = reverse("readers:page", args=[secret, version.entry_id])
    own = texts.texts_of([version])
    return _reading(
        request,
        invitation,
        secret,
        own,
        here,
        title=texts.title_of(version),
        public_url=_address(version.entry.root),
    )


def _reading(request, invitation, secret, chosen, here, *, title, public_url=""):
    sent = Sent(invitation)
    form = ReadingForm(chosen, sent, request.POST if request.method == "POST" else None)
    if form.is_valid():
        number = send(invitation, form.said())
        return _seen_again(f"{here}?sent={number}")
    context = {
        "form": form,
        "problems": [
            {"text": error, "anchor": row.better.id_for_label}
            for group in form.groups
            for row in group.rows
            for error in row.better.errors
        ],
        "State": Suggestion.State,
        "is_sent": "sent" in request.GET and not form.is_bound,
        "start_url": reverse("readers:start", args=[secret]),
        "public_url": public_url,
        "content_tag": languages.tag(invitation.language),
    }
    status = 422 if form.is_bound else 200
    return _page(request, "readers/reading.html", context, title=title, status=status)


def _public(invitation):
    """List what the reader may see: one thing, or everything in the language."""
    only = [invitation.entry] if invitation.entry else None
    return texts.public_in(invitation.language, only)


def _address(root):
    """Return the public page of a thing; what has none of its own stands on the home page."""
    if hasattr(root, "get_absolute_url"):
        return root.get_absolute_url()
    return f"/{languages.current()}/"


def _page(request, template, context, *, title, status=200):
    """Render a page whose address is a secret that it never repeats to others."""
    hidden = {"canonical_url": "", "alternates": [], "json_ld": "", "languages": []}
    return render_public(request, template, {**hidden, **context}, title=title, status=status)


def _seen_again(url):
    return HttpResponseRedirect(url, status=303)


def _nothing(status, *, is_busy=False):
    """Say that there is nothing to read; it costs no query, however often somebody asks."""
    headers = {"Retry-After": SECONDS} if is_busy else None
    return render_without_request(
        "readers/nothing.html", {"is_busy": is_busy}, status=status, headers=headers
    )
