"""`manage.py` has the same settings as `make`, so that both speak of the same database."""

import shutil
import subprocess
import sys

import pytest
from django.conf import settings


@pytest.fixture
def place(tmp_path):
    """Copy what `manage.py` reads before Django; return the folder."""
    for name in ("manage.py", ".env.example"):
        shutil.copy(settings.BASE_DIR / name, tmp_path)
    shutil.copytree(settings.BASE_DIR / "deploy", tmp_path / "deploy")
    return tmp_path


def manage(place, *arguments, **environment):
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=place, env=environment, capture_output=True, text=True, check=False
    )


def test_it_reads_the_settings_of_make(place):
    (place / ".env").write_text("DATA_DIR=elsewhere\n")

    done = manage(place, "find_person")

    assert done.returncode == 1
    assert f"There is no database at {place}/elsewhere/db.sqlite3." in done.stderr
    assert not (place / "elsewhere").exists()


def test_what_the_shell_sets_wins(place):
    (place / ".env").write_text("DATABASE_URL=postgres://a:b@127.0.0.1/c\n")

    done = manage(place, "find_person", DATABASE_URL=f"sqlite:///{place}/mine.sqlite3")

    assert f"There is no database at {place}/mine.sqlite3." in done.stderr


def test_a_broken_line_of_the_settings_is_named(place):
    (place / ".env").write_text("A=b\nno equals sign\n")

    done = manage(place, "check")

    assert (done.returncode, done.stderr) == (1, ".env, line 2 must be NAME=value.\n")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("ALOWED_HOSTS=a", "ALOWED_HOSTS is none; is it ALLOWED_HOSTS?"),
        ("SITEURL=b", "SITEURL is none; is it SITE_URL?"),
        ("EMAIL_HOST_PASWORD=c", "EMAIL_HOST_PASWORD is none; is it EMAIL_HOST_PASSWORD?"),
        ("site_url=d", "site_url is none; is it SITE_URL?"),
        ("HSOT=e", "HSOT is none; is it HOST?"),
        ("DATABASE=f", "DATABASE is none; is it DATABASE_URL?"),
    ],
)
def test_a_misspelt_setting_is_told(place, line, told):
    (place / ".env").write_text(f"{line}\n")

    assert manage(place, "check").stderr == f".env, line 1: {told}\n"


def test_what_other_programs_read_there_is_no_mistake(place):
    (place / ".env").write_text("COMPOSE_PROJECT_NAME=sisters\nLANG=C\n")

    assert "There is no database" in manage(place, "find_person").stderr


def test_monitors_are_told_by_their_code_that_there_is_no_site(place):
    (place / ".env").write_text("DATA_DIR=elsewhere\n")

    done = manage(place, "check_health")

    assert done.returncode == 2
    assert done.stdout.startswith("CRITICAL settings: There is no database at ")


def test_a_wrong_setting_is_told_in_one_sentence(tmp_path):
    done = manage(settings.BASE_DIR, "check", DATA_DIR=str(tmp_path), DEBUG="Flase")

    assert done.returncode == 1
    assert done.stderr == "DEBUG must be true or false, not 'flase'.\n"


def test_what_it_writes_is_for_this_user_alone(tmp_path):
    variables = {"DATA_DIR": str(tmp_path), "SECRET_KEY": "0123456789" * 5}
    write = f"open({str(tmp_path / 'written')!r}, 'w')"

    manage(
        settings.BASE_DIR,
        *("shell", "--no-imports", "--command", write),
        **variables,
        DATABASE_URL="sqlite://:memory:",
    )

    assert (tmp_path / "written").stat().st_mode & 0o777 == 0o600
