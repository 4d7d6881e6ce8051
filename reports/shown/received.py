"""What came in through the form in a year, in sentences that name nobody."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial.text import formats, languages
from involvement.enums import Kind
from reports.counting.submissions import FEWEST, OTHERS, told


def received(submissions):
    """List sentences on the `Submissions` of a year; none where nothing came in.

    Before the site there was no form, and "nothing came in" would be no news.
    """
    found = told(submissions)
    if found.total is None:
        words = _("Fewer than %(number)s messages came in through the form.")
        return [words % {"number": formats.number(FEWEST)}]
    if not found.total:
        return []
    words = ngettext(
        "%(count)s message came in through the form.",
        "%(count)s messages came in through the form.",
        found.total,
    )
    said = [
        words % {"count": formats.number(found.total)},
        _listed(_("By kind: %(list)s."), found.kinds, _kind),
        _listed(_("By language: %(list)s."), found.languages, languages.name_of),
        _answered(found.days),
    ]
    return [sentence for sentence in said if sentence]


def _kind(key):
    return Kind(key).label


def _listed(words, pairs, name):
    if not pairs:
        return ""
    items = [
        _("%(name)s: %(number)s")
        % {"name": _("others together") if key == OTHERS else name(key), "number": number}
        for key, number in ((key, formats.number(number)) for key, number in pairs)
    ]
    return words % {"list": languages.listed(items)}


def _answered(days):
    if days is None:
        return ""
    whole = round(days)
    if not whole:
        return _("Half of the answers went out on the same day.")
    words = ngettext(
        "Half of the answers went out within %(days)s day.",
        "Half of the answers went out within %(days)s days.",
        whole,
    )
    return words % {"days": formats.number(whole)}
