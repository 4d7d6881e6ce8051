"""Addresses of the pages behind links to previews, under each language."""

from django.urls import path, re_path

from editorial.previews import views

app_name = "previews"
urlpatterns = [
    path("preview/<str:secret>/", views.shared, name="shared"),
    # The home page is the place without a path.
    re_path(r"^preview/(?P<secret>[^/]+)/at/(?P<place>.*)$", views.shared, name="shared_place"),
]
