"""Links to a preview for people without an account: made, listed, revoked."""

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from editorial.admin.previews.saved import address, entry_or_404, form_address
from editorial.models import PreviewLink
from editorial.previews import links
from editorial.staff.refusing import require, right
from editorial.text import languages
from editorial.web.rendering import absolute, offered

REVOKE = "_revoke"


class LinkForm(forms.Form):
    """What a new link shows."""

    language = forms.ChoiceField(label=gettext_lazy("It shows"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["language"].choices = [
            ("", _("All languages")),
            *((code, languages.own_name(code)) for code in offered()),
        ]


@require_http_methods(["GET", "HEAD", "POST"])
def share(request, entry_pk):
    """Show the links to a thing's preview; make one or revoke one."""
    entry = entry_or_404(entry_pk)
    require(request.user, right("change", entry.kind.model_class()))
    if REVOKE in request.POST:
        return _revoke(request, entry)
    form = LinkForm(request.POST if request.method == "POST" else None)
    made = _make(request, entry, form) if form.is_valid() else ""
    context = {
        **admin.site.each_context(request),
        "title": _("Share a preview: %(thing)s") % {"thing": entry},
        "entry": entry,
        "entry_tag": languages.tag(entry.original_language),
        "form": form,
        "made": made,
        "days": links.DAYS,
        "links": [_row(link) for link in entry.preview_links.select_related("created_by")],
        "form_url": form_address(entry),
        "preview_url": address(entry, entry.original_language),
    }
    response = TemplateResponse(request, "admin/previews/share.html", context)
    # It may show a secret.
    add_never_cache_headers(response)
    return response


def _make(request, entry, form):
    """Make a link; return its address, which nobody can be shown again, or "" if there is none."""
    language = form.cleaned_data["language"]
    try:
        _link, secret = links.make(entry, language, by=request.user)
    except links.TooManyLinksError:
        form.add_error(
            None,
            _("%(count)s links to it work already. Revoke one that nobody needs, then make one.")
            % {"count": links.MOST_WORKING},
        )
        return ""
    return absolute(request, f"/{language or entry.original_language}/preview/{secret}/")


def _revoke(request, entry):
    key = request.POST[REVOKE]
    key = key if key.isascii() and key.isdecimal() and len(key) < 19 else 0
    link = get_object_or_404(PreviewLink.objects.select_related("entry__kind"), pk=key, entry=entry)
    links.revoke(link, by=request.user)
    messages.success(request, _("The link is revoked: whoever has it sees nothing any more."))
    return HttpResponseRedirect(request.path)


def _row(link):
    """Say of a link what it shows, who made it and until when it works."""
    name = languages.own_name(link.language) if link.language else _("All languages")
    return {
        "link": link,
        "language": name,
        "tag": languages.tag(link.language) if link.language else "",
        "by": (link.created_by.get_full_name() or str(link.created_by)) if link.created_by else "–",
    }
