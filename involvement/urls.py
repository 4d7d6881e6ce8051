"""Addresses of the form, of the pages behind signed links, and of the residents' ideas."""

from django.urls import path

from involvement.views import (
    claim,
    guardian,
    ideas,
    new_link,
    pictures,
    receipt,
    status,
    submit,
    support,
    timeline,
)

app_name = "involvement"
urlpatterns = [
    path("take-part/write/", submit.write, name="write"),
    path("take-part/received/<str:token>/", receipt.received, name="received"),
    path("take-part/mine/<str:token>/", status.status, name="status"),
    path("take-part/mine/<str:token>/pictures/", pictures.pictures, name="pictures"),
    path("take-part/mine/<str:token>/pictures/<uuid:uid>/", pictures.picture, name="picture"),
    path(
        "take-part/mine/<str:token>/pictures/<uuid:uid>/<str:which>/",
        pictures.file,
        name="picture_file",
    ),
    path("take-part/mine/<str:token>/timeline/", timeline.timeline, name="timeline"),
    path("take-part/guardian/<str:token>/", guardian.guardian, name="guardian"),
    path("take-part/new-link/", new_link.new_link, name="new_link"),
    path("take-part/picture/received/", claim.received, name="claim_received"),
    path("take-part/picture/<int:key>/", claim.claim, name="claim"),
    path("ideas/<int:key>/me-too/", support.me_too, name="me_too"),
    path("ideas/me-too/<str:token>/", support.support, name="support"),
    path("ideas/", ideas.ideas, name="ideas"),
]
