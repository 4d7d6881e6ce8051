"""Finding content of every kind, and pictures."""

import sys
from functools import reduce
from operator import and_

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from editorial.admin.bulk.items import address_of
from editorial.admin.lists.standing import standings
from editorial.admin.search.results import MOST, Group, Result, register
from editorial.models import Picture
from editorial.registry import kinds
from editorial.search import finding
from editorial.staff import roles
from editorial.text import languages
from editorial.text.folding import excerpt, holds, marked


@register
def content(request, query, needles):
    """Find what staff write, for those who edit or translate it."""
    theirs = roles.languages_of(request.user)
    found = {}
    for kind in kinds():
        opts = kind.model._meta
        may_open = request.user.has_perm(f"{opts.app_label}.view_{opts.model_name}")
        if may_open or theirs:
            of_kind = ContentType.objects.get_for_model(kind.model)
            hits = finding.best(query, of_kind, MOST + 1, languages.current())
            found[kind] = hits, may_open
    keys = [hit.entry.pk for hits, _may_open in found.values() for hit in hits[:MOST]]
    standing = standings(keys, request.user)
    return [
        Group(
            capfirst(kind.model._meta.verbose_name_plural),
            [
                _result(hit, needles, standing, _address(hit, may_open, theirs))
                for hit in hits[:MOST]
            ],
            _all_of(kind.model, query) if may_open and len(hits) > MOST else "",
        )
        for kind, (hits, may_open) in sorted(
            found.items(), key=lambda pair: _distance(pair[1][0], needles)
        )
        if hits
    ]


def _distance(hits, needles):
    """Tell how far a kind stands from what was typed: what is named so comes before what tells."""
    titles = [hit.text.title or str(hit.entry) for hit in hits]
    return min(
        (len(title) for title in titles if holds(title, needles) == len(needles)),
        default=sys.maxsize,
    )


def _address(hit, may_open, theirs):
    """Return the address of the form, or for a translator of the page of a language of theirs."""
    if may_open:
        return address_of(hit.entry)
    language = hit.text.language if hit.text.language in theirs else theirs[0]
    return reverse("admin:translate", args=[hit.entry.pk, language])


def _all_of(model, query):
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
    return f"{reverse(name)}?{urlencode({'q': query})}"


def _result(hit, needles, standing, url):
    text = hit.text
    title = text.title or str(hit.entry)
    is_in_title = holds(title, needles) == len(needles)
    is_other = text.language != languages.current()
    return Result(
        url=url,
        title=marked(title, needles),
        excerpt="" if is_in_title else excerpt(text.text, needles),
        lang=languages.tag(text.language) if is_other else "",
        meta=[
            languages.name_of(text.language) if is_other else "",
            "" if text.is_public else _("not public"),
        ],
        states=standing[hit.entry.pk].states_html(),
    )


@register
def pictures(request, query, needles):
    """Find pictures by their title, credit and license."""
    if not request.user.has_perm("editorial.view_picture"):
        return []
    condition = reduce(and_, (Q(search_words__contains=needle) for needle in needles))
    found = Picture.objects.in_library().filter(condition).order_by("title", "pk")[: MOST + 1]
    results = [
        Result(
            url=reverse("admin:editorial_picture_change", args=[picture.pk]),
            title=marked(picture.title, needles),
            meta=[marked(picture.credit, needles), marked(picture.license, needles)],
        )
        for picture in found
    ]
    if not results:
        return []
    more = _all_of(Picture, query) if len(results) > MOST else ""
    return [Group(capfirst(Picture._meta.verbose_name_plural), results[:MOST], more)]
