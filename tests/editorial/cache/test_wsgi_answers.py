"""How the page cache answers: 304, compression, HEAD."""

import gzip

import pytest

from editorial.cache.version import raise_version
from editorial.cache.wsgi import PageCache
from tests.editorial.cache.wsgi_client import Clock, Site, ask

pytestmark = pytest.mark.django_db


def cached(application, **options):
    return PageCache(application, clock=Clock(), **options)


def etag(cache):
    return ask(cache).headers["ETag"]


@pytest.mark.parametrize("form", ["{}", 'W/"x", {}', '"x","y" , {}', "*", " * ", '"a,b", {}'])
def test_an_unchanged_page_is_not_sent_again(form):
    site = Site(headers=[("Content-Security-Policy", "default-src 'self'"), ("X-Other", "1")])
    cache = cached(site)
    tag = etag(cache)

    answer = ask(cache, HTTP_IF_NONE_MATCH=form.format(tag))

    assert (answer.status, answer.body) == ("304 Not Modified", b"")
    assert answer.headers == {
        "Content-Security-Policy": "default-src 'self'",
        "X-Other": "1",
        "ETag": tag,
        "Vary": "Accept-Encoding",
        "Cache-Control": "public, max-age=0, must-revalidate",
    }


def test_a_tag_counts_with_or_without_its_weakness_and_on_the_first_request_too():
    tag = etag(cached(Site()))

    assert tag.startswith('W/"')
    assert ask(cached(Site()), HTTP_IF_NONE_MATCH=tag).status == "304 Not Modified"
    assert ask(cached(Site()), HTTP_IF_NONE_MATCH=tag[2:]).status == "304 Not Modified"


@pytest.mark.parametrize("condition", ['"x"', 'W/"x", "y"', "", "nonsense", '"*"'])
def test_another_tag_gets_the_page(condition):
    assert ask(cached(Site()), HTTP_IF_NONE_MATCH=condition).status == "200 OK"


def test_the_tag_changes_with_the_page_and_stays_over_a_publication_that_left_it_alone():
    site = Site()
    cache = cached(site)
    tag = etag(cache)

    raise_version()
    assert etag(cache) == tag

    site.body = b"new"
    raise_version()
    assert etag(cache) != tag


@pytest.mark.parametrize(
    ("accepted", "compressed"),
    [
        ("gzip", True),
        ("GZIP, br", True),
        ("br;q=1.0, gzip;q=0.5", True),
        ("x-gzip", True),
        ("*", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000, br", False),
        ("gzip;q=0, *", False),
        ("*;q=0", False),
        ("identity", False),
        ("br", False),
        ("gzip;q=much", False),
        ("", False),
    ],
)
def test_gzip_is_sent_to_those_who_want_it(accepted, compressed):
    site = Site(b"word " * 1000)
    cache = cached(site)

    for _ in range(2):
        answer = ask(cache, HTTP_ACCEPT_ENCODING=accepted)

        assert ("Content-Encoding" in answer.headers) == compressed
        assert (gzip.decompress(answer.body) if compressed else answer.body) == site.body
        assert answer.headers["Content-Length"] == str(len(answer.body))
        assert answer.headers["Vary"] == "Accept-Encoding"
    assert etag(cache) == answer.headers["ETag"]


def test_the_same_page_is_compressed_to_the_same_bytes():
    one, two = (ask(cached(Site()), HTTP_ACCEPT_ENCODING="gzip") for _ in range(2))

    assert one.body == two.body
    assert one.body[4:8] == bytes(4)


@pytest.mark.parametrize("accepted", ["gzip", ""])
def test_head_gets_the_head_of_the_page(accepted):
    cache = cached(Site(b"word " * 1000))
    page = ask(cache, HTTP_ACCEPT_ENCODING=accepted)

    head = ask(cache, method="HEAD", HTTP_ACCEPT_ENCODING=accepted)

    assert (head.status, head.headers, head.body) == (page.status, page.headers, b"")


def test_nothing_is_kept_from_an_answer_to_head():
    site = Site()
    cache = cached(site)

    assert ask(cache, method="HEAD").body == b""

    assert ask(cache).body == site.body
