"""Blocks brought into the order that the editor knows: headings of two levels, lists, quotes.

Each step leaves what is in order already as it is.
"""

import re

from editorial.text import pasted
from editorial.text.rich_blocks import BREAK, PLAIN, Block, Box

# The page has h1 and h2 for itself.
HEADINGS = ("h3", "h4")
# Lists stand in lists no deeper than this.
MOST_DEEP = 4

_LEVEL = re.compile(r"h([1-6])")


def arrange(root):
    """Bring what was read into order; return the root."""
    _fit_headings(root)
    root.children = _lines(root.children, in_item=False)
    return root


def _fit_headings(root):
    """Give headings the levels of a text, whatever they were where they come from."""
    headings = [block for block in _blocks(root) if _LEVEL.fullmatch(block.tag)]
    levels = {int(block.tag[1]) for block in headings if block.words.strip()}
    # Pasted from a document of its own: what was the highest there is the highest here.
    highest = min(levels) if levels and min(levels) < 3 else 3
    for block in headings:
        block.tag = HEADINGS[0] if int(block.tag[1]) <= highest else HEADINGS[1]


def _blocks(box):
    for child in box.children:
        if isinstance(child, Block):
            yield child
        else:
            yield from _blocks(child)


def _lines(children, *, in_item, depth=0, in_quote=False):
    """Return the children of the text, a quote or an item, in order and without empty ones."""
    result = []
    for child in _with_lists(children):
        if isinstance(child, Block):
            result += _paragraphs(child, is_inside=in_item or in_quote)
        elif child.tag in {"ul", "ol"}:
            result += _list(child, depth)
        elif child.tag == "li":
            result += _list(Box("ul", [child]), depth)
        elif in_item or in_quote:
            result += _lines(child.children, in_item=in_item, depth=depth, in_quote=True)
        elif inside := _lines(child.children, in_item=False, depth=depth, in_quote=True):
            result.append(Box("blockquote", inside))
    return _neighbors(result)


def _neighbors(nodes):
    """Join lists of one kind that stand side by side, as browsers cut them."""
    result = []
    for node in nodes:
        last = result[-1] if result else None
        if isinstance(last, Box) and isinstance(node, Box) and last.tag == node.tag != "blockquote":
            last.children += node.children
        else:
            result.append(node)
    return result


def _paragraphs(block, *, is_inside):
    """Return a block as one or more: two line ends part paragraphs."""
    block.tidy()
    if not block.runs:
        return []
    if is_inside:
        block.tag = "p"
    if block.tag != "p":
        block.runs = [(" ", PLAIN) if run[0] == BREAK else run for run in block.runs]
        if all(marks.bold for text, marks in block.runs if text.strip()):
            block.runs = [(text, marks._replace(bold=False)) for text, marks in block.runs]
        block.tidy()
        return [block]
    lines = [Block("p", loose=block.loose)]
    for index, run in enumerate(block.runs):
        if run[0] == BREAK and block.runs[index - 1][0] == BREAK:
            if lines[-1].runs:
                lines.append(Block("p"))
            continue
        lines[-1].runs.append(run)
    for line in lines:
        line.tidy()
    return [line for line in lines if line.runs]


def _list(box, depth):
    """Return a list with its items; deeper than `MOST_DEEP` only its items, as lines."""
    items = []
    for child in box.children:
        if isinstance(child, Box) and child.tag == "li":
            inside = child.children
        elif isinstance(child, Box) and child.tag in {"ul", "ol"} and items:
            # Google Docs writes a list in a list beside the item that it belongs to.
            items[-1].children.append(child)
            continue
        else:
            inside = [child]
        items.append(Box("li", list(inside)))
    if depth >= MOST_DEEP:
        return [line for item in items for line in _flat(item)]
    done = []
    for item in items:
        inside = _lines(item.children, in_item=True, depth=depth + 1)
        if inside and not isinstance(inside[0], Block):
            # An item begins with a line: the editor knows no other.
            done += inside.pop(0).children
            if inside:
                done[-1].children += inside
        elif inside:
            done.append(Box("li", inside))
    return [Box(box.tag, done)] if done else []


def _flat(box):
    return [line for block in _blocks(box) for line in _paragraphs(block, is_inside=True)]


# --- Lists that are written as paragraphs -----------------------------------------------------


def _with_lists(children):
    """Make lists of the paragraphs that are items by their style."""
    result = []
    # The lists that are open, from the outermost: (level, Box).
    opened = []
    for child in children:
        item = _as_item(child)
        if item is None:
            opened = []
            result.append(child)
            continue
        level, tag = item
        while opened and (opened[-1][0] > level or _is_other(opened[-1], level, tag)):
            opened.pop()
        if not opened or opened[-1][0] < level:
            box = Box(tag)
            if opened:
                opened[-1][1].children[-1].children.append(box)
            else:
                result.append(box)
            opened.append((level, box))
        opened[-1][1].children.append(Box("li", [child]))
        child.item = None
    return result


def _is_other(opened, level, tag):
    return opened[0] == level and opened[1].tag != tag


def _as_item(child):
    """Return level and kind of list of a paragraph that is an item, without its marker; or None."""
    if not isinstance(child, Block) or child.item is None:
        return None
    level, marker = child.item
    if not marker.strip():
        marker = pasted.marker_in(child.words.lstrip())
        if not marker and not level:
            return None
        _cut(child, marker)
    return level or 1, "ol" if pasted.is_number(marker) else "ul"


def _cut(block, marker):
    """Take a marker, and the white space before it, from the beginning of a block."""
    length = len(block.words) - len(block.words.lstrip()) + len(marker)
    runs = []
    for text, marks in block.runs:
        taken = min(length, len(text))
        length -= taken
        if text[taken:]:
            runs.append((text[taken:], marks))
    block.runs = runs
