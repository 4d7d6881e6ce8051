"""The rows of a history: of each act who, when, and in words what, with constant queries.

What a row says of a text is its words against those that it was laid on: the share of the person
who wrote it, also where somebody else's draft lay below.
"""

from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial.admin.history.naming import Naming, kind_of_entry
from editorial.models import GOING_PUBLIC, WRITING, Act, Action, Revision
from editorial.revisions import data as revisions
from editorial.revisions.comparing import differences, sentences
from editorial.revisions.comparing.differences import PartChange
from editorial.revisions.shapes import shape_of
from editorial.text import formats, languages
from editorial.text.languages import NEUTRAL

Kind = Action.Kind

# How many changes of one language a row tells one by one.
MOST_TOLD = 5
# From so many languages on a row gives their number.
MANY_LANGUAGES = 4


@dataclass
class Row:
    """An act as the list shows it.

    - `what`: sentences; `languages`: their names in the reader's language;
    - `states`: `(shape, words)` of what is public now, or a draft, of it;
    - `is_version`: whether something was written or went public, so that it can be compared.
    """

    act: Act
    who: str
    when: str
    what: list
    languages: str
    codes: list
    is_version: bool
    states: list = field(default_factory=list)

    @property
    def name(self):
        """Name the row in a few words, for those who hear its radio buttons alone."""
        return _("%(when)s, %(who)s") % {"when": self.when, "who": self.who}

    @property
    def shapes(self):
        """List the shapes of its states."""
        return [shape for shape, _words in self.states]


def rows_of(acts, user, seen=None):
    """Make the rows of these acts; `seen` lists the codes that may be shown, None for all."""
    actions = _actions(acts, seen)
    found = _revisions(actions)
    entries = {act.entry_id: act.entry for act in acts}
    naming = Naming(list(entries.values()), found.values())
    of_act = {}
    for action in actions:
        of_act.setdefault(action.act_id, []).append(action)
    return [_row(act, of_act.get(act.pk, []), found, naming.of(act.entry), user) for act in acts]


def _actions(acts, seen):
    actions = Action.objects.filter(act__in=acts).order_by("pk")
    return list(actions if seen is None else actions.filter(language__in=seen))


def _revisions(actions):
    """Read what was written and what it was laid on; the first text of all is told in a word."""
    keys = {
        key
        for action in actions
        if action.kind in WRITING and action.before_id
        for key in (action.revision_id, action.before_id)
    }
    return Revision.objects.in_bulk(keys)


def _row(act, actions, found, names, user):
    codes = list(dict.fromkeys(action.language for action in actions))
    kinds = {action.kind for action in actions}
    return Row(
        act=act,
        who=who_did(act, actions, user),
        when=formats.since(act.at),
        what=_what(act, actions, found, names),
        languages=languages_in_words(codes),
        codes=codes,
        is_version=bool(kinds & (WRITING | GOING_PUBLIC)),
    )


def who_did(act, actions, user):
    """Name the person; what nobody did, the seed content did, or it went by its time."""
    if act.by is None:
        is_planned = any(action.due or action.kind == Kind.WITHDRAW for action in actions)
        return _("by itself") if is_planned else _("the seed content")
    return _("you") if act.by == user else str(act.by)


def languages_in_words(codes):
    """Name the languages of a row, or count them."""
    if codes == [NEUTRAL]:
        return _("Every language")
    texts = [code for code in codes if code != NEUTRAL]
    if len(texts) >= MANY_LANGUAGES:
        words = ngettext("%(count)s language", "%(count)s languages", len(texts))
        return words % {"count": len(texts)}
    return languages.listed(languages.name_of(code) for code in texts)


def _what(act, actions, found, names):
    """Say what was written, then what else was done."""
    entry = act.entry
    said = []
    if act.about_id:
        said.append(_about(act, actions))
    written = {action.language: action for action in actions if action.kind in WRITING}
    if NEUTRAL in written and not written[NEUTRAL].before_id:
        kind = capfirst(str(kind_of_entry(entry).model._meta.verbose_name))
        said.append(_("%(kind)s created") % {"kind": kind})
    else:
        said += _written(entry, written, found, names)
    return [*said, *_done(actions)]


def _about(act, actions):
    when = formats.dated(act.about.at)
    if any(action.kind == Kind.RESTORE for action in actions):
        return _("Made a draft of the version of %(date)s") % {"date": when}
    return _("Took back what was published %(date)s") % {"date": when}


def _written(entry, written, found, names):
    changed, moved = [], set()
    if NEUTRAL in written:
        action = written.pop(NEUTRAL)
        facts = (revisions.facts_of(found[key]) for key in (action.before_id, action.revision_id))
        changed = differences.of_facts(*facts, shape_of(kind_of_entry(entry)))
        moved = {change.part for change in changed if isinstance(change, PartChange)}
    said = _told([sentences.of_fact(names, change) for change in changed])
    for language, action in written.items():
        lines = _told(_texts(action, found, names, moved))
        if language != entry.original_language:
            lines = [
                _("%(language)s: %(what)s")
                % {"language": languages.name_of(language), "what": line}
                for line in lines
            ]
        said += lines
    return said


def _texts(action, found, names, moved):
    if action.kind == Kind.REVIEW:
        return [_("Marked as reviewed")]
    if not action.before_id:
        return [_("First text")]
    before, after = (revisions.texts_of(found[k]) for k in (action.before_id, action.revision_id))
    changes = differences.of_texts(before, after, action.language)
    changes.sort(key=lambda change: names.place(change.part, change.name))
    # A part that was added or removed is told already.
    told = [sentences.of_text(names, change) for change in changes if change.part not in moved]
    return told or ([] if changes else [_("Confirmed as still right")])


def _told(lines):
    left = len(lines) - MOST_TOLD
    if left <= 1:
        return lines
    words = ngettext("and %(count)s more", "and %(count)s more", left)
    return [*lines[:MOST_TOLD], words % {"count": left}]


def _done(actions):
    """Say what was done beside writing, each action with its languages."""
    by_action = {}
    for action in actions:
        if action.kind not in WRITING:
            by_action.setdefault((action.kind, action.due), []).append(action.language)
    return [_action_in_words(kind, due, codes) for (kind, due), codes in by_action.items()]


def _action_in_words(kind, due, codes):
    texts = [languages.name_of(code) for code in codes if code != NEUTRAL]
    words = {
        "languages": languages.listed(texts) or _("facts"),
        "date": formats.dated(due) if due else "",
    }
    if kind == Kind.PUBLISH and due:
        return _("Went public by itself, as planned: %(languages)s") % words
    if kind == Kind.WITHDRAW and due:
        return _("Taken off the site by itself, as planned: %(languages)s") % words
    return {
        Kind.PUBLISH: _("Published: %(languages)s"),
        Kind.UNDO: _("Public again as before: %(languages)s"),
        Kind.WITHDRAW: _("Taken off the site: %(languages)s"),
        Kind.PLAN: _("Goes public %(date)s: %(languages)s"),
        Kind.UNPLAN: _("Called off: %(languages)s"),
        Kind.PLAN_END: _("To be taken off the site %(date)s: %(languages)s"),
        Kind.UNPLAN_END: _("Stays on the site after all: %(languages)s"),
        Kind.ASK: _("Handed over for review: %(languages)s"),
        Kind.SEND_BACK: _("Sent back as a draft: %(languages)s"),
        Kind.ASK_TRANSLATION: _("Asked for the translation: %(languages)s"),
        Kind.UNASK_TRANSLATION: _("Translation no longer asked for: %(languages)s"),
        Kind.DELETE: _("Deleted"),
        Kind.RECOVER: _("Brought back, as it was"),
    }[kind] % words
