"""Tokens: the pieces that a database's full text is made of, the same ones on every database.

They are cut here, because each database cuts in its own way, and none of them Chinese and Japanese
into words. A word is one token. A run of characters without spaces is cut into overlapping pairs
and its last character: 天守閣 is 天守, 守閣, 閣. So two characters are found wherever they stand
together, and one character as the beginning of a token.
"""

import re
from dataclasses import dataclass

from editorial.text.folding import MOST_WORDS, WITHOUT_SPACES, fold

_RUN = re.compile(f"([{WITHOUT_SPACES}]+)|[^{WITHOUT_SPACES}]+")
# The longest word of a dictionary has fewer letters; PostgreSQL takes 2,046 bytes.
LONGEST = 64


def tokens(text):
    """List the tokens of a text in their order."""
    return [token for run in _runs(fold(text)) for token in _cut(*run)]


def stored(tokens):
    """Return tokens as they stand in a column: one space around each."""
    return f" {' '.join(tokens)} "


def of_language(code):
    """Return the token of all texts in a language: nobody can type it."""
    return f"language@{code}"


def of_place(model, key):
    """Return the token of what concerns a place, by the name of its model and its key."""
    return f"{model}@{key}"


@dataclass(frozen=True)
class Term:
    """One word, or one run without spaces, of what somebody typed.

    A text holds it where a token begins with the word, or where the pairs of the run stand beside
    each other; or where it has one of the tokens `instead`.
    """

    run: str
    instead: tuple = ()

    @property
    def _pairs(self):
        """The pairs of a run of two or more; none of a word or of one character."""
        pairs = tokens(self.run)[:-1]
        return pairs if _is_without_spaces(self.run) else []

    @property
    def exact(self):
        """Its tokens, as a name that is nothing else has them."""
        return " ".join(tokens(self.run))

    @property
    def piece(self):
        """What stands in stored tokens that hold it, as a string."""
        return stored(self._pairs) if self._pairs else f" {self.run}"

    @property
    def needle(self):
        """What stands in a folded text that holds it; see `folding.marked`."""
        return self.run if _is_without_spaces(self.run) else f" {self.run}"

    @property
    def is_phrase(self):
        """Whether full text alone, which knows no order, finds too much."""
        return len(self._pairs) > 1

    def in_fts5(self):
        """Return it in the language of SQLite's FTS5."""
        own = " AND ".join(f'"{pair}"' for pair in self._pairs) or f'"{self.run}" *'
        return " OR ".join([f"({own})", *(f'"{token}"' for token in self.instead)])

    def in_tsquery(self):
        """Return it as PostgreSQL writes a `tsquery`."""
        own = " & ".join(f"'{pair}'" for pair in self._pairs) or f"'{self.run}':*"
        return " | ".join([f"({own})", *(f"'{token}'" for token in self.instead)])


@dataclass(frozen=True)
class Wanted:
    """What a text must hold, all of it; false where the query has no word.

    `language` is the one that it must be in, "" for any.
    """

    terms: tuple
    language: str = ""

    def __bool__(self):
        return bool(self.terms)

    @property
    def exact(self):
        """All tokens, as a name that is nothing else has them."""
        return " ".join(term.exact for term in self.terms)

    @property
    def needles(self):
        """What folded texts hold where this is found, for `folding.marked`."""
        return [term.needle for term in self.terms]

    def in_fts5(self):
        """Return the query in the language of SQLite's FTS5."""
        terms = [f"({term.in_fts5()})" for term in self.terms]
        terms += [f'"{of_language(self.language)}"'] if self.language else []
        return " AND ".join(terms)

    def in_tsquery(self):
        """Return the query as PostgreSQL writes a `tsquery`."""
        terms = [f"({term.in_tsquery()})" for term in self.terms]
        terms += [f"'{of_language(self.language)}'"] if self.language else []
        return " & ".join(terms)


def wanted(query):
    """Return the `Wanted` of what somebody typed, at most `MOST_WORDS` words of it.

    Where scripts change within a word each run of one script counts.
    """
    words = list(dict.fromkeys(fold(query).split()))[:MOST_WORDS]
    runs = [run[:LONGEST] for word in words for run, _without_spaces in _runs(word)]
    return Wanted(tuple(Term(run) for run in list(dict.fromkeys(runs))[:MOST_WORDS]))


def _runs(folded):
    """Yield (run, whether it is written without spaces)."""
    for word in folded.split():
        for run in _RUN.finditer(word):
            yield run[0], run[1] is not None


def _cut(run, is_without_spaces):
    if not is_without_spaces:
        return [run[:LONGEST]]
    return [*(run[at : at + 2] for at in range(len(run) - 1)), run[-1]]


def _is_without_spaces(run):
    return _RUN.match(run)[1] is not None
