"""The two sides of what is edited: what the public sees, and what only staff see yet."""

from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial.admin.content import conflicts
from editorial.admin.translations.badges import WORDS
from editorial.models import LanguageVersion
from editorial.publishing.drafts import draft_of
from editorial.revisions.merge.shape import ORDER, PRESENCE, ROOT
from editorial.staff import roles
from editorial.text import languages
from editorial.text.formats import dated
from editorial.text.languages import NEUTRAL

PublicState = LanguageVersion.PublicState
WorkState = LanguageVersion.WorkState


@dataclass(frozen=True)
class Sides:
    """What stands above the form.

    - `is_public`, `public_since`: the original on the site;
    - `public_languages`: in how many languages it is there;
    - `fields`: what is in draft, in words; `people`: who wrote it; `saved`: by whom and when last;
    - `others`: those of them who are somebody else, in words, or "";
    - `notes`: whose draft a field is, by the identity of its part and its name on the form.
    """

    is_public: bool
    public_languages: int
    public_since: object
    fields: list = field(default_factory=list)
    foreign_fields: list = field(default_factory=list)
    people: str = ""
    others: str = ""
    saved_by: str = ""
    saved_at: object = None
    notes: dict = field(default_factory=dict)

    @property
    def summary(self):
        """Say how much is in draft, and of whom."""
        words = ngettext(
            "%(people)s changed %(count)s thing.",
            "%(people)s changed %(count)s things.",
            len(self.fields),
        )
        return words % {"people": self.people, "count": len(self.fields)}


def sides_of(editing, user):
    """Read the `Sides` of what is edited: three queries where there is a draft, else none."""
    versions, language = editing.versions, editing.language
    draft = draft_of(versions, [language])
    original = versions[language]
    known = {
        "is_public": original.live_revision_id is not None,
        "public_languages": sum(
            version.live_revision_id is not None
            for code, version in versions.items()
            if code != NEUTRAL
        ),
        "public_since": _since(versions, language),
    }
    if not draft:
        return Sides(**known)
    people = _People(draft.authors(), user)
    foreign = draft.of_others(user)
    newest = max(
        filter(None, (versions.revision("working", code) for code in (language, NEUTRAL))),
        key=lambda revision: revision.created_at,
    )
    return Sides(
        **known,
        fields=conflicts.labels_of(versions, draft.people),
        foreign_fields=conflicts.labels_of(versions, foreign),
        people=people.named(draft.authors()),
        others=people.named(frozenset().union(*(draft.people[key] for key in foreign)) - {user.pk}),
        saved_by=people.named({newest.created_by_id}),
        saved_at=newest.created_at,
        notes=_notes(draft, people),
    )


class _People:
    """Names the authors of a draft: "you", then others by their names."""

    def __init__(self, keys, user):
        self._user = user
        self._found = get_user_model().objects.in_bulk(
            [key for key in keys if key and key != user.pk]
        )

    def named(self, keys):
        """Return the names of these authors as one phrase."""
        names = [_("You")] if self._user.pk in keys else []
        names += sorted(str(self._found[key]) for key in keys if key in self._found)
        return languages.listed([*names, *([_("the seed content")] if None in keys else [])])


def _notes(draft, people):
    notes = {}
    for key, authors in draft.people.items():
        if key.name == ORDER:
            # Of the parts of a kind as a whole; no part has the label of a kind for its identity.
            place, name = (key.part, ""), ""
        elif key.name == PRESENCE:
            place, name = key.part, ""
        else:
            place = key.part
            is_fact = key.language == NEUTRAL
            name = key.name if is_fact else languages.column(key.name, key.language)
        words = _("%(people)s changed this. The public does not see it yet.")
        if key.name == PRESENCE:
            words = _("%(people)s added this. The public does not see it yet.")
        said = words % {"people": people.named(authors)}
        notes.setdefault(place, {})[name] = said
    return notes


def notes_of_root(notes):
    """Return the notes of the fields of the root."""
    return notes.get(ROOT, {})


def _since(versions, language):
    """Return since when the public sees what it sees, texts or facts."""
    times = (versions[code].last_published_at for code in (language, NEUTRAL))
    return max(filter(None, times), default=None)


@dataclass(frozen=True)
class LanguageLink:
    """A language with its state, as a shape and in words, and where it is written."""

    name: str
    shape: str
    words: str
    url: str
    is_current: bool


def language_links(user, editing):
    """List the languages with the state of each; one's own lead to where they are written.

    One that is neither offered nor prepared is listed where somebody has written it all the same.
    """
    theirs, desk = roles.languages_of(user), languages.at_desk()
    found = []
    for code in languages.codes():
        shape, words = state_of(editing.versions.get(code))
        is_current = code == editing.language
        if shape == "missing" and code not in desk and not is_current:
            continue
        is_link = code in theirs and not is_current
        url = reverse("admin:translate", args=[editing.entry.pk, code]) if is_link else ""
        found.append(LanguageLink(languages.name_of(code), shape, words, url, is_current))
    return found


def state_of(version):
    """Return the one state of a language that tells most, as (shape, words)."""
    if version is None or version.working_revision_id is None or _is_empty(version):
        return "missing", WORDS["missing"]
    if version.publish_at:
        return "scheduled", dated(version.publish_at)
    if version.work_state == WorkState.IN_REVIEW:
        return "in-review", WORDS["in-review"]
    if version.working_revision_id != version.live_revision_id:
        is_off = version.public_state == PublicState.WITHDRAWN
        return ("withdrawn", _("Off the site")) if is_off else ("draft", WORDS["draft"])
    if version.n_outdated:
        return "outdated", WORDS["outdated"]
    return "published", _("Public")


def _is_empty(version):
    return bool(version.source_language) and 0 < version.n_fields == version.n_missing
