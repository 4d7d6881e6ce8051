"""Sent pictures that may be shown, on their way into the library.

There they get a credit and a rights label; the alternative text is for staff to write, and nothing
is published without it.
"""

import logging

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from editorial.models import Picture
from editorial.pictures import uploads
from involvement.models import SentPicture, SubmissionFile
from involvement.submissions import stored_files
from involvement.timeline.crediting import PERMITTED, credit_of

_TITLE_LENGTH = Picture._meta.get_field("title").max_length

logger = logging.getLogger(__name__)


def waiting(submission):
    """List the files of a submission that may be shown by now and are not in the library."""
    today = timezone.localdate()
    return [file for file in submission.files.filter(shown=None) if file.may_be_shown(today)]


def prepared(submission):
    """Decode the pictures that are `waiting`.

    Return pairs of `SubmissionFile` and `NormalizedPicture`. It takes seconds, so no transaction
    may be open. A file that is not there or cannot be read is left out.
    """
    found = []
    for file in waiting(submission):
        try:
            with stored_files.opened(file.name) as opened:
                content = ContentFile(opened.read(), name=file.name)
            found.append((file, uploads.normalize(content)))
        except (FileNotFoundError, ValidationError):
            logger.warning("File %s of a submission could not be read.", file.pk)
    return found


def into_library(found, *, by=None):
    """Store what `prepared` gave in the library; return the pictures. Call it in a transaction.

    What was erased, or may not be shown any more, since it was read is left out.
    """
    keys = [file.pk for file, _content in found]
    today = timezone.localdate()
    current = SubmissionFile.objects.filter(shown=None).in_bulk(keys)
    pictures = []
    for file, content in found:
        now = current.get(file.pk)
        if now is None or not now.may_be_shown(today):
            continue
        picture = Picture.objects.create(
            title=_title(now), file=content, uploaded_by=by, **_rights(now)
        )
        SentPicture.objects.create(file=now, picture=picture)
        pictures.append(picture)
    return pictures


def _title(file):
    number = file.submission.reference
    return f"{number}: {file.caption}"[:_TITLE_LENGTH] if file.caption else number


def _rights(file):
    """Return credit and license, in the language in which the sender answered."""
    with override(file.language):
        year = timezone.localdate(file.received_at).year
        return {
            "credit": credit_of(file),
            "license": _(PERMITTED) % {"year": year},
        }
