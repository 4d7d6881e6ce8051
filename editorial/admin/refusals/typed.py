"""What somebody typed into a form, with the labels that they saw, to be read and copied."""

import re
from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.safestring import mark_safe
from django.utils.text import capfirst

from editorial.text import languages
from editorial.text.richtext import RichTextField, sanitize

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 (the name of a field)
# Begins the names of the fields for signing in on the page that keeps what was typed.
SIGN_IN = "sign_in"
# "stages-0-legal_basis_en": a part, its number and its field.
_OF_A_PART = re.compile(r"(?P<parts>.+)-(?P<number>\d{1,4})-(?P<field>\w+)")
# What a form carries for itself.
_OWN = re.compile(
    r"_.*|.+-__prefix__-.+|.+-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS"
    r"|action|base|held|index|post|reference|row|sure|version|select_across"
)


@dataclass(frozen=True)
class Typed:
    """One text. `html` is its markup where it was written with the editor, else ""."""

    label: str
    text: str
    html: str = ""
    tag: str = ""


def fields(data):
    """List everything that was sent as (name, value), to be sent again under a new token."""
    return [
        (name, value)
        for name, values in data.lists()
        if name != TOKEN and not is_of_sign_in(name) and not is_secret(name)
        for value in values
    ]


def is_of_sign_in(name):
    """Return whether a field belongs to signing in, and to no form of the desk."""
    return name.startswith(f"{SIGN_IN}-")


def is_secret(name):
    """Return whether a field may hold a password."""
    return "password" in name.lower() and name != "usable_password"


def texts(data, model_admin=None):
    """List what a person wrote; choices and ticks say nothing without their form."""
    found = []
    for name, value in fields(data):
        if not value.strip() or _OWN.fullmatch(name):
            continue
        part, number, field = _field(name, model_admin)
        if field is not None and not _is_words(field):
            continue
        html = mark_safe(sanitize(value)) if isinstance(field, RichTextField) else ""  # noqa: S308 (sanitized)
        found.append(Typed(_label(name, part, number, field), value, html, _tag(field)))
    return found


def left_out(data, files, model_admin=None):
    """Name what is never sent back: files and passwords."""
    secrets = (name for name in data if is_secret(name) and not is_of_sign_in(name))
    names = [*files, *secrets]
    return list(dict.fromkeys(_label(name, *_field(name, model_admin)) for name in names))


def _field(name, model_admin):
    """Return the model and number of a part, and the field; each None where it is not known."""
    model = getattr(model_admin, "model", None)
    if model is None:
        return None, None, None
    if found := _OF_A_PART.fullmatch(name):
        part = _parts(model_admin).get(found["parts"])
        return part, int(found["number"]) + 1, _field_of(part, found["field"]) if part else None
    return None, None, _field_of(model, name)


def _parts(model_admin):
    """Map the prefix of each inline's fields to its model."""
    found = {}
    for inline in model_admin.inlines:
        for field in inline.model._meta.concrete_fields:
            if field.related_model is model_admin.model:
                found[field.remote_field.get_accessor_name()] = inline.model
    return found


def _field_of(model, name):
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _is_words(field):
    return isinstance(field, models.CharField | models.TextField) and not field.choices


def _label(name, part, number, field):
    """Return "Section 2: heading (日本語)", or the bare name where nothing better is known."""
    if field is None:
        # "password1" and "password2" are one to people.
        return capfirst(name.rsplit("-", 1)[-1].replace("_", " ").rstrip("0123456789"))
    translated = getattr(field, "translated_field", None)
    words = str((translated or field).verbose_name)
    if translated is not None:
        words = f"{words} ({languages.own_name(field.language)})"
    if part is None:
        return capfirst(words)
    return f"{capfirst(part._meta.verbose_name)} {number}: {words}"


def _tag(field):
    language = getattr(field, "language", None)
    return languages.tag(language) if language else ""
