"""Where a request comes from, also behind a proxy, as a digest that names nobody."""

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from editorial.web import addresses


def address_of(request):
    """Return the network address of whoever asks; None where nobody told one.

    Proxies append the address that they saw to X-Forwarded-For. So the list is read from its end,
    as long as it was written by a proxy that we trust; what stands before may be made up.
    """
    return addresses.address(_told(request))


def network_of(request):
    """Return, as a text, the network that counts as one sender.

    Of an IPv6 address these are the first 64 bits: one household or one person has all the rest.
    What is no address is a sender of its own, for a proxy that hides it behind a name.
    """
    told = _told(request)
    found = addresses.address(told)
    return str(addresses.household(found)) if found else told


def digest_of(request):
    """Return a keyed digest of the sender's network, another one every day."""
    return salted_hmac(
        f"involvement.submissions.sender.{timezone.now():%Y-%m-%d}",
        network_of(request),
        algorithm="sha256",
    ).hexdigest()


def _told(request):
    told = request.META.get("REMOTE_ADDR", "")
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    for hop in reversed([hop for hop in hops if hop]):
        if not _is_trusted(told):
            break
        told = hop
    return told


def _is_trusted(told):
    # Over a Unix socket gunicorn gives no address; only a proxy on this machine uses it.
    if told == "":
        return True
    found = addresses.machine(told)
    return found is not None and any(found in network for network in settings.TRUSTED_PROXIES)
