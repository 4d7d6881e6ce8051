"""Handing a stored file over: always to be saved, never opened here, known to no cache."""

import tempfile
import zipfile

from django.http import FileResponse, Http404
from django.utils.cache import add_never_cache_headers

from involvement.submissions import stored_files

FULL, SMALL = "file", "small"

_TYPES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "pdf": "application/pdf",
}


def name_of(file, extension=""):
    """Return what a file is called outside this site."""
    return f"{file.submission.reference}-{file.pk}.{extension or file.format}"


def packed(texts, submissions):
    """Return a ZIP with texts, by their names, and all files of some submissions, as an open file.

    A file that is not there, as after a restore of the database alone, is left out.
    """
    data = tempfile.TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
        for submission in submissions:
            for file in submission.files.select_related("submission"):
                path = stored_files.path_of(file.name)
                if path.is_file():
                    # Pictures are packed already.
                    archive.write(path, name_of(file), zipfile.ZIP_STORED)
    data.seek(0)
    return data


def answer(file, which):
    """Return the response with a `SubmissionFile`, or with its small picture. Raises Http404.

    A browser draws it in an `img` and else saves it, so nothing in it runs as a page of this site.
    Its name for the reader is the receipt number: what the sender called it is not kept.
    """
    is_small = which == SMALL
    if which not in {FULL, SMALL} or (is_small and not file.is_picture):
        raise Http404
    name = stored_files.small_of(file.name) if is_small else file.name
    try:
        content = stored_files.opened(name)
    except FileNotFoundError:
        raise Http404 from None
    extension = "webp" if is_small else file.format
    response = FileResponse(
        content,
        as_attachment=True,
        filename=name_of(file, extension),
        content_type=_TYPES[extension],
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    add_never_cache_headers(response)
    return response
