"""Spelling, cases and Taiwan's characters, by tools that nobody needs to run or test the site.

    pip install spylls pymorphy3 pymorphy3-dicts-uk pymorphy3-dicts-ru opencc-python-reimplemented
    apt install hunspell-es hunspell-it hunspell-uk hunspell-ru

Each check whose tool or dictionary is missing says so and is left out. `DICTIONARIES` names another
folder than that of Debian. Words that are right and in no dictionary, names above all, stand in
`locale/glossary/names/<language>.txt`. textlint would read Japanese prose, but needs Node and is
not asked here: Japanese is held to the patterns of its glossary alone.
"""

import os
import re
from importlib import import_module
from pathlib import Path

from deploy.words.glossary import FOLDER
from deploy.words.texts import pairs

DICTIONARIES = Path(os.environ.get("DICTIONARIES", "/usr/share/hunspell"))
SPELLED = {"es": "es_MX", "it": "it_IT", "uk": "uk_UA", "ru": "ru_RU"}
INFLECTED = ("ru", "uk")

# What a word leans on in Italian: "l’app", "dell’app".
_ELIDED = re.compile("^(?:un|(?:d|de|ne|a|da|su|co)?ll?|d|c)’", re.IGNORECASE)
# Idioms with an old case: «ехать в гости».
_IDIOMS = {"гости"}

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_CYRILLIC = re.compile("[\u0400-\u04ff]")

# Prepositions with the cases that each takes, as pymorphy3 names these.
_PREPOSITIONS = {
    "ru": [
        ("без до для из от около после у", {"gent", "gen2"}),
        ("к ко", {"datv"}),
        ("о об обо в во на", {"loct", "loc2", "accs"}),
        ("над перед", {"ablt"}),
        ("про через", {"accs"}),
    ],
    "uk": [
        ("без для від до після близько", {"gent", "gen2"}),
        ("над перед", {"ablt", "accs"}),
        ("про через", {"accs"}),
        ("при", {"loct"}),
    ],
}


def misspelled(code):
    """List words that the dictionary of a language and the list of names do not know."""
    lookup = _lookup(code)
    names = _names(code)
    found = {}
    for pair in pairs(code):
        for word in _WORD.findall(pair.words):
            if word not in found and _is_of(code, word) and not _is_known(word, names, lookup):
                found[word] = pair.place
    return [f"{word}: {place}" for word, place in sorted(found.items())]


def wrong_cases(code):
    """List prepositions with a word after them that has no form in their case."""
    pymorphy3 = import_module("pymorphy3")
    analyzer = pymorphy3.MorphAnalyzer(lang=code)
    cases = {word: each for words, each in _PREPOSITIONS[code] for word in words.split()}
    prepositions = "|".join(sorted(cases, key=len, reverse=True))
    phrase = re.compile(rf"(?<![\w-])({prepositions}) ([^\W\d_]+)", re.IGNORECASE)
    found = []
    for pair in pairs(code):
        for preposition, word in phrase.findall(pair.words.replace("\u00a0", " ")):
            parses = [parse.tag for parse in analyzer.parse(word) if parse.tag.case]
            known = analyzer.word_is_known(word.lower())
            fits = any(tag.case in cases[preposition.lower()] for tag in parses)
            if known and parses and not fits and word not in _IDIOMS:
                found.append(f"{preposition} {word}: {pair.place}")
    return found


def other_characters():
    """List characters for which Taiwan's standard has another one, each once, as hints."""
    to_taiwan = import_module("opencc").OpenCC("s2tw")
    found, right = {}, _names("zh-hant")
    for pair in pairs("zh-hant"):
        text, turned = pair.words, to_taiwan.convert(pair.words)
        if len(text) == len(turned):
            for here, there in zip(text, turned, strict=True):
                if here != there and here not in right:
                    found.setdefault(f"{here} → {there}", pair.place)
    return [f"{change}: {place}" for change, place in sorted(found.items())]


def report():
    """Print what each tool finds, and which tools are missing; return how many lines there were."""
    checks = [(f"spelling, {code}", misspelled, [code]) for code in SPELLED]
    checks += [(f"cases, {code}", wrong_cases, [code]) for code in INFLECTED]
    checks += [("characters of Taiwan, hints", other_characters, [])]
    total = 0
    for name, check, arguments in checks:
        try:
            lines = check(*arguments)
        except (ImportError, OSError) as error:
            print(f"{name}: left out ({error}); see deploy/words/spelling.py")
            continue
        total += len(lines)
        print("\n  ".join([f"{name}: {len(lines)}", *lines]))
    return total


def _lookup(code):
    hunspell = import_module("spylls.hunspell")
    path = DICTIONARIES / SPELLED[code]
    if not path.with_suffix(".dic").is_file():
        raise FileNotFoundError(f"no {path}.dic")
    return hunspell.Dictionary.from_files(str(path)).lookup


def _names(code):
    path = FOLDER / "names" / f"{code}.txt"
    return set(path.read_text(encoding="utf-8").split()) if path.is_file() else set()


def _is_of(code, word):
    return len(word) > 1 and (bool(_CYRILLIC.search(word)) == (code in INFLECTED))


def _is_known(word, names, lookup):
    bare = _ELIDED.sub("", word)
    if bare != word and _is_known(bare, names, lookup):
        return True
    if word in names or lookup(word.replace("’", "'")) or lookup(word):
        return True
    parts = re.split("[-’]", word)
    return len(parts) > 1 and all(not part or part in names or lookup(part) for part in parts)
