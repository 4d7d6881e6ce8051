"""The forms in which characters are stored: composed, and all of them visible.

What is copied from address books, chats and PDF files carries marks that nobody sees: marks of
direction, joiners, soft hyphens, variation selectors. In a name, an address or a number they make
what looks the same another thing, so that it is refused, or stored and never found again.
"""

import re
import unicodedata

_INVISIBLE_IN_PROSE = re.compile("[\u200b\ufeff\u00ad]")
ZWNJ, ZWJ = "\u200c", "\u200d"
# Format characters (Cf), other code points that are drawn as nothing (Default_Ignorable), and
# control characters that are no white space. NUL stays: forms refuse it.
_INVISIBLE = (
    "\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
    "\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_ALL_INVISIBLE = re.compile(f"[{_INVISIBLE}]")
_INVISIBLE_RUN = re.compile(f"[{_INVISIBLE}]+")
# Scripts in which a joiner inside a word changes how it is written: Arabic and its neighbors,
# those of India and Sri Lanka, Tibetan, Burmese, Khmer, Mongolian.
_JOINED = re.compile(
    "[\u0600-\u0dff\u0f00-\u109f\u1780-\u18af\u1900-\u1cff\ua800-\ua8ff\ua900-\uabff\ufb50-\ufdff"
    "\ufe70-\ufefc\U00010d00-\U00011fff]"
)
_VIRAMA = 9
_DRAWN = frozenset("LNPS")


def composed(text):
    """Return a text in NFC, without the commonest characters that nobody sees; for prose."""
    return unicodedata.normalize("NFC", _INVISIBLE_IN_PROSE.sub("", text))


def short(text):
    """Return a name, a title, a subject as it is kept: in NFC, all visible, "" for mere marks.

    Joiners stay inside words of scripts that need them.
    """
    text = unicodedata.normalize("NFC", _shown(text)).strip()
    return text if any(unicodedata.category(c)[0] in _DRAWN for c in text) else ""


def plain(text):
    """Return an address or a number in its plain letters and digits, all of them visible.

    Wide letters and digits of any script become those of ASCII.
    """
    text = unicodedata.normalize("NFKC", _ALL_INVISIBLE.sub("", text))
    return _with_plain_digits(text).strip()


def plain_letters(text):
    """Return an address as `plain` does, but with digits of other scripts as they are.

    Where nobody reads along, another digit might be another person's mailbox.
    """
    return unicodedata.normalize("NFKC", _ALL_INVISIBLE.sub("", text)).strip()


def visible(text):
    """Return a text without any character that nobody sees, for comparing; joiners go as well."""
    return text if text.isascii() else _ALL_INVISIBLE.sub("", text)


def _with_plain_digits(text):
    if text.isascii():
        return text
    digits = ((c, unicodedata.decimal(c, None)) for c in text)
    return "".join(c if digit is None else str(digit) for c, digit in digits)


def _shown(text):
    """Take out what nobody sees, and leave one joiner where a word needs it."""
    return _INVISIBLE_RUN.sub(_needed_joiner, text)


def _needed_joiner(run):
    joiner = next((c for c in run[0] if c in (ZWNJ, ZWJ)), "")
    text, before, after = run.string, run.start() - 1, run.end()
    if not joiner or before < 0 or not _JOINED.match(text[before]):
        return ""
    # A final joiner after this sign is a letter of its own in Malayalam and Bengali.
    if joiner == ZWJ and unicodedata.combining(text[before]) == _VIRAMA:
        return joiner
    is_inside = after < len(text) and _JOINED.match(text[after])
    return joiner if is_inside and _is_of_a_word(text[before], text[after]) else ""


def _is_of_a_word(*characters):
    return all(unicodedata.category(c)[0] in "LM" for c in characters)
