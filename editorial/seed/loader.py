"""Loading the seed content: twice changes nothing, and staff's work always wins.

- What is not there yet is created and published.
- What nobody touched follows a newer seed, language by language.
- What staff edited stays as it is; what they deleted stays deleted.
- What the seed no longer holds and nobody touched is deleted, recoverably.

Its translations are recorded as machine-made until somebody who speaks the language has reviewed
them in the admin.
"""

from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import translation

from editorial import publishing
from editorial.models import Entry, LanguageVersion, Revision
from editorial.publishing import delete as deletion
from editorial.registry import kinds
from editorial.revisions import data as revisions
from editorial.revisions.snapshots import ROOT
from editorial.seed import files as seed_files
from editorial.seed.places import Faults, SeedError
from editorial.text.languages import NEUTRAL

IMPORT = Revision.Kind.IMPORT


@dataclass
class Report:
    """What a load did, by seed key."""

    created: list = field(default_factory=list)
    updated: list = field(default_factory=list)
    kept: list = field(default_factory=list)
    removed: list = field(default_factory=list)

    def __str__(self):
        counts = {name: len(keys) for name, keys in vars(self).items()}
        return (
            "{created} created, {updated} updated, {kept} left as staff made them, "
            "{removed} removed"
        ).format(**counts)


@transaction.atomic
def load(folder):
    """Load a content folder (a `Path`); return a `Report`. Raises SeedError, and then nothing is
    loaded. What it says is in English, as all that is said in a terminal.
    """
    with translation.override("en"):
        return _load(folder)


def _load(folder):
    report = Report()
    index = _Index()
    seeds, faults = {}, Faults()
    for kind in kinds():
        with faults.gathered():
            seeds[kind] = seed_files.read_folder(folder / kind.folder, kind)
    faults.complain()
    # First what is in nobody's way, so that its address is free; the rest once nothing needs it.
    missing = _missing(seeds, report)
    index.forget(missing)
    missing = _remove(missing, report)
    for kind in kinds():
        _load_kind(kind, seeds[kind], index, report)
    report.kept += [entry.seed_key for entry in _remove(missing, report)]
    return report


class _Index:
    """The entries of the seed, read once: finds an entry or the primary key behind a key."""

    def __init__(self):
        self._entries = {}
        for entry in Entry.objects.exclude(seed_key=""):
            self.add(entry.seed_key, entry)
        self._working = {}
        versions = LanguageVersion.objects.exclude(entry__seed_key="")
        for version in versions.select_related("working_revision"):
            self._working.setdefault(version.entry_id, {})[version.language] = version

    def entry(self, model, key):
        return self._entries.get((ContentType.objects.get_for_model(model).pk, key))

    def versions(self, entry):
        return self._working.get(entry.pk, {})

    def add(self, key, entry):
        """Let an entry answer for a key."""
        self._entries[entry.kind_id, key] = entry

    def forget(self, entries):
        """Let nothing refer to these any more."""
        for entry in entries:
            del self._entries[entry.kind_id, entry.seed_key]

    def resolve(self, model, key):
        """Return the primary key of the live row; raises KeyError when it is not there (yet)."""
        entry = self.entry(model, key)
        if entry is None:
            raise KeyError(key)
        return entry.object_pk


def _load_kind(kind, seeds, index, report):
    """Load the items of a kind; one that refers to a later one of its kind waits for it."""
    holders = _holders(kind) if seeds else {}
    waiting = seeds
    while waiting:
        postponed, unknown = [], {}
        for seed in waiting:
            try:
                facts = seed_files.facts_of(kind, seed, index.resolve)
            except KeyError as error:
                postponed.append(seed)
                unknown[seed.where] = error.args[0]
                continue
            try:
                _load_one(kind, seed, facts, index, holders, report)
            except IntegrityError as error:
                raise seed.where.fault(f"the database refuses it: {error}") from error
        if len(postponed) == len(waiting):
            lines = [
                f"{where}: refers to {key!r}, which is unknown" for where, key in unknown.items()
            ]
            raise SeedError(*lines)
        waiting = postponed


def _holders(kind):
    """Map each address of a kind to the entry that has it."""
    if not any(candidate.name == "slug" for candidate in kind.model._meta.fields):
        return {}
    rows = kind.model._base_manager.select_related("entry").only("slug", "entry")
    return {row.slug: row.entry for row in rows}


def _load_one(kind, seed, facts, index, holders, report):
    entry = index.entry(kind.model, seed.key)
    holder = holders.get(facts["root"].get("slug"))
    if holder is not None and holder != entry and not holder.seed_key:
        # Staff made the same thing, or gave its address away. References to it lead to theirs.
        if entry is None:
            index.add(seed.key, holder)
        report.kept.append(seed.key)
    elif entry is None:
        root = publishing.create(
            kind.model,
            facts,
            seed.texts,
            original=seed.original,
            kind=IMPORT,
            origin=revisions.MACHINE,
            seed_key=seed.key,
        )
        publishing.publish(root.entry, _with_title(kind, seed))
        index.add(seed.key, root.entry)
        report.created.append(seed.key)
    elif entry.deleted_at and not entry.deleted_by_seed:
        report.kept.append(seed.key)
    else:
        _update(kind, seed, facts, entry, index, report)


def _update(kind, seed, facts, entry, index, report):
    versions = index.versions(entry)
    untouched = {code for code, version in versions.items() if _is_untouched(version)}
    changed_facts = facts if NEUTRAL in untouched and _differs(facts, versions[NEUTRAL]) else None
    structure = changed_facts or revisions.facts_of(versions[NEUTRAL].working_revision)
    changed_texts = {
        code: texts
        for code, texts in seed.texts.items()
        if code not in versions
        or (code in untouched and _texts_differ(texts, versions[code], structure))
    }
    if not untouched.issuperset({NEUTRAL, *seed.texts}):
        report.kept.append(seed.key)
    if entry.deleted_at:
        deletion.recover(entry)
    elif changed_facts is None and not changed_texts:
        return
    saved = publishing.save(
        entry, facts=changed_facts, texts=changed_texts, kind=IMPORT, origin=revisions.MACHINE
    )
    going = [code for code in saved if _may_publish(kind, seed, code, versions)]
    # Facts that staff are still working on stay a draft.
    publishing.publish(entry, going, with_facts=False)
    report.updated.append(seed.key)


def _is_untouched(version):
    return version.working_revision is None or version.working_revision.kind == IMPORT


def _differs(facts, version):
    return revisions.neutral_data(facts) != version.working_revision.data


def _texts_differ(texts, version, structure):
    """Compare the texts of the parts that are there; those of former parts only rest."""
    there = {ROOT, *revisions.part_ids(structure)}
    stored = revisions.texts_of(version.working_revision)
    return any(texts.get(part, {}) != stored.get(part, {}) for part in there)


def _may_publish(kind, seed, code, versions):
    """Publish what has a title, unless staff took that language from the public."""
    withdrawn = LanguageVersion.PublicState.WITHDRAWN
    if code in versions and versions[code].public_state == withdrawn:
        return False
    return code == NEUTRAL or code in _with_title(kind, seed)


def _with_title(kind, seed):
    return [code for code, texts in seed.texts.items() if texts.get(ROOT, {}).get(kind.title)]


def _missing(seeds, report):
    """List the entries that nobody touched and that the seed no longer holds."""
    missing = []
    for kind, present in seeds.items():
        if not present:
            continue
        entries = Entry.objects.filter(
            kind=ContentType.objects.get_for_model(kind.model), deleted_at=None
        ).exclude(seed_key="")
        for entry in entries.exclude(seed_key__in=[seed.key for seed in present]):
            if Revision.objects.filter(entry=entry).exclude(kind=IMPORT).exists():
                report.kept.append(entry.seed_key)
            else:
                missing.append(entry)
    return missing


def _remove(entries, report):
    """Delete what nothing else needs; return what is left."""
    left = []
    for entry in reversed(entries):
        try:
            with transaction.atomic():
                deletion.delete(entry, by_seed=True)
        except ProtectedError:
            left.insert(0, entry)
        else:
            report.removed.append(entry.seed_key)
    return _remove(left, report) if 0 < len(left) < len(entries) else left
