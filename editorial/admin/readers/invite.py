"""Readers of a language: invited by email, listed, revoked."""

from django import forms
from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial.models import Entry, LanguageVersion, ReaderInvitation, Suggestion
from editorial.readers import invitations, mail
from editorial.staff import roles
from editorial.text import languages
from editorial.web.rendering import absolute, offered

REVOKE, FORGET = "_revoke", "_forget"
PER_PAGE = 50
PublicState = LanguageVersion.PublicState


class InviteForm(forms.ModelForm):
    """Who is invited to read what."""

    class Meta:
        model = ReaderInvitation
        fields = ["name", "email", "language", "entry"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["language"].choices = [
            ("", _("Choose")),
            *((code, languages.own_name(code)) for code in offered()),
        ]
        public = LanguageVersion.objects.filter(public_state=PublicState.PUBLISHED)
        things = Entry.objects.filter(deleted_at=None, pk__in=public.values("entry"))
        self.fields["entry"].queryset = things.order_by("label", "pk")
        self.fields["entry"].empty_label = _("Everything in the language")
        self.fields["entry"].help_text = ""

    def clean(self):
        """Invite nobody to a page that is not there."""
        entry, language = self.cleaned_data.get("entry"), self.cleaned_data.get("language")
        if not (entry and language):
            return
        public = {"language": language, "public_state": PublicState.PUBLISHED}
        if not entry.versions.filter(**public).exists():
            self.add_error(
                "entry", _("It is not public in this language, so there is nothing to read.")
            )


@require_http_methods(["GET", "HEAD", "POST"])
def readers(request):
    """List the readers; invite one or end an invitation."""
    roles.require_publisher(request.user)
    if REVOKE in request.POST or FORGET in request.POST:
        return _end(request)
    # A page of the desk may name what is to be read.
    named = {name: request.GET.get(name) for name in ("language", "entry")}
    form = InviteForm(request.POST if request.method == "POST" else None, initial=named)
    made = ""
    if form.is_valid():
        made, is_mailed = _invite(request, form)
        if is_mailed:
            return HttpResponseRedirect(request.path)
    rows = ReaderInvitation.objects.select_related("entry").order_by("-pk")
    rows = rows.annotate(sent=_number(), accepted=_number(state=Suggestion.State.ACCEPTED))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **admin.site.each_context(request),
        "title": _("Native readers"),
        "form": InviteForm() if made else form,
        "made": made,
        "days": invitations.DAYS,
        "kept": invitations.KEPT.days,
        "is_mailed": mail.can_be_sent(),
        "readers": [_row(invitation) for invitation in page],
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
    }
    response = TemplateResponse(request, "admin/readers/readers.html", context)
    # It may show a secret, and shows names and addresses.
    add_never_cache_headers(response)
    return response


def _number(**conditions):
    """Count the suggestions of a row: of those on the page alone, where a join counts all."""
    found = Suggestion.objects.filter(invitation=OuterRef("pk"), **conditions).order_by()
    counted = found.values("invitation").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def _invite(request, form):
    """Make an invitation and mail it; return its link, or "", and whether it was mailed."""
    typed = form.cleaned_data
    with transaction.atomic():
        try:
            invitation, secret = invitations.make(**typed, by=request.user)
        except invitations.TooManyInvitationsError:
            form.add_error(
                None,
                _("%(count)s readers of it are invited already. Revoke one first.")
                % {"count": invitations.MOST_WORKING},
            )
            return "", False
        link = absolute(request, f"/{invitation.language}/reader/{secret}/")
        if not mail.can_be_sent():
            return link, False
        mail.post(invitation, link)
    words = _("The invitation of %(name)s is on its way.") % {"name": invitation.name}
    messages.success(request, words)
    return "", True


def _end(request):
    key = request.POST.get(REVOKE) or request.POST.get(FORGET, "")
    key = key if key.isascii() and key.isdecimal() and len(key) < 19 else 0
    invitation = get_object_or_404(ReaderInvitation, pk=key)
    if REVOKE in request.POST:
        invitations.revoke(invitation, by=request.user)
        messages.success(request, _("The link is revoked: whoever has it sees nothing any more."))
    else:
        invitations.forget(invitation, by=request.user)
        messages.success(request, _("Name, address and suggestions of this reader are deleted."))
    return HttpResponseRedirect(request.path)


def _row(invitation):
    return {
        "reader": invitation,
        "language": languages.own_name(invitation.language),
        "tag": languages.tag(invitation.language),
        "entry_tag": languages.tag(invitation.entry.original_language) if invitation.entry else "",
    }
