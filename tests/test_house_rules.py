"""What holds for the repository as a whole: names, files, models, words and letters."""

import ast
import re
import tomllib
import unicodedata
from itertools import chain

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.models import FileField

from pages.models import Page

ROOT = settings.BASE_DIR
CODE = [
    "accounts",
    "benchmarks",
    "cities",
    "deploy",
    "editorial",
    "involvement",
    "pages",
    "reports",
    "saltlake_sister",
]
OURS = [*CODE, "static/css", "static/js", "templates"]
TEXT = {".css", ".html", ".js", ".md", ".mjs", ".py", ".svg", ".txt", ".xml"}

# Words that stand in the content and are translated once for every language. A fifth of them are
# the form, its notice and the letters, and a sixth the record, which grows with what is found.
MOST_ENGLISH_WORDS = 11_000


def files(*folders, endings=TEXT):
    """List our own files below these folders, but for what tools wrote."""
    found = chain.from_iterable((ROOT / folder).rglob("*") for folder in folders)
    return sorted(
        path
        for path in found
        if path.suffix in endings and not {"__pycache__", "migrations"} & set(path.parts)
    )


def seed_files(pattern):
    """Return the tables of seed files by the names of the files."""
    paths = sorted(settings.CONTENT_DIR.rglob(pattern))
    return {path: tomllib.loads(path.read_text(encoding="utf-8")) for path in paths}


def strings(value):
    """List all texts of a seed table, but not its keys."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for inner in value.values() for text in strings(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in strings(inner)]
    return []


def words(text):
    return re.sub(r"<[^>]*>", " ", text).split()


# --- Names ------------------------------------------------------------------------------------


def names_of_cities():
    """List what the cities of the content are called: names in any language, and addresses."""
    names = set()
    for tables in seed_files("cities/*.toml").values():
        for slug, city in tables.items():
            names |= {slug, city.get("name", "")}
            names |= {local["name"] for local in city.get("local_names", {}).values()}
    return names - {""}


def test_only_the_content_and_the_settings_name_the_cities():
    names = names_of_cities()
    pattern = re.compile(r"(?<!\w)({})(?!\w)".format("|".join(map(re.escape, sorted(names)))))
    allowed = {ROOT / "saltlake_sister" / "settings.py"}

    found = {
        str(path.relative_to(ROOT)): sorted(set(pattern.findall(path.read_text(encoding="utf-8"))))
        for path in [*files(*OURS), ROOT / "Makefile", ROOT / "manage.py"]
        if path not in allowed
    }

    assert len(names) >= 14
    assert {path: named for path, named in found.items() if named} == {}


# --- Files ------------------------------------------------------------------------------------


def test_no_file_is_longer_than_four_hundred_lines():
    ours = [*files(*OURS, "tests", "docs"), *ROOT.glob("*.md"), *ROOT.glob("*.py")]

    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in ours
    }

    assert {path: length for path, length in lengths.items() if length > 400} == {}


def test_every_template_is_used():
    templates = {path.relative_to(ROOT / "templates").as_posix() for path in files("templates")}
    text = "".join(path.read_text(encoding="utf-8") for path in files(*CODE, "templates"))
    text = text.replace('"pages/page_{shown.template}.html"', written_out(Page.Template.values))
    # Django looks for these names by itself.
    found_by_name = {"400.html", "403.html", "404.html", "500.html"}

    unused = {name for name in templates if f'"{name}"' not in text}

    assert {name for name in unused - found_by_name if not is_overriding(name)} == set()


def written_out(names):
    return " ".join(f'"pages/page_{name}.html"' for name in names)


def is_overriding(name):
    """Return whether Django or allauth looks for a template of this name, which ours replaces."""
    path = ROOT.__class__
    folders = {
        ("admin/", "django/"): [
            path(apps.get_app_config(app).path) / "templates" for app in ("admin", "forms")
        ],
        ("account/", "mfa/"): [path(apps.get_app_config("account").path).parent / "templates"],
    }
    return any(
        name.startswith(begins) and any((folder / name).is_file() for folder in where)
        for begins, where in folders.items()
    )


def test_every_style_sheet_is_used():
    sheets = {path.relative_to(ROOT / "static" / "css").as_posix() for path in files("static/css")}
    text = "".join(
        path.read_text(encoding="utf-8") for path in files("static/css", "templates", *CODE)
    )

    assert {name for name in sheets if f'{name}"' not in text} == set()


def test_public_style_sheets_ask_for_the_width_of_the_page_and_not_of_the_window():
    """A rem of `@media` is the browser's; one of `@container page` grows with the letters."""
    sheets = [path for path in files("static/css") if "desk" not in str(path.relative_to(ROOT))]
    asked = re.compile(r"@media[^{]*width|@container (?!page \()")

    assert len(sheets) > 50
    assert [path.name for path in sheets if asked.search(path.read_text())] == []


def test_no_module_of_ours_is_called_utils():
    vague = {"utils.py", "helpers.py", "common.py", "misc.py", "services.py"}

    assert [path for path in files(*CODE, endings={".py"}) if path.name in vague] == []


def test_no_note_of_unfinished_work_is_left():
    notes = re.compile(r"\b(?:TO" + "DO|FIX" + r"ME|XXX)\b")

    found = [path for path in files(*OURS) if notes.search(path.read_text(encoding="utf-8"))]

    assert found == []


@pytest.mark.parametrize("room", CODE)
def test_every_module_says_what_it_is_for(room):
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in files(room, endings={".py"})
        if path.name not in {"__init__.py", "apps.py", "admin.py", "translation.py", "manage.py"}
        and "management" not in path.parts
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert silent == []


def test_actions_of_others_are_pinned_to_a_commit():
    workflows = (ROOT / ".github" / "workflows").glob("*.yml")
    used = [
        line.strip()
        for path in workflows
        for line in path.read_text(encoding="utf-8").splitlines()
        if "uses:" in line
    ]

    pinned = re.compile(r"- uses: [\w./-]+@[0-9a-f]{40} # v[0-9.]+")
    assert used
    assert [line for line in used if not pinned.fullmatch(line)] == []


# --- Models -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_migrations_match_the_models():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_pictures_are_uploaded_in_one_place_only():
    uploads = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        # The outbox could hold attachments; no mail of ours has one.
        if isinstance(field, FileField) and model._meta.app_label != "post_office"
    ]

    assert uploads == ["editorial.Picture.file"]


# --- Words and letters ------------------------------------------------------------------------


def test_the_english_content_stays_short_enough_to_be_translated():
    count = sum(
        len(words(text)) for tables in seed_files("*.en.toml").values() for text in strings(tables)
    )

    assert 4_000 < count <= MOST_ENGLISH_WORDS


def unicode_ranges():
    """Return the letters that the web fonts cover, by family, as the style sheet declares them."""
    sheet = (ROOT / "static/css/tokens.css").read_text(encoding="utf-8")
    covered = {}
    for face in re.findall(r"@font-face\s*{([^}]*)}", sheet):
        family = re.search(r"font-family:\s*\"?([^;\"]*)", face)[1]
        for ranges in re.findall(r"unicode-range:\s*([^;]*)", face):
            for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", ranges):
                codes = range(int(first, 16), int(last or first, 16) + 1)
                covered.setdefault(family, set()).update(map(chr, codes))
    return covered


def is_cjk(letter):
    """Return whether a letter is Chinese or Japanese; every system brings a font for these."""
    return unicodedata.east_asian_width(letter) in {"W", "F"}


def test_every_letter_of_the_content_has_a_font():
    letters = {
        letter
        for tables in seed_files("*.toml").values()
        for text in strings(tables)
        for letter in unicodedata.normalize("NFC", text)
        if not letter.isspace() and not is_cjk(letter)
    }

    covered = unicode_ranges()

    assert set(covered) == {"Overpass", "Piazzolla"}
    missing = {family: letters - codes for family, codes in covered.items()}
    assert missing == {"Overpass": set(), "Piazzolla": set()}


@pytest.mark.parametrize(("file", "family"), [("sign", "Overpass"), ("letter", "Piazzolla")])
def test_the_font_files_hold_the_letters_that_the_style_sheet_promises(file, family):
    ttlib = pytest.importorskip("fontTools.ttLib", reason="reading fonts needs fonttools")
    pytest.importorskip("brotli", reason="reading fonts needs brotli")

    held = set()
    for path in (ROOT / "static/fonts").glob(f"{file}-*.woff2"):
        held |= {chr(code) for code in ttlib.TTFont(path).getBestCmap()}

    assert held == unicode_ranges()[family]


def test_the_fonts_of_a_page_weigh_at_most_sixty_kilobytes():
    sizes = {path.name: path.stat().st_size for path in (ROOT / "static/fonts").glob("*.woff2")}

    latin = sizes["sign-latin.woff2"] + sizes["letter-latin.woff2"]
    cyrillic = sizes["sign-cyrillic.woff2"] + sizes["letter-cyrillic.woff2"]
    assert latin + cyrillic <= 60 * 1024
