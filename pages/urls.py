"""Addresses of home, the pages that staff write, privacy, the search and the site map."""

from django.urls import path

from pages.machines import open_data
from pages.search import views as search
from pages.views import brief, pages

app_name = "pages"
urlpatterns = [
    path("", pages.home, name="home"),
    path("privacy/", pages.privacy, name="privacy"),
    path("search/", search.search, name="search"),
    path("search/opensearch.xml", search.open_search, name="open_search"),
    path("cities/<slug:slug>/brief/", brief.city_brief, name="city_brief"),
    path("data/", open_data.for_people, name="data"),
    path("site-map/", pages.site_map, name="site_map"),
    path("<slug:slug>/", pages.page, name="page"),
]
