"""Addresses as the outbox holds them.

Japanese carriers have given out addresses such as "pat..doe" or "pat." before the @. The rules of
mail allow these in quotation marks alone.
"""


def as_recipient(address):
    """Return an address that a form has checked as the rules of mail write it."""
    name, _at, host = address.rpartition("@")
    return f'"{name}"@{host}' if ".." in name or name.endswith(".") else address


def address_of(recipient):
    """Return the address as people write it; the other way round."""
    name, _at, host = recipient.rpartition("@")
    return f"{name.strip(chr(34))}@{host}"
