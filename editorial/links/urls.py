"""The address behind references, under each language."""

from django.urls import re_path

from editorial.links import views

app_name = "links"
# No database has longer keys.
urlpatterns = [re_path(r"^go/(?P<entry_pk>[0-9]{1,18})/$", views.go, name="go")]
