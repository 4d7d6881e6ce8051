"""Letter templates, and what a mail says: their words, filled in for one submission."""

import re
from dataclasses import dataclass, replace

from babel.dates import format_date
from django.utils import translation
from django.utils.translation import gettext as _

from editorial.text import languages
from editorial.text.formats import day
from editorial.text.localized import localized, original_language_of
from editorial.web.rendering import in_language, offered
from involvement import links
from involvement.models import Choice, Letter
from pages.models import SiteSettings

# What stands in braces in a letter. {name} is for answers that a person has read: a receipt goes
# out by itself, and somebody could write an advertisement in place of a name. What they wrote is
# quoted below it, marked as theirs; how many such mails one mailbox gets a day has a limit.
PLACEHOLDERS = {
    Letter.Purpose.RECEIPT: ("number", "subject", "answer_by", "next_steps", "link", "program"),
    Letter.Purpose.YOUNG_RECEIPT: ("number", "subject", "link", "program"),
    Letter.Purpose.GUARDIAN: ("number", "subject", "link", "program"),
    Letter.Purpose.ANSWER: ("name", "number", "subject", "link", "program"),
}
_BRACES = re.compile(r"{(\w+)}")


@dataclass(frozen=True)
class MailText:
    """What a mail says. `language` is the one that it is really in."""

    subject: str
    body: str
    language: str


def for_purpose(purpose):
    """Find the letter for a purpose of which there is one; None when staff have withdrawn it."""
    return for_purposes([purpose]).get(purpose)


def for_purposes(purposes):
    """Find the letters for these purposes, in one query; those that are withdrawn are missing."""
    found = Letter.objects.filter(purpose__in=purposes).select_related("entry")
    return {letter.purpose: letter for letter in found if letter.published_languages()}


def quoted(text):
    """Return a text as mail programs quote it."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def with_question(text, submission):
    """Return an answer's `MailText` with what was asked below it, as mail programs do it."""
    with translation.override(text.language):
        heading = _("On %(day)s you wrote:") % {"day": day(submission.received_at)}
    return replace(text, body=f"{text.body}\n\n{heading}\n{quoted(submission.message)}")


def _in_each_language(base, link):
    """List one link in all languages on offer: a guardian may read another than the child."""
    path = link.removeprefix(base)
    return "\n".join(
        f"{languages.own_name(code)}: {base}{in_language(path, code)}" for code in offered()
    )


_RECEIPTS = {Letter.Purpose.RECEIPT, Letter.Purpose.YOUNG_RECEIPT}
# Where the link goes in an answer that is being written: its secret is made when it is sent.
LINK_TO_COME = "{link}"


def filled_in(base, letter, submission, *, choice=None, site=None, link="", answers=None):
    """Fill in a letter template; return the `MailText`. What is not known stays as it stands.

    `base` is where the site is, as "https://example.org", for the links in the mail; each has a
    new secret unless a `link` is given. Who has read the submission's choice and the site's
    settings already gives them along. `answers` lists, for a submission, what a receipt repeats
    beside the message, as (label, words) in the language that is active then.
    """
    if not link and letter.purpose == Letter.Purpose.GUARDIAN:
        link = links.guardian_url(base, submission)
    elif not link:
        link = links.status_url(base, submission)
    language = readable_language(letter, submission.language)
    with translation.override(language):
        choice = choice or Choice.objects.of_kind(submission.kind)
        site = site or SiteSettings.objects.current()
        words = {
            "name": submission.name,
            "number": submission.reference,
            "subject": str(localized(choice, "label")) or submission.get_kind_display(),
            "answer_by": format_date(submission.answer_by, "long", locale=languages.cldr(language)),
            "next_steps": str(localized(choice, "next_steps")),
            "link": link,
            "program": str(localized(site, "program_name")),
        }
        known = {key: words[key] for key in PLACEHOLDERS[letter.purpose]}
        texts = (
            _BRACES.sub(lambda found: known.get(found[1], found[0]), str(localized(letter, field)))
            for field in ("subject", "body")
        )
        subject, body = texts
    if letter.purpose in _RECEIPTS:
        with translation.override(language):
            told = _repeated(submission, answers(submission) if answers else [])
        body = f"{body.rstrip()}\n\n{told}"
    if letter.purpose == Letter.Purpose.GUARDIAN:
        body = f"{body.rstrip()}\n\n{_in_each_language(base, link)}"
    return MailText(subject, body, language)


def _repeated(submission, answers):
    """Return what was sent as a receipt repeats it: quoted, and so marked as the sender's words."""
    parts = [_("What you wrote:"), quoted(submission.message)]
    if answers:
        lines = (_("%(field)s: %(what)s") % {"field": each, "what": what} for each, what in answers)
        parts += ["", _("What else you answered:"), *map(quoted, lines)]
    return "\n".join(parts)


def new_link(base, submission, link=""):
    """Return the `MailText` that brings a new link to the sender's page, or another `link`."""
    with translation.override(submission.language):
        subject = _("Your message %(number)s: a new link") % {"number": submission.reference}
        body = _(
            "Here is a new link to the page of message %(number)s:\n\n%(link)s\n\nWhoever has it "
            "can read and change what was sent, so keep it to yourself. If you have not asked for "
            "it, you need not do anything."
        )
    words = {"number": submission.reference, "link": link or links.status_url(base, submission)}
    return MailText(subject, body % words, submission.language)


def readable_language(letter, language):
    """Return the first language in the reader's chain in which the whole letter is public."""
    codes = languages.chain(language, original_language_of(letter))
    whole = (
        code
        for code in codes
        if getattr(letter, languages.column("subject", code))
        and getattr(letter, languages.column("body", code))
    )
    return next(whole, codes[-1])
