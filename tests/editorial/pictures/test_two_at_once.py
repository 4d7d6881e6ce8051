"""Two large pictures are uploaded, a form is sent and a page is read at the same time."""

import threading
import time
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from PIL import Image

from editorial.models import Picture
from tests.admin_client import sign_in
from tests.builders import make_page, make_privacy, make_site
from tests.html_forms import filled, form_of
from tests.involvement.form_client import send
from tests.submissions import make_form, make_letters

pytestmark = [pytest.mark.proof, pytest.mark.alone, pytest.mark.django_db(transaction=True)]

ADD = reverse("admin:editorial_picture_add")


def large_png():
    """Return a PNG of 40 megapixels with something in it."""
    image = Image.effect_noise((1000, 1000), 20).resize((8000, 5000)).convert("RGB")
    data = BytesIO()
    image.save(data, "PNG", compress_level=1)
    return data.getvalue()


def in_a_thread(work):
    def run():
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_neither_a_form_nor_a_page_waits_for_two_large_pictures(home):
    make_site()
    make_privacy(operator="<p>Us.</p>")
    make_form()
    make_letters()
    make_page(title="About", slug="about")
    content, clients = large_png(), [Client(), Client()]
    for number, client in enumerate(clients):
        sign_in(client, username=f"editor{number}")
    forms = [filled(form_of(client.get(ADD), "credit")) for client in clients]
    reader = Client()
    reader.get("/en/about/")

    def upload(client, form):
        file = SimpleUploadedFile("a.png", content, "image/png")
        words = {"title": "View", "credit": "Ann", "license": "CC0"}
        client.post(ADD, {**form, **words, "file": file})

    began = time.perf_counter()
    threads = [
        in_a_thread(lambda pair=pair: upload(*pair)) for pair in zip(clients, forms, strict=True)
    ]
    waits = []
    while any(thread.is_alive() for thread in threads):
        for ask in (lambda: reader.get("/en/about/"), lambda: send(reader)):
            asked = time.perf_counter()
            response = ask()
            waits.append(time.perf_counter() - asked)
            assert response.status_code < 400
        time.sleep(0.1)
    for thread in threads:
        thread.join()

    assert Picture.objects.count() == 2
    assert time.perf_counter() - began > 1
    assert max(waits) < 1
