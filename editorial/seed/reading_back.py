"""Reading the translations of a content folder back: what is left to do, and what was done.

`editorial.translations.read_back` says what that is, and how it is kept.
"""

from dataclasses import dataclass

from editorial.registry import kinds
from editorial.revisions.snapshots import ROOT
from editorial.seed import files
from editorial.translations import read_back
from editorial.translations.freshness import fingerprint_of


@dataclass(frozen=True)
class Text:
    """A translated text of the seed: its name, its original, itself, and both fingerprints."""

    name: str
    original: str
    text: str
    fingerprints: str


def texts(folder, language):
    """List the translated texts of a content folder in a language. Raises SeedError."""
    found = []
    for kind in kinds():
        for seed in files.read_folder(folder / kind.folder, kind):
            if seed.original == language:
                continue
            originals = seed.texts.get(seed.original, {})
            names = {ROOT: ("", kind.model)} | {
                files.part_id(seed.key, part, key): (f"{part.name}.{key}.", part.model)
                for part, key, _facts in seed.parts
            }
            for part, fields in seed.texts.get(language, {}).items():
                prefix, model = names[part]
                for field, text in fields.items():
                    original = originals.get(part, {}).get(field, "")
                    prints = (
                        fingerprint_of(seed.original, model, field, original),
                        fingerprint_of(language, model, field, text),
                    )
                    name = f"{kind.folder}/{seed.key} {prefix}{field}"
                    found.append(Text(name, original, text, " ".join(prints)))
    return found


def left(folder, language):
    """List the texts that were not read back, or not since they or their original changed."""
    done = read_back.days_of(read_back.file_of(folder, language))
    return [text for text in texts(folder, language) if text.fingerprints not in done]


def record(folder, language, names, day):
    """Write down that the texts of these names were read back on a day; return how many.

    Lines of texts that are no longer there, or were changed since, go.
    """
    file = read_back.file_of(folder, language)
    present = {text.name: text.fingerprints for text in texts(folder, language)}
    days = {
        earlier: {name: pair for name, pair in lines.items() if present.get(name) == pair}
        for earlier, lines in read_back.lines_of(file).items()
    }
    read = {name: present[name] for name in names if name in present}
    for lines in days.values():
        for name in read:
            lines.pop(name, None)
    days[day] = days.get(day, {}) | read
    file.parent.mkdir(exist_ok=True)
    file.write_text(_written(days), encoding="utf-8")
    return len(read)


def _written(days):
    tables = []
    for day, lines in sorted(days.items()):
        if lines:
            rows = [f'"{name}" = "{pair}"' for name, pair in sorted(lines.items())]
            tables.append("\n".join([f"[{day.isoformat()}]", *rows]))
    return "\n\n".join(tables) + "\n"
