"""What is typed as an address becomes small letters, whatever stands in the way of it."""

import pytest
from django.core.exceptions import ValidationError

from cities.models import City, Goal
from pages.models import Page


@pytest.mark.parametrize("model", [City, Goal, Page])
def test_a_form_takes_capitals_for_small_letters(model):
    assert model._meta.get_field("slug").formfield().clean("About-Them") == "about-them"


@pytest.mark.parametrize("typed", ["Goals", "UK", "Zh-TW"])
def test_what_the_site_uses_is_refused_in_capitals_too(typed):
    field = Page._meta.get_field("slug")

    with pytest.raises(ValidationError):
        field.clean(field.formfield().clean(typed), None)
