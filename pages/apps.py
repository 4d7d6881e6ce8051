from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("Pages")

    def ready(self):
        from cities import policy
        from cities import sources as record_sources
        from editorial import registry
        from editorial.previews import places
        from editorial.readers import short_list
        from editorial.search import findable
        from editorial.seed import checking
        from editorial.staff.rail import SETTINGS, SITE, Place
        from editorial.staff.rail import register as register_place
        from editorial.text import placeholders
        from editorial.web import rendering
        from pages import frame, models, preview_places, seed_rules, sources
        from pages.machines import cards
        from pages.models import site

        for rule in seed_rules.RULES:
            checking.register(rule)
        registry.register(models.SiteSettings, folder="site")
        registry.register(
            models.Page,
            folder="pages",
            parts=[registry.PartKind(models.Section, name="sections")],
        )
        registry.register(models.PrivacyNotice, folder="privacy")
        for order, model in enumerate([models.Page, models.SiteSettings, models.PrivacyNotice]):
            rows = model.objects.select_related("entry").all
            findable.register(findable.Findable(model, "pages", _("Pages"), 30 + order, rows))
        places.register(models.SiteSettings, preview_places.of_site)
        places.register(models.Page, preview_places.of_page)
        places.register(models.PrivacyNotice, preview_places.of_privacy)
        short_list.register(
            models.SiteSettings, "program_name", "tagline", "home_title", "home_lede", order=10
        )
        short_list.register(models.Page, "menu_label", "title", order=30)
        rendering.add_frame(frame.context)
        rendering.add_card(cards.address_of)
        policy.register(site.policy)
        record_sources.register(sources.in_use, sources.uses, sources.naming)
        placeholders.register(
            "email",
            model=models.SiteSettings,
            value=site.email_of,
            words=str,
            link=site.email_link,
        )
        placeholders.register(
            "office",
            model=models.SiteSettings,
            words=site.office_name,
        )
        placeholders.register(
            "address",
            model=models.SiteSettings,
            words=site.office_address,
        )
        placeholders.register(
            "phone",
            model=models.SiteSettings,
            value=site.phone_of,
            words=site.shown_phone,
            link=site.phone_link,
        )
        placeholders.register(
            "phone-abroad",
            model=models.SiteSettings,
            value=site.phone_of,
            words=str,
            link=site.phone_link,
        )
        register_place(
            Place(
                _("Pages"),
                SITE,
                10,
                "admin:pages_page_changelist",
                "pages.view_page",
                guide="change-a-page",
            ),
            Place(
                _("The whole site"),
                SETTINGS,
                10,
                "admin:pages_sitesettings_changelist",
                "pages.view_sitesettings",
                text=_("Its name, the address of the office, the meetings, the words at the foot."),
                guide="site-settings",
            ),
            Place(
                _("Privacy notice"),
                SETTINGS,
                15,
                "admin:pages_privacynotice_changelist",
                "pages.view_privacynotice",
                text=_("What residents are told about their data before they write."),
                guide="form-and-letters",
            ),
        )
