"""A mail server on the loopback that fails in the ways in which mail servers do."""

import contextlib
import socket
import threading
import time
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


class MailServer:
    """A real server on a fixed port; change how it behaves between two tries.

    `taken` lists what it has accepted, as `(recipient, message)`. `refused` maps addresses to the
    answer they get. `before_accepting` is called with the message before the server accepts it.
    """

    def __init__(self, port=0):
        self.port = port or free_port()
        self.taken = []
        self.refused = {}
        self.greeting = None
        self.before_accepting = lambda message: None
        self._controller = None

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        """Answer to a recipient."""
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        """Take a mail."""
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.before_accepting(message)
        self.taken += [(address, message) for address in envelope.rcpt_tos]
        return "250 OK"

    def start(self):
        """Listen."""
        server = self

        class Listener(Controller):
            def factory(self):
                return Greeter(server, enable_SMTPUTF8=True)

        self._controller = Listener(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()
        return self

    def stop(self):
        """Refuse connections."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    @property
    def ids(self):
        """List the Message-IDs of what was taken, in their order."""
        return [message["Message-ID"] for _, message in self.taken]


class Greeter(SMTP):
    """The protocol; it may greet with something else than 220."""

    async def push(self, status):
        """Send one line, the greeting perhaps another one."""
        greeting = self.event_handler.greeting
        if (
            greeting
            and self.session
            and self.session.host_name is None
            and status.startswith("220")
        ):
            status = greeting
        await super().push(status)


@contextlib.contextmanager
def hanging_server(port):
    """Take connections and never say a word; return the list of the times when somebody came."""
    came, held = [], []
    listener = socket.create_server(("127.0.0.1", port))

    def take():
        with contextlib.suppress(OSError):
            while True:
                held.append(listener.accept()[0])
                came.append(time.monotonic())

    threading.Thread(target=take, daemon=True).start()
    try:
        yield came
    finally:
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for connection in held:
            connection.close()


def free_port():
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
