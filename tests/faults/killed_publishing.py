"""A process that publishes edition after edition of a page, until it is killed.

`python -m tests.faults.killed_publishing WHAT`. An edition is a number that stands in
every text of every language, in a fact, and in what is found. First it writes what it finds, as
JSON; with "publish" then each edition that was published, one a line.
"""

import itertools
import json
import sys

SLUG = "edition"


def make():
    """Make edition 0 of the page."""
    from tests.builders import make_page

    texts = _texts_of(0)
    translations = {code: values for code, values in texts.items() if code != "en"}
    make_page(**texts["en"], slug=SLUG, rank=0, sections=[_section(0)], translations=translations)


def look():
    """Return which editions stand where, and how far the counts have come."""
    from editorial.cache import version as content_version
    from editorial.models import LanguageVersion, PublicText
    from editorial.publishing import versions_of
    from editorial.text import languages
    from pages.models import Page

    page = Page.objects.get(slug=SLUG)
    versions = versions_of(page.entry)
    rows = LanguageVersion.objects.filter(entry=page.entry).select_related(
        "live_revision", "working_revision"
    )
    found = PublicText.objects.filter(entry=page.entry)
    section = page.sections.get()
    return {
        # Each of these is to have the same number everywhere.
        "row": [
            page.rank,
            *(getattr(page, languages.column("title", code)) for code in languages.codes()),
            *(getattr(page, languages.column("lede", code)) for code in languages.codes()),
            *(getattr(section, languages.column("heading", code)) for code in languages.codes()),
        ],
        "revisions": [
            versions.facts("live")["root"]["rank"],
            *(
                fields["title"]
                for _code, parts in sorted(versions.texts("live").items())
                for fields in parts.values()
                if "title" in fields
            ),
        ],
        "found": [row.title for row in found] + [row.text.split("\n")[0] for row in found],
        "languages": [len(page.published_languages()), len(found), len(languages.codes())],
        "unmarked": [
            row.language
            for row in rows
            if row.live_revision and row.live_revision.published_at is None
        ],
        "behind": [
            row.language
            for row in rows
            if row.live_revision and row.live_revision.number > row.working_revision.number
        ],
        "version": content_version.current(),
    }


def publish():
    """Publish edition after edition."""
    from editorial import publishing
    from editorial.text import languages
    from pages.models import Page

    page = Page.objects.get(slug=SLUG)
    for number in itertools.count(page.rank + 1):
        versions = publishing.versions_of(page.entry)
        facts, texts = versions.facts("working"), versions.texts("working")
        facts["root"]["rank"] = number
        for parts in texts.values():
            for fields in parts.values():
                for name in fields.keys() & {"title", "lede", "heading"}:
                    fields[name] = _words(number)
        publishing.save(page.entry, facts=facts, texts=texts)
        publishing.publish(page.entry, languages.codes())
        _say(number)


def _texts_of(number):
    from editorial.text import languages

    return {code: {"title": _words(number), "lede": _words(number)} for code in languages.codes()}


def _section(number):
    from editorial.text import languages

    translations = {code: {"heading": _words(number)} for code in languages.codes() if code != "en"}
    return {"heading": _words(number), "translations": translations}


def _words(number):
    return f"Edition {number}"


def _say(what):
    sys.stdout.write(f"{json.dumps(what)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    import django

    django.setup()
    if sys.argv[1] == "make":
        make()
    _say(look())
    if sys.argv[1] == "publish":
        publish()
