"""The frame of the admin: Django's blocks, one style sheet in layers, and nothing beside it."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles import finders
from django.forms import Media

from saltlake_sister.static_files import combine
from tests.admin_client import sign_in
from tests.saltlake_sister.admin_rows import examples, make_rows

pytestmark = pytest.mark.django_db

CSS = settings.BASE_DIR / "static/css"


def test_our_frame_has_every_block_of_djangos():
    djangos = Path(apps.get_app_config("admin").path) / "templates/admin/base.html"
    ours = [settings.BASE_DIR / f"templates/admin/{name}.html" for name in ("base", "account")]

    def blocks(text):
        return set(re.findall(r"{% block ([\w-]+) %}", text))

    # What our frame has no place for: the sheet for right to left, and the words "Welcome".
    missing = blocks(djangos.read_text()) - blocks("".join(file.read_text() for file in ours))
    assert missing == {"stylesheet_rtl", "welcome-msg"}


@pytest.mark.proof
def test_every_page_of_the_desk_has_one_style_sheet_that_holds_those_of_its_widgets(client):
    rows = make_rows()
    sign_in(client)

    sheets, named = {}, set()
    for name, address in examples(rows).items():
        response = client.get(address)
        if response.status_code != 200 or "text/html" not in response.headers["Content-Type"]:
            # Read to its end, a file is closed.
            list(response)
            continue
        html = response.content.decode()
        # A preview is a public page; some answers are a piece of a page.
        if "</html>" not in html or "preview_bar.css" in html:
            continue
        sheets[name] = re.findall(r'<link rel="stylesheet" href="([^"]+)"|<style', html)
        for files in response.context.get("media", Media())._css.values():
            named |= {getattr(file, "path", file) for file in files}

    one = [f"{settings.STATIC_URL}css/desk.css"]
    assert {name: found for name, found in sheets.items() if found != one} == {}
    text = (CSS / "desk.css").read_text()
    assert {name for name in named if name.replace(".min.css", ".css") not in text} == set()


def test_everything_in_it_is_in_a_layer():
    whole = combine("css/desk.css", lambda path: Path(finders.find(path)).read_text())
    depth, outside = 0, ""
    for part in re.split(r"([{}])", whole):
        depth += {"{": 1, "}": -1}.get(part, 0)
        if depth == 0 and part not in "{}":
            outside += part
    rules = re.sub(r"/\*\*/|@charset [^;]+;|\s+", "", re.sub(r"@layer [\w, ]+;?", "", outside))

    assert rules == ""
    assert depth == 0
    assert whole.lstrip("/*\n").startswith("@layer django, base, frame, parts, screens, modes;")


def test_our_own_rules_overrule_nothing_by_force():
    ours = "".join(sheet.read_text() for sheet in (CSS / "desk").glob("*.css"))

    assert "!important" not in ours
