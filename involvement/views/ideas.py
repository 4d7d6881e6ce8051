"""The page is written next."""

from django.http import Http404


def ideas(request, token=""):
    raise Http404
