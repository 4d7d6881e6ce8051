"""What was mailed before a restore still leads somewhere, on another machine too."""

import shutil

import pytest

from tests.deploy.copies.site_commands import prepared, run

pytestmark = pytest.mark.proof

MAIL = """
from involvement import links
from tests.submissions import make_submission
print(links.sender_token(make_submission()))
"""
ASK = """
from django.test import Client
print(Client(headers={"host": "localhost"}).get("/en/take-part/mine/%s/").status_code)
"""


def told(data, *command):
    done = run(data, *command, SECRET_KEY="")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def shell(data, code):
    return told(data, "manage.py", "shell", "--verbosity=0", "--command", code)


def test_a_link_works_after_a_restore_on_another_machine(tmp_path):
    one, another = tmp_path / "one", tmp_path / "another"
    prepared(one)
    (one / "secret_key").write_text("abcdefghij" * 5)
    token = shell(one, MAIL)
    told(one, "-m", "deploy", "backup")
    (made,) = (one / "backups").iterdir()
    brought = shutil.move(made, tmp_path / made.name)
    shutil.rmtree(one)

    told(another, "-m", "deploy", "restore", str(brought))
    prepared(another, SECRET_KEY="")

    assert shell(another, ASK % token) == "200"
    assert shell(another, ASK % "another-one") == "404"
