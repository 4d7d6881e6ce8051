"""The glossary as pages for people, `docs/glossary.md` and one page a language, made from the data.

Run `make glossary` after a change in `locale/glossary/`.
"""

from pathlib import Path

from deploy.words.glossary import AUDIENCES, codes, glossary

DOCS = Path(__file__).resolve().parents[2] / "docs"

HEAD = """\
# Glossary and style sheets

Made from `locale/glossary/` by `make glossary`; change the words there, then in `content/` and
`locale/`. `make check-words` and the tests hold content, catalogues and letters to them. All
translations were made by machine and read a second time by machine; native readers have not
reviewed them yet, and their word wins.

The terms of each language: {pages}.
"""
READERS = {
    "reader": "any reader",
    "young": "13 to 17",
    "child": "under 13",
    "guardian": "a parent or guardian",
    "staff": "staff",
}


def pages():
    """Return what the pages say now, as {path: text}."""
    return {DOCS / "glossary.md": _overview()} | {
        DOCS / "glossary" / f"{code}.md": _terms(glossary(code)) for code in codes()
    }


def write():
    """Write the pages anew."""
    for path, text in pages().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _overview():
    all_of_them = [glossary(code) for code in codes()]
    links = ", ".join(f"[{each.name}](glossary/{each.code}.md)" for each in all_of_them)
    parts = [HEAD.format(pages=links)]
    parts.append("## Forms of address\n")
    parts.append(
        _table(
            ["Language", *READERS.values()],
            [[each.name, *(each.address[who].form for who in AUDIENCES)] for each in all_of_them],
        )
    )
    for each in all_of_them:
        parts.append(f"## How {each.name} is written\n")
        parts.append(_table(["", each.name], [list(pair) for pair in each.style.items()]))
        nevers = "; ".join(never.why for never in each.never)
        parts.append(f"Never: {nevers}.\n")
    groups = sorted({term.group for each in all_of_them for term in each.terms if term.group})
    for group in groups:
        parts.append(f"## {group.capitalize()}, in all languages\n")
        parts.append(_side_by_side(group, all_of_them))
    return "\n".join(parts)


def _side_by_side(group, all_of_them):
    uses = [
        {term.english: term.use for term in each.terms if term.group == group}
        for each in all_of_them
    ]
    rows = [[english, *(use.get(english, "") for use in uses)] for english in uses[0]]
    return _table(["English", *(each.name for each in all_of_them)], rows)


def _terms(agreed):
    rows = [
        [term.english, term.use, "; ".join(filter(None, [term.note, _nevers(term)]))]
        for term in agreed.terms
        if not term.group
    ]
    head = f"# Terms in {agreed.name}\n\nMade from `locale/glossary/{agreed.code}.toml`."
    table = _table(["English", agreed.name, "Note"], rows)
    return f"{head} [All languages](../glossary.md).\n\n{table}"


def _nevers(term):
    return "never " + ", ".join(f"`{pattern}`" for pattern in term.never) if term.never else ""


def _table(heads, rows):
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join("| " + " | ".join(_cell(cell) for cell in line) + " |\n" for line in lines)


def _cell(text):
    return text.replace("|", "\\|")
