"""Content on the admin's first page: what others ask for, what one began, what goes by itself."""

from datetime import datetime, timedelta
from itertools import groupby

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial.admin.content.drafts import UNPUBLISHED
from editorial.admin.plans.access import form_url, may_change
from editorial.links import checking
from editorial.models import LanguageVersion, Revision
from editorial.seed import faults
from editorial.staff import backups, dashboard, roles
from editorial.staff.dashboard import Item, register
from editorial.text import formats, languages

# So many rows are read for a group at most; the lists have the others.
MOST_READ = 200
# Of a person who signs in for the first time, this is "since you were here".
FIRST_LOOK = timedelta(days=7)
# What began less long ago began just now.
MOMENT = timedelta(minutes=1)


@register(dashboard.WAITING)
def reviews(request):
    """List what others ask to be read and published."""
    if not roles.may_publish(request.user):
        return []
    versions = _open_versions(request).filter(work_state=LanguageVersion.WorkState.IN_REVIEW)
    asked = versions.exclude(review_requested_by=request.user).order_by("review_requested_at")
    return [
        Item(
            _("%(name)s: read and publish") % {"name": entry},
            _("%(person)s asks for it. In %(languages)s.")
            % {
                "person": _person(found[0].review_requested_by),
                "languages": _named(version.language for version in found),
            },
            _address(request.user, entry, found[0].language),
            _ago(found[0].review_requested_at),
            "review",
            found[0].review_requested_at,
        )
        for entry, found in _by_entry(asked)
    ]


@register(dashboard.WAITING)
def asked_translations(request):
    """List what others ask to be translated; who publishes sees what nobody else translates."""
    versions = _open_versions(request).filter(translation_asked_at__isnull=False)
    versions = versions.exclude(work_state=LanguageVersion.WorkState.IN_REVIEW)
    if roles.may_publish(request.user):
        versions = versions.exclude(language__in=roles.left_to_others(request.user))
    asked = versions.exclude(translation_asked_by=request.user).order_by("translation_asked_at")
    return [
        Item(
            _("%(name)s: translate") % {"name": entry},
            _("%(person)s asks for it. In %(languages)s.")
            % {
                "person": _person(found[0].translation_asked_by),
                "languages": _named(version.language for version in found),
            },
            reverse("admin:translate", args=[entry.pk, found[0].language]),
            _ago(found[0].translation_asked_at),
            "review",
            found[0].translation_asked_at,
        )
        for entry, found in _by_entry(asked)
    ]


@register(dashboard.WAITING)
def translations(request):
    """List what translators have to do in their languages; who publishes has lists for it."""
    if roles.may_publish(request.user):
        return []
    lacking = _open_versions(request).filter(
        Q(n_missing__gt=0) | Q(n_outdated__gt=0),
        language__in=languages.for_desk(roles.languages_of(request.user)),
        translation_asked_at=None,
    )
    return [
        Item(
            f"{version.entry}: {languages.name_of(version.language)}",
            _to_do(version),
            reverse("admin:translate", args=[version.entry_id, version.language]),
            mark="alert" if version.n_outdated else "draft",
        )
        for version in lacking.order_by("-n_outdated", "-n_missing", "entry__label")[:MOST_READ]
    ]


@register(dashboard.BEGUN)
def drafts(request):
    """List what this person drafted last and the public does not see."""
    mine = _open_versions(request).filter(UNPUBLISHED, working_revision__created_by=request.user)
    mine = mine.select_related("working_revision").order_by("-working_revision__created_at")
    return [
        Item(
            _("%(name)s is not public yet") % {"name": entry},
            _("Your draft is kept: %(languages)s.")
            % {"languages": _named(version.language for version in found)},
            _address(request.user, entry, found[0].language),
            _ago(found[0].working_revision.created_at),
            "draft",
        )
        for entry, found in _by_entry(mine.defer("working_revision__data"))
    ]


@register(dashboard.BEGUN)
def asked_for(request):
    """List the translations that this person asked for and that are not public yet."""
    versions = _open_versions(request).filter(translation_asked_by=request.user)
    return [
        Item(
            _("%(name)s: translation asked for") % {"name": entry},
            _("You asked for it. In %(languages)s.")
            % {"languages": _named(version.language for version in found)},
            reverse("admin:translate", args=[entry.pk, found[0].language]),
            _ago(found[0].translation_asked_at),
            "draft",
        )
        for entry, found in _by_entry(versions.order_by("translation_asked_at"))
    ]


@register(dashboard.OLD)
def broken_links(request):
    """List the public texts whose links lead nowhere, in the languages that this person writes."""
    theirs = roles.languages_of(request.user)
    return [
        Item(
            str(broken.entry),
            f"{_named([broken.language])}: {' '.join(broken.problems[:3])}",
            _address(request.user, broken.entry, broken.language),
            mark="alert",
        )
        for broken in checking.broken_links()
        if broken.language in theirs
    ]


@register(dashboard.CHANGED)
def changes(request):
    """List what others saved since this person was here, the newest first."""
    seen = roles.languages_of(request.user)
    if request.user.has_perm("editorial.view_entry"):
        seen.append(languages.NEUTRAL)
    saved = Revision.objects.filter(
        created_at__gt=_here_before(request), language__in=seen, entry__deleted_at=None
    )
    saved = saved.exclude(created_by=request.user).exclude(kind=Revision.Kind.IMPORT)
    saved = saved.defer("data").select_related("entry__kind", "created_by").order_by("-pk")
    found = []
    for (entry, _batch), rows in groupby(
        saved[:MOST_READ], lambda revision: (revision.entry, revision.batch)
    ):
        rows = list(rows)
        person = _person(rows[0].created_by)
        words = {"person": person, "languages": _named(row.language for row in rows)}
        is_public = any(row.published_at for row in rows)
        found.append(
            Item(
                str(entry),
                _("%(person)s published %(languages)s") % words
                if is_public
                else _("%(person)s drafted %(languages)s") % words,
                _address(request.user, entry, rows[0].language),
                formats.since(rows[0].created_at),
            )
        )
    return found


@register(dashboard.HEALTH)
def seed(request):
    """Tell that newer content which came with an update could not be loaded."""
    fault = faults.last() if roles.may_publish(request.user) else ""
    if not fault:
        return []
    return [Item(_("Newer content of the program could not be loaded"), fault, mark="alert")]


@register(dashboard.HEALTH)
def backup(request):
    """Tell when this machine last made a backup, where it is to make some, and what failed."""
    if not roles.may_publish(request.user) or not backups.are_expected():
        return []
    if fault := backups.fault():
        return [Item(_("The last backup did not go well"), fault, mark="alert")]
    last = backups.last()
    if last is None:
        text = _("Ask who runs the site to make one.")
        return [Item(_("No backup was made on this machine"), text, mark="alert")]
    title = _("Last backup %(when)s") % {"when": formats.dated(last)}
    return [Item(title, mark="good" if timezone.now() - last < backups.OLD else "alert")]


def _open_versions(request):
    """Query the versions of what is there, in languages whose texts this person may see."""
    codes = roles.languages_of(request.user)
    if request.user.has_perm("editorial.view_entry"):
        codes.append(languages.NEUTRAL)
    versions = LanguageVersion.objects.filter(entry__deleted_at=None, language__in=codes)
    return versions.select_related("entry__kind", "review_requested_by", "translation_asked_by")


def _by_entry(versions):
    """Group versions by their entry, in the order of the first of each."""
    found = {}
    for version in versions[:MOST_READ]:
        found.setdefault(version.entry, []).append(version)
    return found.items()


def _address(user, entry, language):
    """Return where somebody sees to a language: the form of the original, or its own page."""
    if language in (languages.NEUTRAL, entry.original_language) and may_change(user, entry):
        return form_url(entry)
    if language == languages.NEUTRAL:
        return ""
    return reverse("admin:translate", args=[entry.pk, language])


def _here_before(request):
    """Return when this person was here before this visit, as far as that is known."""
    before = request.session.get("here_before")
    return datetime.fromisoformat(before) if before else timezone.now() - FIRST_LOOK


def _named(codes):
    """List languages in words, each once; facts have none and say so."""
    names = [
        _("the facts") if code == languages.NEUTRAL else languages.name_of(code)
        for code in dict.fromkeys(codes)
    ]
    return languages.listed(names)


def _to_do(version):
    outdated = ngettext(
        "%(number)s text is outdated", "%(number)s texts are outdated", version.n_outdated
    ) % {"number": version.n_outdated}
    missing = ngettext(
        "%(number)s text is missing", "%(number)s texts are missing", version.n_missing
    ) % {"number": version.n_missing}
    counted = ((version.n_outdated, outdated), (version.n_missing, missing))
    return languages.listed(words for number, words in counted if number)


def _ago(moment):
    if moment is None:
        return ""
    if timezone.now() - moment < MOMENT:
        return _("just now")
    return _("since %(time)s") % {"time": timesince(moment, depth=1)}


def _person(user):
    return user.get_full_name() or user.get_username() if user else _("Somebody")
