"""Preparing the site: what a person is told when settings or content are wrong."""

import os
import subprocess
import sys

import pytest

from deploy.environment import ROOT


def prepare(data, **variables):
    data.mkdir(exist_ok=True)
    names = ("DATABASE_URL", "SITE_URL", "CONTENT_DIR")
    bare = {name: value for name, value in os.environ.items() if name not in names}
    return subprocess.run(
        [sys.executable, "-m", "deploy.prepare"],
        cwd=ROOT,
        env=bare | {"DATA_DIR": str(data), "SECRET_KEY": "x" * 50} | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_wrong_setting_is_told_in_one_sentence(tmp_path):
    done = prepare(tmp_path, SITE_URL="www.example.org")

    assert done.returncode == 1
    assert done.stderr == "SITE_URL must look like https://www.example.org, without a path.\n"


@pytest.mark.proof
def test_a_missing_content_folder_is_told_in_one_sentence(tmp_path):
    missing = tmp_path / "content"

    done = prepare(tmp_path, CONTENT_DIR=str(missing))

    assert done.returncode == 1
    assert done.stderr == f"There is no content folder at {missing}.\n"


def test_a_file_that_is_no_database_is_told_with_the_place_of_the_whole_story(tmp_path):
    (tmp_path / "db.sqlite3").write_text("This is not a database, but long enough to look at." * 9)

    done = prepare(tmp_path)

    story = tmp_path / "last-failure.txt"
    assert done.returncode == 1
    assert done.stderr == (
        f"The database failed: file is not a database (the whole story is in {story})\n"
    )
    assert "Traceback" in story.read_text()
