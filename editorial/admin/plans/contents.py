"""What would go public of a thing, language by language: in words, and whose it is."""

from dataclasses import dataclass

from editorial.admin.content import conflicts
from editorial.admin.field_names import FieldNames
from editorial.models import Entry
from editorial.publishing.drafts import draft_of
from editorial.registry import is_rich
from editorial.revisions.merge.lay import changed
from editorial.text import diff, languages
from editorial.text.languages import NEUTRAL
from editorial.translations import progress


@dataclass(frozen=True)
class Difference:
    """A text that changes, as `diff.Change`s."""

    label: str
    changes: list


@dataclass(frozen=True)
class Choice:
    """One language of a thing that can be planned, with what it would make public.

    - `facts`: the names of facts that go along; `texts`: `Difference`s;
    - `is_new`: nothing of this language is public, so all of it goes out;
    - `authors`: the others who wrote in it, in words; "" when it is this person's alone.
    """

    entry: Entry
    code: str
    facts: list
    texts: list
    is_new: bool
    authors: str

    @property
    def value(self):
        """What the form sends for it."""
        return f"{self.entry.pk}:{self.code}"

    @property
    def name(self):
        """Name the language by itself."""
        return languages.own_name(self.code)

    @property
    def tag(self):
        """Return the tag of the language."""
        return languages.tag(self.code)


def choices(versions, user):
    """List a `Choice` for each language of which something is not public yet."""
    found = []
    for code in languages.codes():
        working = versions.revision("working", code)
        if working is None:
            continue
        keys = {NEUTRAL, code} if code == versions.original else {code}
        if not versions.revision("live", NEUTRAL):
            keys.add(NEUTRAL)
        live, draft = versions.state("live", [code]), versions.state("working", [code])
        differing = {k for k in changed(live, draft, versions.shape) if k.language in keys}
        if not differing:
            continue
        drafted = draft_of(versions, [code])
        foreign = [key for key in drafted.of_others(user) if key.language in keys]
        authors = frozenset().union(*(drafted.people[key] for key in foreign))
        is_new = versions.revision("live", code) is None
        found.append(
            Choice(
                entry=versions.entry,
                code=code,
                facts=[]
                if is_new
                else conflicts.labels_of(versions, [k for k in differing if k.language == NEUTRAL]),
                texts=[] if is_new else texts_of(versions, live, draft, differing),
                is_new=is_new,
                authors=conflicts.names_of(authors) if authors else "",
            )
        )
    return found


def texts_of(versions, before, after, keys):
    """List the texts among some keys of the merge that differ between two states, by the page."""
    models = progress.models_of(versions)
    names = FieldNames(versions.facts("working"), models)
    order = {part: index for index, part in enumerate(names.parts())}
    texts = sorted(
        (key for key in keys if key.language != NEUTRAL),
        key=lambda key: (order.get(key.part, -1), key),
    )
    return [
        Difference(
            names.name(key.part, key.name),
            diff.condensed(
                diff.changes(
                    _text(before, key),
                    _text(after, key),
                    rich=key.part in models and is_rich(models[key.part], key.name),
                )
            ),
        )
        for key in texts
    ]


def _text(state, key):
    item = state.items.get(key.language, {}).get(key.part, {}).get(key.name)
    return item["text"] if item else ""
