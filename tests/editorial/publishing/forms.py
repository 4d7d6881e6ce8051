"""People at forms of content, without a browser: each sees the newest draft and changes some of it.

    ann, bea = people("ann", "bea")
    form = opened(page)
    form.write(title="Two")
    form.publish(ann)

A form holds facts, structure and the texts of some languages, the original by default.
"""

import copy
import uuid

import pytest

from accounts.models import User
from editorial import publishing
from editorial.cache import version as content_version
from editorial.revisions import snapshots
from editorial.revisions.merge.shape import Key
from editorial.revisions.snapshots import ROOT
from editorial.text.languages import NEUTRAL
from editorial.translations import progress


def people(*names):
    """Make users. Whether they may publish is asked at the door, not here."""
    return [User.objects.create_user(name) for name in names]


class Form:
    """What one person has on screen, and what was typed there so far."""

    def __init__(self, entry, languages):
        self.entry = entry
        versions = publishing.versions_of(entry)
        self.facts = copy.deepcopy(versions.facts("working"))
        shown = {code: versions.texts("working").get(code, {}) for code in languages}
        self.texts = copy.deepcopy(shown)
        self.bases = {
            code: revision.number
            for code in (NEUTRAL, *languages)
            if (revision := versions.revision("working", code))
        }

    # --- Typing --------------------------------------------------------------------------------

    def write(self, part=ROOT, language="en", **texts):
        """Type texts into the fields of the root or of a part."""
        self.texts[language].setdefault(part, {}).update(texts)
        return self

    def set(self, part=ROOT, **facts):
        """Set facts of the root or of a part."""
        self._row(part).update(facts)
        return self

    def add(self, model, at=None, **facts):
        """Add a part at a place among all parts, at the end by default; return its identity."""
        part = str(uuid.uuid4())
        row = {"kind": model._meta.label_lower, "id": part, "facts": facts}
        self.facts["parts"].insert(len(self.facts["parts"]) if at is None else at, row)
        return part

    def remove(self, part):
        """Take a part out of the form, and its texts with it."""
        self.facts["parts"] = [row for row in self.facts["parts"] if row["id"] != part]
        for texts in self.texts.values():
            texts.pop(part, None)
        return self

    def order(self, *parts):
        """Put the parts into this order."""
        self.facts["parts"].sort(key=lambda row: parts.index(row["id"]))
        return self

    def _row(self, part):
        if part == ROOT:
            return self.facts["root"]
        return next(row["facts"] for row in self.facts["parts"] if row["id"] == part)

    # --- Sending -------------------------------------------------------------------------------

    def draft(self, by, *, facts=True):
        """Save it as a draft; return the codes that changed."""
        return publishing.save(self.entry, **self._sent(facts), by=by)

    def publish(self, by, *, facts=True, **how):
        """Publish what this person changed, or more; return `Published`."""
        return publishing.publish_change(self.entry, **self._sent(facts), by=by, **how)

    def _sent(self, facts):
        sent = {"texts": self.texts, "bases": self.bases, "facts": self.facts if facts else None}
        return copy.deepcopy(sent)


def opened(root, *languages):
    """Open the form of a root."""
    entry = root.entry
    return Form(entry, languages or (entry.original_language,))


def refused(error_type, form, by, **how):
    """Publish, which must be refused and write nothing; return the error as pytest has it."""
    before = everything(form.entry.root), content_version.current()
    with pytest.raises(error_type) as error:
        form.publish(by, **how)
    assert (everything(form.entry.root), content_version.current()) == before
    return error


# --- What came of it ----------------------------------------------------------------------------


def public(root):
    """Return what the public can read of a root: `(facts, texts)` of its rows."""
    return snapshots.read(type(root)._base_manager.get(pk=root.pk))


def public_texts(root, part=ROOT, language="en"):
    """Return the public texts of the root or of a part."""
    return public(root)[1][language].get(part, {})


def public_fact(root, name, part=ROOT):
    """Return a fact as the public sees it."""
    facts = public(root)[0]
    if part == ROOT:
        return facts["root"][name]
    return next(row["facts"][name] for row in facts["parts"] if row["id"] == part)


def public_parts(root):
    """List the public parts in their order."""
    return parts_of(public(root)[0])


def parts_of(facts):
    """List the identities of the parts that facts name."""
    return [row["id"] for row in facts["parts"]]


def part_ids(root):
    """List the identities of the parts of a root as it is saved last."""
    return parts_of(publishing.versions_of(root.entry).facts("working"))


def drafted(root, part=ROOT, language="en"):
    """Return the texts of the newest draft."""
    return publishing.versions_of(root.entry).texts("working")[language].get(part, {})


def drafted_facts(root, part=ROOT):
    """Return the facts of the newest draft."""
    facts = publishing.versions_of(root.entry).facts("working")
    if part == ROOT:
        return facts["root"]
    return next(row["facts"] for row in facts["parts"] if row["id"] == part)


def version(root, language="en"):
    """Return one language of a root, with its revisions."""
    return publishing.versions_of(root.entry)[language]


def is_draft(root, language="en"):
    """Return whether there is something that is not public yet."""
    found = version(root, language)
    return found.working_revision != found.live_revision


def revisions_of(root):
    """Map each revision, by language and number, to its base, its author and its data."""
    return {
        (row.language, row.number): (row.base and row.base.number, row.created_by, row.data)
        for row in root.entry.revisions.select_related("base", "created_by")
    }


def everything(root):
    """Return every value that a publication may change, to see that a refusal changed none."""
    versions = publishing.versions_of(root.entry)
    return (
        public(root),
        revisions_of(root),
        [
            {name: value for name, value in vars(versions[code]).items() if name[0] != "_"}
            for code in sorted(versions)
        ],
        list(root.entry.minor_changes.values()),
    )


def require_sound(root):
    """Raise AssertionError unless rows say what is live, and figures what is saved."""
    before = public(root)
    versions = publishing.versions_of(root.entry)
    assert progress.recompute(versions) == 0, "figures were not up to date"
    publishing.project(root.entry)
    assert public(root) == before, "rows were not as the live revisions say"


def text_key(name, part=ROOT, language="en"):
    """Return the key of a text."""
    return Key(language, part, name)


def fact_key(name, part=ROOT):
    """Return the key of a unit of facts."""
    return Key(NEUTRAL, part, name)


def keys_of(error):
    """Return the keys of the overlaps that an error names."""
    return {overlap.key for overlap in error.value.overlaps}
