"""What word processors and browsers mean by their markup.

Word and Outlook write an item of a list as a paragraph with a style and a marker in front of it;
Google Docs and LibreOffice write emphasis as styles.
"""

import re
from urllib.parse import parse_qs, urlsplit

from editorial.text.html_tokens import End, Start

SCHEMES = {"http", "https", "mailto", "tel"}
BETWEEN_CELLS = "; "

_WORD = re.compile(r"class=[\"']?Mso|mso-|urn:schemas-microsoft-com", re.IGNORECASE)
_LIST = re.compile(r"\blevel([1-9])\b")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*+):", re.IGNORECASE)
# Footnotes and bookmarks of word processors, which stay behind in the document.
_IN_DOCUMENT = re.compile(r"#(?:_|ftnt|sdfootnote|sdendnote|cite_)")
_CONTROLS = re.compile(r"[\x00-\x20\x7f]+")
_BOLD, _NOT_BOLD = re.compile(r"bold|bolder|[6-9]00"), re.compile(r"normal|lighter|[1-5]00")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\b")
_HEX = re.compile(r"#([0-9a-f]{1,2})([0-9a-f]{1,2})([0-9a-f]{1,2})")
# Browsers copy the color of every word; only what is no shade of gray tells something.
_MOST_GRAY = 48
_COLORLESS = {
    *("", "inherit", "initial", "unset", "auto", "currentcolor", "transparent", "windowtext"),
    *("black", "white", "gray", "grey", "none"),
}
# A marker that stands in the text itself, where the paragraph alone says that it is an item.
_BULLET = re.compile(r"[·•o§▪▫●○■–*-][\s\u00a0]+")
_NUMBER = re.compile(r"(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,6})[.)][\s\u00a0]+")


def is_of_word(source):
    """Return whether it comes from Word or Outlook, which name a language for every word."""
    return _WORD.search(source) is not None


def style_of(declared):
    """Return the declarations of a `style` attribute by name, in lower case."""
    style = {}
    for declaration in declared.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            style[name.strip().lower()] = value.strip().lower()
    return style


def emphasis(name, style):
    """Return what an element says of bold and slanted; its style overrules its name."""
    says = {}
    if name in {"b", "strong"}:
        says["bold"] = True
    elif name in {"i", "em", "cite", "dfn"}:
        says["slanted"] = True
    weight = style.get("font-weight", "")
    if _NOT_BOLD.fullmatch(weight):
        says["bold"] = False
    elif _BOLD.fullmatch(weight):
        says["bold"] = True
    slant = style.get("font-style", "")
    if slant in {"italic", "oblique", "normal"}:
        says["slanted"] = slant != "normal"
    return says


def has_color(style):
    """Return whether a style gives words a color that tells something."""
    color = style.get("color", "")
    if color in _COLORLESS:
        return False
    if found := _RGB.match(color):
        parts = [int(part) for part in found.groups()]
    elif found := _HEX.fullmatch(color):
        parts = [int(part * 2 if len(part) == 1 else part, 16) for part in found.groups()]
    else:
        return color.isalpha()
    return max(parts) - min(parts) > _MOST_GRAY


def address(raw):
    """Return where a link leads, brought to one form; "" for nowhere, None for a file.

    What a browser would run is no address. Google Docs leads links past itself.
    """
    href = _CONTROLS.sub("", raw)
    if _IN_DOCUMENT.match(href):
        return ""
    scheme = _SCHEME.match(href)
    if scheme:
        name = scheme[1].lower()
        if name == "file":
            return None
        if name not in SCHEMES:
            # "localhost:8000" and "example.org:80" look like one.
            return ""
        return _past_google(href)
    if href.lower().startswith("www."):
        return f"https://{href}"
    return "" if href.startswith("//") else href


def _past_google(href):
    if "google.com/url?" not in href:
        return href
    try:
        parts = urlsplit(href)
        wanted = parse_qs(parts.query).get("q", [""])[0]
    except ValueError:
        return href
    is_theirs = parts.netloc == "www.google.com" and parts.path == "/url"
    return wanted if is_theirs and wanted.startswith(("http://", "https://")) else href


# --- Lists of word processors -----------------------------------------------------------------


def list_item(attributes, style):
    """Return what a paragraph says of itself as an item: `[level, marker]`, or None.

    The level is 0 where only its marker can tell whether it is an item at all.
    """
    told = style.get("mso-list", "")
    if told and told != "ignore" and "none" not in told:
        level = _LIST.search(told)
        return [int(level[1]) if level else 1, ""]
    return [0, ""] if "msolistparagraph" in attributes.get("class", "").lower() else None


def is_marker(style):
    """Return whether an element holds the marker of an item, and no words."""
    return style.get("mso-list", "") == "ignore"


def marker_in(text):
    """Return the marker with which a text begins, white space included; "" for none."""
    found = _BULLET.match(text) or _NUMBER.match(text)
    return found[0] if found else ""


def is_number(marker):
    """Return whether a marker counts."""
    return _NUMBER.fullmatch(f"{marker.strip()} ") is not None


# --- Tables -----------------------------------------------------------------------------------


def tables_of_rows(tokens):
    """Return the places of the tables that hold figures or words in rows and columns.

    Other tables only place things side by side: they have one column, or other tables, lists or
    headings in them. Those are read as if they were not there.
    """
    found, opened = set(), []
    for index, token in enumerate(tokens):
        if isinstance(token, Start):
            if token.name == "table":
                if opened:
                    opened[-1]["is_layout"] = True
                opened.append({"index": index, "cells": 0, "most": 0, "is_layout": False})
            elif opened:
                _look(opened[-1], token.name)
        elif isinstance(token, End) and token.name == "table" and opened:
            table = opened.pop()
            if table["most"] > 1 and not table["is_layout"]:
                found.add(table["index"])
    found |= {table["index"] for table in opened if table["most"] > 1 and not table["is_layout"]}
    return found


def _look(table, name):
    if name == "tr":
        table["cells"] = 0
    elif name in {"td", "th"}:
        table["cells"] += 1
        table["most"] = max(table["most"], table["cells"])
    elif name in {"ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"}:
        table["is_layout"] = True
