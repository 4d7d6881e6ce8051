from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Yearly reports")

    def ready(self):
        from editorial.previews import places
        from editorial.publishing import completeness
        from editorial.readers import short_list
        from editorial.registry import PartKind, register
        from editorial.search import findable
        from pages import extensions
        from reports import before_publishing, models, preview_places, reaching
        from reports.found_by_visitors import FINDABLE
        from reports.news import news
        from reports.shown.all_years import all_years

        register(models.Outline, folder="reports")
        register(
            models.Report,
            folder="reports/years",
            parts=[PartKind(models.CityReport, name="cities")],
        )
        completeness.ask(before_publishing.findings)
        findable.register(FINDABLE)
        places.register(models.Outline, preview_places.of_outline)
        places.register(models.Report, preview_places.of_report)
        short_list.register(models.Outline, "title", order=35)
        extensions.add_flag("has_reports", reaching.any_in)
        extensions.add_footer_link("reports:report_list", _("Yearly reports"), flag="has_reports")
        extensions.add_addresses(reaching.addresses)
        extensions.add_data(reaching.data)
        extensions.add_news(news)
        extensions.add_values("program", all_years)
