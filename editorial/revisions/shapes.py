"""What the merge must know of each kind of entry, read from its models.

Models name the facts that stand or fall together in `fact_units`, and the texts that belong to
such a unit in `text_units`; those of their abstract bases count as well.
"""

from functools import cache

from editorial.registry import fact_fields
from editorial.revisions.merge.shape import Shape
from editorial.revisions.snapshots import encode


@cache
def shape_of(kind):
    """Return the `Shape` of a registered kind."""
    models = {model._meta.label_lower: model for model in (kind.model, *_part_models(kind))}
    return Shape(
        label=kind.label,
        part_kinds=tuple(part.label for part in kind.parts),
        defaults={label: _defaults(model) for label, model in models.items()},
        units={label: fact_units(model) for label, model in models.items()},
        text_units={label: _text_units(model) for label, model in models.items()},
        many={
            label: frozenset(field.name for field in model._meta.many_to_many)
            for label, model in models.items()
        },
    )


def fact_units(model):
    """Return the groups of facts of a model that stand or fall together."""
    return tuple(unit for base in model.__mro__ for unit in vars(base).get("fact_units", ()))


def _text_units(model):
    return {
        text: fact
        for base in model.__mro__
        for text, fact in vars(base).get("text_units", {}).items()
    }


def _defaults(model):
    facts = {field.name: encode(field, field.get_default()) for field in fact_fields(model)}
    return {**facts, **{field.name: [] for field in model._meta.many_to_many}}


def _part_models(kind):
    return [part.model for part in kind.parts]
