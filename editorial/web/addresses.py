"""Network addresses as proxies and people write them. Needs no Django: gunicorn reads it too."""

import ipaddress
import re

# IPv4 in IPv6, the last four bytes of which are the address of the other side: NAT64 by RFC 6052
# and 8215, SIIT by RFC 2765.
_ENDS_WITH_IPV4 = tuple(
    map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "::ffff:0:0:0/96"))
)
# The oldest way to wrap one, "::203.0.113.5". Below it are no addresses of others: "::", "::1".
_IPV4_COMPATIBLE = range(1 << 24, 1 << 32)

THIS_MACHINE = (ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128"))
EVERYWHERE = (ipaddress.ip_network("0.0.0.0/0"), ipaddress.ip_network("::/0"))
ANY = "*"

_IN_BRACKETS = re.compile(r"\[([^\]]*)\](?::[0-9]{1,5})?")
_WITH_PORT = re.compile(r"([0-9.]+):[0-9]{1,5}")

# Whoever has an IPv6 address has the rest of these first bits as well.
_BITS_OF_ONE_HOUSEHOLD = 64
# An IPv4 network of n bits is one of n + 96 where IPv6 sockets tell of it.
_BITS_BEFORE_MAPPED = 96


def address(text):
    """Return the address that a text means; None for none.

    Quotes, brackets, a port and a zone are left out, and an IPv4 address that is wrapped in IPv6
    (mapped, compatible, NAT64, SIIT, 6to4, Teredo) is that IPv4 address.
    """
    found = machine(text)
    return _unwrapped(found) if found is not None and found.version == 6 else found


def machine(text):
    """Return the address of a machine beside this one; None for none.

    What a socket tells of IPv4 is unwrapped (mapped) and nothing else: anybody can have an address
    in which that of a proxy is wrapped.
    """
    text = text.strip().strip('"')
    if found := _IN_BRACKETS.fullmatch(text) or _WITH_PORT.fullmatch(text):
        text = found[1]
    try:
        found = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return (found.version == 6 and found.ipv4_mapped) or found


def household(found):
    """Return the network that one household or person has: of IPv6 the first 64 bits.

    Addresses on the same link share those, so they count as a whole.
    """
    if found.version == 4 or found.is_link_local:
        return ipaddress.ip_network(found)
    return ipaddress.ip_network((found, _BITS_OF_ONE_HOUSEHOLD), strict=False)


def proxies(texts):
    """Return the networks of the proxies that are believed; this machine is always one.

    Each text is an address, a network such as 10.0.0.0/8, or "*" for everybody. Raises ValueError,
    with a sentence, for anything else.
    """
    networks = list(THIS_MACHINE)
    for text in texts:
        networks += EVERYWHERE if text == ANY else [_network(text)]
    return networks


def for_gunicorn(networks):
    """Write the networks as gunicorn takes them, IPv4 also as an IPv6 socket tells of it."""
    if set(EVERYWHERE) <= set(networks):
        return ANY
    mapped = (
        f"::ffff:{network.network_address}/{network.prefixlen + _BITS_BEFORE_MAPPED}"
        for network in networks
        if network.version == 4
    )
    return ",".join([*map(str, networks), *mapped])


def _unwrapped(found):
    is_plain = int(found) in _IPV4_COMPATIBLE
    if is_plain or any(found in network for network in _ENDS_WITH_IPV4):
        return ipaddress.IPv4Address(found.packed[-4:])
    _server, client = found.teredo or (None, None)
    return client or found.sixtofour or found


def _network(text):
    try:
        found = ipaddress.ip_network(text)
    except ValueError as error:
        raise ValueError(_complaint(text)) from error
    if found.version == 6 and found.network_address.ipv4_mapped:
        bits = found.prefixlen - _BITS_BEFORE_MAPPED
        if bits >= 0:
            return ipaddress.ip_network((found.network_address.ipv4_mapped, bits))
    return found


def _complaint(text):
    try:
        meant = ipaddress.ip_network(text, strict=False)
    except ValueError:
        return f"{text!r} is no network address; write one such as 10.0.0.7 or 10.0.0.0/8."
    return f"{text!r} names one machine and a network at once; the network is {meant}."
