"""The page is written next."""

from django.http import Http404


def status(request, token=""):
    raise Http404
