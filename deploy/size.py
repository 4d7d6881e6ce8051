"""`make size`: how much code there is, app by app, without what only explains or proves it."""

import ast
import io
import tokenize

from deploy.environment import ROOT

# Beside the site: they measure it and run it.
APART = ("benchmarks", "deploy")
NO_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def lines_of_code(source):
    """Return how many lines of Python `source` do something: no docstring, comment or blank."""
    lines = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in NO_CODE:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node) is not None:
            words = node.body[0]
            lines.difference_update(range(words.lineno, words.end_lineno + 1))
    return len(lines)


def sizes(root=ROOT):
    """Return the lines of code in each folder with Python, without tests and migrations."""
    return {
        package.parent.name: sum(
            lines_of_code(path.read_text(encoding="utf-8"))
            for path in sorted(package.parent.rglob("*.py"))
            if "migrations" not in path.parts
        )
        for package in sorted(root.glob("*/__init__.py"))
        if package.parent.name != "tests"
    }


def show():
    """Print the sizes: the site's own folders with their sum, then the others and everything."""
    found = sizes()
    site = {name: size for name, size in found.items() if name not in APART}
    apart = {name: found[name] for name in APART}
    for name, size in [
        *site.items(),
        ("the site", sum(site.values())),
        *apart.items(),
        ("in all", sum(found.values())),
    ]:
        print(f"{name:<16}{size:>8,}")
