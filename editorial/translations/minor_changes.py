"""Minor changes: a corrected comma in the source need not send every translator to work again."""

from editorial.models import MinorChange
from editorial.translations.freshness import fingerprint_of


def record(entry, models, language, before, after, *, by=None, note=""):
    """Declare that texts of a source mean what they meant before, field by field.

    `before` and `after` are `{part: {field: text}}`; `models` maps each part that is public or in
    the draft to its model. Only fields that have text in both and differ are recorded: what was
    added or removed is never minor. It can be undone by deleting the rows.
    """
    for part, fields in after.items():
        model = models.get(part)
        if model is None:
            continue
        for field, text in fields.items():
            a = fingerprint_of(language, model, field, before.get(part, {}).get(field, ""))
            b = fingerprint_of(language, model, field, text)
            if a and b and a != b:
                MinorChange.objects.get_or_create(
                    entry=entry,
                    language=language,
                    part=part,
                    field=field,
                    fingerprint_a=a,
                    fingerprint_b=b,
                    defaults={"by": by, "note": note},
                )


def pairs_of(entries):
    """Map the key of each entry to its pairs of fingerprints, by (language, part, field).

    It takes one query.
    """
    found = {entry.pk: {} for entry in entries}
    for change in MinorChange.objects.filter(entry__in=found):
        key = (change.language, change.part, change.field)
        pair = (change.fingerprint_a, change.fingerprint_b)
        found[change.entry_id].setdefault(key, []).append(pair)
    return found
