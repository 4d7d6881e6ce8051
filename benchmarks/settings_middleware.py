"""The bare view behind the middleware of the site, without the page cache."""

from saltlake_sister.settings import *  # noqa: F403 - the site's settings with one change

ROOT_URLCONF = "benchmarks.urls"
