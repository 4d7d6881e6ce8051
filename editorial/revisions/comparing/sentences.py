"""Differences in words: “Date: June 1989 → June 20, 1989”, “Section “Our mayor” removed”."""

from collections import Counter

from babel import Locale
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial.registry import is_rich
from editorial.revisions.comparing.differences import FactChange, Move
from editorial.revisions.comparing.names import short
from editorial.text import diff, languages
from editorial.text.formats import day, time_of_day

# What is quoted in full; longer changes are counted.
MOST_QUOTED = 45
_FIRST_IDEOGRAPH = 0x2E80


def of_fact(names, change):
    """Say what a change of facts or of parts did."""
    if isinstance(change, FactChange):
        return _of_unit(names, change)
    sentence = {
        Move.ADDED: _("%(part)s added"),
        Move.REMOVED: _("%(part)s removed"),
        Move.UP: _("%(part)s moved up"),
        Move.DOWN: _("%(part)s moved down"),
    }[change.move]
    return sentence % {"part": names.part(change.part)}


def _of_unit(names, change):
    label = names.field(change.part, change.unit[0])
    model = names.model(change.part)
    field = _field(model, change.unit[0])
    if field is not None and field.many_to_many:
        return _of_set(names, label, field, change)
    before, after = (
        in_words(names, model, change.unit, values) or _("empty")
        for values in (change.before, change.after)
    )
    return _arrow(label, before, after)


def _of_set(names, label, field, change):
    before, after = (set(values[field.name] or ()) for values in (change.before, change.after))
    said = []
    for keys, words in (
        (after - before, _("%(names)s added")),
        (before - after, _("%(names)s taken out")),
    ):
        if keys:
            listed = languages.listed(names.related.name(field.related_model, k) for k in keys)
            said.append(words % {"names": listed})
    return _labelled(label, languages.listed(said))


def in_words(names, model, unit, values):
    """Say what a unit of facts holds, "" for nothing.

    A model may say it by a property of its own: `units_in_words` maps the first field of a unit to
    the name of that property.
    """
    own = _own_words(model, unit)
    if own:
        row = model()
        for name in unit:
            field = model._meta.get_field(name)
            setattr(row, field.attname, field.to_python(values[name]))
        return str(getattr(row, own))
    if len(unit) > 1:
        # Beside other facts a tick is told by its name, and only when it is set.
        values = {name: None if value is False else value for name, value in values.items()}
    values = {**values, **_links_in_words(names, model, values)}
    said = (_value_in_words(names, _field(model, name), values[name], unit) for name in unit)
    return languages.listed(words for words in said if words)


def _links_in_words(names, model, values):
    links = getattr(model, "link_facts", ())
    return {name: names.related.led_to(values[name]) for name in links if values.get(name)}


def _own_words(model, unit):
    found = [vars(base).get("units_in_words", {}) for base in model.__mro__]
    return next((own[unit[0]] for own in found if unit[0] in own), "")


def _value_in_words(names, field, value, unit):
    if value in (None, "", []):
        return ""
    if field is None:
        return str(value)
    if field.is_relation:
        return names.related.name(field.related_model, value)
    if isinstance(field, models.BooleanField):
        if len(unit) > 1:
            return str(field.verbose_name)
        return _("yes") if value else _("no")
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateField):
        return day(field.to_python(value))
    if isinstance(field, models.TimeField):
        return time_of_day(field.to_python(value))
    if field.name == "language" or field.name.endswith("_language"):
        return _language(value)
    if isinstance(value, str) and not isinstance(field, models.DecimalField):
        return _("“%(name)s”") % {"name": short(value)}
    return str(value)


def _language(tag):
    """Name a language in that of the reader, also one that the site does not speak."""
    here = Locale.parse(languages.cldr(languages.current()))
    return here.languages.get(tag.split("-")[0], tag)


def _field(model, name):
    try:
        return model._meta.get_field(name)
    except (AttributeError, LookupError):
        return None


def of_text(names, change):
    """Say what a change of a text did, in one line: quoted if it is short, else counted.

    It takes linear time, for lists; `editorial.text.diff` shows the change itself.
    """
    label = names.field(change.part, change.name)
    if not change.before:
        return _labelled(label, _("new"))
    if not change.after:
        return _labelled(label, _("emptied"))
    before, after = change.before, change.after
    if is_rich_text(names.model(change.part), change.name):
        before, after = diff.words_of(before), diff.words_of(after)
    if before == after:
        return _labelled(label, _("the words are the same; links, emphasis or paragraphs changed"))
    before, after = diff.tokens(before), diff.tokens(after)
    start, end = _shared(before, after)
    quoted = [_words(tokens, start, len(tokens) - end) for tokens in (before, after)]
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    if all(quoted) and max(map(len, quoted)) <= MOST_QUOTED:
        return _arrow(label, *(_("“%(name)s”") % {"name": words} for words in quoted))
    return _labelled(label, _counted(old, new))


def is_rich_text(model, name):
    """Return whether a text holds markup; that of a model that is gone counts as plain."""
    return _field(model, name) is not None and is_rich(model, name)


def _words(tokens, start, end):
    """Return the tokens from one place to another, with the rest of the words that they cut."""
    while start > 0 and _is_inside(tokens[start - 1]):
        start -= 1
    while end < len(tokens) and _is_inside(tokens[end]):
        end += 1
    return "".join(tokens[start:end]).strip()


def _is_inside(token):
    """Return whether a token stands in the middle of a word: no space, no ideograph or kana."""
    return not token.isspace() and ord(token[0]) < _FIRST_IDEOGRAPH


def _shared(old, new):
    """Return how many tokens two lists share at the beginning, and how many at the end."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, end


def _counted(old, new):
    before, after = (Counter(t for t in tokens if t[0].isalnum()) for tokens in (old, new))
    added, gone = (after - before).total(), (before - after).total()
    said = []
    if added:
        words = ngettext("%(count)s word added", "%(count)s words added", added)
        said.append(words % {"count": added})
    if gone:
        words = ngettext("%(count)s word taken out", "%(count)s words taken out", gone)
        said.append(words % {"count": gone})
    return languages.listed(said) or _("words moved, or signs changed")


def _labelled(label, words):
    return _("%(field)s: %(what)s") % {"field": label, "what": words}


def _arrow(label, before, after):
    words = {"field": label, "before": before, "after": after}
    return _("%(field)s: %(before)s → %(after)s") % words
