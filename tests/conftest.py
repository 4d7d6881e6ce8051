"""What all tests share: a closed network and real contents."""

import os
import socket

import pytest
from hypothesis import settings as hypothesis_settings

# Machines are shared and slow at times; a test's worth is not its speed.
hypothesis_settings.register_profile("site", deadline=None)
hypothesis_settings.load_profile("site")

# Playwright runs an event loop in the thread of the tests; Django would refuse the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(autouse=True)
def closed_network(monkeypatch):
    """Refuse connections to anything but this machine."""
    connect = socket.socket.connect

    def connect_here(self, address):
        if self.family == socket.AF_UNIX or address[0] in {"127.0.0.1", "::1", "localhost"}:
            return connect(self, address)
        raise AssertionError(f"A test tried to reach {address}.")

    monkeypatch.setattr(socket.socket, "connect", connect_here)


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    """Keep uploaded and collected files of each test in folders of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
