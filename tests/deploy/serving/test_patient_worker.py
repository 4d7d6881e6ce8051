"""The web server's threads wait for nobody: silent and slow connections keep no reader waiting."""

import contextlib
import hashlib
import signal
import socket
import subprocess
import sys
import time

import pytest

from deploy.environment import ROOT
from tests.deploy.serving.served_app import LONG

PAGE = b"GET / HTTP/1.1\r\nHost: here\r\n\r\n"
# More than there are threads, many times over.
MANY = 40
# Seconds: well below those after which a stopped connection is given up.
AT_MOST = 6
NOTHING = hashlib.sha256(b"").hexdigest().encode()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def served():
    port = free_port()
    options = ["--worker-class", "deploy.patient_worker.PatientWorker", "--no-control-socket"]
    options += ["--threads", "2", "--keep-alive", "0", "--no-sendfile", "--log-level", "critical"]
    options += ["--worker-connections", "200", "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *options, "tests.deploy.serving.served_app:application"],
        cwd=ROOT,
    )
    try:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port)).close()
                break
            time.sleep(0.05)
        yield port, server
    finally:
        server.kill()
        server.wait()


@pytest.fixture(scope="module")
def port():
    with served() as (number, _server):
        yield number


def connected(port, sent=b""):
    connection = socket.create_connection(("127.0.0.1", port), timeout=15)
    connection.sendall(sent)
    return connection


def answer(connection):
    """Return the status line and the body of an answer, read to its end."""
    with connection:
        whole = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _end, body = whole.partition(b"\r\n\r\n")
    return head.split(b"\r\n")[0].decode(), body


def post(body, more=b""):
    return b"POST / HTTP/1.1\r\nHost: h\r\n%sContent-Length: %d\r\n\r\n" % (more, len(body)) + body


STOPPED = {
    "nothing": b"",
    "a byte": b"G",
    "half a head": PAGE[:-2],
    "a byte of a body": post(b"a" * 1000)[:-999],
    "all but a byte": post(b"a" * 1000)[:-1],
    "reads nothing": PAGE.replace(b"/ ", b"/long "),
}


@pytest.mark.parametrize("sent", STOPPED.values(), ids=STOPPED)
def test_a_reader_does_not_wait_for_connections_that_stop(port, sent):
    with contextlib.ExitStack() as stack:
        for _ in range(MANY):
            stack.enter_context(connected(port, sent))
        began = time.monotonic()

        assert answer(connected(port, PAGE)) == ("HTTP/1.1 200 OK", b"GET " + NOTHING)
        assert time.monotonic() - began < AT_MOST


def test_more_connections_than_fit_push_out_those_that_wait_longest(port):
    with contextlib.ExitStack() as stack:
        oldest = stack.enter_context(connected(port, PAGE[:5]))
        for _ in range(300):
            stack.enter_context(connected(port))

        assert answer(connected(port, PAGE))[0] == "HTTP/1.1 200 OK"
        assert oldest.recv(1) == b""


@pytest.mark.parametrize("size", [1, 70_000, 3_000_000])
def test_a_body_arrives_whole_however_it_is_sent(port, size):
    body = bytes(range(256)) * (size // 256 + 1)
    connection = connected(port)
    request = post(body)
    for start in range(0, len(request), len(request) // 3 + 1):
        connection.sendall(request[start : start + len(request) // 3 + 1])
        time.sleep(0.01)

    assert answer(connection)[1] == b"POST " + hashlib.sha256(body).hexdigest().encode()


def test_who_asks_whether_to_go_on_is_told_to(port):
    head, body = post(b"a" * 10, b"Expect: 100-continue\r\n").split(b"\r\n\r\n")
    connection = connected(port, head + b"\r\n\r\n")

    assert connection.recv(25) == b"HTTP/1.1 100 Continue\r\n\r\n"
    connection.sendall(body)
    assert answer(connection)[1].endswith(hashlib.sha256(body).hexdigest().encode())


def test_an_answer_is_sent_as_slowly_as_it_is_read(port):
    connection = connected(port, PAGE.replace(b"/ ", b"/long "))
    time.sleep(0.3)

    assert len(answer(connection)[1]) == LONG


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (PAGE[:-2] + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "411 Length Required"),
        (PAGE[:-2] + b"Content-Length: 99999999999\r\n\r\n", "413 Content Too Large"),
        (b"GET / HTTP/1.1\r\nX: " + b"x" * 70_000, "431 Request Header Fields Too Large"),
        (PAGE[:-2] + b"Content-Length: -5\r\n\r\n", "400 Bad Request"),
        (b"nonsense\r\n\r\n", "400 Bad Request"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_status(port, request_, status):
    assert answer(connected(port, request_))[0] == f"HTTP/1.1 {status}"


@pytest.mark.proof
def test_who_sends_too_much_can_read_why_after_sending_all_of_it(port):
    connection = connected(port, PAGE[:-2] + b"Content-Length: 70000000\r\n\r\n")
    for _ in range(7):  # For longer than a stopped connection is kept.
        connection.sendall(bytes(10_000_000))
        time.sleep(0.5)

    status, page = answer(connection)
    assert status == "HTTP/1.1 413 Content Too Large"
    assert page.startswith(b"<!doctype html>")
    assert b"At most 64 MB can be sent in one go" in page


def test_the_end_waits_for_answers_and_not_for_silence():
    with served() as (port, server), contextlib.ExitStack() as stack:
        for _ in range(5):
            stack.enter_context(connected(port, PAGE[:9]))
        working = stack.enter_context(connected(port, PAGE.replace(b"/ ", b"/slow ")))
        time.sleep(0.3)
        server.send_signal(signal.SIGTERM)

        assert answer(working)[0] == "HTTP/1.1 200 OK"
        assert server.wait(5) == 0
