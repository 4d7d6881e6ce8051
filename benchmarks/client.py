"""A small load generator: each request on a connection of its own, for a bounded time.

It speaks just enough HTTP for a server that closes the connection after each answer, as sync
workers do, and it talks to this machine only.
"""

import re
import selectors
import socket
import time
from typing import NamedTuple

HOST = "127.0.0.1"
MAX_REQUESTS = 100_000
PATIENCE = 10  # seconds for the last answers to arrive


class Load(NamedTuple):
    """What one process saw. Times are in seconds."""

    latencies: list  # of each good answer
    errors: int
    size: int  # bytes of a body as sent
    duration: float  # up to the last answer


class Exchange:
    """One request on its way."""

    def __init__(self, address, request, selector):
        self.begun = time.perf_counter()
        self.received = b""
        self.request = request
        self.socket = socket.socket()
        self.socket.setblocking(False)
        self.socket.connect_ex(address)
        selector.register(self.socket, selectors.EVENT_WRITE, self)

    def advance(self, selector):
        """Do what the socket is ready for; tell whether the exchange is over."""
        try:
            if self.request:
                self.socket.sendall(self.request)
                self.request = b""
                selector.modify(self.socket, selectors.EVENT_READ, self)
                return False
            chunk = self.socket.recv(262_144)
        except BlockingIOError:
            return False
        except OSError:
            chunk = b""
        if chunk:
            self.received += chunk
            return False
        selector.unregister(self.socket)
        self.socket.close()
        return True

    def body_size(self):
        """Return the size of the body as sent, or None unless it is a complete answer with 200."""
        head, _, body = self.received.partition(b"\r\n\r\n")
        length = re.search(rb"\r\ncontent-length: (\d+)", head, re.IGNORECASE)
        if not head.startswith(b"HTTP/1.1 200 ") or (length and int(length[1]) != len(body)):
            return None
        return len(body)


def send_all(port, requests, connections, patience=PATIENCE):
    """Send each of these requests once, so many at a time; return whole answers and a `Load`.

    A request is bytes that ask the server to close the connection. An answer that does not arrive
    is an error.
    """
    waiting, answers, latencies = iter(requests), [], []
    errors, begun = 0, time.perf_counter()
    with selectors.DefaultSelector() as selector:

        def begin():
            if (request := next(waiting, None)) is not None:
                Exchange((HOST, port), request, selector)

        for _ in range(connections):
            begin()
        while selector.get_map():
            ready = selector.select(timeout=patience)
            if not ready:
                errors += len(selector.get_map())
                break
            for key, _ in ready:
                exchange = key.data
                if exchange.advance(selector):
                    answers.append(exchange.received)
                    errors += not exchange.received
                    latencies.append(time.perf_counter() - exchange.begun)
                    begin()
    return answers, Load(latencies, errors, 0, time.perf_counter() - begun)


def load(port, path, connections, seconds):
    """Ask for one address over and over, so many requests at a time; return a `Load`."""
    request = (
        f"GET {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\n"
        "Accept-Encoding: gzip\r\nConnection: close\r\n\r\n"
    ).encode()
    latencies, errors, size = [], 0, 0
    begun = time.perf_counter()
    end = begun + seconds
    with selectors.DefaultSelector() as selector:
        for _ in range(connections):
            Exchange((HOST, port), request, selector)
        while selector.get_map():
            ready = selector.select(timeout=1)
            now = time.perf_counter()
            if now > end + PATIENCE:
                errors += len(selector.get_map())
                break
            for key, _ in ready:
                exchange = key.data
                if not exchange.advance(selector):
                    continue
                answered = exchange.body_size()
                if answered is None:
                    errors += 1
                else:
                    size = answered
                    latencies.append(time.perf_counter() - exchange.begun)
                if now < end and len(latencies) + errors < MAX_REQUESTS:
                    Exchange((HOST, port), request, selector)
    return Load(latencies, errors, size, time.perf_counter() - begun)
