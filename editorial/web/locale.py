"""The language of an answer: what has none in its address does not depend on who asks."""

from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.utils.translation import get_language_from_path

from editorial.cache.decorators import CACHE_HEADER


class LanguageOfTheAddress(LocaleMiddleware):
    """Django's middleware, which knows what a public page without a language in its address is.

    Django marks every such answer as chosen by `Accept-Language`, and no cache would keep it. A
    public page reads no header (`editorial.cache.decorators`), so that mark is wrong for it.
    """

    def process_response(self, request, response):
        """Leave the mark off public pages such as the site map for machines."""
        is_public = CACHE_HEADER in response and not get_language_from_path(request.path_info)
        if not is_public:
            return super().process_response(request, response)
        response.headers.setdefault("Content-Language", settings.LANGUAGE_CODE)
        return response
