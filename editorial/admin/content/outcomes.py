"""What the form of content says after saving: what is public now, and what is not."""

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial import publishing
from editorial.admin.content import conflicts
from editorial.admin.history import undo
from editorial.admin.plans import words as plan_words
from editorial.admin.plans.times import in_words
from editorial.publishing.planned import planning
from editorial.staff.office import office
from editorial.text import languages
from editorial.text.formats import moment
from editorial.text.languages import NEUTRAL


def say(entry, outcome):
    """List `(level, words)`: what is public now, and what is not."""
    versions = outcome.versions or publishing.versions_of(entry)
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
        found.append((messages.SUCCESS, undo.of_publication(entry, words, outcome.act)))
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
    if overtaken := _overtaken(versions, outcome.saved):
        found.append((messages.WARNING, overtaken))
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


def _overtaken(versions, saved):
    """Say that a plan does not contain what was saved just now; "" where none is concerned."""
    planned = [versions[code] for code in saved if versions[code].publish_at]
    if not planned:
        return ""
    words = _(
        "What is planned for %(when)s does not contain this draft. Plan it anew if it should."
    )
    return words % {"when": in_words(min(v.publish_at for v in planned), office())}


def plans_of(editing):
    """Describe what happens by itself to the thing on the form; asked only where there is some."""
    versions = editing.versions.values()
    place = office() if any(v.publish_at or v.unpublish_at for v in versions) else None
    if place is None:
        return {}
    return {
        "publications": plan_words.rows(planning.publications(entry=editing.entry), place),
        "departures": plan_words.rows(planning.departures(entry=editing.entry), place),
    }
