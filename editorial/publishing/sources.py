"""The language that a version is translated from, and the texts that it was translated from."""

from django.db import transaction
from django.utils.translation import gettext as _

from editorial.models import LanguageVersion, Revision
from editorial.revisions.data import texts_of
from editorial.revisions.versions import lock, read
from editorial.text import languages
from editorial.text.languages import NEUTRAL
from editorial.translations import progress
from editorial.translations.freshness import fingerprint_of


class SourceError(Exception):
    """A language cannot be translated from this one; the message says why."""


@transaction.atomic
def set_source(entry, language, source):
    """Let a language of an entry be translated from another one.

    What was translated from the former source turns outdated until it is confirmed, because a
    fingerprint carries its language. Raises SourceError for the original, for a language that
    is unknown, the same, or itself translated from this one.
    """
    versions = lock(entry)
    entry = versions.entry
    if language not in languages.codes() or language == entry.original_language:
        raise SourceError(_("The original is not translated from anything."))
    if source not in possible_sources(entry, versions, language):
        raise SourceError(
            _("%(language)s cannot be translated from that language.")
            % {"language": languages.own_name(language)}
        )
    version = versions.get(language) or LanguageVersion(entry=entry, language=language)
    if version.source_language == source:
        return
    version.source_language = source
    version.save()
    versions[language] = version
    progress.recompute(versions)


def possible_sources(entry, versions, language):
    """List the languages that this one may be translated from: not itself, and in no circle."""
    if language == entry.original_language:
        return []
    return [
        code
        for code in languages.codes()
        if code in versions and language not in _chain(versions, code)
    ]


def _chain(versions, code):
    """List a language, its source, that one's source, and so on."""
    chain = []
    while code and code not in chain:
        chain.append(code)
        code = versions[code].source_language if code in versions else ""
    return chain


def old_texts(entry, language, wanted):
    """Find source texts by their fingerprints: `{(part, field): text}` for what is still known.

    `wanted` maps (part, field) to (model, fingerprint). The newest revisions are read first, and
    no further than needed.
    """
    wanted = {key: item for key, item in wanted.items() if item[1].startswith(f"{language}:")}
    found = {}
    if not wanted:
        return found
    seen = set()
    revisions = Revision.objects.filter(entry=entry, language=language).order_by("-number")
    for revision in revisions.iterator(chunk_size=20):
        texts = texts_of(revision)
        for part, field in wanted.keys() - found.keys():
            text = texts.get(part, {}).get(field, "")
            if not text or (part, field, text) in seen:
                continue
            seen.add((part, field, text))
            model, print_ = wanted[part, field]
            if fingerprint_of(language, model, field, text) == print_:
                found[part, field] = text
        if len(found) == len(wanted):
            break
    return found


def versions_with(entry, language):
    """Map the codes of an entry to its versions; a language added later has an unsaved one."""
    versions = read(entry)
    if language not in versions and language != NEUTRAL:
        versions[language] = LanguageVersion(
            entry=entry, language=language, source_language=entry.original_language
        )
    return versions
