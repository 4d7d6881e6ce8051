"""What is put together from pieces reads as a person once found it to be right."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings

from tests.languages import golden

# "its", "this", "it": of one thing alone.
OF_ONE = re.compile(r"\b(його|її|цей|ця|це|він|вона|воно|его|её|этот|эта|это|он|она|оно)\b", re.I)
# Says nothing of one thing, but only how many languages it takes off.
WITHOUT_NUMBER = {"Take off the site…"}


@pytest.mark.parametrize("code", [code for code, name in settings.CONTENT_LANGUAGES])
def test_what_is_put_together_reads_as_it_was_read_through(code):
    wanted = golden.path(code).read_text(encoding="utf-8").splitlines()

    # Changed on purpose? Run `make golden`, and read what changed.
    assert golden.written(code).splitlines() == wanted


@pytest.mark.parametrize("code", ["uk", "ru"])
def test_the_form_of_one_is_right_for_twenty_one_as_well(code):
    catalogue = Path(settings.LOCALE_PATHS[0]) / code / "LC_MESSAGES" / "django.po"
    wrong = []
    for entry in polib.pofile(str(catalogue)):
        of_one, of_many = (entry.msgstr_plural.get(form, "") for form in (0, 2))
        speaks_of_it = OF_ONE.search(of_one) and not OF_ONE.search(of_many)
        hides_number = "%(count)" in of_many and "%(count)" not in of_one
        if speaks_of_it or (hides_number and entry.msgid not in WITHOUT_NUMBER):
            wrong.append(of_one)

    assert wrong == []
