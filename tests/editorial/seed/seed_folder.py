"""A small content folder for tests of the seed, and ways to change it."""

from editorial.seed import loader as seed
from pages.models import Page

PAGES, ABOUT = "pages/pages.toml", "pages/pages.en.toml"
CITY, CITY_TEXT = "cities/northtown.toml", "cities/northtown.en.toml"
EVENTS = "events/1950s.toml"

FILES = {
    "goals/goals.toml": """
        [aid]
        rank = 1
        [learning]
        rank = 2
        """,
    "goals/goals.en.toml": """
        [aid]
        name = "Aid"
        [learning]
        name = "Learning"
        """,
    "cities/northtown.toml": """
        [northtown]
        country = "JP"
        latitude = 36.238
        longitude = 137.972
        time_zone = "Asia/Tokyo"
        [northtown.local_names.ja]
        language = "ja"
        name = "北町"
        [northtown.stages.sister]
        stage = "sister"
        start = "about 1958"
        source = "paper"
        [northtown.goals.learning]
        goal = "learning"
        [northtown.goals.aid]
        goal = "aid"
        """,
    "cities/northtown.en.toml": """
        [northtown]
        name = "Northtown"
        profile = \"\"\"
        A first
        paragraph.

        A <em>second</em> one.\"\"\"
        [northtown.goals.aid]
        reason = "They asked."
        """,
    "events/1950s.toml": """
        [1958-visit]
        kind = "visit"
        cities = ["northtown"]
        goals = ["aid"]
        start = "1958-11-29"
        [1958-visit.sources.paper]
        source = "paper"
        """,
    "events/1950s.en.toml": """
        [1958-visit]
        title = "A visit"
        """,
    "sources/sources.toml": """
        [paper]
        headline = "A newspaper"
        language = "en"
        """,
    "sources/sources.en.toml": """
        [paper]
        description = "A newspaper article"
        """,
    "pages/pages.toml": """
        [our-program]
        parent = "about-us"
        [about-us]
        menu = "header"
        [about-us.sections.one]
        kind = "text"
        [about-us.sections.two]
        kind = "text"
        """,
    "pages/pages.en.toml": """
        [our-program]
        title = "Our program"
        [about-us]
        title = "About us"
        [about-us.sections.one]
        heading = "One"
        [about-us.sections.two]
        heading = "Two"
        """,
}


class SeedFolder:
    """The files above in a folder, ready to be changed as a newer release would."""

    def __init__(self, path):
        self.path = path
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name, text):
        """Write a file; the indentation of the lines is left out."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(line.strip() for line in text.splitlines()), encoding="utf-8")

    def read(self, name):
        return (self.path / name).read_text(encoding="utf-8")

    def replace(self, name, old, new):
        """Replace a piece of a file, which must be there."""
        text = self.read(name)
        assert old in text
        self.write(name, text.replace(old, new))

    def add(self, name, text):
        """Put text at the end of a file."""
        self.write(name, f"{self.read(name)}\n{text}")

    def remove(self, *names):
        for name in names:
            (self.path / name).unlink()


def load(content):
    """Load the folder; return what was done as `{what: keys}`, without what was not."""
    return {what: keys for what, keys in vars(seed.load(content.path)).items() if keys}


def about():
    """Return the row of the page that most tests change."""
    return Page.objects.get(slug="about-us")
