"""One page as its staff handle it: through the real functions, the way the admin calls them.

A *slot* is a pair (part, field): `("root", "title")`, or a section's identity and its field.
"""

from django.utils import timezone

from editorial import publishing
from editorial.models import LanguageVersion
from editorial.publishing import going_back, sources
from editorial.revisions import data as revisions
from editorial.revisions.data import MACHINE, PERSON, Translating
from editorial.revisions.snapshots import ROOT
from editorial.text.languages import NEUTRAL
from editorial.translations import freshness, minor_changes, progress
from pages.models import Page, Section

TITLE = (ROOT, "title")
LEDE = (ROOT, "lede")
LIVE = "live_revision"
WORKING = "working_revision"


class Staff:
    """Everybody who works on one page."""

    def __init__(self, page):
        self.page = page
        self.entry = page.entry

    # --- What they do --------------------------------------------------------------------------

    def edit(self, language, texts, *, origin=PERSON):
        """Save these texts, `{slot: text}`, without the source on screen; return what changed."""
        return self._save(language, texts, origin, None)

    def translate(self, language, texts, *, beside=LIVE, still_right=(), origin=PERSON):
        """Save these texts with the source on screen, as it is public or as it is worked on.

        `still_right` lists slots that are declared right as they stand.
        """
        screen = self.screen(language, beside, still_right)
        return self._save(language, texts, origin, screen)

    def translate_by_machine(self, language, texts, *, beside=LIVE):
        return self.translate(language, texts, beside=beside, origin=MACHINE)

    def still_right(self, language, *slots, beside=LIVE):
        return self.translate(language, {}, beside=beside, still_right=slots)

    def screen(self, language, beside=LIVE, still_right=()):
        """Return what a translator has on screen who opens the page now."""
        source = self.version(self.version(language).source_language)
        texts = revisions.texts_of(getattr(source, beside))
        prints = {
            part: {
                field: freshness.fingerprint_of(source.language, model_of(part), field, text)
                for field, text in fields.items()
            }
            for part, fields in texts.items()
        }
        return Translating(source.language, prints, frozenset(still_right))

    def arrange(self, sections):
        """Save this list of sections as the structure of the page."""
        facts = revisions.facts_of(self.version(NEUTRAL).working_revision)
        known = {part["id"]: part for part in facts["parts"]}
        new = {"kind": Section._meta.label_lower, "facts": {"kind": "text"}}
        parts = [known.get(section) or {**new, "id": section} for section in sections]
        return publishing.save(self.entry, facts={"root": facts["root"], "parts": parts})

    def publish(self, *languages, minor=False, by=None):
        if minor:
            self._declare_minor(languages, by)
        return publishing.publish(self.entry, languages)

    def _declare_minor(self, languages, by):
        """Say that what becomes public means what was public before."""
        versions = publishing.versions_of(self.entry)
        models, live, working = (
            progress.models_of(versions),
            versions.texts("live"),
            versions.texts("working"),
        )
        for code in set(languages) - {NEUTRAL}:
            before, after = live.get(code, {}), working.get(code, {})
            minor_changes.record(self.entry, models, code, before, after, by=by)

    def withdraw(self, *languages):
        return publishing.withdraw(self.entry, languages)

    def set_source(self, language, source):
        sources.set_source(self.entry, language, source)

    def throw_draft_away(self, language):
        return going_back.restore(self.version(language).live_revision)

    def publish_edit(self, language, texts, *, minor=False):
        self.edit(language, texts)
        self.publish(language, minor=minor)

    # --- What they see -------------------------------------------------------------------------

    def version(self, language):
        return LanguageVersion.objects.select_related(WORKING, LIVE).get(
            entry=self.entry, language=language
        )

    def items(self, language):
        """Return the working texts with their provenance, `{slot: item}`."""
        return by_slot(revisions.items_of(self.version(language).working_revision))

    def states(self, language):
        """Return the state of each text of a translation, `{slot: FieldState}`."""
        entry_state = progress.state_of(publishing.versions_of(self.entry))
        return {(state.part, state.field): state for state in entry_state.fields_of(language)}

    def statuses(self, language):
        return {slot: state.status.value for slot, state in self.states(language).items()}

    def status(self, language, slot=TITLE):
        return self.statuses(language).get(slot, "empty")

    def figures(self, language):
        """Return the stored figures that are not zero, without the prefix of their columns."""
        version = self.version(language)
        figures = {name[2:]: getattr(version, name) for name in progress.FIGURES}
        return {name: number for name, number in figures.items() if number}

    def row(self):
        return Page.objects.get(pk=self.page.pk)

    def work_state(self, language):
        return self.version(language).work_state

    # --- How the admin puts it together -----------------------------------------------------------

    def _save(self, language, texts, origin, screen):
        form = revisions.texts_of(self.version(language).working_revision)
        for (part, field), text in texts.items():
            form.setdefault(part, {})[field] = text
        return publishing.save(
            self.entry, texts={language: form}, origin=origin, translating=screen
        )


def by_slot(parts):
    """Turn what revisions hold for each part and field into `{slot: …}`."""
    return {
        (part, field): value for part, fields in parts.items() for field, value in fields.items()
    }


def model_of(part):
    """Return the model that holds a part's texts."""
    return Page if part == ROOT else Section


def tomorrow():
    return timezone.now() + timezone.timedelta(days=1)
