"""Measures whether the page that a browser shows is wider than its window, and what makes it so."""

# Width and letters in percent; a page is loaded once and then only laid out anew.
SIZES = [(320, 100), (360, 200), (768, 200), (1280, 200)]
TOO_WIDE = """() => {
  const width = window.innerWidth;
  if (document.documentElement.scrollWidth <= width) return null;
  const wide = [...document.querySelectorAll("body *")]
    .filter((element) => !element.closest(".table-scroll, .data-table"))
    .filter((element) => {
      const words = document.createRange();
      words.selectNodeContents(element);
      return [element, words].some((each) => each.getBoundingClientRect().right > width + 0.5);
    })
    .map((element) => `${element.localName}.${element.getAttribute("class") ?? ""}`);
  return [`${document.documentElement.scrollWidth} px`, ...wide.slice(-3)];
}"""


def too_wide(page, sizes=SIZES):
    """Return what is wider than the window, by the sizes at which it is; all details are open."""
    found = {}
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    for width, percent in sizes:
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate(f"document.documentElement.style.fontSize = '{percent}%'")
        if wide := page.evaluate(TOO_WIDE):
            found[f"{width} px, {percent} %"] = wide
    return found
