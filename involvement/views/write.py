"""The page is written next."""

from django.http import Http404


def write(request):
    raise Http404


def received(request, token):
    raise Http404
