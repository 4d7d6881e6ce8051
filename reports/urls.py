"""The public addresses of the yearly reports."""

from django.urls import path, re_path

from reports.views import pages

app_name = "reports"
urlpatterns = [
    path("reports/", pages.report_list, name="report_list"),
    re_path("^reports/(?P<year>[0-9]{4})/$", pages.report, name="report"),
]
