"""Asks axe for the faults of the page that a browser shows, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

WIDTHS = [320, 768, 1280]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What of these depends on colors, and so on whether the page is light or dark.
RULES_OF_COLORS = ["color-contrast", "link-in-text-block"]

# Tells whether each style sheet of a page has come. They are apart here; readers get one.
STYLED = """() => {
  const whole = (sheet) => [...sheet.cssRules].every(
    (rule) => !(rule instanceof CSSImportRule) || (rule.styleSheet && whole(rule.styleSheet)));
  try { return [...document.styleSheets].every(whole); } catch { return false; }
}"""
# Colors may take a moment to change.
STILL = "Promise.all(document.getAnimations().map((each) => each.finished.catch(() => 0)))"


def open_styled(page, url):
    """Open a page; on a busy machine a browser may give up one of sixty sheets, and asks again."""
    for _try in range(3):
        page.goto(url)
        if page.evaluate(STYLED):
            return
    pytest.fail(f"A style sheet of {url} did not come.")


def faults(page, rules=RULES):
    """Return axe's findings as short lines."""
    # Axe would fetch imported stylesheets once more, from addresses that do not exist.
    results = Axe().run(page, options={"runOnly": rules, "preload": False})
    return [
        f"{violation['id']}: {node['target']} {node.get('failureSummary', '')[:200]}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]


def faults_of_colors(page, scheme):
    """Return what axe finds of colors alone, light or dark."""
    page.emulate_media(color_scheme=scheme)
    page.evaluate(STILL)
    return [f"{scheme}, {fault}" for fault in faults(page, RULES_OF_COLORS)]


def look(page, server, paths):
    """Open each address; return the faults by address, sideways scrolling among them.

    All rules are asked while it is light; in the dark, those of colors.
    """
    found = {}
    for path in paths:
        page.emulate_media(color_scheme="light")
        open_styled(page, f"{server.url}{path}")
        wrong = faults(page)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wrong.append("scrolls sideways")
        wrong += faults_of_colors(page, "dark")
        if wrong:
            found[path] = wrong
    return found
