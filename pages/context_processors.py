"""What the frame of every public page shows: program, languages, menus, mark."""

from dataclasses import dataclass

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from cities.overview import overview
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


def frame(request):
    """Return the values of the frame. All are lazy, so that the admin pays for none of them."""
    menus = SimpleLazyObject(lambda: menus_of(request))
    return {
        "site": SimpleLazyObject(SiteSettings.objects.current),
        "home": SimpleLazyObject(lambda: overview(request).home),
        "mark": SimpleLazyObject(lambda: overview(request).mark()),
        "page_language": languages.tag(languages.current()),
        "languages": _language_links(request),
        "menu": SimpleLazyObject(lambda: menus["header"]),
        "footer_menu": SimpleLazyObject(lambda: menus["footer"]),
        "take_part_url": SimpleLazyObject(lambda: menus["take_part_url"]),
        "facts": SimpleLazyObject(lambda: menus["facts"]),
        "manifest_url": reverse("manifest"),
        "share_image_url": SimpleLazyObject(lambda: absolute(request, static("img/share.png"))),
    }


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


def menus_of(request):
    """Return menus, page on taking part and facts of other apps, read once a request."""
    if not hasattr(request, "pages_menus"):
        request.pages_menus = _menus(request)
    return request.pages_menus


def _menus(request):
    language = languages.current()
    facts = extensions.facts(language)
    pages = list(Page.objects.visible(language).in_order().annotate(**facts))
    header = [
        _fixed(request, _("Cities"), "cities:city_list"),
        _fixed(request, _("Goals"), "cities:goal_list"),
        _fixed(request, _("History"), "cities:history"),
    ]
    header += [_item(request, page, pages) for page in pages if page.menu == Page.Menu.HEADER]
    footer = [_item(request, page, pages) for page in pages if page.menu == Page.Menu.FOOTER]
    footer += [
        _fixed(request, _("Privacy"), "pages:privacy"),
        _fixed(request, _("Site map"), "pages:site_map"),
    ]
    take_part = next((page for page in pages if page.template == Page.Template.TAKE_PART), None)
    return {
        "header": header,
        "footer": footer,
        "take_part": take_part,
        "take_part_url": take_part.get_absolute_url() if take_part else "",
        "facts": {name: getattr(pages[0], name) for name in facts} if pages else {},
    }


def _fixed(request, words, name):
    url = reverse(name)
    return MenuItem(Text(words, languages.current()), url, request.path.startswith(url))


def _item(request, page, pages):
    """Link a page; it is current on its own address and on those of the pages under it."""
    label = localized(page, "menu_label") or localized(page, "title")
    family = [page, *(other for other in pages if other.parent_id == page.pk)]
    current = any(request.path.startswith(member.get_absolute_url()) for member in family)
    return MenuItem(label, page.get_absolute_url(), current)
