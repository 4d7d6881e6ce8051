"""Who asks: the same address in every spelling, and only proxies that we trust may tell it."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from gunicorn.config import Config
from gunicorn.http.message import _ip_in_allow_list

from editorial.web import addresses
from editorial.web.network import address_of, digest_of, network_of
from saltlake_sister import env

SPELLINGS = {
    "203.0.113.5": "203.0.113.5/32",
    " 203.0.113.5 ": "203.0.113.5/32",
    "203.0.113.5:51234": "203.0.113.5/32",
    '"203.0.113.5:51234"': "203.0.113.5/32",
    "::ffff:203.0.113.5": "203.0.113.5/32",
    "::FFFF:cb00:7105": "203.0.113.5/32",
    "[::ffff:203.0.113.5]:443": "203.0.113.5/32",
    "64:ff9b::203.0.113.5": "203.0.113.5/32",
    "64:ff9b:1::cb00:7105": "203.0.113.5/32",
    "2002:cb00:7105::1": "203.0.113.5/32",
    "[2002:cb00:7105::1]": "203.0.113.5/32",
    "::203.0.113.5": "203.0.113.5/32",
    "[::cb00:7105]:443": "203.0.113.5/32",
    "::ffff:0:203.0.113.5": "203.0.113.5/32",
    # Teredo: the last four bytes are those of the network behind it, each bit turned round.
    "2001:0:4136:e378:8000:63bf:34ff:8efa": "203.0.113.5/32",
    "::1": "::/64",
    "::": "::/64",
    "2001:db8:1:2::1": "2001:db8:1:2::/64",
    "2001:0DB8:1:2:ffff::2": "2001:db8:1:2::/64",
    "[2001:db8:1:2::1]:443": "2001:db8:1:2::/64",
    '"[2001:db8:1:2::1]"': "2001:db8:1:2::/64",
    "fe80::1%eth0": "fe80::1/128",
    "fe80::2%25eth0": "fe80::2/128",
    # A proxy that hides who asks: whoever has the name is one sender.
    "unknown": "unknown",
    "_hidden": "_hidden",
    "203.0.113.500": "203.0.113.500",
}


def asked(rf, told, peer="127.0.0.1"):
    return rf.get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=told)


@pytest.mark.parametrize(("told", "network"), SPELLINGS.items())
def test_an_address_is_understood_in_every_spelling(rf, told, network):
    assert network_of(asked(rf, told)) == network


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.0.1.1", "::1", "::ffff:127.0.0.1", ""])
def test_a_proxy_on_this_machine_is_believed_in_every_spelling(rf, peer):
    assert str(address_of(asked(rf, "203.0.113.5", peer))) == "203.0.113.5"


@pytest.mark.parametrize(
    ("proxies", "peer", "told", "who"),
    [
        # Nobody else is believed.
        ([], "198.51.100.9", "203.0.113.5", "198.51.100.9"),
        (["10.0.0.0/8"], "10.0.3.7", "203.0.113.5", "203.0.113.5"),
        (["10.0.0.0/8"], "::ffff:10.0.3.7", "203.0.113.5", "203.0.113.5"),
        (["::ffff:10.0.0.0/104"], "10.0.3.7", "203.0.113.5", "203.0.113.5"),
        (["2001:db8::/32"], "2001:db8::9", "2001:db9::5", "2001:db9::5"),
        # This machine stays believed when others are named.
        (["10.0.0.0/8"], "127.0.0.1", "203.0.113.5, 10.0.3.7:80", "203.0.113.5"),
        # What stands before what a trusted proxy wrote may be made up.
        (["10.0.0.0/8"], "10.0.3.7", "1.1.1.1, 203.0.113.5", "203.0.113.5"),
        (["*"], "198.51.100.9", "203.0.113.5", "203.0.113.5"),
        # Whoever has an address in which that of a proxy is wrapped is no proxy.
        (["10.0.0.0/8"], "2002:0a00:0307::1", "203.0.113.5", "10.0.3.7"),
        (["10.0.0.0/8"], "::ffff:0:10.0.3.7", "203.0.113.5", "10.0.3.7"),
        ([], "64:ff9b::127.0.0.1", "203.0.113.5", "127.0.0.1"),
    ],
)
def test_only_trusted_proxies_may_say_who_asks(rf, settings, proxies, peer, told, who):
    settings.TRUSTED_PROXIES = addresses.proxies(proxies)

    assert str(address_of(asked(rf, told, peer))) == who


def test_readers_behind_one_proxy_are_many_networks(rf):
    told = [f"::ffff:203.0.113.{number}" for number in range(1, 13)]

    assert len({digest_of(asked(rf, one, "::ffff:127.0.0.1")) for one in told}) == len(told)


@pytest.mark.parametrize(
    ("proxies", "peers"),
    [
        ("", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"]),
        ("10.0.0.0/8", ["10.1.2.3", "::ffff:10.1.2.3", "127.0.0.1"]),
        ("192.0.2.7, 2001:db8::/32", ["192.0.2.7", "2001:db8::1", "::1"]),
        ("*", ["198.51.100.9", "2001:db9::1"]),
    ],
)
def test_gunicorn_believes_the_same_proxies(monkeypatch, proxies, peers):
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", proxies)
    trusted = env.proxies()
    gunicorn = Config()
    gunicorn.set("forwarded_allow_ips", addresses.for_gunicorn(trusted))

    for peer in [*peers, "198.51.100.9", "2001:db9::1", "::ffff:198.51.100.9"]:
        ours = any(addresses.machine(peer) in network for network in trusted)
        allowed, networks = gunicorn.forwarded_allow_ips, gunicorn.forwarded_allow_networks()
        assert _ip_in_allow_list(peer, allowed, networks) == ours
        assert ours or peer not in peers


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("10.0.0.300", "'10.0.0.300' is no network address"),
        ("10.0.0.1:80", "'10.0.0.1:80' is no network address"),
        ("proxy.example.org", "'proxy.example.org' is no network address"),
        ("127.0.0.1, 10.0.0.0/33", "'10.0.0.0/33' is no network address"),
        ("10.0.0.7/8", "the network is 10.0.0.0/8."),
    ],
)
def test_a_typing_error_keeps_the_site_from_starting(monkeypatch, typed, sentence):
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", typed)

    with pytest.raises(ImproperlyConfigured, match="FORWARDED_ALLOW_IPS: ") as refused:
        env.proxies()

    assert sentence in str(refused.value)
