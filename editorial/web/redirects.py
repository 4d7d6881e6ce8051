"""A changed address leads on: what was public under an address once is found by its revisions."""

from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.shortcuts import redirect

from editorial.models import Revision
from editorial.text import languages
from editorial.text.languages import NEUTRAL


def redirect_or_404(request, model, slug):
    """Answer for an address that nothing of this kind has: go on permanently, or raise Http404.

    An address that something else has by now is never asked for here, so the newest owner wins.
    """
    revision = (
        Revision.objects.filter(
            entry__kind=ContentType.objects.get_for_model(model),
            entry__deleted_at=None,
            language=NEUTRAL,
            published_at__isnull=False,
            data__root__slug=slug,
        )
        .order_by("-published_at")
        .first()
    )
    if revision is None:
        raise Http404
    row = model.objects.visible(languages.current()).filter(entry=revision.entry_id).first()
    if row is None or row.slug == slug:
        raise Http404
    return redirect(row, permanent=True)
