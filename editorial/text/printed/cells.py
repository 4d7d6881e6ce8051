"""Cells of a file for spreadsheets: lines of CSV, and texts in which no formula begins a cell.

A spreadsheet takes a cell that begins with certain characters for a formula, and a formula can read
and send what stands beside it. Where cells begin is decided by whoever opens the file: one that
was written with commas is parted at semicolons in half of the world.
"""

import csv
import io
import re
import unicodedata

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"

# What begins a formula, in every width; and what a line may be parted at, or quoted with.
_SIGN = re.compile("[=⁼₌﹦＝⩵⩶+⁺₊﬩﹢＋\\-﹣－@﹫＠]")
_PARTS = frozenset(',;|\t\r\n"')


def csv_head(headings):
    """Write the first line of a file, as bytes with a byte order mark."""
    return (BYTE_ORDER_MARK + csv_line(headings)).encode()


def csv_line(cells):
    """Write one line of a file."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerow(cells)
    return file.getvalue()


def safe(text):
    """Return a text in which no cell begins with a formula, wherever it may be parted.

    An apostrophe goes before the sign of such a formula, and before a text that begins with the
    end of a line. Spaces and invisible characters before the sign are looked through.
    """
    pieces, done = ["'" if text[:1] in {"\t", "\r", "\n"} else ""], 0
    for found in _SIGN.finditer(text):
        if _begins_cell(text, found.start()):
            pieces += [text[done : found.start()], "'"]
            done = found.start()
    return "".join([*pieces, text[done:]])


def _begins_cell(text, place):
    before, after_space = place - 1, False
    while before >= 0 and text[before] not in _PARTS and _is_blank(text[before]):
        after_space = after_space or text[before].isspace()
        before -= 1
    if before < 0 or text[before] in _PARTS:
        return True
    # Parted at spaces, a sign that stands alone is none of a formula.
    return after_space and place + 1 < len(text) and not text[place + 1].isspace()


def _is_blank(character):
    return character.isspace() or unicodedata.category(character) in {"Cf", "Cc"}
