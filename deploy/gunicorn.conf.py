"""How gunicorn serves the site: two processes with some threads each.

HOST and PORT say where it listens. No access log: a reader's address is personal data that nobody
needs here; what goes wrong is on standard error.
"""

# ruff: noqa: N999 - the name that gunicorn's documentation uses

import contextlib
import ctypes
import gc
import os

from gunicorn import glogging

from editorial.staff.private_logging import JsonFormatter, PrivateFormatter
from editorial.web import addresses
from saltlake_sister import env

# The number of the setting in <malloc.h>.
_M_ARENA_MAX = -8

_host = os.environ.get("HOST") or "127.0.0.1"
_port = os.environ.get("PORT") or "8000"
_place = f"[{_host}]:{_port}" if ":" in _host else f"{_host}:{_port}"

bind = [_place]
workers = 2
# A thread is lent to whole requests only, so few of them serve many connections.
worker_class = "deploy.patient_worker.PatientWorker"
threads = 6
worker_connections = 400
keepalive = 0
# Seconds without a sign of life of a process. A thread may work longer than that.
timeout = 30
# Answers go by way of the worker's loop.
sendfile = False
# The site is loaded once, before the workers part: a quicker start and shared memory.
preload_app = True
# What is loaded stays; looking for rubbish while it is read costs a good part of the start.
gc.disable()
# The proxies that Django believes too. What they send may not rewrite the path: a prefix of
# somebody's would be printed in front of every link, and cached.
forwarded_allow_ips = addresses.for_gunicorn(env.proxies())
forwarder_headers = ""
control_socket_disable = True
accesslog = None
errorlog = "-"
loglevel = "warning"


class logger_class(glogging.Logger):  # noqa: N801 - the name of gunicorn's setting
    """gunicorn's messages, without the addresses of people and the secrets of links."""

    def setup(self, cfg):
        """Prepare the logger as gunicorn does, then change how it writes."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(
                JsonFormatter()
                if env.choice("LOG_FORMAT", "line", "json") == "json"
                else PrivateFormatter(self.error_fmt, self.datefmt)
            )


def _is_this_machine(host):
    found = addresses.machine(host)
    return host == "localhost" or any(found in each for each in addresses.THIS_MACHINE if found)


def when_ready(server):
    """Say where the site is, once it listens."""
    gc.enable()
    gc.collect()
    gc.freeze()  # What is loaded by now stays; leave it out of each worker's collections.
    every_address = _host in {"0.0.0.0", "::"}  # noqa: S104 - compared, not listened on
    address = f"http://{f'localhost:{_port}' if every_address else _place}/"
    public = os.environ.get("SITE_URL")
    where = f"{public} (here: {address})" if public else address
    print(
        f"The site is at {where} · `make staff` makes a staff account · Ctrl-C stops it",
        flush=True,
    )
    if not _is_this_machine(_host):
        print(
            "Everybody who reaches this machine reaches this port, over http: put a proxy with "
            "https in front and let only it in (docs/operations.md).",
            flush=True,
        )
    if every_address and not (public or os.environ.get("ALLOWED_HOSTS")):
        print("Others are let in only by a name that SITE_URL or ALLOWED_HOSTS gives.", flush=True)


def pre_fork(server, worker):
    """Close what loading the site has opened: a database connection must not be shared."""
    from django.db import connections

    connections.close_all()


def post_fork(server, worker):
    """Keep memory small.

    A page leaves many small cycles behind; waiting for them costs each worker some megabytes,
    while what is frozen above makes a collection cheap, so collect more often than Python does by
    itself. And let threads share their heap: glibc gives each one of its own, which it keeps.
    """
    gc.set_threshold(700, 5, 2)
    with contextlib.suppress(AttributeError, OSError):  # Only glibc has it.
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)
