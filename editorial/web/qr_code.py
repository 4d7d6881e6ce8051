"""An address as a square that a phone's camera reads, drawn here: no other host learns of it."""

from dataclasses import dataclass

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.svg import SvgPathImage

# The quiet margin that the standard asks for, in squares; without it many cameras see nothing.
_MARGIN = 4


@dataclass(frozen=True)
class Drawing:
    """The dark squares as the path of an SVG, and how many squares the whole has a side."""

    path: str
    size: int


def drawing_of(address):
    """Return the `Drawing` of an address. It holds squares alone, none of the address's letters."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=_MARGIN)
    code.add_data(address)
    image = code.make_image(image_factory=SvgPathImage)
    return Drawing(image.path.get("d"), code.modules_count + 2 * _MARGIN)
