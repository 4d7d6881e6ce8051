"""What stands around every public page: the program, its mark, the menus.

It is read once a request and before anything is rendered, because templates ask the database
nothing. `editorial.web.rendering` puts it around each page; error pages do so themselves.
"""

from dataclasses import dataclass

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from cities.drawing.program_mark import ProgramMark
from cities.models import City
from cities.overview import overview
from editorial.previews.draft import draft_on
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
class Frame:
    """The settings of the site and the home city, None before there are any; pages and menus.

    `pages` are all that the reader may see, in order; `flags` are those of `pages.extensions`.
    """

    site: SiteSettings | None
    home: City | None
    program_mark: ProgramMark
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
    """Return the `Frame` in the reader's language, read once a request (two queries).

    The cities come from the `Overview`, which most pages need themselves.
    """
    if not hasattr(request, "pages_frame"):
        request.pages_frame = _read(request)
    return request.pages_frame


def context(request):
    """Return what the template of the frame prints."""
    frame = frame_of(request)
    return {
        "site": frame.site,
        "home": frame.home,
        "program_mark": frame.program_mark,
        "menu": frame.menu,
        "footer_menu": frame.footer_menu,
        "take_part_url": frame.take_part.get_absolute_url() if frame.take_part else "",
        "flags": frame.flags,
        "preview": getattr(request, "preview", None),
        "page_language": languages.tag(languages.current()),
        "languages": _language_links(request),
        "manifest_url": reverse("manifest"),
        "share_image_url": absolute(request, static("img/share.png")),
    }


def _read(request):
    language = languages.current()
    flags = extensions.flags(language)
    live = list(Page.objects.visible(language).in_order().annotate(**flags))
    draft = draft_on(request)
    pages = draft.over(Page, live)
    cities = overview(request)
    return Frame(
        site=draft.only(SiteSettings, SiteSettings.objects.current()),
        home=cities.home,
        program_mark=cities.program_mark(),
        pages=pages,
        menu=_menu(request, pages),
        footer_menu=_footer_menu(request, pages),
        flags={name: getattr(live[0], name) for name in flags} if live else {},
    )


def _menu(request, pages):
    return [
        _fixed(request, _("Cities"), "cities:city_list"),
        _fixed(request, _("Goals"), "cities:goal_list"),
        _fixed(request, _("History"), "cities:history"),
        *(_item(request, page, pages) for page in pages if page.menu == Page.Menu.HEADER),
    ]


def _footer_menu(request, pages):
    return [
        *(_item(request, page, pages) for page in pages if page.menu == Page.Menu.FOOTER),
        _fixed(request, _("Privacy"), "pages:privacy"),
        _fixed(request, _("Site map"), "pages:site_map"),
    ]


def _fixed(request, words, name):
    url = reverse(name)
    return MenuItem(Text(words, languages.current()), url, request.path.startswith(url))


def _item(request, page, pages):
    """Link a page; it is current on its own address and on those of the pages under it."""
    label = localized(page, "menu_label") or localized(page, "title")
    family = [page, *(other for other in pages if other.parent_id == page.pk)]
    current = any(request.path.startswith(member.get_absolute_url()) for member in family)
    return MenuItem(label, page.get_absolute_url(), current)


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
