"""What the web server says when it listens, and what it is told."""

import gc
import runpy

import pytest

from deploy.environment import ROOT

CONF = str(ROOT / "deploy" / "gunicorn.conf.py")


@pytest.fixture
def said(monkeypatch, capsys):
    """Return what is said on a host."""
    monkeypatch.setattr(gc, "freeze", lambda: None)

    def on(host):
        monkeypatch.setenv("HOST", host)
        runpy.run_path(CONF)["when_ready"](None)
        return capsys.readouterr().out

    return on


@pytest.mark.parametrize("host", ["", "127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_on_this_machine_alone_nothing_is_warned_of(said, host):
    assert "proxy" not in said(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.5", "desk.example"])
def test_where_others_reach_it_a_proxy_is_asked_for(said, host):
    assert "put a proxy with https in front" in said(host)


def test_no_header_says_under_which_path_the_site_is():
    assert runpy.run_path(CONF)["forwarder_headers"] == ""
