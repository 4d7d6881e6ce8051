"""What the search found, as the page shows it."""

from dataclasses import dataclass, replace

from django.utils.html import format_html

from editorial.cache import kept
from editorial.search import findable, spelling, visitors
from editorial.search.tokens import Wanted, wanted
from editorial.text import languages
from editorial.text.folding import EXCERPT, excerpt, holds, marked
from editorial.web.rendering import in_language, offered
from pages.search.asked import MOST_PAGES, ON_A_PAGE

# Shorter lines, such as a caption, say too little where a longer one holds the words as well.
SENTENCE = 40
SENTENCE_WITHOUT_SPACES = 16


@dataclass(frozen=True)
class Beside:
    """What somebody says beside what was found: who does, and HTML with the words around the marks.

    `lang` is the tag of its language, "" for that of the page.
    """

    by_whom: str
    excerpt: str
    lang: str


@dataclass(frozen=True)
class Result:
    """One thing that was found; all but `url`, `lang`, `language`, `about` is HTML with marks.

    - `lang`: the tag of the language of title and excerpt, "" for that of the page; `language`:
      its name;
    - `other_name`, `fact`: what holds the words, where title and text do not;
    - `beside`: what somebody else says beside it, a `Beside`, where only that holds all the words;
    - `about`: short words on it, its kind first, as (words, tag of their language or "").
    """

    url: str
    title: str
    excerpt: str
    other_name: str
    fact: str
    beside: Beside | None
    lang: str
    language: str
    about: list


@dataclass(frozen=True)
class Results:
    """All of one page.

    - `own`: in the reader's language; `elsewhere`: behind them, in other languages;
    - `total`: how many are found, of the chosen kind; `kinds`: the choices, each with its number;
    - `meant`: the words that were taken instead of those typed, "" where these were found;
    - `others`: further words that may have been meant, each with its address.
    """

    own: list
    elsewhere: list
    total: int
    kinds: list
    pages: dict
    meant: str
    others: list


def find(request, asked):
    """Return the `Results` of what is `Asked`; None where nothing is asked."""
    words = wanted(asked.query)
    if not words:
        return None
    codes = offered()
    typed, (words, found) = words, _found(words, codes)
    near = [] if found.counts else _near(request, typed)
    if near:
        words, found = _found(near[0], codes)
    counts, others = found.counts, near[1:]
    if not counts:
        others += [each for each in _each_alone(typed) if visitors.is_there(each, codes)]
    total = counts.get(asked.kind, 0) if asked.kind else sum(counts.values())
    asked = replace(asked, page=min(asked.page, max(1, -(-total // ON_A_PAGE))))
    start = (asked.page - 1) * ON_A_PAGE
    hits = visitors.best(found, words, start, start + ON_A_PAGE, asked.kind) if total else []
    beside = _beside(hits, words.needles)
    shown = [_result(hit, words, beside.get(hit.text.entry_id)) for hit in hits]
    return Results(
        own=[result for result in shown if not result.lang],
        elsewhere=[result for result in shown if result.lang],
        total=total,
        kinds=_kinds(asked, counts),
        pages=_pages(asked, total),
        meant=_typed(words) if near and counts else "",
        others=[_link(asked, other) for other in others],
    )


def _found(words, codes):
    words = visitors.meant(words)
    return words, visitors.find(words, codes)


def _near(request, words):
    return spelling.corrected(words, kept.for_all_languages(request, spelling.vocabulary))


def _each_alone(words):
    return [Wanted((term,)) for term in words.terms] if len(words.terms) > 1 else []


def _result(hit, words, beside):
    text, found = hit.text, hit.findable
    is_own = text.language == languages.current()
    needles = words.needles
    url = found.address(hit.row)
    other_name = "" if _holds_any(text, needles) else _marked_line(text.other_names, needles)
    return Result(
        url=url if is_own else in_language(url, text.language),
        title=marked(text.title, needles),
        excerpt=_excerpt(text, needles),
        other_name=other_name,
        fact="" if other_name or _holds_any(text, needles) else _fact(hit, needles),
        beside=beside,
        lang=_tag(text.language),
        language="" if is_own else languages.name_of(text.language),
        about=[about for about in found.about(hit.row) if about[0]],
    )


def _beside(hits, needles):
    """Map entries to the `Beside` with most of the words, where they do not hold all themselves.

    It costs a query for each model whose rows have something beside them, and only there.
    """
    lacking = {}
    for hit in hits:
        if holds(_all_of(hit.text), needles) < len(needles):
            lacking.setdefault(hit.findable, []).append(hit.text.entry_id)
    said = {}
    for kind, entries in lacking.items():
        for entry, code, text, by_whom in kind.beside(entries):
            if held := holds(text, needles):
                rank = (held, code == languages.current())
                said.setdefault(entry, []).append((rank, code, text, by_whom))
    return {entry: _best_beside(found, needles) for entry, found in said.items()}


def _best_beside(found, needles):
    _rank, code, text, by_whom = max(found, key=lambda each: each[0])
    return Beside(by_whom, excerpt(text, needles), _tag(code))


def _all_of(text):
    return "\n".join([text.title, text.text, text.other_names, text.facts])


def _tag(code):
    return "" if code == languages.current() else languages.tag(code)


def _excerpt(text, needles):
    """Return the words around what was found; the first ones where the title says it already."""
    lines = text.text.split("\n")
    sentences = [line for line in lines if _is_sentence(line)] or lines
    if holds(text.title, needles) == len(needles):
        return marked(_cut(sentences[0]), needles)
    most = max(holds(line, needles) for line in lines)
    if most > max(holds(line, needles) for line in sentences):
        sentences = lines
    return excerpt("\n".join(sentences), needles) if most else _cut(sentences[0])


def _is_sentence(line):
    short = SENTENCE_WITHOUT_SPACES if languages.has_ideographs(line) else SENTENCE
    return len(line) >= short


def _cut(text):
    """Return the beginning of a text, up to the end of a word."""
    if len(text) <= EXCERPT:
        return text
    return text[: text.rfind(" ", EXCERPT // 2, EXCERPT) + 1 or EXCERPT] + "…"


def _holds_any(text, needles):
    return holds(f"{text.title}\n{text.text}", needles)


def _marked_line(lines, needles):
    """Return the line that holds the words; "" where none does."""
    best = max(lines.split("\n"), key=lambda line: holds(line, needles))
    return marked(best, needles) if holds(best, needles) else ""


def _fact(hit, needles):
    fact, tag = _marked_line(hit.text.facts, needles), hit.findable.facts_language(hit.row)
    return format_html('<span lang="{}">{}</span>', tag, fact) if fact and tag else fact


def _kinds(asked, counts):
    """List the kinds to choose from, all of them first; none where there is one alone."""
    if len(counts) < 2 and (not asked.kind or asked.kind in counts):
        return []
    labels = [("", None, sum(counts.values()))]
    labels += [
        (name, label, counts[name]) for name, label in findable.names().items() if name in counts
    ]
    return [
        {
            "label": label,
            "count": count,
            "url": asked.url_with(kind=name),
            "is_current": name == asked.kind,
        }
        for name, label, count in labels
    ]


def _pages(asked, total):
    """Return the number of the page with links to its neighbors; {} for one alone."""
    last = min(-(-total // ON_A_PAGE), MOST_PAGES)
    if last < 2:
        return {}
    return {
        "number": asked.page,
        "total": last,
        "before_url": asked.url_with(page=asked.page - 1) if asked.page > 1 else "",
        "after_url": asked.url_with(page=asked.page + 1) if asked.page < last else "",
    }


def _link(asked, words):
    return {"words": _typed(words), "url": asked.url_with(query=_typed(words), kind="")}


def _typed(words):
    return " ".join(term.run for term in words.terms)
