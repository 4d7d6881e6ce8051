"""PNG files as pixels alone: what describes them is left out before anything decodes them.

A file is a row of chunks. Comments, XMP and the like are thrown away later anyway, so neither
their size nor a wrong checksum in them decides. Missing pixels do: a row that is not there would
be decoded as black without a word.
"""

import io
import struct
import zlib

from editorial.pictures.refusals import refusal

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PIXELS = {b"IHDR", b"PLTE", b"IDAT", b"IEND"}
# What changes how the pixels look; the profile and the way up go if they are not sound.
_LOOKS = {b"tRNS": 1024, b"iCCP": 4_000_000, b"eXIf": 1_000_000}
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
# Unpacked at once, while the rows are counted.
_STEP = 1 << 20
# Packed bytes at once: what is left of them after a step is copied.
_PIECE = 1 << 16
# So many of the rows, in percent, must be there; those that lack are cut off then.
ENOUGH = 90


def sound(data):
    """Return the PNG without what only describes it, and its EXIF data, both as bytes.

    Raises ValidationError with code `animated`, `damaged` or `incomplete`.
    """
    chunks, is_cut = _chunks(data)
    kinds = [kind for kind, _content in chunks]
    if b"acTL" in kinds and b"fdAT" in kinds:
        raise refusal("animated")
    if not kinds or kinds[0] != b"IHDR" or len(chunks[0][1]) != 13:
        raise refusal("incomplete" if is_cut else "damaged")
    header = bytes(chunks[0][1])
    rows = _rows_there(header, [content for kind, content in chunks if kind == b"IDAT"])
    height = struct.unpack(">I", header[4:8])[0]
    if rows * 100 < height * ENOUGH:
        raise refusal("incomplete")
    chunks[0] = (b"IHDR", header[:4] + struct.pack(">I", min(rows, height)) + header[8:])
    return _written([pair for pair in chunks if pair[0] != b"eXIf"]), _exif_in(chunks)


def exif_of(data):
    """Return the EXIF data of a PNG, b"" for none."""
    return _exif_in(_chunks(data)[0])


def _exif_in(chunks):
    return next((bytes(content) for kind, content in chunks if kind == b"eXIf"), b"")


def size_of(data):
    """Return width and height as the header says them; (0, 0) where there is none."""
    if data[12:16] != b"IHDR" or len(data) < 24:
        return 0, 0
    return struct.unpack(">II", data[16:24])


def _chunks(data):
    """List what is kept as (kind, content), and tell whether the file ends too early."""
    found, place, view = [], len(SIGNATURE), memoryview(data)
    while place + 8 <= len(data):
        length, kind = struct.unpack(">I4s", view[place : place + 8])
        content = view[place + 8 : place + 8 + length]
        checksum = view[place + 8 + length : place + 12 + length]
        place += 12 + length
        if kind == b"IEND":
            return found, False
        if kind in (b"acTL", b"fdAT"):
            found.append((kind, b""))
        elif _is_kept(kind, content, checksum, is_cut=len(checksum) < 4):
            found.append((kind, content))
    return found, True


def _is_kept(kind, content, checksum, *, is_cut):
    if kind not in _PIXELS and kind not in _LOOKS:
        return False
    is_right = checksum == struct.pack(">I", zlib.crc32(content, zlib.crc32(kind)))
    if kind == b"iCCP" and not _is_profile(bytes(content)):
        return False
    if kind in _LOOKS:
        return len(content) <= _LOOKS[kind] and (is_right or kind == b"tRNS")
    if not is_right and not is_cut:
        raise refusal("damaged")
    return True


def _is_profile(content):
    """Return whether a color profile has a name and unpacks, to no more than it may."""
    name, _end, packed = content.partition(b"\0")
    unpacker = zlib.decompressobj()
    try:
        unpacker.decompress(packed[1:], _STEP)
    except zlib.error:
        return False
    return 0 < len(name) < 80 and packed[:1] == b"\0" and unpacker.eof


def _rows_there(header, contents):
    """Count the rows whose pixels are there; all or none of a picture that comes in passes."""
    width, height, depth, color, _compression, _filter, passes = struct.unpack(">IIBBBBB", header)
    if color not in _CHANNELS or depth not in (1, 2, 4, 8, 16) or not width or not height:
        raise refusal("damaged")
    bits = depth * _CHANNELS[color]
    if passes:
        wanted = _of_passes(width, height, bits)
        return height if _unpacked(contents, wanted) >= wanted else 0
    row = 1 + (width * bits + 7) // 8
    return _unpacked(contents, row * height) // row


def _of_passes(width, height, bits):
    total = 0
    for x, y, dx, dy in (
        (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
        (0, 1, 1, 2),
    ):  # fmt: skip
        columns, rows = -(-(width - x) // dx), -(-(height - y) // dy)
        if columns > 0 and rows > 0:
            total += rows * (1 + (columns * bits + 7) // 8)
    return total


def _unpacked(contents, wanted):
    """Count the bytes that the pixels unpack to, up to those that are wanted."""
    unpacker, count = zlib.decompressobj(), 0
    try:
        for piece in _pieces(contents):
            packed = piece
            # In steps: a few bytes can stand for gigabytes.
            while (packed or not piece) and count < wanted and not unpacker.eof:
                found = len(unpacker.decompress(packed, _STEP))
                packed = unpacker.unconsumed_tail
                count += found
                if not found and not packed:
                    break
    except zlib.error as error:
        raise refusal("damaged") from error
    return min(count, wanted)


def _pieces(contents):
    """Yield the packed pixels in small pieces, and an empty one for what is held back."""
    for content in contents:
        for start in range(0, len(content), _PIECE):
            yield content[start : start + _PIECE]
    yield b""


def _written(chunks):
    file = io.BytesIO()
    file.write(SIGNATURE)
    for kind, content in [*chunks, (b"IEND", b"")]:
        if kind in (b"acTL", b"fdAT"):
            continue
        file.write(struct.pack(">I", len(content)) + kind)
        file.write(content)
        file.write(struct.pack(">I", zlib.crc32(content, zlib.crc32(kind))))
    return file.getvalue()
