"""The languages of the content: their codes, tags, columns and order of fallback."""

import html
import re
from functools import lru_cache

from babel import Locale
from babel.core import get_global
from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.text import capfirst
from django.utils.translation import get_language, get_supported_language_variant, pgettext
from modeltranslation.settings import FALLBACK_LANGUAGES
from modeltranslation.utils import build_localized_fieldname

# ISO 639-2 "no linguistic content": the code under which facts and structure are kept.
NEUTRAL = "zxx"

# A language, perhaps its script and its country, as BCP 47 or POSIX write it: "zh-Hant", "ja_JP".
_WRITTEN = re.compile(
    "([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|[0-9]{3}))?", re.ASCII | re.IGNORECASE
)
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def codes():
    """Return the codes of all content languages, in the order of the settings."""
    return [code for code, name in settings.CONTENT_LANGUAGES]


def at_desk():
    """Return the codes of the languages that staff work in: those offered, and those prepared.

    Columns exist for all; a program in one language need not look at seven.
    """
    shown = {*dict(settings.LANGUAGES), *settings.PREPARED_LANGUAGES}
    return [code for code in codes() if code in shown]


def for_desk(mine):
    """Keep of some languages those that the desk shows; all where it shows none of them.

    So who translates into one that is not offered any more still finds what they wrote.
    """
    desk = at_desk()
    return [code for code in mine if code in desk] or list(mine)


def choices():
    """Return (code, own name) pairs of all content languages, for model fields."""
    return list(settings.CONTENT_LANGUAGES)


def own_name(language):
    """Return a language's name in that language; the code itself when it is not ours."""
    return dict(settings.CONTENT_LANGUAGES).get(language, language)


def name_of(language):
    """Return a language's name in the language of the reader: "Japanese", "Chino tradicional"."""
    here = Locale.parse(cldr(current()))
    name = here.languages.get(tag(language).replace("-", "_"))
    name = name or Locale.parse(tag(language), sep="-").get_display_name(here)
    head, comma, rest = (name or own_name(language)).partition(", ")
    # "китайский, традиционное письмо" would be two in a list.
    return capfirst(f"{head} ({rest})" if comma else head)


@lru_cache(maxsize=4096)
def column(field, language):
    """Name the database column of a translated field: ("name", "zh-hant") -> "name_zh_hant"."""
    return build_localized_fieldname(field, language)


@lru_cache(maxsize=512)
def tag(language):
    """Return the BCP 47 tag for `lang` attributes: "zh-hant" -> "zh-Hant"."""
    head, *rest = language.split("-")
    parts = [part.title() if len(part) == 4 else part.upper() for part in rest]
    return "-".join([head.lower(), *parts])


def cldr(language):
    """Return the CLDR locale by which Babel writes dates and numbers: "zh-hant" -> "zh_Hant".

    Spanish is that of Latin America, where its readers live: "8,880" and "4:00 a.m.".
    """
    return "es_419" if language == "es" else tag(language).replace("-", "_")


@lru_cache(maxsize=64)
def with_territory(language):
    """Return a language with its likeliest country, as Open Graph asks for: "ja_JP", "zh_TW"."""
    code = tag(language).replace("-", "_")
    likely = get_global("likely_subtags").get(code, code).split("_")
    return f"{likely[0]}_{likely[-1]}" if len(likely) > 1 else code


def current():
    """Return the reader's language, or the site's default outside a request."""
    return get_language() or settings.LANGUAGE_CODE


def chain(language, original=None):
    """List the languages in which a text is looked for, in order and without repeats.

    The reader's own, the fallbacks that the settings name for it, then the original language
    of the entry.
    """
    fallbacks = FALLBACK_LANGUAGES.get(language) or FALLBACK_LANGUAGES["default"]
    wanted = [language, *fallbacks, *([original] if original else [])]
    return list(dict.fromkeys(wanted))


def meant_by(written):
    """Return the language that readers are offered and that an address names, or None.

    Another spelling is understood, and so is a variety of which we have another one: "zh-Hant",
    "zh-tw", "zh", "EN", "es-419", "ja_JP".
    """
    found = _WRITTEN.fullmatch(written)
    if found is None:
        return None
    _language, script, territory = found.groups()
    if script and script.title() not in Locale("en").scripts:
        return None
    if territory and territory.upper() not in Locale("en").territories:
        return None
    try:
        return get_supported_language_variant(written.replace("_", "-").lower())
    except LookupError:
        return None


def without_language(path):
    """Return a path of ours without its language: "/ja/about-us/" and "/JA/…" -> "/about-us/"."""
    head, _slash, rest = path.removeprefix("/").partition("/")
    return f"/{rest}" if head in codes() or meant_by(head) else path


def localized_path(path):
    """Return the path of a page of ours in the reader's language: "/about-us/" -> "/ja/about-us/".

    Staff may have copied it with a language from their browser; what has no language stays.
    """
    bare = without_language(path)
    return bare if has_no_language(bare) else f"/{current()}{bare}"


def has_no_language(path):
    """Return whether an address stands for all languages: a file, the sitemap, the admin."""
    path = path.partition("#")[0].partition("?")[0].removesuffix("/")
    if f"{path}/".startswith((settings.MEDIA_URL, settings.STATIC_PATH)):
        return True
    return path != "" and (_is_address(path) or _is_address(f"{path}/"))


def _is_address(path):
    try:
        # What has a language may be asked for in the language that is active.
        return meant_by(resolve(path).route.partition("/")[0]) is None
    except Resolver404:
        return False


def listed(words):
    """Join words as the reader's language lists them: "a, b" in English, "a、b" in Japanese."""
    return pgettext("between items of a list", ", ").join(str(word) for word in words)


def count_words(text):
    """Count the words of a text; of Chinese and Japanese the characters, as translators do.

    Markup does not count, and what an entity such as "&nbsp;" stands for counts as itself.
    """
    bare = html.unescape(re.sub(r"<[^<>]*+>", " ", text))
    ideographs = _IDEOGRAPH.findall(bare)
    return len(ideographs) + len(re.findall(r"\w+(?:['’-]\w+)*", _IDEOGRAPH.sub(" ", bare)))


def has_ideographs(text):
    """Return whether a text is written in characters that have no spaces between them."""
    return bool(_IDEOGRAPH.search(text))
