"""The picture that a shared link shows: what the page is about, in its own language.

It is drawn with the fonts of the site, Latin and Cyrillic. Japanese and Chinese have letters by the
thousand, a font of megabytes, so that one is the machine's: Noto Sans CJK, where it is installed. A
text with a letter that no font has gets no card: the program's picture stands there instead,
because half a name is worse than none.
"""

import io
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from cities.drawing.icons import (
    BAND,
    BAND_BRINE,
    BRINE,
    FINER,
    LIGHT,
    SALT,
    SHARE_SIZE,
    WHITE,
    draw_mark,
)
from editorial.text import languages

_MARGIN = 72
_MARK = 216
_TEXT_WIDTH = SHARE_SIZE[0] - 2 * _MARGIN
# How many lines of a title there is room for, by their size.
_TITLE_LINES = {84: 2, 72: 3, 60: 4, 50: 4}
_BOLD = 700
_FACES = ("sign-latin", "sign-cyrillic", "sign-latin-ext")
# Where systems keep Noto Sans CJK: Debian and Ubuntu (fonts-noto-cjk), Fedora, Arch.
IDEOGRAPH_FILES = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Bold.ttc",
)
# The file has a font for each way to write the same characters, the Japanese one first.
_FONT_OF_LANGUAGE = {"zh-hans": 2, "zh-hant": 3}
# What that file has: signs, kana, ideographs, wide forms.
_WIDE = "\u3000-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_IDEOGRAPH = re.compile(f"[{_WIDE}]")
# What stands together on a line: a word, or a character with what may not begin or end a line.
_OPENING = "「『（《〈【〔"
_CLOSING = "」』）》〉】〕、。，．・：；？！ー～々ゝぁぃぅぇぉっゃゅょァィゥェォッャュョ"
_TOGETHER = re.compile(f" ?(?:[{_OPENING}]*[{_WIDE}][{_CLOSING}]*|[^ {_WIDE}]+)")
# What joins words or sets them apart and is drawn as a space.
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
_INVISIBLE = re.compile("[\u2060\u200b\u00ad]")


@dataclass(frozen=True)
class Card:
    """The words of a card: above, large, and below; the first and the last may be empty."""

    above: str
    title: str
    below: str = ""


def can_draw(text):
    """Return whether the fonts have every letter of a text."""
    return all(_face_of(letter) for letter in _plain(text))


def draw(card, mark):
    """Draw a `Card` with a program's mark, as the bytes of a PNG.

    What cannot be drawn above or below is left out; the title was asked for by `can_draw`.
    """
    width, height = SHARE_SIZE
    picture = Image.new("RGB", SHARE_SIZE, BAND)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, height - 72, width, height), SALT)
    pen.rectangle((0, height - 82, width, height - 72), BRINE)
    picture.paste(_mark(mark), (width - _MARGIN - _MARK // 2, _MARGIN - 28))
    if can_draw(card.above):
        _write(pen, (_MARGIN, _MARGIN), _cut(card.above, 34, _TEXT_WIDTH - _MARK), 34, BAND_BRINE)
    size, lines = _fitted(card.title)
    top = 190
    for line in lines:
        _write(pen, (_MARGIN, top), line, size, WHITE)
        top += round(size * 1.18)
    if card.below and can_draw(card.below):
        _write(pen, (_MARGIN, height - 136), _cut(card.below, 32, _TEXT_WIDTH), 32, WHITE)
    file = io.BytesIO()
    picture.quantize(64).save(file, "PNG", optimize=True)
    return file.getvalue()


def _mark(mark):
    side = _MARK // 2 * FINER
    drawn = Image.new("RGB", (side, side), BAND)
    draw_mark(ImageDraw.Draw(drawn), mark, LIGHT, (side / 2, side / 2), side / 2)
    return drawn.resize((_MARK // 2, _MARK // 2), Image.Resampling.LANCZOS)


# --- Letters ------------------------------------------------------------------------------------


def _plain(text):
    return _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip()


@lru_cache(maxsize=1)
def _letters():
    """Return which letters each file has, as the style sheet declares them."""
    sheet = (settings.BASE_DIR / "static/css/tokens.css").read_text(encoding="utf-8")
    found = {}
    for face in re.findall(r"@font-face\s*{([^}]*)}", sheet):
        name = re.search(r"fonts/([\w-]+)\.woff2", face)
        if name is None:
            continue
        ranges = re.search(r"unicode-range:\s*([^;]*)", face)[1]
        for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", ranges):
            codes = range(int(first, 16), int(last or first, 16) + 1)
            found.setdefault(name[1], set()).update(map(chr, codes))
    return found


def _face_of(letter):
    """Return what `_font` calls the font that has a letter, or None."""
    own = next((face for face in _FACES if letter in _letters()[face]), None)
    return _ideographs() if own is None and _IDEOGRAPH.match(letter) else own


def _ideographs():
    file = next((file for file in IDEOGRAPH_FILES if Path(file).exists()), None)
    return file and (file, _FONT_OF_LANGUAGE.get(languages.current(), 0))


def _font(face, size):
    return _of_the_machine(*face, size) if isinstance(face, tuple) else _of_the_site(face, size)


# Each of these takes some 3 MB: as many as the sizes of one card are kept.
@lru_cache(maxsize=6)
def _of_the_machine(file, index, size):
    return ImageFont.truetype(file, size, index=index)


@lru_cache(maxsize=32)
def _of_the_site(face, size):
    font = ImageFont.truetype(settings.BASE_DIR / f"static/fonts/{face}.woff2", size)
    font.set_variation_by_axes([_BOLD])
    return font


def _runs(text):
    """Part a text into `(face, letters)`; each space begins a run, of the first face."""
    runs = []
    for letter in text:
        face = _FACES[0] if letter == " " else _face_of(letter)
        if runs and runs[-1][0] == face and letter != " ":
            runs[-1][1] += letter
        else:
            runs.append([face, letter])
    return runs


def _width(text, size):
    return sum(_font(face, size).getlength(letters) for face, letters in _runs(text))


def _write(pen, place, text, size, color):
    x, y = place
    # The files have different heights, but one line to stand on.
    for face, letters in _runs(text):
        font = _font(face, size)
        pen.text((x, y + size), letters, color, font, anchor="ls")
        x += font.getlength(letters)


# --- Lines --------------------------------------------------------------------------------------


def _fitted(title):
    """Return the largest size at which a title fits, and its lines; the last may be cut."""
    for size, most in _TITLE_LINES.items():
        lines = _wrapped(_plain(title), size)
        if len(lines) <= most and all(_width(line, size) <= _TEXT_WIDTH for line in lines):
            return size, lines
    kept = [_cut(line, size, _TEXT_WIDTH) for line in lines[:most]]
    if len(lines) > most:
        kept[-1] = _cut(f"{kept[-1]} {lines[most]}", size, _TEXT_WIDTH)
    return size, kept


def _wrapped(text, size):
    lines = [""]
    for together in _TOGETHER.findall(text):
        longer = f"{lines[-1]}{together}".strip()
        if lines[-1] and _width(longer, size) > _TEXT_WIDTH:
            lines.append(together.strip())
        else:
            lines[-1] = longer
    return lines


def _cut(text, size, room):
    text = _plain(text)
    if _width(text, size) <= room:
        return text
    while text and _width(f"{text}…", size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"
