"""Addresses of the form, of the pages behind signed links, and of the residents' ideas."""

from django.urls import path

from involvement.views import guardian, ideas, new_link, receipt, status, submit

app_name = "involvement"
urlpatterns = [
    path("take-part/write/", submit.write, name="write"),
    path("take-part/received/<str:token>/", receipt.received, name="received"),
    path("take-part/mine/<str:token>/", status.status, name="status"),
    path("take-part/guardian/<str:token>/", guardian.guardian, name="guardian"),
    path("take-part/new-link/", new_link.new_link, name="new_link"),
    path("ideas/", ideas.ideas, name="ideas"),
]
