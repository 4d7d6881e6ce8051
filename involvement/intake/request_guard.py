"""What a browser sent, looked at before any view reads it.

A request that cannot be read would fail in the middle of a view, or in a template that prints the
query. Files are thrown away as they come in, but for the one of a page that takes pictures.
"""

import codecs
from io import BytesIO

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.request import RequestDataTooBig

from involvement.intake.pictures import MOST_BYTES

# So much of what nobody wants is read all the same: a browser shows no answer before all is sent.
_DRAINED_BYTES = 32 * 1024 * 1024
_CHUNK_BYTES = 64 * 1024
_FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}


class NoFiles(FileUploadHandler):
    """Throws every file away."""

    def new_file(self, *args, **kwargs):
        raise SkipFile

    def receive_data_chunk(self, raw_data, start):
        return None

    def file_complete(self, file_size):
        return None


class OneFile(FileUploadHandler):
    """Keeps the first file of a field named "file", in memory: nothing is left if we are killed.

    Of one that is longer than `pictures.MOST_BYTES` only the length is kept.
    """

    kept = None

    def new_file(self, field_name, *args, **kwargs):
        """Begin with a file, or skip it."""
        super().new_file(field_name, *args, **kwargs)
        if self.kept is not None or field_name != "file":
            raise SkipFile
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data, start):
        """Keep a piece, as long as there is room."""
        if start + len(raw_data) <= MOST_BYTES:
            self.kept.write(raw_data)
        else:
            self.kept.truncate(0)

    def file_complete(self, file_size):
        """Return the file; its stated size is that of what was sent."""
        self.kept.seek(0)
        about = (self.field_name, self.file_name, self.content_type, file_size, self.charset)
        return InMemoryUploadedFile(self.kept, *about)


def refusal(request, handler=NoFiles):
    """Return the status that refuses a request which nobody can read; None when all is well.

    `handler` is what becomes of files.
    """
    status = None
    try:
        _require_utf8(request)
        request.upload_handlers = [handler(request)]
        # Django reads both when they are first asked for.
        _query, _fields = request.GET, request.POST
    except RequestDataTooBig:
        status = 413
    except (BadRequest, MultiPartParserError, SuspiciousOperation, UnreadablePostError):
        status = 400
    if status is not None or request.content_type not in _FORMS:
        _drain(request)
    return status


def is_cross_site(request):
    """Return whether the browser itself states that the page of another site sent this.

    Our forms send no referrer, so that an origin of "null" says nothing.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "cross-site"
    own = {f"{request.scheme}://{request.get_host()}", settings.SITE_URL}
    own |= {"null", *settings.CSRF_TRUSTED_ORIGINS}
    return request.headers.get("Origin", "null") not in own


def _require_utf8(request):
    """Refuse other encodings: forms of ours are sent in UTF-8, and some decode to what is no text.

    Raises BadRequest.
    """
    if request.encoding and codecs.lookup(request.encoding).name != "utf-8":
        raise BadRequest


def _drain(request):
    left = _DRAINED_BYTES
    try:
        while left > 0 and (chunk := request.read(_CHUNK_BYTES)):
            left -= len(chunk)
    except UnreadablePostError:
        return
