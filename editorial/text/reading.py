"""What makes a rich text hard to read or to hear, found in its HTML. Pure: no model, no request."""

import re
from enum import Enum
from html.parser import HTMLParser

# Words of a link that say nothing about where it leads, in the languages of the content.
VAGUE = {
    "en": {"click here", "here", "read more", "more", "this link", "link", "learn more"},
    "es": {"haga clic aquí", "clic aquí", "aquí", "leer más", "más", "este enlace", "enlace"},
    "it": {"clicca qui", "fai clic qui", "qui", "leggi di più", "di più", "questo link", "link"},
    "ja": {"ここをクリック", "クリック", "こちら", "ここ", "続きを読む", "詳細", "詳しくはこちら"},
    "ru": {"нажмите здесь", "здесь", "тут", "подробнее", "далее", "эта ссылка", "ссылка"},
    "uk": {"натисніть тут", "тут", "детальніше", "далі", "це посилання", "посилання"},
    "zh-hant": {"按此", "點此", "點擊這裡", "這裡", "此處", "更多", "閱讀更多", "連結"},
}
# Words of a rank, by language, which are true for a time only; what says so names a year.
RANKS = {
    "en": re.compile(
        r"\b(?:(?:bigg|busi|great|high|larg|long|low|new|old|rich|short|small|tall|young)est"
        r"|most (?:populous|visited|popular)|ranks?|ranked|leading)\b",
        re.IGNORECASE,
    )
}
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+|\n")
_TRIMMED = " \t\n.,:;!?…»«“”\"'()。、，：；！？「」（）→›>\u00a0"


class Problem(Enum):
    """What is wrong with a text."""

    SKIPPED_HEADING = "skipped heading"
    VAGUE_LINK = "vague link"
    TABLE_WITHOUT_HEADERS = "table without headers"
    RANK_WITHOUT_YEAR = "rank without year"


def problems(html, language, *, above=2):
    """List what is wrong as `(Problem, words)`, in the order of the text; each once.

    `above` is the level of the heading that the text stands under: its first one may be one
    deeper. The words are those of the heading or link, or the word of a rank.
    """
    if "<" not in html:
        return []
    reader = _Reader(language, above)
    reader.feed(html)
    reader.close()
    return list(dict.fromkeys([*reader.found, *_undated_ranks("".join(reader.text), language)]))


def is_vague(words, language):
    """Return whether the words of a link say nothing about where it leads."""
    return words.strip(_TRIMMED).casefold() in VAGUE["en"] | VAGUE.get(language, set())


def _undated_ranks(text, language):
    """Yield words such as "largest" of sentences that name no year."""
    if language in RANKS:
        for sentence in _SENTENCE_ENDS.split(text):
            rank = RANKS[language].search(sentence)
            if rank and not _YEAR.search(sentence):
                yield Problem.RANK_WITHOUT_YEAR, rank[0]


class _Reader(HTMLParser):
    """Reads a text once, from its beginning to its end."""

    def __init__(self, language, above):
        super().__init__()
        self.language = language
        self.level = above
        self.found, self.text = [], []
        self._tag, self._words = "", []
        # One item a table that is open: whether it has had a header.
        self._tables = []

    def handle_starttag(self, tag, attrs):
        if tag == "a" or tag in _HEADINGS:
            self._tag, self._words = tag, []
        elif tag == "table":
            self._tables.append(False)
        elif tag == "th" and self._tables:
            self._tables[-1] = True

    def handle_data(self, data):
        self.text.append(data)
        if self._tag:
            self._words.append(data)

    def handle_endtag(self, tag):
        if tag in _BLOCKS:
            self.text.append("\n")
        if tag == "table" and self._tables and not self._tables.pop():
            self.found.append((Problem.TABLE_WITHOUT_HEADERS, ""))
        if tag != self._tag:
            return
        words = " ".join("".join(self._words).split())
        self._tag = ""
        if tag in _HEADINGS:
            level = int(tag[1])
            if level > self.level + 1:
                self.found.append((Problem.SKIPPED_HEADING, words))
            self.level = level
        elif is_vague(words, self.language):
            self.found.append((Problem.VAGUE_LINK, words))


_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = _HEADINGS | {"p", "li", "td", "th"}
