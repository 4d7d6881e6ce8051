"""The working copy: an entry as its newest revisions have it, as rows in memory.

Django's own forms work on these rows unchanged, and nothing is written: the live rows are what
the public sees, and stay so.
"""

from dataclasses import dataclass

from django.utils import timezone

from editorial.registry import kind_of
from editorial.revisions import snapshots
from editorial.revisions.snapshots import ROOT, Stamp, Targets
from editorial.text import languages


@dataclass(frozen=True)
class WorkingCopy:
    """A root and its parts, unsaved.

    - `parts`: its part rows, by their model, in their order;
    - `many`: the keys of its many-to-many fields, by name; Django would ask the database.
    """

    root: object
    parts: dict
    many: dict

    def rows(self):
        """List the root and all parts, by their identity in revisions."""
        parts = {str(row.pk): row for rows in self.parts.values() for row in rows}
        return {ROOT: self.root, **parts}

    def read(self):
        """Read it back as plain data: `(facts, {language: texts})`."""
        return snapshots.read(self.root, self.rows_in_order(), self.many)

    def rows_in_order(self):
        """List the part rows, kind by kind, by the places that they were given."""
        return [
            row for rows in self.parts.values() for row in sorted(rows, key=lambda r: r.position)
        ]


def working_copy(entry, facts, texts, targets=None):
    """Build the `WorkingCopy` of an entry from facts and the texts of each language.

    Every language that has a title counts as public, so that the rules of public rows can be asked.
    `targets` may know already which of the rows are there that facts refer to.
    """
    model = entry.kind.model_class()
    root = model(pk=entry.object_pk, entry=entry, **snapshots.no_texts(model))
    kind = kind_of(model)
    targets = (targets or Targets(kind)).of(facts)
    snapshots.set_facts(root, facts["root"], targets)
    now = timezone.now()
    for language in languages.codes():
        shown = texts.get(language, {}).get(ROOT, {})
        snapshots.set_texts(root, language, shown)
        snapshots.set_stamp(root, language, Stamp(now) if shown.get(kind.title) else None)
    parts = {
        part_kind.model: snapshots.part_rows(root, part_kind, facts["parts"], texts, targets)
        for part_kind in kind.parts
    }
    for row in [root, *(row for rows in parts.values() for row in rows)]:
        row._state.adding = False
        row._state.db = "default"
    many = {
        field.name: [key for key in facts["root"].get(field.name, []) if targets.has(field, key)]
        for field in model._meta.many_to_many
    }
    # Django would read the rows of the live ones, whole, only to be told the draft's by `many`.
    root._prefetched_objects_cache = dict.fromkeys(many, ())
    return WorkingCopy(root, parts, many)
