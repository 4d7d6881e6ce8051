"""What readers sent, beside the text, word by word; accepted or declined with one click."""

from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from editorial.admin.translations.table import translate_url
from editorial.models import Suggestion
from editorial.readers import deciding, texts
from editorial.readers.deciding import Outcome
from editorial.staff import roles
from editorial.text import diff, languages

PER_PAGE = 25
ACCEPT, DECLINE, ACCEPT_GOOD = "accept", "decline", "accept-good"
_SAID = {
    Outcome.PUBLIC: gettext_lazy("Accepted; it is public."),
    Outcome.DRAFT: gettext_lazy("Accepted; it is in the draft and goes public with it."),
    Outcome.NOTED: gettext_lazy("Accepted."),
}


@dataclass(frozen=True)
class Row:
    """A suggestion beside the public text; without a `paragraph`, that text has changed since."""

    suggestion: Suggestion
    paragraph: object

    @property
    def label(self):
        """Name the text."""
        return self.paragraph.text.label if self.paragraph else ""

    @property
    def changes(self):
        """List what the reader changed, word by word."""
        return diff.changes(self.suggestion.before, self.suggestion.words)

    @property
    def tag(self):
        """Return the tag of the language of the words."""
        return languages.tag(self.suggestion.invitation.language)

    @property
    def language_name(self):
        """Name the language by itself."""
        return languages.own_name(self.suggestion.invitation.language)

    @property
    def entry_tag(self):
        """Return the tag of the language of the entry's name."""
        return languages.tag(self.suggestion.entry.original_language)

    @property
    def translate_url(self):
        """Return where the text can be edited by hand."""
        return translate_url(self.suggestion.entry, self.suggestion.invitation.language)


@require_http_methods(["GET", "HEAD", "POST"])
def suggestions(request):
    """List what waits in one's languages; accept or decline."""
    codes = roles.require_any_language(request.user)
    chosen = request.GET.get("language", "")
    waiting = Suggestion.objects.waiting([chosen] if chosen in codes else codes)
    thing = request.GET.get("thing", "")
    thing = thing if thing.isascii() and thing.isdecimal() and len(thing) < 19 else ""
    if thing:
        waiting = waiting.filter(entry=thing)
    waiting = waiting.select_related("invitation", "entry__kind").order_by("entry__label", "pk")
    page = Paginator(waiting, PER_PAGE).get_page(request.GET.get("page"))
    if request.method == "POST":
        _decide(request, codes, page)
        return HttpResponseRedirect(request.get_full_path())
    rows = _rows(list(page))
    context = {
        **admin.site.each_context(request),
        "title": _("What readers sent"),
        "rows": rows,
        "good": sum(row.suggestion.is_good and row.paragraph is not None for row in rows),
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "query": (f"language={chosen}&" if chosen in codes else "")
        + (f"thing={thing}&" if thing else ""),
        "may_publish": roles.may_publish(request.user),
    }
    return TemplateResponse(request, "admin/readers/suggestions.html", context)


def _rows(found):
    """Put each suggestion beside its paragraph; two queries a language."""
    entries = {}
    for suggestion in found:
        entries.setdefault(suggestion.invitation.language, set()).add(suggestion.entry_id)
    known = {
        (language, text.entry.pk, text.part, text.field, paragraph.seen): paragraph
        for language, keys in entries.items()
        for text in texts.texts_of(texts.public_in(language, entries=keys))
        for paragraph in text.paragraphs()
    }
    return [
        Row(
            suggestion,
            known.get(
                (
                    suggestion.invitation.language,
                    suggestion.entry_id,
                    suggestion.part,
                    suggestion.field,
                    suggestion.seen,
                )
            ),
        )
        for suggestion in found
    ]


def _decide(request, codes, page):
    if ACCEPT_GOOD in request.POST:
        return _accept_good(request, [found for found in page if found.is_good])
    key = request.POST.get(ACCEPT) or request.POST.get(DECLINE, "")
    key = key if key.isascii() and key.isdecimal() and len(key) < 19 else 0
    own = Suggestion.objects.filter(invitation__language__in=codes)
    suggestion = get_object_or_404(own.select_related("entry__kind"), pk=key)
    try:
        if ACCEPT in request.POST:
            messages.success(request, _SAID[_accept(request, suggestion)])
        else:
            deciding.decline(suggestion, by=request.user)
            messages.success(request, _("Declined; the text stays as it is."))
    except deciding.DecidedError:
        messages.info(request, _("Somebody decided this in the meantime."))
    except deciding.ChangedError:
        messages.error(
            request,
            _("The text was changed in the meantime, so nothing was replaced. Compare them."),
        )


def _accept_good(request, found):
    number = 0
    for suggestion in found:
        try:
            _accept(request, suggestion)
        except (deciding.DecidedError, deciding.ChangedError):
            continue
        number += 1
    words = ngettext("%(number)s accepted.", "%(number)s accepted.", number)
    messages.success(request, words % {"number": number})


def _accept(request, suggestion):
    publishes = roles.may_publish(request.user)
    return deciding.accept(suggestion, by=request.user, publishes=publishes)
