"""How people can be reached: addresses and phone numbers, in plain letters and checked."""

import contextlib
import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from editorial.text import characters

# --- Addresses --------------------------------------------------------------------------------

# What mail programs and servers take before the @. Dots may stand anywhere but first: Japanese
# carriers have given out addresses with two of them, and with one just before the @.
_NAME = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-][a-z0-9!#$%&'*+/=?^_`{|}~.-]*", re.IGNORECASE)
_LONGEST_NAME = 64
# Mail of ours goes to people elsewhere, never to mailboxes of the mail server's own machine.
_check_host = EmailValidator(allowlist=[])
# Services that take one mailbox under several names, by the name that we compare.
_YANDEX = "yandex.ru"
_SAME_SERVICE = {
    "googlemail.com": "gmail.com",
    **dict.fromkeys(["me.com", "mac.com"], "icloud.com"),
    **dict.fromkeys(["protonmail.com", "protonmail.ch", "pm.me"], "proton.me"),
    **dict.fromkeys(["ya.ru", "yandex.com", "yandex.by", "yandex.kz", "yandex.ua"], _YANDEX),
}
_DOTLESS = {"gmail.com", "proton.me"}
_IDEOGRAPHIC_STOP = "\u3002"
# An address as mail programs copy it, with a name or without.
_COPIED = re.compile(r"[^<>@]*<\s*([^<>]+)>[\s.,;]*")
_SCHEME = re.compile(r"^(?:mailto|tel):\s*", re.IGNORECASE)
# Nothing of this ends an address.
_AROUND = " .,;:"


def plain_email(address):
    """Return an address as it is kept: visible, in plain letters, with plain dots.

    What mail programs and sentences put around it goes: "Name <…>", "mailto:", a full stop.
    """
    address = characters.plain_letters(address).replace(_IDEOGRAPHIC_STOP, ".")
    if copied := _COPIED.fullmatch(address):
        address = copied[1]
    return _SCHEME.sub("", address).rstrip(_AROUND)


def check_email(address):
    """Refuse what mail cannot be sent to, and say why. Raises ValidationError."""
    name, at, host = address.rpartition("@")
    if not at:
        raise ValidationError(_("The address needs an @ sign, like name@example.org."))
    if not host:
        raise ValidationError(_("Add the part after the @ sign, like name@example.org."))
    if not name:
        raise ValidationError(_("Add the part before the @ sign, like name@example.org."))
    if any(character.isspace() for character in address):
        raise ValidationError(_("The address must have no spaces, like name@example.org."))
    if strange := "".join(dict.fromkeys(c for c in name if not c.isascii())):
        raise ValidationError(
            _(
                "We cannot write to an address with “%(characters)s” before the @ sign. Give us "
                "another address, or a phone number."
            ),
            params={"characters": strange},
        )
    wrong = ValidationError(_("Check the address. It should look like name@example.org."))
    # Quoted names are valid, but they break the lists of addresses in the head of a mail.
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME or host.startswith("["):
        raise wrong
    try:
        _check_host(f"name@{host}")
    except ValidationError:
        raise wrong from None


def mailbox_of(address):
    """Return what is the same for all spellings of one mailbox.

    Case does not matter, nor what stands behind a plus, nor the dots of Gmail, nor whether the
    host is written in its own letters, nor which of its names a service is called by.
    """
    name, _at, host = address.casefold().rpartition("@")
    with contextlib.suppress(UnicodeError):
        host = host.rstrip(".").encode("idna").decode()
    name = name.partition("+")[0] or name
    host = _SAME_SERVICE.get(host, host)
    if host in _DOTLESS:
        name = name.replace(".", "")
    elif host == _YANDEX:
        name = name.replace(".", "-")
    elif host.startswith("yahoo."):
        name = name.partition("-")[0] or name
    return f"{name}@{host}"


# --- Phone numbers ----------------------------------------------------------------------------

# Hyphens and dashes of many keyboards; the long vowel mark and the wave dash are typed between
# numbers in Japanese, the dots in the middle too.
_SIGNS = str.maketrans(
    dict.fromkeys("\u02d7\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2500\u301c\u30fc", "-")
    | dict.fromkeys("\u00b7\u2022\u2027\u2219\u22c5\u3002\u30fb", ".")
    | {"\u2044": "/", "\u2215": "/"}
)
_NUMERO = "\u2116"
# "Extension" in the languages of the site, whole and as it is shortened.
_EXTENSION_WORDS = "|".join(
    (
        "extension|extensión|extn|ext|x|#",  # English and Spanish
        "anexo|interno|int",  # Spanish and Italian
        "добавочный|доб|внутренний|внутр|вн",  # Russian
        "додатковий|дод|внутрішній",  # Ukrainian
        "内線|内线|內線|分機|分机|轉|转",  # Japanese and Chinese
    )
)
_PHONE = re.compile(
    rf"(\(?\+?[0-9().\-/ \[\]]+?)"
    rf"(?:[ ,;(]*(?:{_EXTENSION_WORDS})[.: =\-]*(?:no\.? ?)?[0-9]{{1,8}}\)?)?",
    re.IGNORECASE,
)
_PHONE_DIGITS = range(6, 16)
# Two numbers are the same if the one ends with the other: with and without country and area.
_FEWEST_DIGITS = 7
# Whatever it is called, in whatever language: it begins with a letter, or with this sign.
_EXTENSION = re.compile(r"(?<=[\d\s.,;()])(?:[^\W\d_]|#)")


def plain_phone(number):
    """Return a number as it is kept: visible, with plain digits, spaces and dashes."""
    number = _SCHEME.sub("", characters.plain(number.replace(_NUMERO, "")))
    return re.sub("[ \t]+", " ", number.translate(_SIGNS)).strip()


def check_phone(number):
    """Refuse what is no phone number. Raises ValidationError."""
    found = _PHONE.fullmatch(number)
    digits = sum(character.isdigit() for character in found[1]) if found else 0
    if digits not in _PHONE_DIGITS:
        raise ValidationError(
            _("Write 6 to 15 digits, like 555-0100 or +44 20 7946 0018; + ( ) - . / are allowed.")
        )


def digits(phone):
    """Return the digits of a phone number in any script, without zeros at the beginning."""
    number = _EXTENSION.split(phone)[0]
    found = (unicodedata.decimal(character, None) for character in number)
    return "".join(str(digit) for digit in found if digit is not None).lstrip("0")


def is_same_phone(one, other):
    """Return whether two numbers, as `digits` gives them, may be one person's."""
    if not one or not other:
        return False
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= _FEWEST_DIGITS and longer.endswith(shorter))
