"""What makes a rich text hard to read or to hear, found in its HTML. Pure: no model, no request."""

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
_TRIMMED = " \t\n.,:;!?…»«“”\"'()。、，：；！？「」（）→›>\u00a0"


class Problem(Enum):
    """What is wrong with a text."""

    SKIPPED_HEADING = "skipped heading"
    VAGUE_LINK = "vague link"
    TABLE_WITHOUT_HEADERS = "table without headers"


def problems(html, language, *, above=2):
    """List what is wrong as `(Problem, words)`, in the order of the text; each once.

    `above` is the level of the heading that the text stands under: its first one may be one
    deeper. The words are those of the heading or link.
    """
    if "<" not in html:
        return []
    reader = _Reader(language, above)
    reader.feed(html)
    reader.close()
    return list(dict.fromkeys(reader.found))


class _Reader(HTMLParser):
    """Reads a text once, from its beginning to its end."""

    def __init__(self, language, above):
        super().__init__()
        self.vague = VAGUE["en"] | VAGUE.get(language, set())
        self.level = above
        self.found = []
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
        if self._tag:
            self._words.append(data)

    def handle_endtag(self, tag):
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
        elif words.strip(_TRIMMED).casefold() in self.vague:
            self.found.append((Problem.VAGUE_LINK, words))


_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
