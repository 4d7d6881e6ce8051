"""All that is kept about somebody, to be handed out: as data for programs and as a text to read.

As a ZIP it is both, with the photographs and scans that were sent.

It holds everything but what only the machine needs. Labels are in the language in which the person
wants our answer; the names of the fields are those of the database.
"""

import json
import re
from contextlib import contextmanager

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from editorial.models.audit import AuditEntry, record
from editorial.text import languages
from editorial.text.formats import day
from editorial.text.localized import localized
from involvement.enums import Kind
from involvement.intake import questions, spam
from involvement.mail import outbox
from involvement.memories import asking, drafts
from involvement.models import Idea, Letter, Message, Submission
from involvement.records import elsewhere, sent_files
from involvement.submissions import sender
from involvement.timeline import news
from pages.models import SiteSettings

FORMATS = [("json", "JSON"), ("txt", "TXT")]

# Keys of the machine, and digests that say nothing about anybody.
LEFT_OUT = {"id", "uid", "form_nonce", "fingerprint", "signed_links_end_at", "version"}
# The secret of a guardian's link.
_GUARDIAN = re.compile(r"(/guardian/)[^/\s]+")
# These have parts of their own in the file.
_ELSEWHERE = {"details"}
_FILE_LEFT_OUT = {"id", "uid", "submission", "name", "content_hash"}
# Of the words of an idea each language has a column of its own.
_MEMORY_LEFT_OUT = {"id", "event", "text"}
_USE_LEFT_OUT = {"id", "submission", "memory"}
_IDEA_LEFT_OUT = {"id", "submission", "title", "text", "outcome"}


def hand_out(submissions, form, *, disposed=(), beside=(), by=None, note=""):
    """Write down that these are handed out; return the file as a text, for "zip" as an open file.

    `form` is a key of `FORMATS` or "zip", `submissions` a list with the newest first, `disposed`
    lines of the disposition log, `beside` a list of `elsewhere.Thing`. `by` is a user; None, with a
    `note`, for a command on the server.
    """
    texts = _recorded(submissions, form, disposed, beside, by, note)
    if form == "zip":
        # After the transaction, in which everybody else who writes waits.
        return sent_files.packed(texts, submissions)
    return texts[f"records.{form}"]


@transaction.atomic
def _recorded(submissions, form, disposed, beside, by, note):
    """Write down what is handed out; return its texts by the names of their files."""
    note = ", ".join([form, *([note] if note else [])])
    references = [row.reference for row in [*submissions, *disposed]]
    if references:
        record(AuditEntry.Action.HANDED_OUT, Submission, references, by=by, note=note)
    elsewhere.handed_out(beside, by=by, note=note)
    with _in_language_of(submissions):
        data = everything(submissions, disposed, beside)
        writers = {"txt": as_text, "json": as_json}
        wanted = writers if form == "zip" else [form]
        return {f"records.{each}": writers[each](data) for each in wanted}


def everything(submissions, disposed=(), beside=()):
    """Return all that is kept, as plain data with labels in the current language."""
    return {
        "program": str(localized(SiteSettings.objects.current(), "program_name")),
        "made_at": timezone.localtime(),
        "submissions": [_submission(submission) for submission in submissions],
        "disposed": [_fields(line, {"id"}) for line in disposed],
        "beside": [thing.line for thing in beside],
    }


def as_json(data):
    """Write it for programs."""
    return json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2) + "\n"


@contextmanager
def _in_language_of(submissions):
    language = submissions[0].language if submissions else languages.current()
    with translation.override(language):
        yield


def _submission(submission):
    messages = list(submission.messages.select_related("by").order_by("pk"))
    mails = submission.mails.select_related("email").prefetch_related("email__logs")
    idea = Idea.objects.filter(submission=submission).first()
    is_note = Message.Kind.NOTE
    return {
        "receipt_number": submission.reference,
        "fields": _fields(submission, LEFT_OUT | _ELSEWHERE),
        "answers": [
            {"label": label, "value": value} for label, value in questions.labelled(submission)
        ],
        "messages": [_message(message) for message in messages if message.kind != is_note],
        "internal_notes": [_message(message) for message in messages if message.kind == is_note],
        "mails": [
            _mail(mail, hides_guardian=submission.is_unread) for mail in mails.order_by("pk")
        ],
        "files": [_file(file) for file in submission.files.all()],
        "idea": _fields(idea, _IDEA_LEFT_OUT) if idea else [],
        "memory": _memory(submission),
    }


def _memory(submission):
    """List what was made of a memory for the timeline, and what its sender said to that."""
    use = drafts.use_of(submission)
    if use is None:
        return []
    beside = _fields(use.memory, _MEMORY_LEFT_OUT) if use.memory_id else []
    return [*_fields(use, _USE_LEFT_OUT), *beside]


def _fields(row, left_out):
    """List the columns of a row as {field, label, value, words}; empty ones too."""
    return [
        {
            "field": column.name,
            "label": _label(column),
            "value": _value(row, column),
            "words": _words(row, column),
        }
        for column in row._meta.concrete_fields
        if column.name not in left_out
    ]


def _label(column):
    return capfirst(str(column.verbose_name))


def _value(row, column):
    if column.is_relation:
        related = getattr(row, column.name)
        return str(related) if related is not None else None
    return column.value_from_object(row)


def _words(row, column):
    """Return a value as people read it."""
    value = _value(row, column)
    if value is None or value == "" or value == []:
        return ""
    if column.choices:
        return str(getattr(row, f"get_{column.name}_display")())
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if column.name == "kind":
        return str(dict(Kind.choices).get(value, value))  # the log knows no choices
    if column.name == "held_because":
        return languages.listed(spam.NAMES.get(code, code) for code in value)
    return _moment(value)


def _moment(value):
    if hasattr(value, "hour"):
        local = timezone.localtime(value)
        return f"{day(local.date())}, {local:%H:%M}"
    return day(value) if hasattr(value, "year") else str(value)


def _file(file):
    return {"name": sent_files.name_of(file), "fields": _fields(file, _FILE_LEFT_OUT)}


def _message(message):
    subject = message.subject
    if message.kind == Message.Kind.CORRECTION:
        subject = languages.listed(sender.corrected_fields(message))
    return {
        "kind": message.kind,
        "words": str(message.get_kind_display()),
        "at": message.at,
        "by": message.by.get_username() if message.by else "",
        "language": message.language,
        "subject": subject,
        "text": message.text,
    }


def _mail(mail, *, hides_guardian):
    """Return a mail, without the guardian's way to say yes as long as that was not said."""
    email = mail.email
    text = _GUARDIAN.sub(r"\1…", email.message) if hides_guardian else email.message
    return {
        "purpose": mail.purpose,
        "words": purpose_words(mail.purpose),
        "written_at": email.created,
        "changed_at": email.last_updated,
        "state": str(email.get_status_display()),
        "to": list(email.to),
        "subject": email.subject,
        "text": text,
        "troubles": [{"at": log.date, "text": log.message} for log in email.logs.all()],
    }


def purpose_words(purpose):
    """Return what a mail is for, in words."""
    if purpose == asking.TIMELINE:
        return _("question about the timeline")
    if purpose in {news.ON_TIMELINE, news.OFF_TIMELINE}:
        return _("news about the timeline")
    if purpose == Letter.Purpose.ANSWER:
        return _("answer")
    if purpose == outbox.ASKED_BEFORE:
        return _("earlier question to the guardian")
    if purpose == outbox.LINK:
        return _("new link")
    return str(dict(Letter.Purpose.choices).get(purpose, purpose))


# --- As a text --------------------------------------------------------------------------------


def as_text(data):
    """Write it to be read. What people typed is set in, so that it cannot pass for a heading."""
    lines = [
        _("What is kept about you"),
        "=" * 30,
        data["program"],
        _moment(data["made_at"]),
    ]
    for submission in data["submissions"]:
        lines += _submission_lines(submission)
    for line in data["disposed"]:
        number = next(item["words"] for item in line if item["field"] == "reference")
        heading = _("%(number)s, disposed of") % {"number": number}
        lines += _headed(heading, "=", _field_lines(line))
    if data["beside"]:
        said = [line for each in data["beside"] for line in _set_in(each)]
        lines += _headed(_("Beside submissions"), "=", said)
    if not (data["submissions"] or data["disposed"] or data["beside"]):
        lines += ["", _("Nothing.")]
    return "\n".join(lines) + "\n"


def _submission_lines(data):
    lines = _headed(data["receipt_number"], "=", _field_lines(data["fields"]))
    if data["answers"]:
        answers = [{"label": item["label"], "words": item["value"]} for item in data["answers"]]
        lines += _headed(_("Optional answers"), "-", _field_lines(answers))
    for heading, messages in (
        (_("What was said since"), data["messages"]),
        (_("Notes of the office, not meant for sending"), data["internal_notes"]),
    ):
        said = [line for message in messages for line in _message_lines(message)]
        lines += _headed(heading, "-", said or [_("None.")])
    mails = [line for mail in data["mails"] for line in _mail_lines(mail)]
    kept = _("Emails that were sent are kept for 30 days; answers stand above.")
    lines += _headed(_("Emails"), "-", [kept, *mails])
    for file in data["files"]:
        lines += _headed(_("File %(name)s") % file, "-", _field_lines(file["fields"]))
    if data["memory"]:
        lines += _headed(_("As a memory on the timeline"), "-", _field_lines(data["memory"]))
    if data["idea"]:
        lines += _headed(_("As an idea on the public page"), "-", _field_lines(data["idea"]))
    return lines


def _headed(heading, line, body):
    return ["", heading, line * 30, *body]


def _field_lines(fields):
    lines = []
    for item in fields:
        if item["words"]:
            lines += [f"{item['label']}:", *_set_in(item["words"])]
    return lines


def _message_lines(message):
    who = f", {message['by']}" if message["by"] else ""
    head = f"{capfirst(message['words'])}{who}, {_moment(message['at'])}:"
    return [head, *_set_in(message["subject"]), *_set_in(message["text"])]


def _mail_lines(mail):
    head = f"{capfirst(mail['words'])} ({mail['state']}), {_moment(mail['changed_at'])}:"
    to = languages.listed(mail["to"])
    troubles = [line for trouble in mail["troubles"] for line in _set_in(trouble["text"])]
    return [head, *_set_in(to), *_set_in(mail["subject"]), *_set_in(mail["text"]), *troubles]


def _set_in(text):
    return [f"    {line}" for line in str(text).splitlines()] if text else []
