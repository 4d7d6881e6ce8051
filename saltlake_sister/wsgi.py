"""The WSGI door: Django, and around it the cache of public pages."""

import os

from django.core.wsgi import get_wsgi_application

from deploy.state import read_env_file

# Also where a service manager starts gunicorn by itself.
read_env_file()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saltlake_sister.settings")

django_application = get_wsgi_application()

# Imported after the settings are ready.
from babel import Locale  # noqa: E402
from django.conf import settings  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import translation  # noqa: E402

from editorial.cache.wsgi import PageCache  # noqa: E402
from editorial.text import languages  # noqa: E402


def load_for_all():
    """Load what each worker would load with its first requests, before they part.

    All addresses with the views behind them, and the words of each language on offer: the workers
    share the memory of these, and no reader waits for them.
    """
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            reverse("admin:index")
            translation.gettext("Home")
        # Babel reads the names of a language once something asks for one.
        Locale.parse(languages.cldr(code)).territories.get("US")


load_for_all()
application = PageCache(django_application)
