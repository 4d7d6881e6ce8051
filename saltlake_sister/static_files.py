"""How static files are stored for production: combined, hashed and compressed.

The style sheets are written as one file per component; `css/site.css` names those of the
public side in the order of their layers, `css/desk.css` those of the staff's. Where files are
served as they are (tests, DEBUG) the browser follows the imports; `collectstatic` puts everything
into these two files, so that a page asks for one of them once.
"""

import posixpath
import re

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

STRING = r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'"""
# What is kept to the letter, so that nothing inside of it is taken for something else.
TOKENS = re.compile(
    rf"(?P<comment>/\*.*?\*/)|url\(\s*(?P<target>{STRING}|[^)\"']*?)\s*\)|{STRING}|\\.", re.DOTALL
)
IMPORT = re.compile(r"@import url\(\"([^\"]*)\"\)\s*(?:layer\(([^)]+)\)|(layer\b))?\s*([^;]*);")


class SiteStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed files, with the style sheets of each side combined into one."""

    combined = ("css/site.css", "css/desk.css")

    def __init__(self, *args, **kwargs):
        self._addresses = {}
        super().__init__(*args, **kwargs)

    def url(self, name, force=False):
        """Return the address of a file. A page names dozens, and they stay until files are stored.

        With DEBUG a file is served under the name that it has, so nothing is kept.
        """
        if settings.DEBUG or force:
            return super().url(name, force)
        if name not in self._addresses:
            self._addresses[name] = super().url(name)
        return self._addresses[name]

    def save_manifest(self):
        """Write down which file is which, and forget what was said before."""
        self._addresses.clear()
        super().save_manifest()

    def post_process(self, paths, dry_run=False, **options):
        """Combine the style sheets, then hash and compress as WhiteNoise does."""
        if not dry_run:
            for name in filter(paths.__contains__, self.combined):
                text = combine(name, lambda path: self._text(path, paths))
                self.delete(name)
                self._save(name, ContentFile(text.encode()))
                # What follows must read the combined file, not its source.
                paths[name] = (self, name)
        yield from super().post_process(paths, dry_run, **options)

    def _text(self, name, paths):
        if name not in paths:
            raise ImproperlyConfigured(f"A style sheet imports {name}, and there is no such file.")
        storage, path = paths[name]
        with storage.open(path) as file:
            return file.read().decode()


def combine(name, read):
    """Return the style sheet `name` with its `@import url("…")` lines replaced by what they name.

    `read` gives the text of a style sheet by its path; paths have slashes and no leading one.
    A layer or a media query of an import becomes a block around the imported rules. Raises
    ImproperlyConfigured for an import that leads in a circle or off the site.
    """
    home = posixpath.dirname(name)

    def inlined(path, importers):
        if path in importers:
            raise ImproperlyConfigured(f"The style sheet {path} imports itself.")
        text = moved(read(path), posixpath.relpath(posixpath.dirname(path) or ".", home or "."))
        return IMPORT.sub(lambda found: block(found, (*importers, path)), text)

    def block(found, importers):
        target, layer, anonymous, media = found.groups()
        rules = inlined(posixpath.normpath(posixpath.join(home, target)), importers)
        if layer or anonymous:
            rules = f"@layer {layer or ''}{{{rules}}}"
        return f"@media {media}{{{rules}}}" if media else rules

    combined = inlined(name, ())
    if left := re.search(r"@import[^;]*", combined):
        raise ImproperlyConfigured(f'{name}: write imports as @import url("…"), not {left[0]}.')
    return combined


def moved(text, folder="."):
    """Return CSS whose relative addresses start in `folder`, seen from where the result stands.

    Comments become empty: where two words are parted by one alone, something must stay.
    """

    def written(token):
        if token["comment"]:
            return "/**/"
        return token[0] if token["target"] is None else _rebased(token["target"], folder)

    return TOKENS.sub(written, text)


def _rebased(target, folder):
    quote = target[:1] if target[:1] in {'"', "'"} else ""
    address = target.strip("\"'")
    if folder != "." and not re.match(r"[a-z][a-z0-9+.-]*:|[/#]", address):
        address = posixpath.normpath(posixpath.join(folder, address))
    return f"url({quote}{address}{quote})"
