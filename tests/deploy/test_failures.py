"""What a person is told when the site cannot start: a sentence with the way out, no traceback."""

import os
import socket

import pytest


def assert_told(done, sentence):
    assert done.returncode == 1
    assert done.stderr.strip() == sentence
    assert done.stdout == ""


def test_an_older_python_is_told_which_one_is_needed(place):
    done = place.command("run", before="import sys; sys.version_info = (3, 9, 2)")

    assert done.returncode == 1
    assert done.stderr.startswith("Python 3.11 or newer is needed, and /")
    assert done.stderr.endswith(
        " is 3.9. Install a newer one and name it: make PYTHON=python3.11 …\n"
    )


def test_a_missing_venv_module_is_named_with_the_package_that_brings_it(place, free_port):
    done = place.command(
        "run", before="import sys; sys.modules['ensurepip'] = None", PORT=str(free_port)
    )

    assert_told(
        done,
        "Python's venv module is missing. On Debian or Ubuntu install it with"
        " `sudo apt install python3-venv`, then try again.",
    )


def test_a_busy_port_is_named_with_another_one(place):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        done = place.command("run", PORT=str(port))

    assert_told(
        done,
        f"Port {port} on 127.0.0.1 is taken by another program. Stop that program, or choose"
        f" another port: PORT={port + 1} make run.",
    )
    assert not place.data.exists()


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1"])
def test_a_port_that_is_no_port_is_refused(place, port):
    done = place.command("run", PORT=port)

    assert_told(done, f"PORT must be a number from 1 to 65535, not {port!r}.")


def test_a_foreign_host_is_refused(place, free_port):
    done = place.command("run", HOST="192.0.2.1", PORT=str(free_port))

    assert_told(
        done, f"The site cannot listen on 192.0.2.1:{free_port}: Cannot assign requested address."
    )


def test_an_unwritable_data_folder_is_named(place, free_port):
    file = place.root / "file"
    file.write_text("not a folder")

    done = place.command("run", PORT=str(free_port), DATA_DIR=str(file / "var"))

    assert_told(
        done,
        f"The data folder {file / 'var'} cannot be written (Not a directory). Make it writable for"
        " this user, or name another folder with DATA_DIR.",
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_data_folder_is_named(place, free_port):
    place.data.mkdir(mode=0o500)

    done = place.command("run", PORT=str(free_port))

    assert_told(
        done,
        f"The data folder {place.data} cannot be written (Permission denied). Make it writable for"
        " this user, or name another folder with DATA_DIR.",
    )


def test_a_mistake_in_the_env_file_is_shown_by_its_line(place):
    (place.root / ".env").write_text("# where it listens\nPORT 8000\n")

    done = place.command("run")

    assert_told(done, ".env, line 2 must be NAME=value.")
