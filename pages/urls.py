"""Addresses of home, the pages that staff write, privacy and the site map."""

from django.urls import path

from pages import views

app_name = "pages"
urlpatterns = [
    path("", views.home, name="home"),
    path("privacy/", views.privacy, name="privacy"),
    path("site-map/", views.site_map, name="site_map"),
    path("<slug:slug>/", views.page, name="page"),
]
