"""Publishing what one person changed, and nothing that others are still working on.

One function stands behind every door through which a person publishes what was typed there. The
merge itself is pure: see `editorial.revisions.merge.lay`, whose letters B, M, W, L, D and C are
used here, and `docs/decisions/0014-publish-only-mine.md`.
"""

import uuid
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from editorial.models import LanguageVersion, Revision
from editorial.publishing import acts, completeness
from editorial.publishing.drafts import draft_of
from editorial.publishing.errors import (
    CannotStandError,
    ConflictError,
    NotPublicYetError,
    OverlapError,
)
from editorial.publishing.planned import plans
from editorial.publishing.projection import follow_draft
from editorial.publishing.publication import make_live, require_title, show
from editorial.publishing.rules import require_to_stand
from editorial.publishing.saving import Sent, add_revision, data_of, touch
from editorial.registry import is_rich
from editorial.revisions import data as revisions
from editorial.revisions.merge.authorship import without_own_drafts
from editorial.revisions.merge.lay import Laid, lay, says_the_same
from editorial.revisions.merge.proposal import propose
from editorial.revisions.merge.shape import ForPublic, Keep, Mine, State
from editorial.revisions.snapshots import clean_text
from editorial.revisions.versions import lock
from editorial.text.languages import NEUTRAL
from editorial.translations import minor_changes, progress

WorkState = LanguageVersion.WorkState


@dataclass
class Published:
    """What came of it.

    - `saved`: codes with new drafts or public texts; `public`: codes that the public sees anew;
    - `drafts`: codes in which something stays a draft;
    - `waiting`: keys of the change that are not public yet, because their part is not;
    - `moved`: labels of the kinds of parts that two people put in another order;
    - `versions`, `act`: the entry's versions after it, and how the history names it.
    """

    saved: list = field(default_factory=list)
    public: list = field(default_factory=list)
    drafts: list = field(default_factory=list)
    waiting: frozenset = frozenset()
    moved: frozenset = frozenset()
    versions: object = None
    act: object = None


def publish_change(
    entry,
    *,
    facts=None,
    texts=None,
    bases=None,
    by=None,
    whole=False,
    choices=None,
    minor=False,
    translating=None,
    origin=revisions.PERSON,
    in_spite_of="",
):
    """Save what was sent, and make public what this person changed; return `Published`.

    - `facts`, `texts`, `bases`, `translating`, `origin`: as for `save`;
    - `whole`: publish all of these languages, also what others drafted and this person has seen;
    - `choices`: `{key: Keep(), Mine() or ForPublic(text)}` for what overlaps with a draft;
    - `minor`: what was changed means what it meant when the form was opened;
    - `in_spite_of`: why it may go public with the mistakes on its checklist.

    What this person alone drafted earlier goes out as well. Raises ConflictError, OverlapError,
    NotPublicYetError, CannotStandError, CannotPublishError or NotCompleteError; then nothing was
    written.
    """
    try:
        with transaction.atomic():
            versions = lock(entry)
            sent = Sent(versions, facts, texts, bases=bases, origin=origin, translating=translating)
            change = _Change(versions, sent, has_facts=facts is not None, by=by, choices=choices)
            return change.publish(whole=whole, minor=minor, in_spite_of=in_spite_of)
    except IntegrityError as error:
        raise CannotStandError([_("The database refused it.")]) from error


class _Change:
    """One publication on its way."""

    def __init__(self, versions, sent, *, has_facts, by, choices):
        self.versions, self.sent, self.by = versions, sent, by
        self.choices = dict(choices or {})
        self.languages = list(sent.texts)
        self.has_facts = has_facts
        self.live = versions.state("live", self.languages)
        # Keys of the change that the public does not see as they were sent, because of a choice.
        self.held_back = set()
        self._clean_choices()

    def _clean_choices(self):
        """Bring texts for the public into the form in which texts are stored."""
        models = revisions.part_models(self.versions.kind, self.sent.mine.facts)
        for key, choice in self.choices.items():
            if isinstance(choice, ForPublic) and key.part in models:
                text = clean_text(models[key.part], key.name, choice.text)
                self.choices[key] = ForPublic(text)

    def publish(self, *, whole, minor, in_spite_of=""):
        working = self.sent.onto_working()
        if whole and self.sent.is_stale():
            raise ConflictError([*self.sent.bases], unseen=True)
        draft = draft_of(self.versions, self.languages)
        laid = self._whole(working) if whole else self._only_mine(working, draft)
        self._require_agreement_with_plans(laid.state)
        self._require_rules(laid.state)
        completeness.require_no_mistakes(
            self.versions, self.live, laid.state, in_spite_of=in_spite_of, by=self.by
        )
        return self._write(working, laid, minor=minor)

    # --- What goes out -------------------------------------------------------------------------

    def _whole(self, working):
        if self.has_facts or not self.versions.revision("live", NEUTRAL):
            return Laid(working)
        return Laid(State(self.live.facts, working.items))

    def _only_mine(self, working, draft):
        new = [code for code in self._touched(draft) if self._never_public(code)]
        if new:
            foreign = {key for key in draft.of_others(self.by) if key.language in new}
            if foreign:
                people = frozenset().union(*(draft.people[key] for key in foreign))
                raise NotPublicYetError(new, people)
        me = self.by.pk if self.by else None
        seen = State(self.sent.base.facts, self.sent.base.items)
        # What I planned for a time goes out then, not with what I correct today; and facts that
        # I drafted, not with a text beside which they were not on screen.
        but = plans.keys_due(self.versions, self.live)
        if not self.has_facts:
            but |= {key for key in draft.people if key.language == NEUTRAL}
        shape = self.versions.shape
        base = without_own_drafts(seen, self.live, draft.steps, me, shape, but=but)
        laid = self._lay_on_live(base)
        if laid.overlaps:
            raise OverlapError(laid.overlaps, self._proposals(laid.overlaps))
        # What was never public goes out as a whole, or not at all.
        items = {
            **laid.state.items,
            **{code: working.items[code] for code in new if code != NEUTRAL},
        }
        facts = working.facts if NEUTRAL in new else laid.state.facts
        return Laid(State(facts, items), (), laid.waiting, laid.moved)

    def _lay_on_live(self, base):
        """Lay what was sent on what is public; a place is kept where words would go out.

        Where only a plan disagrees, to keep means that the plan may replace it in its time.
        """
        choices = {k: choice for k, choice in self.choices.items() if not isinstance(choice, Keep)}
        while True:
            laid = lay(base, self.sent.mine, self.live, self.versions.shape, choices=choices)
            kept = {overlap.key for overlap in laid.overlaps if overlap.key in self.choices}
            self.held_back = {k for k, choice in choices.items() if not isinstance(choice, Mine)}
            if kept <= choices.keys():
                return laid
            choices |= {key: self.choices[key] for key in kept}

    def _touched(self, draft):
        """List what this person changes now or drafted alone before, facts first."""
        me = self.by.pk if self.by else None
        found = {key.language for key in self.sent.changed}
        own = {key.language for key, people in draft.people.items() if people == {me}}
        found |= own if self.has_facts else own - {NEUTRAL}
        if found and not self.versions.revision("live", NEUTRAL):
            found.add(NEUTRAL)
        return [code for code in [NEUTRAL, *self.languages] if code in found]

    def _never_public(self, code):
        return self.versions.revision("live", code) is None

    def _proposals(self, overlaps):
        """Propose a text for the public where words were typed into a draft."""
        models = revisions.part_models(self.versions.kind, self.sent.mine.facts)
        return {
            overlap.key: propose(
                overlap.base, overlap.onto, overlap.mine, is_rich(models[overlap.key.part], name)
            )
            for overlap in overlaps
            if overlap.key.language != NEUTRAL
            and (name := overlap.key.name)
            and overlap.key.part in models
        }

    # --- What must hold ------------------------------------------------------------------------

    def _require_agreement_with_plans(self, public):
        """Ask where a plan would replace what goes out now. What was chosen is not asked again."""
        planned = plans.when_due(self.versions, self.live)
        laid = lay(self.live, public, planned, self.versions.shape)
        overlaps = [overlap for overlap in laid.overlaps if overlap.key not in self.choices]
        if planned is not self.live and overlaps:
            raise OverlapError(overlaps, scheduled=True)

    def _require_rules(self, public):
        for code in self.languages:
            if public.items.get(code, {}) != self.live.items.get(code, {}):
                revision = Revision(language=code, data=data_of(public, code))
                require_title(self.versions, code, revision)
        require_to_stand(self.versions, self.live, public)

    # --- Writing -------------------------------------------------------------------------------

    def _write(self, working, laid, *, minor):
        result = Published(waiting=laid.waiting, moved=laid.moved)
        batch = uuid.uuid4()
        lasting = {key for key, choice in self.choices.items() if isinstance(choice, Mine)}
        plans.amend(self.versions, self.live, laid.state, lasting, by=self.by, batch=batch)
        plans.end_fulfilled(self.versions, laid.state)
        with acts.together(self.versions):
            for code in [NEUTRAL, *self.languages]:
                self._write_language(code, working, laid.state, batch, result)
        if result.saved:
            touch(self.versions, self.by)
        if minor:
            self._record_minor()
        if result.public:
            show(self.versions, result.public)
        elif result.saved:
            progress.recompute(self.versions)
            if NEUTRAL in result.saved:
                follow_draft(self.versions)
        result.versions, result.act = self.versions, self.versions.acts.get(batch)
        return result

    def _write_language(self, code, working, public, batch, result):
        old_live, old_working = (self.versions.revision(w, code) for w in ("live", "working"))
        public_data, working_data = data_of(public, code), data_of(working, code)
        goes_out = not self._says(old_live, public_data, code)
        is_new = not self._says(old_working, working_data, code)
        # Put back by hand, or by somebody who published the same: nothing is left of the draft.
        is_public = old_live is not None and self._says(old_live, working_data, code)
        is_back = is_public and old_live != old_working
        if not (goes_out or is_new or is_back):
            return
        version = self.versions.open(code)
        add = {"kind": Revision.Kind.SAVE, "by": self.by, "batch": batch}
        stays_draft = not self._reads_the_same(code, public, working)
        live = old_live
        if stays_draft:
            if goes_out:
                live = add_revision(
                    self.versions, code, public_data, base=old_live, is_newest=False, **add
                )
                version.working_revision = old_working
            if is_new:
                add_revision(self.versions, code, working_data, base=old_working, **add)
        elif goes_out or not is_public:
            # One revision serves both, also where only what is told about the words differs.
            goes_out, live = True, old_working
            if is_new:
                live = add_revision(self.versions, code, working_data, base=old_working, **add)
        else:
            version.working_revision = old_live
            acts.took_up(self.versions, old_live, old_working, by=self.by, batch=batch)
        if goes_out:
            acts.published(self.versions, live, by=self.by, batch=batch)
            make_live(version, live)
            result.public.append(code)
        if is_new or goes_out:
            result.saved.append(code)
        if stays_draft:
            result.drafts.append(code)
        self._set_work_state(version, code, stays_draft)
        version.save()

    def _reads_the_same(self, code, public, working):
        """Return whether nobody would find a difference between what is public and the draft."""
        one, other = (
            State(state.facts) if code == NEUTRAL else State(items={code: state.items[code]})
            for state in (public, working)
        )
        return says_the_same(one, other, self.versions.shape)

    def _says(self, revision, data, code):
        """Return whether a revision holds this already; none holds what an empty text does."""
        if revision is None:
            return code != NEUTRAL and not data["texts"]
        return self._is_same(revision.data, data, code)

    def _is_same(self, one, other, code):
        if code != NEUTRAL:
            return one["texts"] == other["texts"]
        return self.versions.shape.normal(one) == self.versions.shape.normal(other)

    def _set_work_state(self, version, code, stays_draft):
        """Let a review go on that others asked for, unless something is held back."""
        if not stays_draft:
            version.work_state = WorkState.NONE
            return
        if (
            any(key.language == code for key in self.held_back)
            or version.work_state == WorkState.NONE
        ):
            version.work_state = WorkState.DRAFT

    def _record_minor(self):
        """Join each text as it was opened to the text as sent: never somebody else's rewrite."""
        models = progress.models_of(self.versions)
        for code in self.languages:
            keys = {key for key in self.sent.changed if key.language == code}
            before, after = (
                _texts_of(state.items.get(code, {}), keys)
                for state in (self.sent.base, self.sent.mine)
            )
            minor_changes.record(self.versions.entry, models, code, before, after, by=self.by)


def _texts_of(items, keys):
    texts = {}
    for key in keys:
        if item := items.get(key.part, {}).get(key.name):
            texts.setdefault(key.part, {})[key.name] = item["text"]
    return texts
