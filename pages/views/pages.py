"""Home, the pages that staff write, the privacy notice and the site map."""

from django.http import Http404
from django.utils.translation import gettext as _

from cities import goals
from cities.calendar.coming import next_meeting, next_meetings
from cities.history import record, timeline
from cities.history.anniversaries import anniversary_today, whole_years
from cities.models.source import in_our_words
from cities.overview import overview, required_overview, until_midnight
from editorial.cache.decorators import public_page
from editorial.previews.draft import draft_on, made_for
from editorial.text import languages
from editorial.text.localized import localized
from editorial.web.methods import shows_only
from editorial.web.redirects import redirect_or_404
from editorial.web.rendering import Crumb, home_crumb, render_public
from pages import extensions, sections, structured_data
from pages.anniversaries import next_anniversary, on_this_day
from pages.frame import frame_of
from pages.models import Page, PrivacyNotice
from pages.sources import sources_of


@shows_only
@public_page(valid_until=until_midnight)
def home(request):
    """The home page: six greetings, the map, the contact lines, the goals, what comes next."""
    found = required_overview(request)
    today = found.home.today()
    draft = draft_on(request)
    past, coming = record.of_today(draft, today)
    meetings = next_meetings(draft, found.home, today)
    marks = made_for(request, record.at_a_glance, today).marks
    wide, narrow = found.maps()
    site = frame_of(request).site
    remembered = on_this_day(past, today)
    first_contact = found.first_contact(marks)
    kept_now = [kept for city in found.partners if (kept := anniversary_today(city, today))]
    return render_public(
        request,
        "pages/home.html",
        {
            "cities": found.partners,
            "nearest": found.nearest_first(),
            "world_map": wide,
            "world_map_small": narrow,
            "contact_lines": timeline.contact_lines(found.partners, marks, today),
            "goals": made_for(request, goals.with_event_counts),
            "years_of_contact": whole_years(first_contact, today) if first_contact else 0,
            "coming": timeline.rows(coming, found.home),
            "next_meetings": meetings,
            "meeting": next_meeting(meetings),
            "anniversaries_now": kept_now,
            "anniversary": next_anniversary(
                [city for city in found.partners if city not in {kept.city for kept in kept_now}],
                today,
            ),
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
    sources = sources_of(shown, draft_on(request))
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
            "sources": sources,
            "parent": parent,
            "children": [other for other in relatives if shown.parent_id is None],
            "siblings": [other for other in relatives if shown.parent_id and other != shown],
            "meeting": _meeting_on(request, shown),
            **extensions.values(shown.template, request),
        },
        title=title,
        description=localized(shown, "description"),
        breadcrumbs=[*crumbs, Crumb(title)],
        root=shown,
        shown=in_our_words(sources),
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
            "goals": made_for(request, goals.all_goals),
            "pages": _parents_before_children(frame_of(request).pages),
        },
        title=_("Site map"),
        description=_("All pages of this site."),
        breadcrumbs=[home_crumb(), Crumb(_("Site map"))],
    )


def _meeting_on(request, page):
    """Return the next meeting where the template of a page invites to it, else None."""
    home = overview(request).home
    if page.template != Page.Template.PROGRAM or home is None:
        return None
    return next_meeting(next_meetings(draft_on(request), home, home.today()))


def _parents_before_children(pages):
    """Sort pages so that each stands behind the one it belongs to."""
    return [
        page
        for top in pages
        if top.parent_id is None
        for page in [top, *(child for child in pages if child.parent_id == top.pk)]
    ]
