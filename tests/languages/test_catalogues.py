"""The words of the interface: complete in every language, compiled, and none forgotten."""

import ast
import re
import shutil
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils.translation import to_locale

FOLDER = Path(settings.LOCALE_PATHS[0])
LOCALES = [to_locale(code) for code, name in settings.LANGUAGES if code != "en"]
TRANSLATING = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
PLACEHOLDER = re.compile(r"%\(\w+\)s|%s|%d|\{\w*\}")


def source(locale):
    return polib.pofile(FOLDER / locale / "LC_MESSAGES" / "django.po")


def identity(entry):
    return (entry.msgctxt or "", entry.msgid)


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_is_untranslated_or_doubtful(locale):
    catalogue = source(locale)

    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []
    assert [entry.msgid for entry in catalogue.obsolete_entries()] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_translation_has_the_placeholders_of_its_source(locale):
    wrong = []
    for entry in source(locale):
        sources = {entry.msgid, entry.msgid_plural or entry.msgid}
        wanted = set().union(*(PLACEHOLDER.findall(text) for text in sources))
        for text in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            found = set(PLACEHOLDER.findall(text))
            # A plural form may do without the number, as "one day" does.
            if not found <= wanted or (not entry.msgid_plural and found != wanted):
                wrong.append((entry.msgid, text))

    assert wrong == []


@pytest.mark.parametrize("locale", LOCALES)
def test_the_compiled_catalogue_says_the_same(locale):
    compiled = polib.mofile(FOLDER / locale / "LC_MESSAGES" / "django.mo")

    def said(catalogue):
        return {identity(entry): (entry.msgstr, entry.msgstr_plural) for entry in catalogue}

    assert said(compiled) == said(source(locale))


@pytest.mark.parametrize("locale", LOCALES)
def test_the_head_names_no_person_and_no_date(locale):
    assert {"POT-Creation-Date", "PO-Revision-Date", "Last-Translator"}.isdisjoint(
        source(locale).metadata
    )


def words_in_f_strings(path):
    """List the lines on which words are translated inside an f-string."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        call.lineno
        for string in ast.walk(tree)
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in TRANSLATING
    ]


def test_no_word_hides_in_an_f_string_where_no_catalogue_would_find_it():
    apps = ["accounts", "cities", "editorial", "involvement", "pages", "reports", "saltlake_sister"]
    modules = [path for app in apps for path in (settings.BASE_DIR / app).rglob("*.py")]

    found = {path: lines for path in modules if (lines := words_in_f_strings(path))}

    assert found == {}


@pytest.mark.proof
def test_no_word_of_the_interface_is_missing_from_the_catalogues(copy):
    if shutil.which("xgettext") is None:
        pytest.skip("There is no gettext on this machine.")
    before = {identity(entry) for entry in source(LOCALES[0])}

    copy.run("-m", "deploy.messages")

    after = polib.pofile(copy.folder / "locale" / LOCALES[0] / "LC_MESSAGES" / "django.po")
    assert {identity(entry) for entry in after if not entry.obsolete} == before
