"""Home, the pages that staff write, the privacy notice and the site map."""

from django.http import Http404
from django.utils.translation import gettext as _

from cities import goals
from cities.history import timeline
from cities.history.events import events_of, past_and_coming
from cities.overview import overview, required_overview, until_midnight
from editorial.cache.decorators import public_page
from editorial.previews.draft import draft_on
from editorial.text import languages
from editorial.text.localized import localized
from editorial.web.methods import shows_only
from editorial.web.redirects import redirect_or_404
from editorial.web.rendering import Crumb, home_crumb, render_public
from pages import extensions, sections, structured_data
from pages.anniversaries import next_anniversary, on_this_day
from pages.frame import frame_of
from pages.models import Page, PrivacyNotice


@shows_only
@public_page(valid_until=until_midnight)
def home(request):
    """The home page: six greetings, the map, the contact lines, the goals, what comes next."""
    found = required_overview(request)
    today = found.home.today()
    draft = draft_on(request)
    past, coming = past_and_coming(events_of(draft), today)
    wide, narrow = found.maps()
    lines = timeline.contact_lines(found.partners, past, today)
    site = frame_of(request).site
    remembered = on_this_day(past, today)
    return render_public(
        request,
        "pages/home.html",
        {
            "cities": found.partners,
            "nearest": found.nearest_first(),
            "world_map": wide,
            "world_map_small": narrow,
            "contact_lines": lines,
            "goals": goals.with_event_counts(draft),
            "years_of_contact": today.year - (found.first_year(past) or today.year),
            "coming": timeline.rows(coming, found.home),
            "anniversary": next_anniversary(found.partners, today),
            "on_this_day": timeline.row(remembered, found.home) if remembered else None,
        },
        title="",
        description=localized(site, "home_lede") if site else "",
        shown=[site, *found.partners],
        json_ld=[structured_data.organization(request, site, found.home)] if site else [],
    )


@shows_only
@public_page()
def page(request, slug):
    """A page that staff wrote, in the template that they chose."""
    pages = frame_of(request).pages
    shown = next((candidate for candidate in pages if candidate.slug == slug), None)
    if shown is None:
        return redirect_or_404(request, Page, slug)
    parent = next((other for other in pages if other.pk == shown.parent_id), None)
    family = shown.parent_id or shown.pk
    relatives = [other for other in pages if other.parent_id == family]
    shown_sections = sections.sections_of(request, shown)
    title = localized(shown, "title")
    crumbs = [home_crumb()]
    if parent:
        crumbs.append(Crumb(localized(parent, "title"), parent.get_absolute_url()))
    return render_public(
        request,
        f"pages/page_{shown.template}.html",
        {
            "page": shown,
            "sections": shown_sections,
            "toc": sections.table_of_contents(shown_sections),
            "parent": parent,
            "children": [other for other in relatives if shown.parent_id is None],
            "siblings": [other for other in relatives if shown.parent_id and other != shown],
            **extensions.values(shown.template, draft_on(request)),
        },
        title=title,
        description=localized(shown, "description"),
        breadcrumbs=[*crumbs, Crumb(title)],
        root=shown,
    )


@shows_only
@public_page()
def privacy(request):
    """The privacy notice."""
    notice = PrivacyNotice.objects.visible(languages.current()).first()
    notice = draft_on(request).only(PrivacyNotice, notice)
    if notice is None:
        raise Http404
    title = localized(notice, "title")
    return render_public(
        request,
        "pages/privacy.html",
        {
            "notice": notice,
            "sections": [
                {
                    "anchor": name.replace("_", "-"),
                    "heading": PrivacyNotice._meta.get_field(name).verbose_name,
                    "field": name,
                }
                for name in PrivacyNotice.PARAGRAPHS
                if localized(notice, name)
            ],
        },
        title=title,
        description=localized(notice, "lede"),
        breadcrumbs=[home_crumb(), Crumb(title)],
        root=notice,
    )


@shows_only
@public_page()
def site_map(request):
    """All pages of the site on one page."""
    return render_public(
        request,
        "pages/site_map.html",
        {
            "cities": overview(request).partners,
            "goals": goals.all_goals(draft_on(request)),
            "pages": _parents_before_children(frame_of(request).pages),
        },
        title=_("Site map"),
        description=_("All pages of this site."),
        breadcrumbs=[home_crumb(), Crumb(_("Site map"))],
    )


def _parents_before_children(pages):
    """Sort pages so that each stands behind the one it belongs to."""
    return [
        page
        for top in pages
        if top.parent_id is None
        for page in [top, *(child for child in pages if child.parent_id == top.pk)]
    ]
