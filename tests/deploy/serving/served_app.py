"""A WSGI application that says what it was sent, for the worker around it."""

import hashlib
import time

LONG = 6 * 1024 * 1024


def application(environ, start_response):
    """Answer with the method and the digest of the body; "/long" and "/slow" are what they say."""
    path, body = environ["PATH_INFO"], environ["wsgi.input"].read()
    if path == "/slow":
        time.sleep(1)
    answer = f"{environ['REQUEST_METHOD']} {hashlib.sha256(body).hexdigest()}".encode()
    if path == "/long":
        answer = b"x" * LONG
    start_response("200 OK", [("Content-Length", str(len(answer)))])
    return [answer]
