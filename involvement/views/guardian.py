"""The page is written next."""

from django.http import Http404


def guardian(request, token=""):
    raise Http404
