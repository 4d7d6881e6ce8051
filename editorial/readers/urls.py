"""Addresses of the pages behind a reader's link, under each language."""

from django.urls import path, re_path

from editorial.readers import views

app_name = "readers"
urlpatterns = [
    path("reader/<str:secret>/", views.start, name="start"),
    path("reader/<str:secret>/first/", views.first, name="first"),
    # No key of an entry has more digits.
    re_path(r"^reader/(?P<secret>[^/]+)/(?P<entry_pk>[0-9]{1,18})/$", views.page, name="page"),
]
