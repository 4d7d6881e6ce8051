"""Revisions: contents with their provenance, as they are stored and compared.

A language's revision keeps for each text what it was translated from (`from`, a fingerprint),
who wrote it (`origin`) and who reviewed it; those travel with the text, never beside it.
"""

from dataclasses import dataclass

from django.utils import timezone

from editorial.registry import is_rich
from editorial.revisions.snapshots import ROOT, clean_text
from editorial.text import languages
from editorial.text.fingerprints import fingerprint

SCHEMA = 1
PERSON = "person"
MACHINE = "machine"


def neutral_data(facts):
    """Return the data of a `zxx` revision."""
    return {"schema": SCHEMA, "root": facts["root"], "parts": facts["parts"]}


def facts_of(revision):
    """Return the facts that a `zxx` revision holds; no revision means no facts."""
    data = revision.data if revision else {}
    return {"root": data.get("root", {}), "parts": data.get("parts", [])}


def texts_of(revision):
    """Return the bare texts that a language's revision holds, without their provenance."""
    return texts_of_items(items_of(revision))


def texts_of_items(items):
    """Return the bare texts of texts with provenance."""
    return {
        part: {field: item["text"] for field, item in fields.items()}
        for part, fields in items.items()
    }


def items_of(revision):
    """Return the texts that a language's revision holds, with their provenance."""
    return revision.data.get("texts", {}) if revision else {}


def shows_machine_translation(revision, facts):
    """Return whether a text that these facts show is a machine translation that nobody reviewed."""
    shown = {ROOT, *part_ids(facts)}
    return any(
        is_machine_translated(item)
        for part, fields in items_of(revision).items()
        if part in shown
        for item in fields.values()
    )


def is_machine_translated(item):
    """Return whether a text with provenance is a machine translation that nobody has reviewed."""
    return bool(item) and item.get("origin") == MACHINE and not is_reviewed(item)


def is_reviewed(item):
    """Return whether somebody who speaks the language has checked this very text."""
    return bool(item) and bool(item.get("reviewed_at"))


def review_by(user_pk):
    """Return what a text with provenance says once somebody has checked it, as of now."""
    return {"reviewed_by": user_pk, "reviewed_at": timezone.now().isoformat()}


def words_by_field(texts, facts):
    """Count the words of each text of a language that stands in a public part."""
    shown = {ROOT, *part_ids(facts)}
    return {
        (part, field): languages.count_words(text)
        for part, fields in texts.items()
        if part in shown
        for field, text in fields.items()
    }


def is_mostly_missing(original_words, texts):
    """Return whether over half of the original's words are missing in these texts."""
    missing = sum(
        count
        for (part, field), count in original_words.items()
        if not texts.get(part, {}).get(field)
    )
    return missing * 2 > sum(original_words.values())


def part_ids(facts):
    """Return the identities of the parts that the facts name."""
    return {part["id"] for part in facts["parts"]}


def part_models(kind, facts):
    """Map each identity that may have texts, the root included, to its model."""
    models = {ROOT: kind.model}
    for part in facts["parts"]:
        part_kind = kind.part(part["kind"])
        if part_kind is not None:
            models[part["id"]] = part_kind.model
    return models


@dataclass(frozen=True)
class Translating:
    """What a translator had on screen beside the texts.

    `language` and `shown` say from what: the fingerprint of each source text as it was shown,
    `{part: {field: fingerprint}}`. `confirmed` holds the (part, field) pairs that were declared
    still right although the text did not change. `reviewed` holds those that a speaker of the
    language has checked as they are sent, and `reviewer` is the key of the user who vouches for it.
    """

    language: str
    shown: dict
    confirmed: frozenset = frozenset()
    reviewed: frozenset = frozenset()
    reviewer: int | None = None

    def made_from(self, part, field):
        """Return the fingerprint of the source text that was on screen; "" when there was none."""
        return self.shown.get(part, {}).get(field, "")


def language_data(texts, models, *, previous, source, origin, translating=None):
    """Return the data of a language's revision.

    - `texts`: the new texts; `models`: what `part_models` gives;
    - `previous`: the data of the revision that was open, whose provenance goes on where a text
      did not change. Texts of parts that the working structure dropped stay as well: the part
      may still be public, or come back when the structure is restored;
    - `source`: `(language, texts)` that a first text is taken to be made from, or None for the
      original;
    - `origin`: PERSON or MACHINE, for what changed;
    - `translating`: a `Translating`, when the source was on screen.
    """
    before = (previous or {}).get("texts", {})
    result = {part: items for part, items in before.items() if part not in models}
    for part, model in models.items():
        items = {}
        for field, raw in texts.get(part, {}).items():
            text = clean_text(model, field, raw)
            if text:
                old = before.get(part, {}).get(field)
                made_from = _made_from(model, part, field, text, old, source, origin, translating)
                items[field] = _item(text, old, origin, made_from)
                if translating and (part, field) in translating.reviewed:
                    items[field] |= review_by(translating.reviewer)
        if items:
            result[part] = items
    return {"schema": SCHEMA, "texts": result}


def _item(text, old, origin, made_from):
    """Return a text with its provenance. A changed text is nobody's reviewed text any more."""
    unchanged = old is not None and old["text"] == text
    item = dict(old) if unchanged else {"text": text, "origin": origin}
    if made_from:
        item["from"] = made_from
    return item


def _made_from(model, part, field, text, old, source, origin, translating):
    """Return the fingerprint of what a text was translated from; "" for the original.

    It moves only when somebody translated with the source on screen, or said "still right". An
    edit alone keeps it, so the form of all languages never clears "outdated" by itself.
    """
    if source is None:
        return ""
    unchanged = old is not None and old["text"] == text
    if translating:
        touched = not unchanged or (part, field) in translating.confirmed
        return translating.made_from(part, field) if touched else old.get("from", "")
    if old is not None and (unchanged or origin == PERSON):
        return old.get("from", "")
    language, texts = source
    return fingerprint(language, texts.get(part, {}).get(field, ""), rich=is_rich(model, field))
