"""What a camera says of a picture, read by hand: it may be broken, made to harm, or of any length.

Only what is asked for is looked at; the rest is thrown away with the file.
"""

_BEGINNING = b"Exif\x00\x00"
_ORDERS = {b"II*\x00": "little", b"MM\x00*": "big"}


class Exif:
    """EXIF data as numbers at places. Without an `order` there are none to read."""

    def __init__(self, data):
        self.data = (data or b"").removeprefix(_BEGINNING)
        self.order = _ORDERS.get(bytes(self.data[:4]))

    def number(self, place, length):
        """Return the number at a place; what lies behind the end counts as nothing."""
        return int.from_bytes(self.data[place : place + length], self.order)

    def tags(self, first=None):
        """Yield `(tag, place)` of each entry of the list at a place, by default of the first one.

        The entry itself has 12 bytes: tag, type, count, and the value or where it lies.
        """
        if self.order is None:
            return
        first = self.number(4, 4) if first is None else first
        for index in range(self.number(first, 2)):
            place = first + 2 + 12 * index
            if place + 12 > len(self.data):
                return
            yield self.number(place, 2), place
