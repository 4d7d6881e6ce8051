"""No page may take an address that the site uses itself."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from pages.models import Page
from pages.validators import validate_page_address


@pytest.mark.parametrize(
    "name", ["cities:city_list", "cities:goal_list", "cities:history", "cities:source_list"]
)
def test_an_address_of_the_site_itself_is_refused(name):
    with pytest.raises(ValidationError) as error:
        validate_page_address(reverse(name).strip("/").rpartition("/")[2])

    assert error.value.code == "reserved_address"


@pytest.mark.parametrize(
    "slug",
    [
        *["privacy", "site-map", "admin", "media", "static", "robots.txt", "en", "zh-hant", "ja"],
        *["Goals", "PRIVACY", "UK", "zh-tw", "es-419", "zh", "Zh-Hant"],
    ],
)
def test_so_are_files_folders_and_languages(slug):
    with pytest.raises(ValidationError):
        validate_page_address(slug)


@pytest.mark.parametrize("slug", ["about-us", "city", "cities-of-peace", "history-2", "italy"])
def test_any_other_address_may_be_taken(slug):
    validate_page_address(slug)


def test_the_model_asks():
    with pytest.raises(ValidationError) as error:
        Page(title_en="x", slug="history").clean_fields(exclude=["entry"])

    assert list(error.value.error_dict) == ["slug"]
