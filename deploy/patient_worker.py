"""A worker of gunicorn whose threads wait for nobody's connection.

One loop takes requests in as slowly as they come and sends answers as slowly as they are read; a
thread gets a request when all of it is here, and is free when its answer is written down. So
connections that are silent, or stop in the middle of a header, a body or an answer, cost a little
memory and no thread. gunicorn's own worker with threads lends each of them one.

One connection carries one request. Its body has a stated length: browsers and proxies state it.
"""

import contextlib
import socket
import tempfile
import time
from collections import deque
from functools import partial
from selectors import EVENT_READ, EVENT_WRITE

from gunicorn.workers.gthread import TConn, ThreadWorker

# Bytes. What is longer than IN_MEMORY lies in a temporary file without a name; the form with the
# most fields has a megabyte, a picture at most 60.
MOST_HEAD = 64 * 1024
MOST_BODY = 64 * 1024 * 1024
IN_MEMORY = 512 * 1024
AT_ONCE = 256 * 1024

# Seconds: for a whole head; for the next bytes of a body or of an answer; for a whole request.
HEAD_TIME, STEP_TIME, REQUEST_TIME = 10, 20, 600
# Seconds for the next bytes of what was refused, and for all of them. A browser reads the answer
# once it has sent everything; if the connection ends before, it says that the site is broken.
REFUSED_STEP, REFUSED_TIME = 2, 30

_END_OF_HEAD = b"\r\n\r\n"
_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
# In English and without the site's own frame, as it is told before anything of the site runs.
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{heading}</title></head>
<body><h1>{heading}</h1><p>{text}</p></body></html>
"""


class RefusedError(Exception):
    """A request that is not taken; its message is the status line of the answer.

    `heading` and `text` are what people read, where a browser may have sent it.
    """

    def __init__(self, status, heading="", text=""):
        super().__init__(status)
        self.page = _PAGE.format(heading=heading, text=text) if heading else ""


def _too_large():
    return RefusedError(
        "413 Content Too Large",
        "This is too much at once.",
        f"At most {MOST_BODY // 1024 // 1024} MB can be sent in one go, so nothing of it was "
        "stored. Go back and choose fewer or smaller files.",
    )


class Exchange:
    """What a thread has in place of a socket: the whole request, and room for the answer."""

    def __init__(self, raw):
        self.raw = raw
        self.request, self.answer = (
            tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - `close` closes it
            for _one in range(2)
        )
        self._rest = b""

    def recv(self, size):
        """Read from the request; at its end, as if the client had closed."""
        return self.request.read(size)

    def sendall(self, data):
        """Write down a piece of the answer."""
        self.answer.write(data)

    send = sendall

    def setblocking(self, flag):
        """Do nothing: reading and writing here never block."""

    settimeout = setblocking

    def gettimeout(self):
        """Return that there is no timeout."""

    def fileno(self):
        """Return the number of the socket."""
        return self.raw.fileno()

    def getsockname(self):
        """Return the address of this end."""
        return self.raw.getsockname()

    def shutdown(self, how):
        """Say that no more is sent."""
        self.raw.shutdown(how)

    def push(self):
        """Send as much of the answer as the client takes now; return whether that is all of it.

        Raises OSError when the client is gone.
        """
        while True:
            if not self._rest:
                self._rest = memoryview(self.answer.read(AT_ONCE))
                if not self._rest:
                    return True
            try:
                self._rest = self._rest[self.raw.send(self._rest) :]
            except BlockingIOError:
                return False

    def close(self):
        """Close the socket and let go of what was kept."""
        self._rest = b""
        for file in (self.raw, self.request, self.answer):
            file.close()


class Connection(TConn):
    """A connection: it is read, worked on by a thread, and answered."""

    def __init__(self, cfg, raw, client, server):
        super().__init__(cfg, Exchange(raw), client, server)
        raw.setblocking(False)
        self.raw = raw
        self.data_ready = True
        self.wants = EVENT_READ
        self.is_refused = False
        self._refused_until = 0.0
        self._head = bytearray()
        # How many bytes the request has; None until its head is here.
        self._length = None
        self._received = 0
        self.started_at = time.monotonic()
        self.timeout = self.started_at + HEAD_TIME

    def receive(self):
        """Take what has come; return whether the request is complete.

        Raises OSError when the client is gone, and RefusedError.
        """
        for _turn in range(4):  # Then it is the turn of another connection.
            try:
                data = self.raw.recv(AT_ONCE)
            except BlockingIOError:
                return False
            if not data:
                raise ConnectionResetError
            self._received += len(data)
            self.sock.request.write(data)
            if self._length is None:
                self._read_head(data)
            else:
                now = time.monotonic()
                self.timeout = min(now + STEP_TIME, self.started_at + REQUEST_TIME)
            if self._length is not None and self._received >= self._length:
                self.sock.request.seek(0)
                return True
        return False

    def _read_head(self, data):
        seen = max(0, len(self._head) - len(_END_OF_HEAD))
        self._head += data
        end = self._head.find(_END_OF_HEAD, seen)
        if end >= 0:
            self._length = end + len(_END_OF_HEAD) + self._length_of_body(bytes(self._head[:end]))
            self._head.clear()
        elif len(self._head) > MOST_HEAD:
            raise RefusedError("431 Request Header Fields Too Large")

    def _length_of_body(self, head):
        """Return the stated length; 0 without one, and for nonsense, which gunicorn refuses."""
        fields = [line.partition(b":")[::2] for line in head.split(b"\r\n")[1:]]
        values = {name.strip().lower(): value.strip() for name, value in fields}
        if b"transfer-encoding" in values:
            raise RefusedError("411 Length Required")
        length = values.get(b"content-length", b"")
        if not length.isdigit():
            return 0
        if len(length) > 12 or int(length) > MOST_BODY:
            raise _too_large()
        if values.get(b"expect", b"").lower() == b"100-continue":
            with contextlib.suppress(OSError):
                self.raw.send(_CONTINUE)
        return int(length)

    def refuse(self, error):
        """Answer without a thread, and then let the client run out."""
        body = error.page.encode()
        head = f"HTTP/1.1 {error}\r\nConnection: close\r\nContent-Length: {len(body)}\r\n"
        if body:
            head += "Content-Type: text/html; charset=utf-8\r\n"
        with contextlib.suppress(OSError):
            self.raw.send(head.encode() + b"\r\n" + body)
            self.raw.shutdown(socket.SHUT_WR)
        self.is_refused = True
        self._refused_until = time.monotonic() + REFUSED_TIME
        self.timeout = time.monotonic() + REFUSED_STEP

    def run_out(self):
        """Throw away what still comes of a refused request; return whether that is all of it."""
        for _turn in range(4):
            try:
                if not self.raw.recv(AT_ONCE):
                    return True
            except BlockingIOError:
                break
        self.timeout = min(time.monotonic() + REFUSED_STEP, self._refused_until)
        return False


class PatientWorker(ThreadWorker):
    """gunicorn's worker with threads, behind a loop that reads requests and sends answers."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Those that the loop waits for, the oldest first.
        self.waiting = {}

    def accept(self, listener):
        """Take a new connection, and for it the place of the oldest one that only waits."""
        try:
            raw, client = listener.accept()
        except OSError:  # Another worker was quicker, or the client is gone.
            return
        self.nr_conns += 1
        if self.nr_conns >= self.worker_connections and self.waiting:
            self._drop(next(iter(self.waiting)))
        self._read(Connection(self.cfg, raw, client, listener.getsockname()))

    def _read(self, conn, _socket=None):
        try:
            if conn.is_refused:
                if conn.run_out():
                    self._drop(conn)
            elif conn.receive():
                self._leave_alone(conn)
                self.enqueue_req(conn)
            else:
                self._wait_for(conn, EVENT_READ, self._read)
        except RefusedError as error:
            conn.refuse(error)
            self._wait_for(conn, EVENT_READ, self._read)
        except OSError:
            self._drop(conn)

    def handle(self, conn):
        """Answer a request. Runs in a thread, which also sends what the client takes at once."""
        try:
            super().handle(conn)
            conn.sock.answer.seek(0)
            return conn.sock.push()
        except OSError:
            return True

    def finish_request(self, conn, fs):
        """Close a connection that is answered, or send the rest as it is read."""
        if fs.cancelled() or fs.exception() or fs.result():
            self._drop(conn)
        else:
            conn.timeout = time.monotonic() + STEP_TIME
            self._wait_for(conn, EVENT_WRITE, self._write)

    def _write(self, conn, _socket=None):
        try:
            if conn.sock.push():
                self._drop(conn)
            else:
                conn.timeout = time.monotonic() + STEP_TIME
        except OSError:
            self._drop(conn)

    def _wait_for(self, conn, events, callback):
        if conn not in self.waiting:
            self.waiting[conn] = None
            conn.wants = events
            self.poller.register(conn.raw, events, partial(callback, conn))

    def _leave_alone(self, conn):
        if conn in self.waiting:
            del self.waiting[conn]
            self.poller.unregister(conn.raw)

    def _drop(self, conn):
        self._leave_alone(conn)
        self.nr_conns -= 1
        with contextlib.suppress(OSError):
            conn.close()

    def murder_pending(self):
        """Drop what was waited for too long; once the site is to end, every unfinished request."""
        now = time.monotonic()
        for conn in list(self.waiting):
            if conn.timeout <= now or (not self.alive and conn.wants == EVENT_READ):
                self._drop(conn)

    def murder_keepalived(self, force=False):
        """Do nothing: no connection is kept for another request."""
        self.keepalived_conns = deque()
