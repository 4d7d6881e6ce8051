"""Rules of single values: addresses that the site uses itself, phone numbers."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import Resolver404, get_resolver
from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation import gettext as _

from editorial.text import languages

_PHONE = re.compile(r"\+[1-9](?:[ ().-]?[0-9]){6,14}")


def validate_page_address(slug):
    """Refuse an address that already leads to something other than a page.

    The addresses are asked of the URL configuration itself, so that no list can grow stale.
    Links written without a language could not tell a page from a language or a folder of files.
    Capitals make no other address.
    """
    folders = {settings.MEDIA_URL, settings.STATIC_PATH}
    folded = slug.lower()
    is_language = folded in languages.codes() or languages.meant_by(folded)
    for path in (folded, f"{folded}/"):
        if _is_taken(path) or is_language or f"/{path}" in folders:
            raise ValidationError(
                _("The site itself uses the address “%(slug)s”. Choose another.") % {"slug": slug},
                code="reserved_address",
            )


def validate_phone(phone):
    """Refuse what cannot be dialed from everywhere as it stands."""
    if not _PHONE.fullmatch(phone):
        raise ValidationError(
            _("Write it with “+” and the country code, such as +1 202-555-0143."),
            code="invalid_phone",
        )


def _is_taken(path):
    for pattern in get_resolver().url_patterns:
        localized = isinstance(pattern.pattern, LocalePrefixPattern)
        for candidate in pattern.url_patterns if localized else [pattern]:
            try:
                match = candidate.resolve(path)
            except Resolver404:
                continue
            if match and match.view_name != "pages:page":
                return True
    return False
