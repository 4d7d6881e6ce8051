"""The WSGI door: Django, and around it the cache of public pages."""

import os

from django.core.wsgi import get_wsgi_application

from deploy.state import read_env_file

# Also where a service manager starts gunicorn by itself.
read_env_file()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saltlake_sister.settings")

django_application = get_wsgi_application()

# Imported after the settings are ready.
from editorial.cache.wsgi import PageCache  # noqa: E402

application = PageCache(django_application)
