"""`make check-content`: everything that is wrong with a content folder, told to its author at once.

First the files alone are read, then all of them are loaded into a database that is thrown away. An
app knows rules of its own about a program as a whole (there is one home city, a form needs its
letters) and registers them here.
"""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import translation

from editorial.links import checking as links
from editorial.registry import fact_fields, kinds
from editorial.revisions.snapshots import ROOT
from editorial.seed import files, loader
from editorial.seed.places import Faults, Place, SeedError
from editorial.text import languages
from editorial.translations import read_back


@dataclass
class Folder:
    """What was read of a folder: its seeds by the label of their kind, and what the rules find.

    `faults` keep it from being loaded, or from being a whole program; `advice` is what its readers
    would miss.
    """

    path: object
    seeds: dict
    faults: Faults = field(default_factory=Faults)
    advice: list = field(default_factory=list)

    def of(self, model):
        """List the seeds of a model."""
        return self.seeds.get(model._meta.label_lower, [])

    def place(self, model):
        """Return where seeds of a model are looked for."""
        kind = next(kind for kind in kinds() if kind.model is model)
        return Place(self.path / kind.folder)


_rules = []


def register(rule):
    """Let a function look at a `Folder` and add to its faults and its advice."""
    _rules.append(rule)


def check(path):
    """Return `(faults, advice)` about the folder at a `Path`, one sentence each.

    Needs a migrated database without content; leaves it as it was.
    """
    if not path.is_dir():
        return [f"{path}: there is no such folder."], []
    with translation.override("en"):
        folder = _read(path)
        if not folder.faults:
            for rule in _rules:
                rule(folder)
        if not folder.faults:
            _try_to_load(folder)
    return list(folder.faults), folder.advice


def _read(path):
    """Read all files; facts are tried with references to anything that has a key."""
    folder = Folder(path, {})
    for kind in kinds():
        with folder.faults.gathered():
            folder.seeds[kind.label] = files.read_folder(path / kind.folder, kind)
    for kind in kinds():
        for seed in folder.seeds.get(kind.label, []):
            with folder.faults.gathered():
                _try_facts(kind, seed, folder)
        _complain_of_addresses(kind, folder)
    _complain_of_reading_back(folder)
    return folder


def _try_facts(kind, seed, folder):
    def resolve(model, key):
        found = folder.seeds.get(model._meta.label_lower)
        # Files of another kind that cannot be read have been complained of.
        if found is not None and key not in {each.key for each in found}:
            raise seed.where.fault(f"refers to {key!r}, which is unknown.")
        return 1

    files.facts_of(kind, seed, resolve)


def _complain_of_addresses(kind, folder):
    """Two things of a kind cannot have one address."""
    if not any(candidate.name == "slug" for candidate in fact_fields(kind.model)):
        return
    first = {}
    for seed in folder.seeds.get(kind.label, []):
        slug = seed.table.get("slug", seed.key)
        if slug in first:
            sentence = f"{first[slug]!r} has the address {slug!r} already."
            folder.faults.extend(seed.where.at("slug").fault(sentence).args)
        first.setdefault(slug, seed.key)


def _complain_of_reading_back(folder):
    for code in languages.codes():
        file = read_back.file_of(folder.path, code)
        try:
            read_back.days_of(file)
        except read_back.UNREADABLE as error:
            folder.faults.extend([f"{file}: {error}"])


def _try_to_load(folder):
    try:
        with transaction.atomic():
            loader.load(folder.path)
            places = {
                (kind.label, seed.key): seed.where
                for kind in kinds()
                for seed in folder.seeds[kind.label]
            }
            for broken in links.broken_links():
                label = broken.entry.kind.model_class()._meta.label_lower
                where = places.get((label, broken.entry.seed_key), broken.entry)
                language = languages.own_name(broken.language)
                folder.advice += [f"{where}: ({language}) {words}" for words in broken.problems]
            transaction.set_rollback(True)
    except SeedError as error:
        folder.faults.extend(error.args)


def missing_texts(seed, names, language):
    """List which of these texts a seed does not have in a language."""
    texts = seed.texts.get(language, {}).get(ROOT, {})
    return [name for name in names if not texts.get(name)]
