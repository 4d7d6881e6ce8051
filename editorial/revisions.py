"""Revisions: contents with their provenance, as they are stored and compared.

A language's revision keeps for each text what it was translated from (`from`, a fingerprint),
who wrote it (`origin`) and who reviewed it; those travel with the text, never beside it.
"""

from editorial.contents import ROOT, clean_text
from editorial.fingerprints import fingerprint
from editorial.registry import is_rich

SCHEMA = 1
PERSON = "person"
MACHINE = "machine"


def neutral_data(facts):
    """Give the data of a `zxx` revision."""
    return {"schema": SCHEMA, "root": facts["root"], "parts": facts["parts"]}


def facts_of(revision):
    """Give the facts that a `zxx` revision holds; no revision means no facts."""
    data = revision.data if revision else {}
    return {"root": data.get("root", {}), "parts": data.get("parts", [])}


def texts_of(revision):
    """Give the bare texts that a language's revision holds, without their provenance."""
    data = revision.data if revision else {}
    return {
        part: {field: item["text"] for field, item in fields.items()}
        for part, fields in data.get("texts", {}).items()
    }


def part_ids(facts):
    """Give the identities of the parts that the facts name."""
    return {part["id"] for part in facts["parts"]}


def part_models(kind, facts):
    """Map each identity that may have texts, the root included, to its model."""
    models = {ROOT: kind.model}
    for part in facts["parts"]:
        part_kind = kind.part(part["kind"])
        if part_kind is not None:
            models[part["id"]] = part_kind.model
    return models


def language_data(texts, models, *, previous, source, origin, kept_parts):
    """Give the data of a language's revision.

    - `texts`: the new texts; `models`: what `part_models` gives;
    - `previous`: the data of the revision that was open, whose provenance goes on where a text
      did not change;
    - `source`: `(language, texts)` that the person had before them, or None for the original;
    - `origin`: PERSON or MACHINE, for what changed;
    - `kept_parts`: parts that are still public although the working structure dropped them;
      their texts stay, so that publishing this language does not empty a public section.
    """
    before = (previous or {}).get("texts", {})
    result = {part: before[part] for part in kept_parts & set(before)}
    for part, model in models.items():
        items = {}
        for field, raw in texts.get(part, {}).items():
            text = clean_text(model, field, raw)
            if text:
                old = before.get(part, {}).get(field)
                items[field] = _item(model, part, field, text, old, source, origin)
        if items:
            result[part] = items
    return {"schema": SCHEMA, "texts": result}


def _item(model, part, field, text, old, source, origin):
    """Give a text with its provenance. An edit alone keeps what it was translated from."""
    if old and old["text"] == text:
        return old
    item = {"text": text, "origin": origin}
    if source is None:
        return item
    if old and "from" in old and origin == PERSON:
        item["from"] = old["from"]
    else:
        language, texts = source
        shown = texts.get(part, {}).get(field, "")
        item["from"] = fingerprint(language, shown, rich=is_rich(model, field))
    return item
