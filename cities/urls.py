"""Addresses of cities, goals and the history."""

from django.urls import path

from cities import views

app_name = "cities"
urlpatterns = [
    path("cities/", views.city_list, name="city_list"),
    path("cities/<slug:slug>/", views.city_detail, name="city_detail"),
    path("goals/", views.goal_list, name="goal_list"),
    path("goals/<slug:slug>/", views.goal_detail, name="goal_detail"),
    path("history/", views.history, name="history"),
]
