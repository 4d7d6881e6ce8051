"""What stands around every public page: the program, its mark, the menus.

It is read before anything is rendered, because templates ask the database nothing, and kept until
the next publication, but for what depends on the page at hand. `editorial.web.rendering` puts it
around each page; error pages do so themselves.
"""

from dataclasses import dataclass

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cities.overview import overview
from editorial.previews.draft import made_for
from editorial.text import languages
from editorial.text.localized import Text, localized
from editorial.web.rendering import absolute, in_language
from pages import extensions
from pages.models import Page, SiteSettings


@dataclass(frozen=True)
class MenuItem:
    """A link of a menu: its words, its path, and whether the page at hand belongs to it."""

    label: Text
    url: str
    current: bool


@dataclass(frozen=True)
class Link:
    """A link of a menu as it is on every page, with the paths that belong to it."""

    label: Text
    url: str
    family: tuple

    def on(self, path):
        """Return it as the page of a path prints it."""
        current = any(path.startswith(url) for url in self.family)
        return MenuItem(self.label, self.url, current)


@dataclass(frozen=True)
class Frame:
    """The settings of the site, None before there are any; the pages and what the menus link.

    `pages` are all that the reader may see, in order; `flags` are those of `pages.extensions`.
    Requests share it: nobody changes what it holds.
    """

    site: SiteSettings | None
    pages: list
    menu: list
    footer_menu: list
    flags: dict

    @property
    def take_part(self):
        """Return the page on taking part, or None."""
        pages = (page for page in self.pages if page.template == Page.Template.TAKE_PART)
        return next(pages, None)


def frame_of(request):
    """Return the `Frame` in the reader's language: kept, or read by two queries."""
    if not hasattr(request, "pages_frame"):
        request.pages_frame = made_for(request, _read, timezone.localdate())
    return request.pages_frame


def context(request):
    """Return what the template of the frame prints."""
    frame, cities = frame_of(request), overview(request)
    return {
        "site": frame.site,
        "home": cities.home,
        "program_mark": cities.program_mark(),
        "menu": [link.on(request.path) for link in frame.menu],
        "footer_menu": [link.on(request.path) for link in frame.footer_menu],
        "take_part_url": frame.take_part.get_absolute_url() if frame.take_part else "",
        "flags": frame.flags,
        "preview": getattr(request, "preview", None),
        "page_language": languages.tag(languages.current()),
        "languages": _language_links(request),
        "manifest_url": reverse("manifest"),
        "open_search_url": reverse("pages:open_search"),
        "share_image_url": absolute(request, static("img/share.png")),
    }


def _read(draft, _today):
    """Read what every page shows. Flags that count what comes in are made anew each day."""
    language = languages.current()
    flags = extensions.flags(language)
    live = list(Page.objects.visible(language).in_order().annotate(**flags))
    pages = draft.over(Page, live)
    flags = {name: getattr(live[0], name) for name in flags} if live else {}
    return Frame(
        site=draft.only(SiteSettings, SiteSettings.objects.current()),
        pages=pages,
        menu=_menu(pages),
        footer_menu=_footer_menu(pages, flags),
        flags=flags,
    )


def _menu(pages):
    return [
        _fixed(_("Cities"), "cities:city_list"),
        _fixed(_("Goals"), "cities:goal_list"),
        _fixed(_("History"), "cities:history"),
        *(_linked(page, pages) for page in pages if page.menu == Page.Menu.HEADER),
    ]


def _footer_menu(pages, flags):
    return [
        *(_linked(page, pages) for page in pages if page.menu == Page.Menu.FOOTER),
        _fixed(_("Coming"), "cities:coming"),
        *(_fixed(str(words), name) for name, words in extensions.footer_links(flags)),
        _fixed(_("Open data"), "pages:data"),
        _fixed(_("Privacy"), "pages:privacy"),
        _fixed(_("Site map"), "pages:site_map"),
    ]


def _fixed(words, name):
    url = reverse(name)
    return Link(Text(words, languages.current()), url, (url,))


def _linked(page, pages):
    """Link a page; it is current on its own address and on those of the pages under it."""
    label = localized(page, "menu_label") or localized(page, "title")
    family = [page, *(other for other in pages if other.parent_id == page.pk)]
    return Link(label, page.get_absolute_url(), tuple(each.get_absolute_url() for each in family))


def _language_links(request):
    """List the languages on offer with the address of this same page; none when there is one."""
    if len(settings.LANGUAGES) < 2 or not _has_prefix(request.path):
        return []
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return [
        {
            "tag": languages.tag(code),
            "name": name,
            "url": in_language(request.path, code) + query,
            "current": code == languages.current(),
        }
        for code, name in settings.LANGUAGES
    ]


def _has_prefix(path):
    return path.split("/")[1] in dict(settings.LANGUAGES)
