"""Photographs and scans for tests: files as phones make them, the pages, what lies on the disk."""

import io
from pathlib import Path

import pillow_heif
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from involvement.intake import pictures
from involvement.submissions import files
from tests.html_forms import filled, form_of
from tests.involvement.views.status_page_client import token_of
from tests.submissions import make_submission

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
ANSWERS = {
    "caption": "The bell in the park",
    "taken_when": "about 1978",
    "taken_where": "Jordan Park",
    "taken_by": "family",
    "use": "public",
    "public_from": None,
    "shown_as": "Larysa Writer",
    "who_is_seen": "My aunt Zoryana",
    "minors": "no",
    "asked": "yes",
    "keep_place": False,
}


def photo(color="navy", form="JPEG", **options):
    """Return the bytes of a small photograph."""
    data = io.BytesIO()
    Image.new("RGB", (64, 48), color).save(data, form, **options)
    return data.getvalue()


def heic(**options):
    """Return the bytes of a small photograph as newer phones take it."""
    data = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 48), "navy")).save(data, quality=20, **options)
    return data.getvalue()


def photo_with_place():
    """Return a photograph as a phone makes it: it says where, and with what."""
    return photo(exif=exif_with_place())


def exif_with_place(latitude=("N", (40.0, 45.0, 38.0)), longitude=("W", (111.0, 53.0, 28.0))):
    """Return EXIF data as a phone writes them; Salt Lake City lies at 40.76056, -111.89111."""
    exif = Image.Exif()
    exif[0x010F] = "Zwjqphone"
    exif[0x8825] = dict(zip((1, 2, 3, 4), (*latitude, *longitude), strict=True))
    return exif


def upload(content, name="DSC0001.jpg"):
    """Return what a browser sends of a file."""
    return SimpleUploadedFile(name, content, "image/jpeg")


def make_memory(**values):
    """Make the memory of an adult, to which pictures belong."""
    return make_submission(**{"kind": "memory", **values})


def make_file(submission=None, content=None, **answers):
    """Make a stored file, with answers that let it be shown."""
    keeps_place = answers.get("keep_place", False)
    received = pictures.read(upload(content or photo()), keeps_place=keeps_place)
    submission = submission or make_memory()
    return files.add(submission, received, {**ANSWERS, **answers}, "What may we do with it?")


def address(submission):
    """Return the address of the page on which its sender adds files."""
    return reverse("involvement:pictures", args=[token_of(submission)])


def send(client, submission, content, **typed):
    """Open the page as a browser does, choose a file, type, and press the button."""
    url = address(submission)
    form = filled(form_of(client.get(url), "caption"))
    values = {name: value or "" for name, value in ANSWERS.items()} | typed
    chosen = {"file": upload(content)} if content is not None else {}
    return client.post(url, {**form, **values, "action": "add"} | chosen)


def on_disk():
    """List the names of all files that are kept."""
    folder = Path(settings.SUBMISSION_FILES_DIR)
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
