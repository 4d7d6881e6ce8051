"""nginx with our configuration, started here: what readers get while the site is down."""

import http.client
import socket
import ssl
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from editorial.cache.pages import FRESHNESS
from tests.deploy.serving.nginx import HOST, NEEDS_NGINX, Nginx

pytestmark = [pytest.mark.proof, NEEDS_NGINX]

# A page, a picture, a style sheet, and what is for one person alone.
PUBLIC = {
    "/en/": FRESHNESS,
    "/media/castle.jpg": "public, max-age=300, must-revalidate",
    "/static/css/site.1a2b.css": "max-age=315360000, public, immutable",
}
PRIVATE = {"/en/desk/": "private, max-age=60", "/en/take-part/mine/a-secret/": FRESHNESS}


def hang_up(handler):
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


class Site:
    """What stands behind nginx: answers with the words of `answers`, until it is stopped."""

    def __init__(self):
        site = self
        self.answers = {path: (200, fresh) for path, fresh in (PUBLIC | PRIVATE).items()}

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                path = self.path.partition("?")[0]
                status, fresh = site.answers.get(path, (200, FRESHNESS))
                self.send_response(status)
                if fresh:
                    self.send_header("Cache-Control", fresh)
                self.send_header("Vary", "Accept-Encoding")
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"ok")

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        """Answer nobody any more; connections that are kept are told so, too."""
        self.answers = {}
        self.server.shutdown()
        self.server.server_close()
        self.server.RequestHandlerClass.do_GET = hang_up


@pytest.fixture
def site():
    made = Site()
    yield made
    made.server.server_close()


@pytest.fixture
def nginx(tmp_path, site):
    running = Nginx(tmp_path, [site])
    yield running
    running.stop()


def test_readers_see_what_is_public_while_the_site_is_down(nginx, site):
    for path in PUBLIC | PRIVATE:
        assert nginx.ask(path).status == 200

    site.stop()
    time.sleep(2.1)  # What is younger is fresh.

    others = {"Accept_Encoding": "gzip, deflate, br, zstd"}
    assert [nginx.ask(path, **others).status for path in PUBLIC] == [200, 200, 200]
    assert [nginx.ask(path).status for path in PRIVATE] == [502, 502]


@pytest.mark.parametrize(
    ("asked", "place"), [("ja,en;q=0.5", "/ja/"), ("zh-TW", "/zh-hant/"), ("de", "/en/")]
)
def test_who_types_the_name_while_the_site_is_down_is_led_to_a_page(nginx, site, asked, place):
    site.answers["/"] = (302, "")
    assert nginx.ask("/").status == 302
    site.stop()

    answer = nginx.ask("/", Accept_Language=asked)

    assert (answer.status, answer.headers["Location"]) == (302, f"https://{HOST}{place}")


@pytest.mark.parametrize("path", ["/en/", "/media/castle.jpg"])
def test_what_was_removed_is_not_shown_from_before(nginx, site, path):
    nginx.ask(path)
    time.sleep(2.1)
    site.answers[path] = (404, "")
    assert nginx.ask(path).status == 404
    site.stop()
    time.sleep(2.1)

    assert nginx.ask(path).status == 404


def test_one_address_may_stand_for_many_readers(nginx):
    with ThreadPoolExecutor(16) as pool:
        paths = [f"/static/{number}.css" for number in range(200)]
        paths += [f"/en/cities/{number}/" for number in range(200)]
        found = {answer.status for answer in pool.map(nginx.ask, paths)}
        searched = [f"/en/search/?q={number}" for number in range(400)]
        limited = {answer.status for answer in pool.map(nginx.ask, searched)}

    assert found == {200}
    assert limited == {200, 429}


def test_who_asks_for_another_name_is_told_nothing(nginx):
    with pytest.raises(ssl.SSLError):
        nginx.ask("/en/", host="scanner.example")
    asking = http.client.HTTPConnection("127.0.0.1", nginx.http)
    asking.request("GET", "/")
    with pytest.raises(http.client.RemoteDisconnected):
        asking.getresponse()


def test_of_two_machines_one_may_die(tmp_path, site):
    other = Site()
    running = Nginx(tmp_path, [site, other])
    try:
        assert {running.ask(f"/en/{number}/").status for number in range(10)} == {200}
        other.stop()
        assert {running.ask(f"/en/{number}/").status for number in range(10, 50)} == {200}
    finally:
        running.stop()


def test_in_an_update_of_two_machines_a_style_sheet_is_found_on_either(tmp_path, site):
    path, other = "/static/css/site.9f8e.css", Site()
    other.answers[path] = (404, "")
    running = Nginx(tmp_path, [site, other])
    try:
        # Each time anew: what is kept would be told without asking.
        assert {running.ask(f"{path}?{number}").status for number in range(8)} == {200}
    finally:
        running.stop()
        other.server.server_close()
