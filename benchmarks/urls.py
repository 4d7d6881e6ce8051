"""One address with the smallest possible view."""

from django.http import HttpResponse
from django.urls import path


def bare(request):
    """Answer with five bytes."""
    return HttpResponse("hello", headers={"Content-Length": "5"})


urlpatterns = [path("", bare)]
