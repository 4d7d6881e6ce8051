"""Finding everything about one person, and correcting what is wrong about them.

Names, numbers and addresses are compared here and not in the database: SQLite knows upper and
lower case in the Latin alphabet alone. Looking through 100,000 submissions with a message each
takes about a second; it is done seldom.
"""

import unicodedata
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from editorial.models import audit
from editorial.text import characters, languages
from involvement.intake.reachable import digits, is_same_phone
from involvement.mail.recipients import address_of
from involvement.models import (
    Disposition,
    Idea,
    Mail,
    MemoryUse,
    Message,
    Submission,
    SubmissionFile,
)
from involvement.submissions import addresses, consent
from involvement.submissions.changes import changing, lock, say

# What staff can correct.
CORRECTABLE = ("name", "email", "phone", "message")
# More than this is no one person's.
MOST_FOUND = 500
_CHUNK = 2000
_NAMED_IN_PICTURES = ("shown_as", "who_is_seen", "caption")
_SAID_OF_PICTURES = (*_NAMED_IN_PICTURES, "taken_when", "taken_where")

# Where somebody was found.
NAME = gettext_noop("name")
EMAIL = gettext_noop("email")
PHONE = gettext_noop("phone")
GUARDIAN = gettext_noop("email of the guardian")
RECIPIENT = gettext_noop("recipient of an email")
TEXT = gettext_noop("in the text")
PICTURE = gettext_noop("in what was said of a picture")
NUMBER = gettext_noop("receipt number")
# Mails to these addresses are no news.
KNOWN = {EMAIL, GUARDIAN}


@dataclass(frozen=True)
class Wanted:
    """What is known of a person. Who fits one of these is found; empty ones find nobody.

    `words` are sought in all texts, for people who are only mentioned; `number` is a receipt
    number.
    """

    name: str = ""
    email: str = ""
    phone: str = ""
    words: str = ""
    number: str = ""

    @property
    def fields(self):
        """Name the fields that are filled, for the audit log; never what stands in them."""
        return [name for name, value in vars(self).items() if value]


@dataclass
class Found:
    """What was found: where, by the key of the submission; and what was disposed of.

    With `is_too_much` the search was too wide, and none of it is given.
    """

    places: dict = field(default_factory=dict)
    disposed: list = field(default_factory=list)
    is_too_much: bool = False

    def add(self, key, place):
        """Note that a submission was found at a place."""
        self.places.setdefault(key, []).append(place)

    def submissions(self):
        """Query the submissions that were found, the newest first."""
        found = Submission.objects.filter(pk__in=list(self.places)).order_by("-received_at", "-pk")
        return found.select_related("city", "goal", "assigned_to")


def search(wanted, *, by=None, note=""):
    """Find everything about a person; return a `Found`. What no guardian confirmed is among it.

    The search is written down with the receipt numbers that it found, without what was sought.
    `by` is a user; None, with a `note`, for a command on the server.
    """
    with transaction.atomic():
        found = Found()
        _search_fields(wanted, found)
        _search_recipients(folded_text(wanted.email), found)
        _search_pictures(wanted, found)
        _search_texts(wanted, found)
        if wanted.number:
            found.disposed = list(Disposition.objects.filter(reference=wanted.number))
        if len(found.places) > MOST_FOUND:
            found = Found(disposed=found.disposed, is_too_much=True)
        references = found.submissions().values_list("reference", flat=True)
        audit.record(
            audit.AuditEntry.Action.SEARCHED,
            Submission,
            [*references, *(line.reference for line in found.disposed)],
            by=by,
            note=", ".join([*wanted.fields, *([note] if note else [])]),
        )
    return found


# --- Comparing --------------------------------------------------------------------------------


def folded_name(name):
    """Return a name as it is compared: without case, accents, spaces and wide letters."""
    name = characters.visible(name).casefold()
    if not name.isascii():
        parted = unicodedata.normalize("NFKD", name).casefold()
        name = "".join(c for c in parted if not unicodedata.combining(c))
    return "".join(name.split())


def folded_text(text):
    """Return a text or an address as it is compared: without case."""
    if text.isascii():
        return text.casefold()
    return unicodedata.normalize("NFKC", characters.visible(text)).casefold()


# --- Searching --------------------------------------------------------------------------------


def _search_fields(wanted, found):
    words = [folded_name(word) for word in wanted.name.split()]
    email, phone = folded_text(wanted.email), digits(wanted.phone)
    columns = ("pk", "reference", "name", "email", "phone", "guardian_email")
    for key, reference, name, *rest in _rows(Submission.objects, *columns):
        own_email, own_phone, guardian = rest
        if words and _has_all(folded_name(name), words):
            found.add(key, NAME)
        if email and folded_text(own_email) == email:
            found.add(key, EMAIL)
        if email and folded_text(guardian) == email:
            found.add(key, GUARDIAN)
        if phone and own_phone and is_same_phone(digits(own_phone), phone):
            found.add(key, PHONE)
        if reference == wanted.number:
            found.add(key, NUMBER)


def _search_recipients(email, found):
    if not email:
        return
    for key, recipients in _rows(Mail.objects, "submission_id", "email__to"):
        sent_to = {folded_text(address_of(recipient)) for recipient in recipients}
        if email in sent_to and not KNOWN & set(found.places.get(key, ())):
            found.add(key, RECIPIENT)


def _search_pictures(wanted, found):
    """Look for the name among those who took a picture or are seen on one."""
    words = [folded_name(word) for word in wanted.name.split()]
    if not words:
        return
    for key, *texts in _rows(SubmissionFile.objects, "submission_id", *_NAMED_IN_PICTURES):
        known = found.places.get(key, ())
        if PICTURE not in known and any(_has_all(folded_name(text), words) for text in texts):
            found.add(key, PICTURE)


def _search_texts(wanted, found):
    """Look for the email address and the words in everything that was written."""
    sought = [folded_text(text.strip()) for text in (wanted.email, wanted.words) if text.strip()]
    if not sought:
        return
    keys = set()
    for key, texts in _all_texts():
        if key not in keys and any(_is_in(text, sought) for text in texts if text):
            keys.add(key)
            found.add(key, TEXT)


def _all_texts():
    """Return everything that was written as (key of the submission, texts)."""
    for key, message, details, hold in _rows(
        Submission.objects, "pk", "message", "details", "hold_reason"
    ):
        yield key, (message, hold, *map(str, details.values()))
    for key, *texts in _rows(Message.objects, "submission_id", "subject", "text"):
        yield key, texts
    for key, *texts in _rows(SubmissionFile.objects, "submission_id", *_SAID_OF_PICTURES):
        yield key, texts
    for key, *texts in _rows(Idea.objects, "submission_id", *_idea_columns()):
        yield key, texts
    for key, *texts in _rows(MemoryUse.objects, "submission_id", *_memory_columns()):
        yield key, texts


def _idea_columns():
    names = ("title", "text", "outcome")
    return [languages.column(name, code) for code in languages.codes() for name in names]


def _memory_columns():
    """List what staff wrote of a memory, and the name and words that were agreed to."""
    texts = [f"memory__{languages.column('text', code)}" for code in languages.codes()]
    return ["shown_as", "agreed_words", "event__label", *texts]


def _is_in(text, sought):
    text = folded_text(text)
    return any(words in text for words in sought)


def _has_all(name, words):
    return all(word in name for word in words)


def _rows(manager, *columns):
    return manager.order_by().values_list(*columns).iterator(chunk_size=_CHUNK)


# --- Correcting -------------------------------------------------------------------------------


@transaction.atomic
def correct(submission, values, *, reason, keep_former, by, version, base=""):
    """Correct what is stored about a person; return the names of the fields that changed.

    `values` are checked values of `CORRECTABLE` fields. The reason stands in a note, and with
    `keep_former` the message as it was before. Mail follows a new address: see
    `submissions.addresses`; a guardian who said yes to other words is asked anew. `base` is where
    the site is.

    Raises ChangedError, and Submission.DoesNotExist when it is gone.
    """
    locked = lock(submission)
    changed = [name for name in CORRECTABLE if getattr(locked, name) != values[name]]
    if not changed:
        return []
    former = {name: getattr(locked, name) for name in changed}
    with changing(locked, version=version, by=by, note="correct"):
        for name in changed:
            setattr(locked, name, values[name])
        consent.ask_anew(locked, changed, base=base or settings.SITE_URL)
        if "email" in changed:
            addresses.changed(locked, former["email"], base=base)
        text = reason
        if "message" in changed and keep_former:
            text = "\n\n".join([reason, _("The message before:"), former["message"]])
        subject = _("Corrected: %(fields)s") % {"fields": _names_of(changed)}
        say(locked, Message.Kind.NOTE, text, by=by, subject=subject)
    return changed


def _names_of(fields):
    return languages.listed(Submission._meta.get_field(name).verbose_name for name in fields)
