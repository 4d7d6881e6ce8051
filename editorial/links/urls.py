"""The address behind references, under each language."""

from django.urls import path

from editorial.links import views

app_name = "links"
urlpatterns = [path("go/<int:entry_pk>/", views.go, name="go")]
