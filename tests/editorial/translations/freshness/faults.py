"""Planted faults: small, plausible mistakes in the core, each of which the machine must find.

Others have shipped most of them. A fault is a function that puts one wrong replacement in place
with pytest's `monkeypatch`.
"""

from django.db.models import F

from editorial import publishing
from editorial.cache import version as content_version
from editorial.models import LanguageVersion, Revision
from editorial.publishing import workflow
from editorial.publishing.planned import schedule
from editorial.revisions import data as revisions
from editorial.text.languages import NEUTRAL
from editorial.translations import freshness, minor_changes, progress
from editorial.translations.freshness import Status
from tests.editorial.translations.freshness.staff import Staff

# --- Minor changes ---------------------------------------------------------------------------


def minor_pairs_are_shared_between_fields(monkeypatch):
    pairs_of = minor_changes.pairs_of

    def shared(entries):
        return {
            key: _Always([pair for pairs in found.values() for pair in pairs])
            for key, found in pairs_of(entries).items()
        }

    monkeypatch.setattr(minor_changes, "pairs_of", shared)


class _Always(dict):
    def __init__(self, value):
        super().__init__()
        self.value = value

    def get(self, key, default=None):
        return self.value


def every_publication_is_minor(monkeypatch):
    publish = Staff.publish
    monkeypatch.setattr(
        Staff, "publish", lambda staff, *codes, minor=False: publish(staff, *codes, minor=True)
    )


def a_minor_publication_is_like_any_other(monkeypatch):
    monkeypatch.setattr(minor_changes, "record", lambda *args, **rest: None)


def a_minor_change_counts_in_one_direction(monkeypatch):
    monkeypatch.setattr(
        freshness, "means_the_same", lambda one, other, pairs: one == other or (one, other) in pairs
    )


def a_chain_of_minor_changes_is_cut(monkeypatch):
    monkeypatch.setattr(
        freshness,
        "means_the_same",
        lambda one, other, pairs: bool({(one, other), (other, one)} & {*pairs, (one, one)}),
    )


# --- Freshness -------------------------------------------------------------------------------


def an_edit_alone_counts_as_a_translation(monkeypatch):
    made_from = revisions._made_from

    def moved(model, part, field, text, old, source, origin, translating):
        return made_from(model, part, field, text, None, source, origin, translating)

    monkeypatch.setattr(revisions, "_made_from", moved)


def the_source_at_the_time_of_saving_counts(monkeypatch):
    made_from = revisions._made_from

    def late(model, part, field, text, old, source, origin, translating):
        seen = made_from(model, part, field, text, old, source, origin, translating)
        kept = seen == (old or {}).get("from", "")
        if translating is None or kept:
            return seen
        return made_from(model, part, field, text, None, source, origin, None)

    monkeypatch.setattr(revisions, "_made_from", late)


def a_translation_from_a_draft_is_up_to_date(monkeypatch):
    status = freshness.status

    def generous(source, target, pairs=()):
        found = status(source, target, pairs)
        return Status.UP_TO_DATE if found == Status.AHEAD else found

    monkeypatch.setattr(freshness, "status", generous)


def a_fingerprint_has_no_language(monkeypatch):
    for module, name in ((freshness, "fingerprint"), (revisions, "fingerprint")):
        original = getattr(module, name)
        monkeypatch.setattr(
            module,
            name,
            lambda language, text, original=original, **rest: original("x", text, **rest),
        )


def a_cosmetic_change_counts(monkeypatch):
    for module in (freshness, revisions):
        monkeypatch.setattr(
            module, "fingerprint", lambda language, text, **rest: text and f"{language}:{text}"
        )


def publishing_clears_outdated(monkeypatch):
    publish = publishing.publish

    def clearing(entry, codes, **rest):
        published = publish(entry, codes, **rest)
        _make_up_to_date(entry, published)
        return published

    monkeypatch.setattr(publishing, "publish", clearing)


def reviewing_clears_outdated(monkeypatch):
    review = workflow.review

    def clearing(entry, language, *, by):
        revision = review(entry, language, by=by)
        _make_up_to_date(entry, [language])
        return revision

    monkeypatch.setattr(workflow, "review", clearing)


def _make_up_to_date(entry, codes):
    versions = publishing.versions_of(entry)
    state = progress.state_of(versions)
    for code in set(codes) - {NEUTRAL}:
        for text in state.fields_of(code):
            if text.target and text.source.live:
                text.target["from"] = text.source.live
        if revision := versions[code].working_revision:
            Revision.objects.filter(pk=revision.pk).update(data=revision.data)
    progress.recompute(versions)


# --- Author, review, parts, figures, schedule ------------------------------------------------


def an_edit_keeps_the_review(monkeypatch):
    item = revisions._item

    def kept(text, old, origin, made_from):
        return {**(old or {}), **item(text, old, origin, made_from)}

    monkeypatch.setattr(revisions, "_item", kept)


def a_person_who_says_still_right_becomes_the_author(monkeypatch):
    item = revisions._item

    def taken_over(text, old, origin, made_from):
        new = item(text, old, origin, made_from)
        return {**new, "origin": origin} if old and new.get("from") != old.get("from") else new

    monkeypatch.setattr(revisions, "_item", taken_over)


def dropped_parts_lose_their_texts(monkeypatch):
    language_data = revisions.language_data

    def forgetful(texts, models, **rest):
        data = language_data(texts, models, **rest)
        kept = {part: items for part, items in data["texts"].items() if part in models}
        return data | {"texts": kept}

    monkeypatch.setattr(revisions, "language_data", forgetful)


def only_the_saved_language_is_counted(monkeypatch):
    save = publishing.save

    def blind(entry, *, texts=None, **rest):
        versions = publishing.versions_of(entry)
        kept = {
            code: {name: getattr(version, name) for name in progress.FIGURES}
            for code, version in versions.items()
            if code not in (texts or {})
        }
        saved = save(entry, texts=texts, **rest)
        for code, figures in kept.items():
            type(versions[code]).objects.filter(pk=versions[code].pk).update(**figures)
        return saved

    monkeypatch.setattr(publishing, "save", blind)


def a_later_save_slips_into_the_schedule(monkeypatch):
    save = publishing.save

    def slipping(entry, **rest):
        saved = save(entry, **rest)
        for version in publishing.versions_of(entry).values():
            if version.scheduled_revision:
                version.scheduled_revision = version.working_revision
                version.save()
        return saved

    monkeypatch.setattr(publishing, "save", slipping)


def a_later_save_calls_the_publication_off(monkeypatch):
    save = publishing.save

    def cancelling(entry, **rest):
        saved = save(entry, **rest)
        for code in {*saved} - {NEUTRAL}:
            schedule.unschedule(entry, code)
        return saved

    monkeypatch.setattr(publishing, "save", cancelling)


def what_is_due_is_the_newest_draft(monkeypatch):
    run_due = schedule.run_due

    def newest(now):
        LanguageVersion.objects.exclude(scheduled_revision=None).update(
            scheduled_revision=F("working_revision")
        )
        return run_due(now)

    monkeypatch.setattr(schedule, "run_due", newest)


def a_withdrawal_is_told_to_nobody(monkeypatch):
    withdraw = publishing.withdraw

    def silent(entry, codes, **rest):
        with monkeypatch.context() as quiet:
            quiet.setattr(content_version, "raise_version", lambda: None)
            return withdraw(entry, codes, **rest)

    monkeypatch.setattr(publishing, "withdraw", silent)
