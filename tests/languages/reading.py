"""Reading a page as a machine reads it: which text stands under which `lang`, and does it fit."""

import re

import html5lib

# Attributes that are read out or shown to people.
SPOKEN = ("alt", "title", "aria-label", "placeholder")

LATIN_WORDS = re.compile(r"\b[a-z]{2,}(?:[ ,]+[a-z]{2,}){2,}\b")
CYRILLIC = re.compile("[\u0400-\u04ff]")
KANA = re.compile("[\u3040-\u30fa\u30fc-\u30ff]")
IDEOGRAPH = re.compile("[\u3400-\u9fff]")
ONLY_RUSSIAN = re.compile("[ыэъё]", re.IGNORECASE)
ONLY_UKRAINIAN = re.compile("[іїєґ]", re.IGNORECASE)
# A distance in miles, and one in kilometers, as each metric language writes them.
MILES = re.compile(r"\d[\d.,\u00a0\u202f ]*(?:mi\b|millas?|miglia|миль|милі|миля|英里|マイル)")
KILOMETERS = re.compile(r"km|кілометр|километр|км|公里|キロ", re.IGNORECASE)
METRIC = {"es", "it", "ja", "ru", "uk", "zh-Hant"}
SMALL_WORDS = {
    "en": {"the", "and", "of", "with", "for", "this", "from", "are", "was", "that"},
    "es": {"los", "las", "para", "que", "por", "está", "y", "el", "es", "en", "más"},
    "it": {"gli", "della", "delle", "che", "sono", "dei", "nel", "di", "il", "è", "più"},
}


def parse(html):
    """Parse a page into an element tree."""
    return html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)


def texts_of(tree):
    """Return (language, text) of all text that people read or hear, the head's included."""
    found = []

    def walk(element, language):
        language = element.get("lang", language)
        found.extend((language, element.get(name)) for name in SPOKEN if element.get(name))
        if element.tag == "meta" and element.get("name") == "description":
            found.append((language, element.get("content")))
        if element.text and element.tag not in {"script", "style"}:
            found.append((language, element.text))
        for child in element:
            walk(child, language)
            if child.tail:
                found.append((language, child.tail))

    walk(tree, tree.get("lang", ""))
    return [(language, " ".join(text.split())) for language, text in found if text.strip()]


def misfit(language, text):
    """Say why a text cannot be in this language; "" when it may well be."""
    if language in {"ja", "zh-Hant", "uk", "ru"} and LATIN_WORDS.search(text):
        return "Latin words"
    if language not in {"uk", "ru", "udm"} and CYRILLIC.search(text):
        return "Cyrillic letters"
    if language not in {"ja", "zh-Hant", "zh-Hans"} and (
        KANA.search(text) or IDEOGRAPH.search(text)
    ):
        return "Chinese or Japanese characters"
    if language == "zh-Hant" and KANA.search(text):
        return "kana in Chinese"
    if language == "zh-Hant" and (simplified := simplified_in(text)):
        return f"simplified characters: {simplified}"
    if language == "uk" and ONLY_RUSSIAN.search(text):
        return "Russian letters in Ukrainian"
    if language == "ru" and ONLY_UKRAINIAN.search(text):
        return "Ukrainian letters in Russian"
    return _small_words(language, text)


def simplified_in(text):
    """Return the ideographs that Taiwan's Big5 does not have: simplified or Japanese ones."""
    return "".join(char for char in text if IDEOGRAPH.match(char) and not _is_in_big5(char))


def _is_in_big5(char):
    try:
        char.encode("big5")
    except UnicodeEncodeError:
        return False
    return True


def miles_alone(tree):
    """List what tells of miles where nothing around it gives kilometers."""
    language = tree.get("lang")
    if language not in METRIC:
        return []
    around = {child: parent for parent in tree.iter() for child in parent}
    found = []
    for element in tree.iter():
        own = "".join([element.text or "", *(child.tail or "" for child in element)])
        if element.tag in {"script", "style"} or not MILES.search(own):
            continue
        near = around.get(around.get(element, element), element)
        if not KILOMETERS.search("".join(near.itertext())):
            found.append(" ".join(own.split()))
    return found


def _small_words(language, text):
    words = re.findall(r"\w+", text.lower())
    for other, small in SMALL_WORDS.items():
        if other == language or language not in SMALL_WORDS:
            continue
        foreign = sum(word in small for word in words)
        own = sum(word in SMALL_WORDS[language] for word in words)
        # Names, such as that of a park, bring a word or two of their own language along.
        if foreign >= 3 and foreign > own:
            return f"reads like {other}"
    return ""
