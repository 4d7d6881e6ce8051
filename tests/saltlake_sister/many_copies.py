"""Copies of rows in any number, straight into the tables, as years of work would leave them."""

import copy
import uuid
from itertools import count

from django.db.models import Max
from django.db.models.base import ModelState

from editorial.models import Act, LanguageVersion, Revision, SearchText
from editorial.models.acts import Action

BATCH = 500


def copied(row, number, **changes):
    """Return `number` stored copies of a row, the same but for what may not be the same twice.

    `changes` are lists of values, one a copy, by the names of fields as columns hold them.
    """
    model = type(row)
    last = model._base_manager.aggregate(last=Max("pk"))["last"]
    found = []
    for n in range(number):
        twin = copy.copy(row)
        twin._state = ModelState()
        for field in model._meta.concrete_fields:
            if field.attname in changes:
                setattr(twin, field.attname, changes[field.attname][n])
            elif field.primary_key:
                twin.pk = uuid.uuid4() if isinstance(last, uuid.UUID) else last + n + 1
            elif field.unique and getattr(row, field.attname) is not None:
                setattr(twin, field.attname, _another(field, getattr(row, field.attname), n))
        found.append(twin)
    return model._base_manager.bulk_create(found, BATCH)


_numbers = count()


def _another(field, value, n):
    if isinstance(value, uuid.UUID):
        return uuid.uuid4()
    number = f"{next(_numbers):07d}"
    longest = field.max_length or 50
    return f"{str(value)[: longest - len(number) - 1]}-{number}"


def copied_things(root, number, **changes):
    """Copy a thing of content with its versions, its revisions and what staff find it by."""
    last = type(root)._base_manager.aggregate(last=Max("pk"))["last"]
    keys = [last + n + 1 for n in range(number)]
    entry = root.entry
    labels = [f"{entry.label} {n}" for n in range(number)]
    entries = copied(entry, number, object_pk=keys, label=labels, seed_key=[""] * number)
    entry_keys = [each.pk for each in entries]
    things = copied(root, number, id=keys, entry_id=entry_keys, **changes)
    for version in LanguageVersion.objects.filter(entry=entry):
        revisions = {None: [None] * number}
        for key in {version.working_revision_id, version.live_revision_id} - {None}:
            revision = Revision.objects.get(pk=key)
            made = copied(revision, number, entry_id=entry_keys, batch=_new(number))
            revisions[key] = [each.pk for each in made]
        copied(
            version,
            number,
            entry_id=entry_keys,
            working_revision_id=revisions[version.working_revision_id],
            live_revision_id=revisions[version.live_revision_id],
        )
    for text in SearchText.objects.filter(entry=entry):
        copied(text, number, entry_id=entry_keys)
    for field in root._meta.many_to_many:
        through = getattr(type(root), field.name).through
        for link in through._base_manager.filter(**{field.m2m_field_name(): root.pk}):
            copied(link, number, **{f"{field.m2m_field_name()}_id": keys})
    return things


def copied_acts(entries, number):
    """Let somebody have done something with one of these entries, again and again."""
    act = Act.objects.filter(entry__in=entries).order_by("pk").first()
    keys = [entry.pk for entry in entries]
    made = copied(
        act, number, batch=_new(number), entry_id=[keys[n % len(keys)] for n in range(number)]
    )
    for action in Action.objects.filter(act=act):
        copied(action, number, act_id=[each.pk for each in made])
    return made


def _new(number):
    return [uuid.uuid4() for _n in range(number)]
