"""A link to something of ours is stored as "/go/12/", 12 being its entry.

Like every link of ours it gets the reader's language when it is printed. Once the page is drawn,
all its references become present addresses at once; what is not public leaves its words behind.
Where that does not happen, in a mail or in the admin, the address "/en/go/12/" leads on.
"""

import re

from django.contrib.contenttypes.models import ContentType

from editorial.models import Entry
from editorial.registry import fact_fields
from editorial.text import languages


def href_of(entry_pk, rest=""):
    """Return the stored address of a link to an entry."""
    return f"/go/{entry_pk}/{rest}"


def addresses(entry_pks, language):
    """Map entries to their addresses for readers of a language; what they cannot see is left out.

    One query finds what they are, and one more is asked for each kind among them.
    """
    return {pk: row.get_absolute_url() for pk, row in rows(entry_pks, language).items()}


def rows(entry_pks, language):
    """Map entries to their rows as readers of a language see them."""
    return {
        row.entry_id: row
        for model, pks in by_model(entry_pks)
        for row in _light(model).filter(entry__in=pks)
        # Quicker asked of a few rows than put into the query, which has a part for each language.
        if row.is_visible(language)
    }


def by_model(entry_pks):
    """List `(model, keys of entries)` of what has an address, by one query."""
    by_kind = {}
    entries = Entry.objects.filter(pk__in=entry_pks, deleted_at=None)
    for pk, kind in entries.values_list("pk", "kind"):
        by_kind.setdefault(kind, []).append(pk)
    models = {ContentType.objects.get_for_id(kind).model_class(): kind for kind in by_kind}
    return [(m, by_kind[kind]) for m, kind in models.items() if hasattr(m, "get_absolute_url")]


def _light(model):
    """Load what an address and a name are made of: texts in seven languages are most of a row."""
    facts = [field.name for field in fact_fields(model)]
    stamps = [languages.column("live_at", code) for code in languages.codes()]
    return model.objects.select_related("entry").only_texts(
        model.title_field, facts=[*facts, *stamps]
    )


def follow(html, language=None):
    """Return a drawn page with present addresses in place of references."""
    mark = f'href="/{language or languages.current()}/go/'
    if mark not in html:
        return html
    # Not "*+" around a choice: Python before 3.11.5 takes such a group for one that never matches.
    found = re.compile(
        rf'(<a\s[^<>]*?){mark}([0-9]{{1,18}})/([^"<>]*+)"([^<>]*+>)((?:[^<]++|<(?!/a>))*</a>)'
    )
    wanted = {int(match[2]) for match in found.finditer(html)}
    known = addresses(wanted, language or languages.current())

    def present(match):
        address = known.get(int(match[2]))
        if address is None:
            return match[5].removesuffix("</a>")
        return f'{match[1]}href="{with_rest(address, match[3])}"{match[4]}{match[5]}'

    return found.sub(present, html)


def with_rest(address, rest):
    """Add a query or an anchor, where the address has none of its own."""
    return address if "#" in address and rest else f"{address}{rest}"
