"""The sections of a page, ready to print."""

import re

from cities import goals
from cities.overview import overview
from editorial.previews.draft import draft_on, made_for
from editorial.text import languages
from editorial.text.localized import localized
from pages import tables
from pages.models import Section

COLON = re.compile("[:：]")
FULL_ADDRESS = re.compile(r"https?://|mailto:|tel:|#", re.IGNORECASE)


def sections_of(request, page):
    """List a page's sections as dictionaries, ready to print; empty ones are left out."""
    draft = draft_on(request)
    sections = draft.parts(page, page.sections.select_related("picture"))
    kinds = {section.kind for section in sections}
    lists = {
        "goals": made_for(request, goals.with_event_counts) if Section.Kind.GOALS in kinds else [],
        "cities": overview(request).partners,
    }
    shown = []
    for section in sections:
        # The page was read already; without this each part would read it again.
        section.page = page
        values = _values(section, lists)
        if any(values.values()):
            about = {"section": section, "anchor": section.anchor, "kind": section.kind}
            shown.append({**about, **values, "link_label": localized(section, "link_label")})
    return shown


def _values(section, lists):
    """Return what a section shows; a section of which all is empty has nothing to show."""
    return {
        "heading": localized(section, "heading"),
        "body": localized(section, "body"),
        "key_facts": key_facts(localized(section, "facts")),
        "table": table_of(section),
        "link": link_of(section.link) if localized(section, "link_label") else "",
        "picture": section.picture if section.shows_picture else None,
        "goals": lists["goals"] if section.kind == Section.Kind.GOALS else None,
        "cities": lists["cities"] if section.kind == Section.Kind.CITIES else None,
    }


def table_of(section):
    """Return the table of a section, ready to print; None when it has none."""
    text = localized(section, "table")
    table = tables.parse(text.value) if text else None
    return table and {
        "headings": table.headings,
        "rows": table.rows,
        "caption": localized(section, "caption"),
        "anchor": section.anchor,
        "has_row_headings": section.has_row_headings,
        "lang": text.lang,
    }


def table_of_contents(sections):
    """List the anchors of the sections that have a heading, with these headings."""
    return [
        {"anchor": section["anchor"], "label": section["heading"]}
        for section in sections
        if section["heading"]
    ]


def key_facts(text):
    """Split "Label: value" lines into pairs; a line without a colon has no label.

    Chinese and Japanese have a wide colon of their own.
    """
    lines = [
        [part.strip() for part in COLON.split(line, maxsplit=1)] for line in text.value.splitlines()
    ]
    return [(line[0], line[1]) if len(line) == 2 else ("", line[0]) for line in lines if line[0]]


def link_of(link):
    """Turn a link to one of our own pages to the reader's language; full addresses stay.

    Anything else, such as code behind "javascript:", is no link.
    """
    if link.startswith("/") and not link.startswith("//"):
        return languages.localized_path(link)
    return link if FULL_ADDRESS.match(link) else ""
