"""The credit under a sent picture: the name of its sender as they say it, or none."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from editorial.cache.version import raise_version
from editorial.models import Picture

# Beside a picture readers find them in their own language; see `editorial.text.printed.known`.
NAMELESS = gettext_noop("a resident")
PERMITTED = gettext_noop("shown with permission given in %(year)s")


def credit_of(file):
    """Return the credit of a `SubmissionFile`, in the language in which its sender answered."""
    with override(file.language):
        return file.shown_as or _(NAMELESS)


def name_sender(file):
    """Let the credit in the library name who sent a file as they say now.

    Call it inside a transaction.
    """
    picture = Picture.objects.select_for_update().filter(sent__file=file).first()
    if picture is not None:
        picture.credit = credit_of(file)
        picture.save(update_fields=["credit", "search_words"])
        raise_version()
