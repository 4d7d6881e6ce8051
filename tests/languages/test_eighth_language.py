"""Adding a language: a line in the settings, `makemigrations`, a catalogue, the site's texts."""

import pytest

LAST_LINE = '    ("it", "Italiano"),\n'

SERVE = """
import django
django.setup()
from django.test import Client
response = Client(SERVER_NAME="localhost").get("/de/about-us/")
print(response.status_code)
print(response.content.decode())
"""


@pytest.mark.proof
def test_german_is_one_line_and_a_migration_away(copy):
    settings = copy.folder / "saltlake_sister" / "settings.py"
    text = settings.read_text(encoding="utf-8")
    assert text.count(LAST_LINE) == 1
    added = LAST_LINE + '    ("de", "Deutsch"),\n'
    settings.write_text(text.replace(LAST_LINE, added), encoding="utf-8")
    # Readers are offered the languages in which the site has its name.
    name = '[program]\nprogram_name = "Partnerstädte"\n'
    (copy.folder / "content/site/program.de.toml").write_text(name, encoding="utf-8")
    (copy.folder / "locale" / "de" / "LC_MESSAGES").mkdir(parents=True)

    copy.run("manage.py", "makemigrations", "-v0")
    copy.run("manage.py", "migrate", "-v0")
    copy.run("manage.py", "load_content", "-v0")
    copy.run("manage.py", "collectstatic", "--noinput", "-v0")
    page = copy.run("-c", SERVE)

    assert page.startswith("200")
    assert '<html lang="de">' in page
    assert '<h1><span lang="en">About Us</span></h1>' in page
    assert 'rel="canonical" href="http://localhost/en/about-us/"' in page
