"""Requests that are no form: too large, broken, in the wrong encoding. Each gets a page."""

from urllib.parse import urlencode

import pytest

from involvement.links import sender_token
from involvement.models import Submission
from tests.involvement.form_client import WRITE, harmless, page_of, signed_token, written

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"
MESSAGES = {400: "This request cannot be read.", 413: "This is too much at once."}


def post(client, body, content_type=FORM, **extra):
    return client.generic("POST", WRITE, body, content_type=content_type, **extra)


BOUNDARY = "multipart/form-data; boundary=b"


def part(name, value, more=b""):
    head = b'--b\r\nContent-Disposition: form-data; name="' + name + b'"'
    return head + b"\r\n" + more + b"\r\n" + value + b"\r\n"


REFUSED = {
    "ten megabytes in a field": (413, b"step=send&message=" + b"x" * 10_000_000, FORM),
    "ten megabytes in a part": (413, part(b"message", b"x" * 10_000_000) + b"--b--", BOUNDARY),
    "ten thousand fields": (400, b"&".join(b"f%d=1" % n for n in range(10_000)), FORM),
    "ten thousand parts": (
        400,
        b"".join(part(b"f%d" % n, b"1") for n in range(10_000)) + b"--b--",
        BOUNDARY,
    ),
    "no boundary": (400, b"x", "multipart/form-data"),
    "a hostile boundary": (400, b"x", 'multipart/form-data; boundary="\xe9\x00"'),
    "a long boundary": (400, b"x", "multipart/form-data; boundary=" + "b" * 5000),
    "another encoding": (400, b"step=send", f"{FORM}; charset=utf-16"),
    "an encoding of bytes": (400, part(b"name", b"4d") + b"--b--", f"{BOUNDARY}; charset=hex"),
    "an encoding of anything": (
        400,
        part(b"name", b"\\ud800") + b"--b--",
        f"{BOUNDARY}; charset=unicode_escape",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_refused_with_a_page(open_form, case):
    status, body, content_type = REFUSED[case]

    response = post(open_form, body, content_type)

    page = page_of(response)
    assert response.status_code == status
    assert ["".join(h1.itertext()) for h1 in page.all("h1")] == [MESSAGES[status]]
    assert page.document.get("lang") == "en"
    assert page.errors == []
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    assert Submission.objects.count() == 0


UNDERSTOOD = {
    "nothing": (b"", FORM),
    "no type": (b"step=send", ""),
    "JSON": (b'{"step": "send"}', "application/json"),
    "plain text": (b"step=send", "text/plain"),
    "XML": (b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "text/xml"),
    "random bytes": (bytes(range(256)) * 20, FORM),
    "broken percent signs": (b"step=%&name=%zz%0&%=%&&&==", FORM),
    "a cut off part": (b'--b\r\nContent-Disposition: form-data; name="step"\r\n\r\nsen', BOUNDARY),
    "a part without a name": (b"--b\r\n\r\nx\r\n--b--", BOUNDARY),
    "broken base64": (
        part(b"name", b"\xff=", b"Content-Transfer-Encoding: base64\r\n") + b"--b--",
        BOUNDARY,
    ),
    "an unknown encoding": (part(b"name", b"x") + b"--b--", f"{BOUNDARY}; charset=nonsense"),
    "nested names": (b"step[]=send&name[a]=b&__proto__[x]=1", FORM),
    "a field many times": (b"step=choose&" + b"kind=question&" * 900, FORM),
}


@pytest.mark.parametrize("case", UNDERSTOOD)
def test_what_is_no_form_of_ours_gets_the_form_with_what_is_missing(open_form, case):
    body, content_type = UNDERSTOOD[case]

    response = post(open_form, body, content_type)

    assert response.status_code == 422
    assert harmless(page_of(response))
    assert Submission.objects.count() == 0


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        (b"%ED%A0%80", "\ufffd\ufffd\ufffd"),  # half of a pair of surrogates
        (b"%C0%AF", "\ufffd\ufffd"),  # a slash, longer than it may be
        (b"%FF", "\ufffd"),
        (b"\xed\xa0\x80", "\xed\xa0\x80"),  # no browser sends these bare
        (b"\xff\xfe", "\xff\xfe"),
    ],
)
def test_bytes_that_are_no_text_become_some(open_form, raw, kept):
    body = urlencode(written(message="")).encode()

    response = post(open_form, body.replace(b"message=", b"message=before" + raw + b"after"))

    assert response.status_code == 303
    assert Submission.objects.get().message == f"before{kept}after"


def test_files_are_not_taken_and_the_rest_of_the_form_is(open_form):
    fields = b"".join(part(name.encode(), text.encode()) for name, text in written().items())
    file = b'--b\r\nContent-Disposition: form-data; name="photo"; filename="../../a.jpg"\r\n'
    body = fields + file + b"\r\n" + b"x" * 5_000_000 + b"\r\n--b--"

    response = post(open_form, body, BOUNDARY)

    assert response.status_code == 303
    assert response.wsgi_request.FILES == {}


@pytest.mark.parametrize("query", ["&".join(f"f{n}=1" for n in range(10_000)), "kind=%00&city=%ED"])
def test_a_hostile_query_never_breaks_the_first_page(open_form, query):
    response = open_form.get(f"{WRITE}?{query}")

    assert response.status_code == (400 if len(query) > 100 else 200)


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_are_refused(open_form, method):
    assert getattr(open_form, method)(WRITE).status_code == 405


def test_limits_hold_for_pages_behind_signed_links_too(open_form):
    open_form.post(WRITE, written(token=signed_token()))
    address = f"/en/take-part/mine/{sender_token(Submission.objects.get())}/"

    response = open_form.generic("POST", address, b"text=" + b"x" * 10_000_000, content_type=FORM)

    assert response.status_code == 413
