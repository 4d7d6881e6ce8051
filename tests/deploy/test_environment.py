"""The virtual environment is complete or not there, and follows the lock file."""

import hashlib
import json
import re
import signal
import socket
import subprocess
import sys
import tomllib
import zipfile

import pytest

from deploy.environment import ROOT

METADATA = "Metadata-Version: 2.1\nName: greeter\nVersion: {version}\n"
WHEEL = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
SCRIPT = "[console_scripts]\ngreet = greeter:greet\n"
CODE = "def greet():\n    print('hello')\n"


def make_package(folder, version):
    """Write a wheel with a console script; return its line for a lock file."""
    folder.mkdir(exist_ok=True)
    info = f"greeter-{version}.dist-info"
    files = {
        "greeter.py": CODE,
        f"{info}/METADATA": METADATA.format(version=version),
        f"{info}/WHEEL": WHEEL,
        f"{info}/entry_points.txt": SCRIPT,
    }
    record = "".join(f"{name},,\n" for name in [*files, f"{info}/RECORD"])
    path = folder / f"greeter-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for name, text in (files | {f"{info}/RECORD": record}).items():
            wheel.writestr(name, text)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return f"greeter=={version} --hash=sha256:{digest}\n"


def left_over(place):
    return sorted(path.name for path in place.root.glob(".venv*"))


@pytest.mark.proof
def test_an_environment_is_built_once_and_again_for_another_lock(place, tmp_path):
    wheels = tmp_path / "wheels"
    lock = place.root / "requirements.txt"
    lock.write_text(make_package(wheels, "1.0"))

    first = place.command("environment", PIP_FIND_LINKS=str(wheels))
    built = (place.root / ".venv").stat().st_ino
    second = place.command("environment")
    unchanged = (place.root / ".venv").stat().st_ino
    lock.write_text(make_package(wheels, "2.0"))
    third = place.command("environment", PIP_FIND_LINKS=str(wheels))
    said = subprocess.check_output([place.root / ".venv/bin/greet"], text=True)

    assert [first.returncode, second.returncode, third.returncode] == [0, 0, 0]
    assert (second.stdout, second.stderr) == ("", "")
    assert built == unchanged
    # Nothing else: a server installs nothing.
    packages = place.root.glob(".venv/lib/*/site-packages/*.dist-info")
    assert [path.name for path in packages] == ["greeter-2.0.dist-info"]
    assert said == "hello\n"
    assert left_over(place) == [".venv"]


@pytest.mark.proof
def test_a_package_that_is_not_the_locked_one_leaves_the_working_environment(place, tmp_path):
    wheels = tmp_path / "wheels"
    lock = place.root / "requirements.txt"
    lock.write_text("")
    place.command("environment")
    before = (place.root / ".venv/installed.json").read_text()
    make_package(wheels, "1.0")
    lock.write_text(f"greeter==1.0 --hash=sha256:{'0' * 64}\n")

    done = place.command("environment", PIP_FIND_LINKS=str(wheels))

    assert done.returncode == 1
    assert done.stderr.startswith("The packages of requirements.txt could not be installed: ERROR:")
    assert done.stderr.count("\n") == 1
    assert (place.root / ".venv/installed.json").read_text() == before
    assert left_over(place) == [".venv"]


@pytest.mark.proof
def test_without_a_network_nothing_is_left_half_made(place):
    (place.root / "requirements.txt").write_text(f"greeter==1.0 --hash=sha256:{'0' * 64}\n")

    done = place.command("environment")

    assert done.returncode == 1
    assert done.stderr == (
        "The packages of the site could not be downloaded: there is no network, or a proxy is not"
        " set. They are needed once; connect and try again.\n"
    )
    assert left_over(place) == []


@pytest.fixture
def interruptible():
    """Take SIGINT as in a terminal: what a shell runs in its background would ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.proof
@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize(
    ("sent", "code"),
    [(signal.SIGINT, 130), pytest.param(signal.SIGTERM, 143, marks=pytest.mark.proof)],
)
def test_a_build_that_is_stopped_leaves_nothing_half_made(place, sent, code):
    (place.root / "requirements.txt").write_text(f"greeter==1.0 --hash=sha256:{'0' * 64}\n")
    with socket.create_server(("127.0.0.1", 0)) as silent_index:
        address = f"http://127.0.0.1:{silent_index.getsockname()[1]}/"
        build = subprocess.Popen(
            [sys.executable, "-m", "deploy", "environment"],
            cwd=place.root,
            env=place.environment(PIP_INDEX_URL=address),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        silent_index.settimeout(60)
        silent_index.accept()[0].close()  # pip has begun to ask for the package
        assert left_over(place) == [".venv.new"]

        build.send_signal(sent)
        told = build.communicate(timeout=30)[1]

    assert build.returncode == code
    assert "Traceback" not in told
    assert left_over(place) == []


@pytest.mark.proof
def test_two_commands_at_once_build_one_environment(place):
    builds = [
        subprocess.Popen(
            [sys.executable, "-m", "deploy", "environment"],
            cwd=place.root,
            env=place.environment(),
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    said = [build.communicate(timeout=120)[0] for build in builds]

    assert [build.returncode for build in builds] == [0, 0]
    assert sorted(map(len, said))[0] == 0
    assert left_over(place) == [".venv"]


@pytest.mark.proof
def test_an_environment_of_another_python_is_built_again(place):
    place.command("environment")
    stamp = place.root / ".venv/installed.json"
    stamp.write_text(json.dumps(json.loads(stamp.read_text()) | {"python": "3.10"}))

    done = place.command("environment")

    assert done.stdout.startswith("Installing requirements.txt into .venv")
    assert json.loads(stamp.read_text())["python"] == ".".join(map(str, sys.version_info[:2]))


def lines_of(lock):
    return (ROOT / lock).read_text().splitlines()


def names(requirements):
    """Give the names of packages without their extras, versions, and lines that name none."""
    return {
        found[0].lower() for line in requirements if (found := re.match(r"[A-Za-z][\w.-]*", line))
    }


def test_the_lock_for_development_holds_the_lock_of_the_site():
    """So that one environment serves both; a promise that `deploy.environment` relies on."""

    site, development = lines_of("requirements.txt"), lines_of("requirements-dev.txt")

    assert {line for line in site if "==" in line} <= set(development)


def test_the_locks_hold_what_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())

    assert names(project["project"]["dependencies"]) <= names(lines_of("requirements.txt"))
    assert names(project["dependency-groups"]["dev"]) <= names(lines_of("requirements-dev.txt"))


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_file_names_no_package_index(name):
    text = (ROOT / name).read_text()

    assert "://" not in text
    assert "--index-url" not in text


@pytest.mark.proof
def test_the_packages_of_the_next_version_lie_ready_before_the_site_is_stopped(place, tmp_path):
    wheels, lock = tmp_path / "wheels", place.root / "requirements.txt"

    def git(*arguments):
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *who, *arguments], cwd=place.root, check=True, capture_output=True)

    git("init")
    for version in ("1.0", "2.0"):
        lock.write_text(make_package(wheels, version))
        git("add", "requirements.txt")
        git("commit", "-m", version)
        git("tag", f"v{version}")
    git("checkout", "v1.0")
    place.command("environment", PIP_FIND_LINKS=str(wheels))

    ready = place.command("ready", "v2.0", PIP_FIND_LINKS=str(wheels))
    unchanged = place.command("environment")
    git("checkout", "v2.0")
    started = place.command("environment")

    assert (ready.returncode, unchanged.stdout) == (0, "")
    # Nothing is downloaded any more.
    assert (started.returncode, started.stdout, started.stderr) == (0, "", "")
    packages = place.root.glob(".venv/lib/*/site-packages/*.dist-info")
    assert [path.name for path in packages] == ["greeter-2.0.dist-info"]
    assert left_over(place) == [".venv"]


def test_a_version_that_git_does_not_know_is_told(place):
    done = place.command("ready", "v9.9")

    assert done.returncode == 1
    assert "make ready FOR=v1.2.0" in done.stderr
