"""Cut the web fonts of the site out of their published packages. For developers only.

The site ships the results in ``static/fonts``; nothing here runs on a server. Run it again only
when a language brings letters that no file has, or when the packages get a new version:

1. Unpack the packages ``@fontsource-variable/overpass`` and ``@fontsource-variable/piazzolla``,
   version 5.3.0 (both SIL Open Font License 1.1), side by side in one folder named ``FOLDER``, as
   ``FOLDER/overpass`` and ``FOLDER/piazzolla``.
2. ``pip install fonttools brotli``
3. ``python deploy/cut_fonts.py FOLDER static/fonts``

Six files come out, two voices in three sets of letters. Each ``@font-face`` in
``static/css/tokens.css`` names the letters of its file as ``unicode-range``; this script prints
the ranges, so that the two never drift apart. Overpass keeps its weights from 400 to 800,
Piazzolla is fixed at 500. Hinting goes, and of the OpenType features only those stay that the
pages use: kerning, marks, tabular and lining figures. Local forms go too: of the languages that
the files serve (Latin and Cyrillic of the site) none needs them, and they are half of a file.
"""

import argparse
import shutil
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FEATURES = ["kern", "mark", "ccmp", "tnum", "lnum", "case"]

ASCII = "".join(chr(code) for code in range(0x20, 0x7F))
ACCENTS = "ÀÁÈÉÌÍÒÓÙÚÜÑàáèéìíòóùúüñâäçêëïôö"
PUNCTUATION = "\u00a0¡¿«»ªº°·§–—‘’“”„…−×\u202f"
LATIN = ASCII + ACCENTS + PUNCTUATION
CYRILLIC = "".join(chr(code) for code in range(0x410, 0x450)) + "ЁёЄєІіЇїҐґ№\u0301"
LATIN_EXTENDED = "ĀāĒēĪīŌōŪūČčŠšŽžĂăȚțȘș"

LETTERS = {"latin": LATIN, "cyrillic": CYRILLIC, "latin-ext": LATIN_EXTENDED}
VOICES = {
    "sign": ("overpass", {"wght": (400, 800)}),
    "letter": ("piazzolla", {"wght": 500}),
}


def cut(source: Path, target: Path, letters: str, axes: dict) -> tuple[int, str]:
    """Write the part of a font that holds ``letters``; answer its size in bytes and its ranges."""
    font = TTFont(source)
    instantiateVariableFont(font, axes, inplace=True)
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.desubroutinize = True
    options.name_IDs = [1, 2, 13, 14]
    options.notdef_outline = False
    options.flavor = "woff2"
    subsetter = Subsetter(options)
    subsetter.populate(text=letters)
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(target)
    return target.stat().st_size, unicode_ranges(font.getBestCmap())


def unicode_ranges(codes) -> str:
    """Write code points the way a ``unicode-range`` wants them: ``U+20-7E,U+A0``."""
    runs: list[list[int]] = []
    for code in sorted(codes):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return ",".join(
        f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in runs
    )


def main() -> None:
    """Cut all six files and copy the two licenses beside them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("packages", type=Path, help="the folder with overpass/ and piazzolla/")
    parser.add_argument("target", type=Path, help="where the files go, static/fonts")
    arguments = parser.parse_args()
    arguments.target.mkdir(parents=True, exist_ok=True)
    for voice, (package, axes) in VOICES.items():
        folder = arguments.packages / package
        shutil.copyfile(folder / "LICENSE", arguments.target / f"{voice}-{package}-OFL.txt")
        for name, letters in LETTERS.items():
            source = folder / "files" / f"{package}-{name}-wght-normal.woff2"
            target = arguments.target / f"{voice}-{name}.woff2"
            size, ranges = cut(source, target, letters, axes)
            print(f"{target.name}: {size} bytes\n  {ranges}")


if __name__ == "__main__":
    main()
