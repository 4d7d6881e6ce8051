"""What comes again after a form was sent takes the focus, wherever somebody had jumped before."""

import re

import pytest
from django.conf import settings

DESK = settings.BASE_DIR / "templates" / "admin"
INCLUDED = re.compile(r'{% include "([^"]+)"')
POSTED = re.compile(r'<form[^>]*method="post"[^>]*>')
PERHAPS = re.compile(r"{% if .*?{% endif %}")


def with_included(path, seen=()):
    """Return the text of a template and of all that it includes."""
    text = path.read_text(encoding="utf-8")
    inner = [DESK.parent / name for name in INCLUDED.findall(text) if name.startswith("admin/")]
    return text + "".join(with_included(each, (*seen, path)) for each in inner if each not in seen)


@pytest.mark.parametrize("path", sorted(DESK.rglob("*.html")), ids=lambda path: path.stem)
def test_a_form_whose_answer_takes_the_focus_names_its_address(path):
    """An address by itself has the fragment of the last jump, which wins over the focus."""
    if "autofocus" not in with_included(path):
        return

    forms = POSTED.findall(path.read_text(encoding="utf-8"))

    assert [form for form in forms if " action=" not in PERHAPS.sub("", form)] == []
