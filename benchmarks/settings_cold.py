"""The site with a page cache that keeps nothing: every page is made and compressed anew."""

from saltlake_sister.settings import *  # noqa: F403 - the site's settings with one change

PAGE_CACHE_BYTES = 0
