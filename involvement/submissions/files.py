"""What senders do with photographs and scans: add, correct what they said of them, take away.

Files hang on a memory or an idea and go with it. A young person sends none: their parent or
guardian can, with a form of their own, so that no picture of a child comes in unasked.
"""

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from editorial.text import languages
from editorial.text.formats import whole_day as day
from involvement.enums import PUBLISHABLE
from involvement.errors import NoRoomError, NotNowError, OnHoldError, TooOftenError
from involvement.intake import spam
from involvement.models import Message, SentPicture, Submission, SubmissionFile
from involvement.submissions import erasure, sender, stored_files
from involvement.submissions.changes import changing, lock, say
from involvement.submissions.status import Line
from involvement.timeline import crediting, leaving

MOST = 10
# Of all submissions together, in bytes; the office hears of it by the people who write then.
MOST_BYTES_OF_ALL = 10 * 1024**3
# So many tries an hour with one submission, as each costs seconds of decoding, and from one
# network, which else could fill all the room there is with forms and files.
MOST_AN_HOUR, MOST_OF_NETWORK = 40, 60

# Answers about the picture, and those that somebody agrees to; these name nobody.
ABOUT = ("caption", "taken_when", "taken_where", "shown_as", "who_is_seen")
AGREED = ("taken_by", "use", "public_from", "minors", "asked", "keep_place")
ANSWERS = (*ABOUT, *AGREED)


def may_have(submission):
    """Return whether pictures belong to this kind of submission, and its sender may send some."""
    return submission.kind in PUBLISHABLE and not submission.is_young


def are_for_the_guardian(submission):
    """Return whether pictures belong to it, but a grown-up has to send them."""
    return submission.kind in PUBLISHABLE and submission.is_young


def may_add(submission):
    """Return whether its sender can add a file to a submission as it is now."""
    is_open = submission.state != Submission.State.WITHDRAWN
    return may_have(submission) and is_open and submission.erasure_requested_at is None


def count_try(submission, network):
    """Note one try to add a file; `network` is the digest of where it was sent from.

    Raises TooManyError when there were very many this hour.
    """
    for what, most in ((submission.uid.hex, MOST_AN_HOUR), (network, MOST_OF_NETWORK)):
        trace = salted_hmac("involvement.files", what, algorithm="sha256").hexdigest()
        spam.count_hits(trace, refused_above=most)


def add(submission, received, answers, agreed_words):
    """Store a `Received` with its checked answers; return the `SubmissionFile`.

    Where it was taken is kept only if they allow it. The same file sent twice is there once, with
    the answers of the first time.

    Raises NoRoomError, NotNowError, TooOftenError, and Submission.DoesNotExist when it is gone.
    """
    total = SubmissionFile.objects.aggregate(total=Sum("size"))["total"] or 0
    if total + len(received.content) > MOST_BYTES_OF_ALL:
        raise NoRoomError
    # Before the transaction, in which everybody else who writes waits.
    name = stored_files.store(received)
    try:
        file = _add(submission, name, received, answers, agreed_words)
    except BaseException:
        stored_files.remove(name)
        raise
    if file.name != name:
        stored_files.remove(name)
    return file


@transaction.atomic
def _add(submission, name, received, answers, agreed_words):
    locked = lock(submission)
    if before := locked.files.filter(content_hash=received.content_hash).first():
        return before
    if not may_add(locked):
        raise NotNowError(locked.reference)
    if locked.files.count() >= MOST:
        raise TooOftenError(locked.reference)
    with changing(locked, note="a picture added by the sender"):
        sender.take_up_again(locked)
        return SubmissionFile.objects.create(
            submission=locked,
            name=name,
            content_hash=received.content_hash,
            format=received.format,
            size=len(received.content),
            width=received.width,
            height=received.height,
            **_place(received.place if answers["keep_place"] else None),
            agreed_words=agreed_words,
            language=languages.current(),
            **answers,
        )


@transaction.atomic
def correct(file, answers, agreed_words, *, by=None, reason=""):
    """Store other answers about a file; return the names of those that changed.

    Who takes back that we may keep where it was taken has that erased; it cannot be allowed later,
    because the file as it was sent is not kept.

    `by` is a member of the staff, with a `reason` that stands in a note; None for the sender, whose
    own words about rights are kept anew.

    Raises OnHoldError for a place that a hold keeps, Submission.DoesNotExist and
    SubmissionFile.DoesNotExist when it is gone.
    """
    locked = lock(file.submission)
    row = locked.files.get(pk=file.pk)
    answers = {**answers, "keep_place": answers["keep_place"] and row.keep_place}
    changed = [name for name in ANSWERS if getattr(row, name) != answers[name]]
    if not changed:
        return []
    if locked.is_on_hold and "keep_place" in changed and row.latitude is not None:
        raise OnHoldError(locked.reference)
    with changing(locked, by=by, note="answers about a picture corrected"):
        for name in changed:
            setattr(row, name, answers[name])
        if not row.keep_place:
            row.latitude = row.longitude = None
        if by is None:
            row.agreed_words, row.language = agreed_words, languages.current()
        else:
            names = languages.listed(
                SubmissionFile._meta.get_field(name).verbose_name for name in changed
            )
            subject = _("A picture corrected: %(fields)s") % {"fields": names}
            say(locked, Message.Kind.NOTE, reason, by=by, subject=subject[:200])
        row.save()
        if not row.may_be_shown(timezone.localdate()):
            _take_off_the_web(row, by)
        elif "shown_as" in changed:
            crediting.name_sender(row)
        if "keep_place" in changed:
            transaction.on_commit(erasure.empty_journal)
    return changed


@transaction.atomic
def remove(file, *, by=None):
    """Erase a file with all that was said of it. Done twice it is done once.

    Raises OnHoldError, and Submission.DoesNotExist when all is gone.
    """
    locked = lock(file.submission)
    row = locked.files.filter(pk=file.pk).first()
    if row is None:
        return
    if locked.is_on_hold:
        raise OnHoldError(locked.reference)
    with changing(locked, by=by, note="a picture erased"):
        name = row.name
        _take_off_the_web(row, by)
        row.delete()
        transaction.on_commit(lambda: stored_files.remove(name))
        transaction.on_commit(erasure.empty_journal)


def _place(place):
    """Return the columns of a `Place`, or of None."""
    return place._asdict() if place else {}


def _take_off_the_web(row, by):
    """Remove the picture that was made of a file from the library and all pages."""
    for sent in SentPicture.objects.filter(file=row).select_related("picture"):
        leaving.forget_picture(sent, by=by)


def lines_of(file):
    """List what its sender said about a file, in the reader's language, without empty answers."""
    tag = languages.tag(file.language)
    lines = []
    for name in ANSWERS:
        field = SubmissionFile._meta.get_field(name)
        value = getattr(file, name)
        if not value:
            continue
        label = capfirst(str(field.verbose_name))
        if field.choices:
            lines.append(Line(label, getattr(file, f"get_{name}_display")(), is_typed=False))
        elif name == "keep_place":
            lines.append(Line(label, _("yes"), is_typed=False))
            lines.append(
                Line(_("Place stored in the picture"), _place_in_words(file), is_typed=False)
            )
        elif name == "public_from":
            lines.append(Line(label, day(value), is_typed=False))
        else:
            lines.append(Line(label, value, tag))
    return lines


def _place_in_words(file):
    if file.latitude is None:
        return _("There was none.")
    return f"{file.latitude}, {file.longitude}"
