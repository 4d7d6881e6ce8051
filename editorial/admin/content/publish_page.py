"""The page before publishing what holds words of several people: whose become public?

Nothing was written then. The page carries all that was typed; it leads on, or back to the form.
"""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from editorial.admin.content import conflicts
from editorial.admin.refusals import typed
from editorial.publishing.drafts import draft_of
from editorial.publishing.saving import Sent
from editorial.registry import is_rich
from editorial.revisions import data as revisions
from editorial.revisions.merge.lay import changed
from editorial.revisions.merge.shape import NEUTRAL, ORDER, PRESENCE
from editorial.revisions.merge.texts import item_of, text_of
from editorial.text import languages
from editorial.text.diff import changes, words_of

# The choice, and the value of the button that asks for the page.
WHOSE, BOTH, ASK, AGAIN = "_whose", "both", "ask", "_again"
_ASKED_ANEW = {WHOSE, "_publish", "_minor", AGAIN}


class WhoseError(Exception):
    """A draft holds words of somebody else too; whoever publishes decides about them."""


@dataclass(frozen=True)
class Row:
    """A field with what the public reads, what is in the draft of others, and what is mine."""

    label: str
    tag: str
    public: str
    theirs: list
    mine: list
    goes_with_mine: bool


@dataclass(frozen=True)
class WhosePage:
    """What the page shows: the rows, whose draft it is, and what was typed, to be sent on.

    What was never public has no translations that a correction could leave up to date.
    """

    rows: list
    people: str
    fields: list
    is_minor: bool
    was_public: bool

    @property
    def count_mine(self):
        """Return how much becomes public with only mine."""
        return sum(row.goes_with_mine for row in self.rows)

    @property
    def is_approval(self):
        """Return whether whoever publishes changed nothing: the draft of others goes out."""
        return self.count_mine == 0

    @property
    def count_rest(self):
        """Return how much stays a draft then."""
        return len(self.rows) - self.count_mine


def require_answer(request, editing):
    """Raise `WhoseError` where the button asks and there is something of others to keep back.

    Whoever wrote over all that others drafted is asked about these words alone.
    """
    if request.POST.get("_publish") != ASK:
        return
    theirs = set(draft_of(editing.versions, [editing.language]).of_others(request.user))
    mine = _changed(editing)
    if theirs - mine or (theirs and not mine):
        raise WhoseError


def whose_page(request, editing):
    """Return the `WhosePage` for what was sent."""
    versions, language, user = editing.versions, editing.language, request.user
    sent = _sent(editing)
    draft = draft_of(versions, [language])
    mine = _changed(editing)
    live, working = (versions.state(which, [language]) for which in ("live", "working"))
    models = revisions.part_models(versions.kind, sent.mine.facts)
    people = frozenset().union(*draft.people.values()) - {user.pk}
    names = conflicts.names(versions)
    rows = []
    for key in conflicts.ordered(versions, draft.people.keys() | mine):
        authors = draft.people.get(key, frozenset())
        public, drafted, typed_now = (
            _said(state, key, versions.shape, names) for state in (live, working, sent.mine)
        )
        rich = (
            key.part in models and key.language != NEUTRAL and is_rich(models[key.part], key.name)
        )
        is_mine = key in mine or authors == {user.pk}
        rows.append(
            Row(
                label=conflicts.label_of(names, versions, key),
                tag="" if key.language == NEUTRAL else languages.tag(key.language),
                public=words_of(public) if rich else public,
                theirs=changes(public, drafted, rich=rich) if authors - {user.pk} else [],
                mine=changes(public, typed_now, rich=rich) if is_mine else [],
                goes_with_mine=is_mine,
            )
        )
    found = get_user_model().objects.in_bulk([key for key in people if key])
    others = sorted(map(str, found.values())) + ([_("the seed content")] if None in people else [])
    return WhosePage(
        rows,
        languages.listed(others),
        [(name, value) for name, value in typed.fields(request.POST) if name not in _ASKED_ANEW],
        is_minor=request.POST.get("_minor") == "on",
        was_public=versions[language].last_published_at is not None,
    )


def _sent(editing):
    sent = editing.sent
    return Sent(editing.versions, sent["facts"], sent["texts"], bases=editing.bases)


def _changed(editing):
    sent = _sent(editing)
    return changed(sent.base, sent.mine, editing.versions.shape)


def _said(state, key, shape, names):
    """Return in words what a state says of a key; "" for nothing."""
    if key.name == ORDER:
        parts = [part["id"] for part in state.facts["parts"] if part["kind"] == key.part]
        return "\n".join(capfirst(names.part(part)) for part in parts)
    if key.language != NEUTRAL:
        return text_of(item_of(state.items.get(key.language, {}), key.part, key.name))
    row = shape.rows(state.facts).get(key.part)
    if key.name == PRESENCE:
        return _("It is there.") if row else _("It is not there.")
    if row is None:
        return ""
    values = shape.values(row, shape.unit(row.label, key.name)).values()
    return languages.listed(value for value in values if value not in (None, "", False, []))
