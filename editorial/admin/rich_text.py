"""What the rich editor asks the server: to clean what was pasted, and where links can lead."""

from django.contrib.contenttypes.models import ContentType
from django.http import JsonResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from editorial.links import own
from editorial.links.references import href_of
from editorial.registry import kinds
from editorial.search import finding
from editorial.text import folding, languages, rich_reader, richtext

# More than any text that somebody pastes, less than what keeps a process busy.
LONGEST = 2_000_000
# So many of each kind are offered.
MOST = 6


@require_POST
def paste(request):
    """Return pasted HTML as our texts have it, and in words what was left out."""
    source = request.POST.get("html", "")[:LONGEST]
    language = request.POST.get("language", "").partition("-")[0].lower()

    def is_another(tag):
        return tag.partition("-")[0].lower() != language

    html, dropped = richtext.clean_foreign(source, is_another)
    return JsonResponse({"html": html, "notice": notice(dropped)})


@require_safe
def link_targets(request):
    """List what a link can lead to: pages, cities, events and goals that hold the words."""
    query = request.GET.get("q", "")[:200]
    needles = folding.needles(query)
    found = [
        (kind, hit.entry)
        for kind in kinds()
        if hasattr(kind.model, "get_absolute_url")
        for hit in finding.best(
            query, ContentType.objects.get_for_model(kind.model), MOST, languages.current()
        )
    ]
    addresses = own.addresses([entry.pk for _kind, entry in found])
    # What is named so comes before what only speaks of it, and the shorter the name the nearer.
    found.sort(key=lambda pair: _distance(pair[1].label, needles))
    return JsonResponse(
        {
            "targets": [
                {
                    "href": href_of(entry.pk),
                    "address": addresses[entry.pk],
                    "title": entry.label,
                    "kind": capfirst(kind.model._meta.verbose_name),
                }
                for kind, entry in found
            ]
        }
    )


def _distance(label, needles):
    is_named_so = folding.holds(label, needles) == len(needles)
    return (0, len(label)) if is_named_so else (1, 0)


def notice(dropped):
    """Say what was left out of a text; "" for nothing."""
    words = [say(dropped[name]) for name, say in _SAID.items() if dropped.get(name)]
    return _("Taken out: %(things)s.") % {"things": languages.listed(words)} if words else ""


def _pictures(count):
    return ngettext(
        "a picture (pictures have a field of their own)",
        "%(count)d pictures (pictures have a field of their own)",
        count,
    ) % {"count": count}


def _tables(count):
    return ngettext(
        "a table, whose rows are lines now (a section of the kind “Table” shows a table)",
        "%(count)d tables, whose rows are lines now (a section of the kind “Table” shows a table)",
        count,
    ) % {"count": count}


def _embedded(count):
    return ngettext(
        "something embedded, such as a video",
        "%(count)d embedded things, such as videos",
        count,
    ) % {"count": count}


_SAID = {
    rich_reader.PICTURE: _pictures,
    rich_reader.TABLE: _tables,
    rich_reader.EMBEDDED: _embedded,
    rich_reader.INPUT: lambda count: _("fields of a form"),
    rich_reader.LINE: lambda count: _("dividing lines"),
    rich_reader.COLOR: lambda count: _("colors"),
    rich_reader.UNDERLINED: lambda count: _("underlines"),
    rich_reader.STRUCK: lambda count: _("strike-through lines"),
    rich_reader.RAISED: lambda count: _("raised and lowered letters"),
    rich_reader.NUMBERING: lambda count: _("numbers of lists that do not begin with 1"),
    rich_reader.FILE_LINK: lambda count: _("links to files on a computer"),
}
