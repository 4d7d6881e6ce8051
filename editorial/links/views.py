"""Leading on from a stored reference to the present address."""

from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from editorial.links.references import addresses
from editorial.text import languages


@csrf_exempt
@require_safe
@never_cache
def go(request, entry_pk):
    """Lead to an entry's page in the reader's language, or raise Http404."""
    entry = int(entry_pk)
    address = addresses([entry], languages.current()).get(entry)
    if address is None:
        raise Http404
    return redirect(address)
