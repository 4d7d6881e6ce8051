"""Every text that staff write has a length, which is told in words."""

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from editorial.registry import is_rich, kinds, text_fields
from editorial.text import richtext
from pages.models import Section


def test_every_text_of_content_has_a_length():
    endless = [
        f"{model.__name__}.{field.name}"
        for kind in kinds()
        for model in [kind.model, *(part.model for part in kind.parts)]
        for field in model._meta.concrete_fields
        if isinstance(field, models.TextField) and not hasattr(field, "translated_field")
        if not field.max_length
        and not (field.name in text_fields(model) and is_rich(model, field.name))
    ]

    assert endless == []


def test_rich_text_is_measured_by_what_people_read():
    field = Section._meta.get_field("body_en").formfield()
    fits = "a" * (richtext.LONGEST - 1)

    assert field.clean(f"<p>{fits}&amp;</p>")
    with pytest.raises(ValidationError, match=r"20001 characters; 20000 fit"):
        field.clean(f"<p><strong>{fits}bc</strong></p>")
