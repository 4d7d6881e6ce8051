"""The answers of the form beside the message, as they are shown and repeated to who gave them."""

from django.utils.translation import gettext as _

from cities.models import City, Goal
from editorial.text import languages
from editorial.text.localized import Text, localized
from involvement.intake import questions


def chosen(submission):
    """List the city and the goal that were chosen as (label, `Text`), in the reader's language."""
    places = ((_("City"), City, "city"), (_("Goal"), Goal, "goal"))
    return [
        (label, _name_of(model, submission, name))
        for label, model, name in places
        if getattr(submission, f"{name}_id")
    ]


def _name_of(model, submission, name):
    key = getattr(submission, f"{name}_id")
    rows = model.objects.visible(languages.current()).filter(entry=key)
    if found := localized(rows.first(), "name"):
        return found
    entry = getattr(submission, name)
    return Text(entry.label, entry.original_language)


def agreed(submission):
    """List what was said to showing it publicly as (label, words); nothing where it was no."""
    if not submission.may_publish:
        return []
    words = _("yes, without your name")
    if not submission.may_be_shown:
        words = _("yes, without your name, if your parent or guardian agrees to that, too")
    return [(_("May be shown publicly"), words)]


def repeated(submission):
    """List as (label, words) what a mail repeats beside the message, in the reader's language.

    Name, phone, the address of a guardian and contacts in another city are left out: a mail may
    reach somebody else's box by a typing error. The language is told where it was chosen, as the
    mail itself is in it.
    """
    lines = [
        *((label, str(name)) for label, name in chosen(submission)),
        *questions.mailed(submission),
        *agreed(submission),
    ]
    if submission.language != submission.written_in:
        lines.append((_("Language of our answer"), languages.own_name(submission.language)))
    return lines
