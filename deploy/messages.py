"""`make messages`: bring the catalogues up to date with the code, and compile them.

Needs gettext's `xgettext`, and so only those who change words of the interface run it. The
compiled catalogues are part of the repository; a machine that serves the site needs nothing.
"""

import os
import sys

import polib

KEPT = (
    "Project-Id-Version",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Plural-Forms",
)
IGNORED = (".venv*", "var", "benchmarks", "tests", "deploy")


def extract():
    """Write the words of code and templates into each catalogue, and compile it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saltlake_sister.settings")
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.utils.translation import to_locale

    django.setup()
    locales = [to_locale(code) for code, name in settings.CONTENT_LANGUAGES if code != "en"]
    call_command(
        "makemessages",
        locale=locales,
        ignore_patterns=list(IGNORED),
        no_wrap=True,
        no_location=True,
        verbosity=0,
    )
    for locale in locales:
        folder = settings.LOCALE_PATHS[0] / locale / "LC_MESSAGES"
        left = tidy(folder / "django.po")
        print(f"{locale}: {left} to translate")


def tidy(path):
    """Drop what changes without a reason, leave no guess, compile; return what is untranslated."""
    catalogue = polib.pofile(str(path), wrapwidth=0)
    catalogue.metadata = {key: catalogue.metadata[key] for key in KEPT if key in catalogue.metadata}
    catalogue.metadata_is_fuzzy = False
    for entry in [entry for entry in catalogue if entry.obsolete]:
        catalogue.remove(entry)
    for entry in catalogue.fuzzy_entries():
        # A guess from a similar sentence reads well and is wrong; a gap is seen.
        entry.flags.remove("fuzzy")
        entry.previous_msgid = entry.previous_msgid_plural = entry.previous_msgctxt = None
        entry.msgstr = ""
        entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, "")
    catalogue.sort(key=lambda entry: (entry.msgid.lower(), entry.msgctxt or ""))
    catalogue.save(str(path))
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))
    return len(catalogue.untranslated_entries())


if __name__ == "__main__":
    sys.exit(extract())
