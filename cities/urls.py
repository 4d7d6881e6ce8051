"""Addresses of cities, goals, events and the history."""

from django.urls import path, re_path

from cities.views import calendar, events, feeds, record

app_name = "cities"
urlpatterns = [
    path("cities/", record.city_list, name="city_list"),
    path("cities/<slug:slug>/", record.city_detail, name="city_detail"),
    path("events/", calendar.coming, name="coming"),
    path("events/<slug:slug>/", events.event, name="event"),
    path("events/<slug:slug>/event.ics", feeds.of_event, name="event_file"),
    path("calendar.ics", feeds.all_events, name="calendar"),
    path("calendar/<str:kind>.ics", feeds.of_kind, name="calendar_of_kind"),
    path("calendar/<uuid:rule>/<slug:day>.ics", feeds.of_meeting, name="meeting_file"),
    path("cities/<slug:slug>/calendar.ics", feeds.of_city, name="calendar_of_city"),
    path("goals/", record.goal_list, name="goal_list"),
    path("goals/<slug:slug>/", record.goal_detail, name="goal_detail"),
    path("history/", record.history, name="history"),
    path("sources/", record.source_list, name="source_list"),
    re_path("^history/(?P<decade>[0-9]{3}0s)/$", record.history, name="decade"),
]
