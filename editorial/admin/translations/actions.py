"""What the buttons of the translate page do after saving, and who may press them."""

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial import publishing
from editorial.admin.history import undo
from editorial.admin.translations.table import next_to_do, translate_url
from editorial.models import LanguageVersion
from editorial.publishing import sources, workflow
from editorial.publishing.completeness import require_drafts_complete
from editorial.staff import roles
from editorial.staff.refusing import MissingRightError
from editorial.text import languages

WorkState = LanguageVersion.WorkState

# Buttons of everybody who writes the language, and of those who publish.
WRITERS = {"save", "next", "ask", "go", "source", "take-back"}
PUBLISH = {"publish", "publish-both", "publish-all"}
# These lead to a page that asks for the rest.
LEADS_TO = {"plan": "plan_publish", "withdraw": "take_off"}
PUBLISHERS = {*PUBLISH, "send-back", "reviewed", *LEADS_TO}
# They stand for the text on screen, so they need the newest one there.
NEED_SIGHT = {"ask", *PUBLISH, "reviewed"}
# The field with the reason why something may go public with mistakes on its checklist.
IN_SPITE_OF = "_in_spite_of"


def read(request):
    """Return the button that was pressed and its value: `("go", "ja")`.

    Raises PermissionDenied for one that is not theirs; an unknown one only saves.
    """
    action, _colon, value = request.POST.get("action", "").partition(":")
    if action in PUBLISHERS:
        roles.require_publisher(request.user)
    if action == "go":
        if value not in languages.codes():
            raise PermissionDenied
        roles.require_language(request.user, value)
    if action == "source":
        value = request.POST.get("source", "")
    return (action, value) if action in WRITERS | PUBLISHERS else ("save", "")


def perform(request, entry, version, action, value, *, outcome):
    """Do what the button says, inside the transaction of the save; return the address to go on.

    `version` is as it was before saving; `outcome` says what was stored and published (a
    `publishing.Published`). Raises CannotPublishError, NotCompleteError and SourceError, and then
    nothing was saved either.
    """
    url = _act(request, entry, version, action, value, outcome)
    if outcome.saved and action not in NEED_SIGHT:
        _say_saved(request, version)
    elif action == "save":
        messages.info(request, _("Nothing was changed."))
    return url


def _act(request, entry, version, action, value, outcome):
    language = version.language
    match action:
        case "go":
            return translate_url(entry, value)
        case "next":
            return _next(request, entry, language)
        case "source":
            sources.set_source(entry, language, value)
        case "ask":
            _ask(request, entry, language)
        case "publish" | "publish-both" | "publish-all":
            source = [version.source_language] if action == "publish-both" else []
            _publish(request, entry, [*filter(None, source), language], outcome)
        case "take-back":
            _take_back_asking(request, entry, version)
        case "send-back":
            _send_back(request, entry, language)
        case "reviewed":
            _mark_reviewed(request, entry, language)
        case "plan" | "withdraw":
            address = reverse(f"admin:{LEADS_TO[action]}", args=[entry.pk])
            return f"{address}?language={language}"
    return translate_url(entry, language)


def _say_saved(request, version):
    words = _("Saved as a draft.")
    if version.work_state == WorkState.IN_REVIEW:
        words = _("Saved. It was in review and is a draft again.")
    elif version.publish_at:
        words = _("Saved as a draft. What is planned goes public as it was planned.")
    messages.success(request, words)


def _next(request, entry, language):
    following = next_to_do(entry, language)
    if following is not None:
        return translate_url(following, language)
    words = _("Nothing else is missing or outdated in %(language)s.")
    messages.info(request, words % {"language": languages.own_name(language)})
    return reverse("admin:translations")


def _ask(request, entry, language):
    stored(entry, language)
    workflow.request_review(entry, language, by=request.user)
    if stored(entry, language).work_state == WorkState.IN_REVIEW:
        messages.success(request, _("Handed over for review."))
    else:
        messages.info(request, _("There is no draft that could be reviewed."))


def may_take_back_asking(user, version):
    """Return whether somebody may say that a translation is no longer asked for."""
    if version.translation_asked_at is None:
        return False
    return version.translation_asked_by_id == user.pk or roles.may_publish(user)


def _take_back_asking(request, entry, version):
    if not may_take_back_asking(request.user, version):
        raise MissingRightError({roles.PUBLISH})
    if workflow.take_back_asking(entry, version.language, by=request.user):
        messages.success(request, _("This translation is no longer asked for."))


def _send_back(request, entry, language):
    if stored(entry, language).work_state != WorkState.IN_REVIEW:
        return
    workflow.send_back(entry, language, by=request.user)
    _done(request, entry, language, _("sent back"), _("Sent back; it is a draft again."))


def _publish(request, entry, codes, outcome):
    """Publish what nobody typed just now: it was all on screen. What was typed is public already.

    Facts are not on this page; they go along only with what was never public.
    """
    for code in codes:
        stored(entry, code)
    waiting = [code for code in codes if code not in outcome.saved]
    reason = request.POST.get(IN_SPITE_OF, "")
    require_drafts_complete(publishing.lock(entry), waiting, in_spite_of=reason, by=request.user)
    more = publishing.publish(entry, waiting, with_facts=False, by=request.user)
    published = [*outcome.public, *more]
    if not set(published) & set(codes):
        messages.info(request, _("That is public already."))
    for code in published:
        if code in codes:
            words = _("%(language)s is public.") % {"language": languages.own_name(code)}
            if code == published[-1] and not (more and outcome.public):
                # All of it was one act, which the last message takes back.
                words = undo.of_publication(entry, words)
            _done(request, entry, code, _("published"), words)
    if outcome.drafts:
        messages.info(request, _("A draft of somebody else stays a draft."))


def _mark_reviewed(request, entry, language):
    if stored(entry, language).working_revision_id is None:
        messages.info(request, _("There is no text yet."))
        return
    workflow.review(entry, language, by=request.user)
    _done(request, entry, language, _("reviewed"), _("Marked as reviewed."))


def stored(entry, language):
    """Return the version as it is now; a language that was added later gets its first one."""
    return LanguageVersion.objects.get_or_create(
        entry=entry, language=language, defaults={"source_language": entry.original_language}
    )[0]


def _done(request, entry, language, done, words):
    """Say it, and write down who did it."""
    messages.success(request, words)
    root = entry.root
    LogEntry.objects.log_actions(
        request.user.pk,
        [root],
        CHANGE,
        change_message=f"{languages.own_name(language)}: {done}",
        single_object=True,
    )
