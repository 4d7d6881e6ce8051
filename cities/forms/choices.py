"""Things that are chosen by their names and kept as codes: countries, time zones, languages."""

import importlib.resources
import unicodedata
from datetime import datetime
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel.core import get_global
from django import forms
from django.utils.choices import BaseChoiceIterator
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from cities.dates.calendar_text import locale_of
from editorial.text import languages

# Territories of the CLDR that are no countries.
NO_COUNTRIES = {"EU", "EZ", "UN", "QO", "XA", "XB", "XK", "ZZ"}

# Languages that a source or a greeting may be in, besides those of the site.
OTHER_LANGUAGES = (
    *("ar", "bg", "cs", "da", "de", "el", "fa", "fi", "fr", "he", "hi", "hr", "hu", "hy", "id"),
    *("ka", "kk", "ko", "la", "nan", "hak", "nl", "nb", "pl", "pt", "qu", "ay", "ro", "sk", "sm"),
    *("sr", "sv", "sw", "th", "tl", "to", "tr", "tt", "udm", "vi", "yi", "zh-Hans", "nv", "ut"),
)

# A time zone's offset is told as it is in winter of the north, without daylight saving there.
WINTER = datetime(2026, 1, 15, 12)


class Offered(BaseChoiceIterator):
    """Choices as Django keeps them, which it would make sure of for hundreds, each time anew."""

    def __init__(self, *choices):
        self._choices = choices

    def __iter__(self):
        return iter(self._choices)


class NamedChoiceSelect(forms.Select):
    """A select of many choices, printed at once rather than by one template for each."""

    def render(self, name, value, attrs=None, renderer=None):
        """Return the HTML; a value that is not offered stays, by its code."""
        value = "" if value is None else str(value)
        printed = _options(tuple(self.choices))
        opening = format_html('<option value="{}"', value)
        if f"{opening}>" in printed:
            printed = printed.replace(f"{opening}>", f"{opening} selected>", 1)
        else:
            printed = f"{opening} selected>{conditional_escape(value)}</option>{printed}"
        tags = forms.utils.flatatt(self.build_attrs(self.attrs, attrs))
        return format_html(
            '<select name="{}"{}>{}</select>',
            name,
            tags,
            mark_safe(printed),  # noqa: S308 (each is escaped where it is printed)
        )


@lru_cache(maxsize=40)  # A form has several selects of the same hundreds, in seven languages.
def _options(choices):
    """Print choices, (code, words) or (group, choices), none of them chosen."""
    return "".join(
        f'<optgroup label="{conditional_escape(key)}">{_options(label)}</optgroup>'
        if isinstance(label, tuple)
        else f'<option value="{conditional_escape(key)}">{conditional_escape(label)}</option>'
        for key, label in choices
    )


class NamedCodeField(forms.ChoiceField):
    """One of the choices, or the code that stood there before."""

    widget = NamedChoiceSelect

    def stands(self, code):
        """Remember what stood there when the form was opened."""
        self.before = code

    def valid_value(self, value):
        """Return whether a code is offered or stood there."""
        return value == getattr(self, "before", None) or super().valid_value(value)


class CodesStand:
    """Lets a model form keep codes that its choices do not offer, if nobody touches them."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, NamedCodeField):
                field.stands(self.initial.get(name))


def countries():
    """List countries as (code, name in the reader's language), by their names."""
    return _countries(languages.current())


@cache
def _countries(language):
    names = locale_of(language).territories
    found = [(c, n) for c, n in names.items() if len(c) == 2 and c not in NO_COUNTRIES]
    found.sort(key=lambda choice: in_order(choice[1]))
    return Offered(("", _("Choose a country")), *found)


def tongues():
    """List languages as (tag, name): those of the site, then others."""
    return _tongues(languages.current())


@cache
def _tongues(language):
    ours = [languages.tag(code) for code in languages.codes()]
    named = [(tag, language_name(tag, language)) for tag in (*ours, *OTHER_LANGUAGES)]
    others = sorted(named[len(ours) :], key=lambda choice: in_order(choice[1]))
    return Offered(
        ("", "–"),
        (_("Languages of the site"), tuple(named[: len(ours)])),
        (_("Other languages"), tuple(others)),
    )


def language_name(tag, language=None):
    """Return a language's name in the reader's language; the tag where it has none."""
    names = locale_of(language or languages.current()).languages
    return names.get(tag.replace("-", "_"), tag)


def time_zones():
    """List time zones by regions as (name, "Denver (UTC−7)")."""
    return _time_zones(languages.current())


@cache
def _time_zones(language):
    cities, aliases = locale_of(language).time_zones, get_global("zone_aliases")
    regions = {}
    for name in sorted(_zone_names()):
        region, *_parts, last = name.split("/")
        city = cities.get(aliases.get(name, name), {}).get("city") or last.replace("_", " ")
        regions.setdefault(region, []).append((name, f"{city} ({_offset(name)})"))
    return Offered(
        ("", _("Choose a time zone")),
        *(
            (str(region), tuple(sorted(zones, key=lambda zone: in_order(zone[1]))))
            for region, zones in regions.items()
        ),
    )


@cache
def _zone_names():
    """Return the names that the IANA database gives for each country."""
    table = importlib.resources.files("tzdata") / "zoneinfo" / "zone.tab"
    lines = table.read_text(encoding="utf-8").splitlines()
    return {line.split("\t")[2] for line in lines if line and not line.startswith("#")}


@cache
def _offset(name):
    minutes = int(ZoneInfo(name).utcoffset(WINTER).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def in_order(name):
    """Return a key that sorts names without regard to accents and capitals."""
    return unicodedata.normalize("NFD", name).casefold()
