"""What the form of content says: whose drafts are in it, and after saving what is public now."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial import publishing
from editorial.admin.content import conflicts
from editorial.admin.history import undo
from editorial.admin.translations import badges
from editorial.publishing.drafts import draft_of
from editorial.staff import roles
from editorial.text import languages
from editorial.text.formats import moment
from editorial.text.languages import NEUTRAL


def about_form(user, editing):
    """Return what the form says beside its fields."""
    name = languages.own_name(editing.language)
    context = {
        "may_publish": roles.may_publish(user),
        "language": editing.language,
        "language_name": name,
        "language_tag": languages.tag(editing.language),
    }
    if editing.entry is None:
        return {
            **context,
            "languages_to_add": [
                {"code": code, "name": languages.own_name(code), "tag": languages.tag(code)}
                for code in languages.codes()
            ],
        }
    draft = draft_of(editing.versions, [editing.language])
    foreign = draft.of_others(user)
    people = frozenset().union(*(draft.people[key] for key in foreign))
    return {
        **context,
        "draft_fields": conflicts.labels_of(editing.versions, draft.people),
        "foreign_fields": conflicts.labels_of(editing.versions, foreign),
        "foreign_authors": conflicts.names_of(people) if foreign else "",
        "public_since": editing.versions[editing.language].last_published_at,
        "is_public": editing.versions[editing.language].live_revision_id is not None,
        "is_public_anywhere": any(
            version.live_revision_id
            for code, version in editing.versions.items()
            if code != NEUTRAL
        ),
        "language_links": _language_links(user, editing),
    }


def _language_links(user, editing):
    """List the languages with the state of each, to whoever may write them."""
    theirs = roles.languages_of(user)
    return [
        {
            "name": languages.own_name(code),
            "tag": languages.tag(code),
            "badges": badges.of_version(editing.versions.get(code)),
            "url": ""
            if code == editing.language or code not in theirs
            else reverse("admin:translate", args=[editing.entry.pk, code]),
            "current": code == editing.language,
        }
        for code in languages.codes()
    ]


def say(entry, outcome):
    """List `(level, words)`: what is public now, and what is not."""
    versions = publishing.versions_of(entry)
    found = []
    drafts = [
        code
        for code, version in versions.items()
        if code in {NEUTRAL, entry.original_language}
        and version.working_revision_id != version.live_revision_id
    ]
    if outcome.public:
        names = languages.listed(_names(outcome.public))
        words = _("Public now: %(what)s.") % {"what": names}
        found.append((messages.SUCCESS, undo.of_publication(entry, words)))
    elif not outcome.saved:
        found.append((messages.INFO, _("Nothing was changed.")))
    if drafts and (outcome.saved or outcome.public):
        found.append((messages.SUCCESS if not outcome.public else messages.INFO, _kept(versions)))
    if outcome.waiting:
        words = _("Not public yet, because what it stands in is a draft: %(what)s.")
        labels = conflicts.labels_of(versions, outcome.waiting)
        found.append((messages.INFO, words % {"what": languages.listed(labels)}))
    if outcome.moved:
        words = _("Both of you moved parts. Your order is the public one now, and the draft’s.")
        found.append((messages.INFO, words))
    outdated = sum(1 for version in versions.values() if version.n_outdated)
    if outcome.saved and outdated:
        words = ngettext(
            "%(count)s translation is outdated now.",
            "%(count)s translations are outdated now.",
            outdated,
        )
        found.append((messages.INFO, words % {"count": outdated}))
    return found


def _names(codes):
    facts = [_("the facts")] if NEUTRAL in codes else []
    return [*(languages.own_name(code) for code in codes if code != NEUTRAL), *facts]


def _kept(versions):
    """Say that there is a draft, and what the public sees instead."""
    version = versions[versions.original]
    if version.live_revision is None:
        return _("Draft kept. The public does not see it.")
    since = max(
        filter(None, (version.last_published_at, versions[NEUTRAL].last_published_at)),
        default=version.last_published_at,
    )
    return _("Draft kept. The public still sees the version of %(date)s.") % {"date": moment(since)}


def taken_off(withdrawn):
    """Say in which languages the public does not see it any more."""
    if not withdrawn:
        return _("It was not public.")
    names = languages.listed(languages.own_name(code) for code in withdrawn)
    return _("The public does not see it any more, in no language (%(languages)s).") % {
        "languages": names
    }
