"""Whether the texts of a language keep to its glossary and style sheet."""

import re

from deploy.words.glossary import audience_of, glossary
from deploy.words.texts import pairs


def faults(code):
    """List what is wrong in a language, each as a line that says where, what and why."""
    agreed = glossary(code)
    return [line for pair in pairs(code) for line in faults_of(pair, agreed)]


def faults_of(pair, agreed):
    """Yield what is wrong with one text."""
    words = pair.words
    for never in agreed.never:
        if found := re.search(never.pattern, words):
            yield _line(pair, found, never.why)
    who = audience_of(pair.place, pair.english)
    for pattern in agreed.address[who].never:
        if found := re.search(pattern, words):
            yield _line(pair, found, f"to a {who} it says: {agreed.address[who].form}")
    for term in agreed.terms:
        for pattern in term.never:
            if found := re.search(pattern, words):
                yield _line(pair, found, f"“{term.english}” is: {term.use}")
        if term.when and re.search(term.when, pair.english) and not _says(term, pair.text):
            yield f"{pair.place}: “{term.english}” is “{term.use}”, not: {words[:120]}"


def _says(term, text):
    return any(re.search(pattern, text) for pattern in term.say)


def _line(pair, found, why):
    words, start = found.string, max(found.start() - 30, 0)
    around = " ".join(words[start : found.end() + 30].split())
    return f"{pair.place}: “{found[0]}” in “{around}”: {why}"
