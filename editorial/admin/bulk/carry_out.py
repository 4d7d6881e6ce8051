"""What is done to one thing, in a transaction of its own, by the doors that forms use as well."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from editorial import publishing
from editorial.admin.bulk import items
from editorial.admin.bulk.items import bases_of
from editorial.admin.plans.times import in_words
from editorial.publishing import taking_off, workflow
from editorial.publishing.drafts import drafted
from editorial.publishing.planned.schedule import CannotScheduleError
from editorial.revisions import data as revisions
from editorial.staff.office import office
from editorial.text import languages
from editorial.text.languages import NEUTRAL


class NotDoneError(Exception):
    """Nothing was done to a thing; the message says why, for people."""


def publish(entry, bases, *, by, whole):
    """Publish the drafts of an entry that this person wrote; `whole`: those of others as well.

    `bases` says what was shown (`items.bases_of`). Raises NotDoneError.
    """
    try:
        with transaction.atomic():
            _publish(entry, bases, by=by, whole=whole)
    except publishing.ConflictError as error:
        raise NotDoneError(_("Somebody saved it in the meantime. Look at it again.")) from error
    except publishing.OverlapError as error:
        words = _("Your words stand in a draft of somebody else. Open it to choose.")
        raise NotDoneError(words) from error
    except publishing.NotPublicYetError as error:
        words = _("It was never public, and a draft of somebody else is in it.")
        raise NotDoneError(words) from error
    except publishing.CannotStandError as error:
        raise NotDoneError(" ".join(error.messages)) from error
    except publishing.CannotPublishError as error:
        raise NotDoneError(str(error)) from error
    except DatabaseError as error:
        raise NotDoneError(_("The database refused it.")) from error


def _publish(entry, bases, *, by, whole):
    versions = publishing.lock(entry)
    _require_presence(versions.entry)
    codes = drafted(versions, languages.codes())
    if not codes:
        raise NotDoneError(_("Everything of it is public already."))
    if bases != bases_of(versions, codes):
        raise NotDoneError(_("Somebody saved it in the meantime. Look at it again."))
    texts = {
        code: revisions.texts_of(versions.revision("working", code))
        for code in codes
        if code != NEUTRAL
    }
    facts = versions.facts("working")
    published = publishing.publish_change(
        versions.entry, facts=facts, texts=texts, by=by, whole=whole
    )
    if not published.public:
        raise NotDoneError(_("Nothing of yours was left to publish, or it waits for its time."))
    _log(versions.entry, by, _("published"))


def take_off(entry, *, why, by):
    """Take an entry off the site in every language, for a `Why`. Raises NotDoneError."""
    try:
        with transaction.atomic():
            versions = publishing.lock(entry)
            _require_presence(versions.entry)
            codes = taking_off.public_languages(versions)
            if not taking_off.take_off(versions.entry, codes, why=why, by=by):
                raise NotDoneError(_("It is not public."))
            _log(versions.entry, by, _("taken off the site"))
    except taking_off.CannotTakeOffError as error:
        raise NotDoneError(str(error)) from error
    except DatabaseError as error:
        raise NotDoneError(_("The database refused it.")) from error


def plan_to_take_off(entry, at, *, why, by):
    """Take an entry off the site in every language at a time, for a `Why`. Raises NotDoneError."""
    try:
        with transaction.atomic():
            versions = publishing.lock(entry)
            _require_presence(versions.entry)
            codes = taking_off.public_languages(versions)
            if not codes:
                raise NotDoneError(_("It is not public."))
            taking_off.plan_to_take_off(versions.entry, codes, at, why=why, by=by)
            when = _("to be taken off the site on %(when)s") % {"when": in_words(at, office())}
            _log(versions.entry, by, when)
    except (taking_off.CannotTakeOffError, CannotScheduleError) as error:
        raise NotDoneError(str(error)) from error
    except DatabaseError as error:
        raise NotDoneError(_("The database refused it.")) from error


def ask_for_review(entry, codes, *, by):
    """Hand drafts of an entry to those who publish. Raises NotDoneError."""
    try:
        with transaction.atomic():
            _ask_for_review(entry, codes, by=by)
    except publishing.CannotStandError as error:
        raise NotDoneError(" ".join(error.messages)) from error
    except publishing.CannotPublishError as error:
        raise NotDoneError(str(error)) from error
    except DatabaseError as error:
        raise NotDoneError(_("The database refused it.")) from error


def _ask_for_review(entry, codes, *, by):
    versions = publishing.lock(entry)
    _require_presence(versions.entry)
    waiting = [
        code
        for code in codes
        if code in versions and versions[code].work_state == publishing.WorkState.DRAFT
    ]
    if not waiting:
        raise NotDoneError(_("It has no draft that nobody reviews yet."))
    for code in waiting:
        workflow.request_review(versions.entry, code, by=by)


def ask_for_translations(entry, codes, *, by):
    """Ask for translations of an entry. Raises NotDoneError."""
    with transaction.atomic():
        _require_presence(publishing.lock(entry).entry)
        if not workflow.ask_for_translations(entry, codes, by=by):
            raise NotDoneError(items.NOTHING_TO_TRANSLATE)


def _require_presence(entry):
    if entry.deleted_at:
        raise NotDoneError(_("It was deleted in the meantime."))


def _log(entry, by, words):
    LogEntry.objects.log_actions(
        by.pk, [entry.root], CHANGE, change_message=words, single_object=True
    )
