"""Forgiving a slip: words of names and titles that differ from what was typed in one letter."""

import re
from collections import Counter
from dataclasses import replace

from editorial.models import PublicText
from editorial.search.tokens import Wanted

# Shorter words have too many neighbors.
SHORTEST = 4
MOST = 3


def vocabulary():
    """Return all words of names and titles, a line for each, the most frequent first.

    One text, because a regular expression goes through it faster than a loop through a list, and
    because it weighs little while it is kept.
    """
    words = Counter()
    for tokens in PublicText.objects.values_list("name_tokens", flat=True).iterator():
        words.update(tokens.split())
    ranked = sorted(words, key=lambda word: (-words[word], word))
    return "\n".join(["", *(word for word in ranked if word.isalpha()), ""])


def corrected(wanted, vocabulary):
    """List at most `MOST` `Wanted`s in which what no name holds is one letter off, likeliest first.

    Numbers are right as they are: another year is no slip.
    """
    choices = [_near(term, vocabulary) for term in wanted.terms]
    if all(found == [term] for found, term in zip(choices, wanted.terms, strict=True)):
        return []
    first = [found[0] for found in choices]
    results = [Wanted(tuple(first))]
    for at, found in enumerate(choices):
        results += [Wanted((*first[:at], other, *first[at + 1 :])) for other in found[1:]]
    return results[:MOST]


def _near(term, vocabulary):
    """List the terms that may have been meant; the term itself where nothing is nearer."""
    word = term.run
    is_plain = len(word) < SHORTEST or not word.isalpha()
    if is_plain or f"\n{word}" in vocabulary:
        return [term]
    near = re.findall(rf"(?<=\n){_one_off(word)}(?=\n)", vocabulary)
    return [replace(term, run=other, instead=()) for other in near[:MOST]] or [term]


def _one_off(word):
    """Return a pattern of what differs from a word in one letter, or in two that changed places.

    It goes letter by letter, so that a word that begins otherwise is left behind at once.
    """
    pattern = "."
    for at in range(len(word) - 1, -1, -1):
        here, rest = re.escape(word[at]), re.escape(word[at + 1 :])
        ways = [f"{here}{pattern}", f".{rest}", f".{here}{rest}", rest]
        if rest:
            ways.append(f"{re.escape(word[at + 1])}{here}{re.escape(word[at + 2 :])}")
        pattern = f"(?:{'|'.join(ways)})"
    return pattern
