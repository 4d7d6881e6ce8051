"""Which models are editable content, which fields are texts or facts, and which parts they have.

Each app registers its models in `AppConfig.ready()`. A *kind* is a model whose rows have an
entry of their own (a city, a page); a *part kind* is a model whose rows live and die with one
owner (a section of a page).
"""

from dataclasses import dataclass, field
from functools import cache

from django.apps import apps
from django.core import checks
from modeltranslation.translator import NotRegistered, translator

from editorial.text.richtext import RichTextField


@dataclass(frozen=True)
class PartKind:
    """A model of parts. `name` is the name of its table in the seed files."""

    model: type
    name: str

    @property
    def owner(self):
        """Name the foreign key to the root."""
        return self.model.owner_field

    @property
    def accessor(self):
        """Name the attribute of the root that gives its rows of this kind: "sections"."""
        return self.model._meta.get_field(self.owner).remote_field.get_accessor_name()

    @property
    def label(self):
        """Return the model's label, as stored in revisions: "pages.section"."""
        return self.model._meta.label_lower


@dataclass(frozen=True)
class Kind:
    """A model of roots. `folder` is where its seed files lie; `parts` are its part kinds."""

    model: type
    folder: str
    parts: tuple[PartKind, ...] = field(default=())

    @property
    def label(self):
        """Return the model's label: "cities.city"."""
        return self.model._meta.label_lower

    @property
    def title(self):
        """Name the field that every published language must have."""
        return self.model.title_field

    def part(self, label):
        """Return the part kind of that model label, or None for one that no longer exists."""
        return next((part for part in self.parts if part.label == label), None)


# Translated columns that are derived from the live revision, not written by anybody.
STAMPS = ("live_at", "machine_translated", "mostly_missing")

_kinds: dict[type, Kind] = {}


def register(model, *, folder, parts=()):
    """Make `model` editable content. `parts` are `PartKind`s. Raises ValueError for a repeat."""
    if model in _kinds:
        raise ValueError(f"{model.__name__} is registered already.")
    _kinds[model] = Kind(model, folder, tuple(parts))


def kinds():
    """Return every registered kind, in the order of registration."""
    return list(_kinds.values())


def kind_of(model):
    """Return the kind of a model class or instance. Raises KeyError when it is not registered."""
    return _kinds[model if isinstance(model, type) else type(model)]


def text_fields(model):
    """List the names of a model's translated fields, without the publication stamp."""
    return list(_known_text_fields(model)) if apps.ready else _text_fields(model)


def _text_fields(model):
    try:
        options = translator.get_options_for_model(model)
    except NotRegistered:
        return []
    names = set(options.get_field_names()) - set(STAMPS)
    return [field.name for field in model._meta.concrete_fields if field.name in names]


def is_rich(model, name):
    """Return whether a translated field holds rich text."""
    return isinstance(model._meta.get_field(name), RichTextField)


def fact_fields(model):
    """List the language-neutral fields that staff edit: neither keys, nor texts, nor positions."""
    return list(_known_fact_fields(model)) if apps.ready else _fact_fields(model)


def _fact_fields(model):
    translated = set(text_fields(model)) | set(STAMPS)
    skipped = {"entry", "position", *(part.owner for part in _parts_of(model))}
    return [
        candidate
        for candidate in model._meta.concrete_fields
        if candidate.name not in skipped | translated
        and not candidate.primary_key
        and not candidate.generated
        and not hasattr(candidate, "translated_field")
    ]


# Models stay as they are once all apps are there, and a save asks for their fields many times.
_known_text_fields = cache(_text_fields)
_known_fact_fields = cache(_fact_fields)


def _parts_of(model):
    return [part for kind in _kinds.values() for part in kind.parts if part.model is model]


def connect_checks():
    """Add the check that each registered model names a translated title."""

    @checks.register(checks.Tags.models)
    def check_titles(app_configs=None, **kwargs):
        return [
            checks.Error(f"{kind.label}: title_field {kind.title!r} is not translated.")
            for kind in kinds()
            if kind.title not in text_fields(kind.model)
        ]
