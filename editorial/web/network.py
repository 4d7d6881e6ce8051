"""Where a request comes from, also behind a proxy, as a digest that names nobody."""

import ipaddress

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac


def address_of(request):
    """Return the network address of whoever asks.

    Proxies append the address that they saw to X-Forwarded-For. So the list is read from its end,
    as long as it was written by a proxy that we trust; what stands before may be made up.
    """
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    address = request.META.get("REMOTE_ADDR", "")
    for hop in reversed([hop for hop in hops if hop]):
        if not _is_trusted(address):
            break
        address = hop
    return address


def digest_of(request):
    """Return a keyed digest of the sender's network, another one every day.

    Of an IPv6 address the first 64 bits count: one household or one person has all the rest.
    """
    network = _network(address_of(request))
    return salted_hmac(
        f"involvement.submissions.sender.{timezone.now():%Y-%m-%d}", network, algorithm="sha256"
    ).hexdigest()


def _is_trusted(address):
    # Over a Unix socket gunicorn gives no address; only a proxy on this machine uses it.
    return address == "" or "*" in settings.TRUSTED_PROXIES or address in settings.TRUSTED_PROXIES


def _network(address):
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 6:
        return (
            str(ipaddress.ip_network(f"{parsed}/64", strict=False))
            if not parsed.scope_id
            else str(parsed)
        )
    return str(parsed)
