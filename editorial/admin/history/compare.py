"""Two versions of a thing beside each other, at an address of their own."""

from django.contrib import admin, messages
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from editorial.admin.history import rights
from editorial.admin.history.naming import Naming
from editorial.admin.history.rows import who_did
from editorial.admin.history.thing import about
from editorial.admin.history.versions import act_before, chapters, version_at
from editorial.models import Act
from editorial.text import formats


@require_safe
def compare(request, entry_pk):
    """Show what differs from one version to another; `to` alone is compared with the one before."""
    entry, seen = rights.find(request.user, entry_pk)
    acts = Act.objects.filter(entry=entry).select_related("by")
    later = find_act(acts, request.GET.get("to"))
    if later is None:
        messages.info(request, _("Choose two versions to compare."))
        return HttpResponseRedirect(reverse("admin:history", args=[entry.pk]))
    earlier = find_act(acts, request.GET.get("from"))
    if earlier is None:
        earlier = act_before(later, acts)
    before, after = (version_at(act) if act else {} for act in (earlier, later))
    naming = Naming([entry], [*before.values(), *after.values()])
    found = chapters(entry, before, after, naming.of(entry), seen)
    context = {
        **admin.site.each_context(request),
        **about(request, entry),
        "title": _("Compare versions of %(thing)s") % {"thing": entry},
        "earlier": _in_words(earlier, request.user),
        "later": _in_words(later, request.user),
        "headline": _headline(earlier, later, found),
        "chapters": found,
        "restores": _restores(request.user, entry, earlier, later),
    }
    return TemplateResponse(request, "admin/history/compare.html", context)


def find_act(acts, key):
    """Return the act of a key in an address, None for no key.

    Raises Http404 for one that is not of this thing.
    """
    if not key:
        return None
    known = key.isascii() and key.isdecimal() and len(key) < 19
    act = acts.filter(pk=key).first() if known else None
    if act is None:
        raise Http404
    return act


def _in_words(act, user):
    if act is None:
        return ""
    words = _("%(date)s, %(who)s")
    who = who_did(act, act.actions.all(), user)
    return words % {"date": formats.dated(act.at), "who": who}


def _headline(earlier, later, found):
    count = sum(chapter.count for chapter in found)
    words = ngettext("%(count)s difference", "%(count)s differences", count) % {"count": count}
    if earlier is None:
        return _("The first version, %(date)s: %(what)s") % {
            "date": formats.dated(later.at),
            "what": words,
        }
    return _("From %(one)s to %(other)s: %(what)s") % {
        "one": formats.dated(earlier.at),
        "other": formats.dated(later.at),
        "what": words,
    }


def _restores(user, entry, *acts):
    """List `(address, date)` of the versions that can become a draft again."""
    codes = [*entry.versions.values_list("language", flat=True)]
    if entry.deleted_at or not any(rights.may_restore(user, entry, code) for code in codes):
        return []
    return [
        (reverse("admin:history_restore", args=[entry.pk, act.pk]), formats.dated(act.at))
        for act in acts
        if act
    ]
