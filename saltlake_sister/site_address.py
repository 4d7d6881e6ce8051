"""Where the site is, as the settings say it: its address and the names that it answers to."""

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

HOW = "SITE_URL must look like https://www.example.org, without a path."
THIS_MACHINE = ["localhost", "127.0.0.1", "[::1]"]

_OF_PRIVATE_NETWORKS = {"localhost", "local", "internal", "intranet", "lan", "home", "corp", "test"}
# Letters that have been part of names since 2008.
_KEPT_SINCE_2008 = set("ßς")
# Letters of any script (they become punycode), a dot in front for all names below, or "*".
_HOST = re.compile(r"\*|\.?[\w-]+(\.[\w-]+)*\.?|\[[0-9A-Fa-f:.]+\]")


class SiteAddress(NamedTuple):
    """The address of the site without a slash at its end, and the host in it; both may be ""."""

    url: str
    host: str

    @property
    def is_https(self):
        """Return whether it is served over https."""
        return self.url.startswith("https:")


def site_address(text):
    """Return the address of the site; a name in another script as browsers send it.

    Raises ImproperlyConfigured for anything but scheme, host and port. A name and a password in it
    are not repeated.
    """
    text = text.strip().rstrip("/")
    if not text:
        return SiteAddress("", "")
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise ImproperlyConfigured(HOW) from error
    if parts.username is not None:
        raise ImproperlyConfigured("SITE_URL holds a name or a password. Leave them out of it.")
    if parts.scheme not in {"http", "https"} or not host or not _HOST.fullmatch(_bracketed(host)):
        raise ImproperlyConfigured(HOW)
    name = _bracketed(_ascii(host))
    url = f"{parts.scheme}://{name}" + (f":{port}" if port else "")
    if f"{parts.scheme}://{parts.netloc}".lower() != text.lower():
        raise ImproperlyConfigured(HOW)
    return SiteAddress(url, name)


def static_host(text, path, site):
    """Return scheme and host of the address where pages ask for static files; "" for our own.

    The path must be the one under which we serve them, because a host that keeps copies fetches
    them from there. Raises ImproperlyConfigured for anything else, and for http below https, which
    no browser loads.
    """
    text = text.strip()
    if not text:
        return ""
    how = f"STATIC_URL must look like https://files.example.org{path}."
    if not text.endswith(path):
        raise ImproperlyConfigured(how)
    try:
        found = site_address(text.removesuffix(path))
    except ImproperlyConfigured as error:
        raise ImproperlyConfigured(how) from error
    if not found.url or (site.is_https and not found.is_https):
        raise ImproperlyConfigured(how)
    return found.url


def allowed_hosts(items, site):
    """Return the names that the site answers to: those of a list, and that of its own address.

    Raises ImproperlyConfigured for what is no name, and for a name of the public internet without
    an address of the site: else addresses in mails would be whatever a request says.
    """
    for item in items:
        if not _HOST.fullmatch(item):
            raise ImproperlyConfigured(
                "ALLOWED_HOSTS holds names parted by commas, such as www.example.org,10.0.0.5; "
                f"{item!r} is none."
            )
    hosts = [_ascii(item) for item in items]
    if site.url:
        return hosts if site.host in hosts or "*" in hosts else [*hosts, site.host]
    if public := public_names(hosts):
        raise ImproperlyConfigured(
            f"ALLOWED_HOSTS names {public[0]}, so SITE_URL must say where the site is, such as "
            f"https://{public[0].removeprefix('.')}."
        )
    return hosts or THIS_MACHINE


def public_names(hosts):
    """List those of some hosts that are names of the public internet.

    Numbers, names without a dot and those of private networks (RFC 6761, RFC 6762) are none.
    """
    return [
        host
        for host in hosts
        if "." in host.strip(".")
        and not host.replace(".", "").isdecimal()
        and ":" not in host
        and host.rstrip(".").rpartition(".")[2] not in _OF_PRIVATE_NETWORKS
    ]


def mail_server(text):
    """Return the name of a mail server. Raises ImproperlyConfigured for an address with a port."""
    text = text.strip()
    if text and not _HOST.fullmatch(text):
        raise ImproperlyConfigured(
            "EMAIL_HOST is a name such as mail.example.org; its port is EMAIL_PORT."
        )
    return _ascii(text)


def _ascii(host):
    """Return a name as the network knows it: 名.example is xn--eqr.example."""
    try:
        return host if host.isascii() else ".".join(map(_label, host.split(".")))
    except UnicodeError as error:
        raise ImproperlyConfigured(f"{host!r} is no name of a host.") from error


def _label(label):
    """Return one part of a name in ASCII. Raises UnicodeError for what cannot be one.

    Python's codec is that of 2003, which writes "ss" for "ß"; browsers keep these letters.
    """
    if not _KEPT_SINCE_2008 & set(label.lower()):
        return label.encode("idna").decode()
    return f"xn--{unicodedata.normalize('NFC', label.lower()).encode('punycode').decode()}"


def _bracketed(host):
    return f"[{host}]" if ":" in host else host
