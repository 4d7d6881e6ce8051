"""The virtual environment `.venv`: built beside its place, put there when it is complete.

An environment is never changed. A new lock file or a new Python builds another one and swaps the
two, so a broken download leaves the working one as it was, and a first try nothing at all.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from deploy.errors import SetupError

ROOT = Path(__file__).resolve().parent.parent
# requirements-dev.txt holds all of requirements.txt in the same versions (see `make lock`), so an
# environment for development serves the site too.
# What `make ready` has built for the next version.
READY = ".venv.ready"
SERVING, DEVELOPING = "requirements.txt", "requirements-dev.txt"
CONTAINS = {SERVING: [SERVING], DEVELOPING: [SERVING, DEVELOPING]}
NO_NETWORK = re.compile(
    r"NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|ProxyError"
    r"|connection broken"
)


def ensure(lock=SERVING, root=ROOT):
    """Return the interpreter of an environment with this lock file's packages, built if needed.

    `lock` is the name of a hash-locked file in `root`. Raises SetupError when it cannot be built.
    """
    home = root / ".venv"
    python = home / "bin" / "python"
    if not _holds(home, lock):
        with _alone(root):
            # Another command may have built it while this one waited.
            if not _holds(home, lock):
                _replace(home, lock)
    return python


def make_ready(version="", root=ROOT):
    """Install beside the working environment what the lock file of another version names.

    `version` is a tag or whatever else git finds. The site runs on meanwhile; its first start as
    that version takes what lies ready. Raises SetupError.
    """
    found = _quietly(["git", "-C", root, "show", f"{version}:{SERVING}"])
    if not version or found.returncode:
        raise SetupError(
            "Name a version that git has here, after git fetch: make ready FOR=v1.2.0"
            f" ({SERVING} of {version or 'none'} was not found)."
        )
    ready = root / READY
    with _alone(root), tempfile.TemporaryDirectory() as folder:
        lock = Path(folder, SERVING)
        lock.write_text(found.stdout)
        try:
            shutil.rmtree(ready, ignore_errors=True)
            _build(ready, lock)
            _settle(ready, root / ".venv")
            stamp = json.dumps(_stamp(lock.parent, [SERVING]))
            (ready / "installed.json").write_text(stamp)
        except BaseException:
            shutil.rmtree(ready, ignore_errors=True)
            raise
    print(f"The packages of {version} lie ready. Stop the site, check it out, and start it.")


def _stamp(folder, locks):
    """Say what an environment holds: its Python, and the fingerprint of each lock file."""
    return {"python": ".".join(map(str, sys.version_info[:2]))} | {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in locks
    }


def _holds(home, lock):
    """Tell whether the environment works and has what the lock file asks for today."""
    try:
        installed = json.loads((home / "installed.json").read_text())
    except (OSError, ValueError):
        return False
    wanted = _stamp(home.parent, [lock])
    return (home / "bin" / "python").exists() and wanted.items() <= installed.items()


@contextlib.contextmanager
def _alone(root):
    """Let one command at a time build; the system frees the lock whatever happens to us."""
    folder = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _replace(home, lock):
    root = home.parent
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        raise SetupError(
            "Python's venv module is missing. On Debian or Ubuntu install it with"
            " `sudo apt install python3-venv`, then try again."
        )
    if _holds(root / READY, lock):
        _swap(root / READY, home)
        return
    new = root / ".venv.new"
    print(f"Installing {lock} into .venv (once, well under a minute) …", flush=True)
    try:
        shutil.rmtree(new, ignore_errors=True)
        _build(new, root / lock)
        _settle(new, home)
        (new / "installed.json").write_text(json.dumps(_stamp(root, CONTAINS[lock])))
        _swap(new, home)
    except OSError as error:
        raise SetupError(f"The environment {home} cannot be written: {error.strerror}.") from error
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _swap(new, home):
    """Put a complete environment in the place of the one that is used."""
    old = home.with_name(".venv.old")
    shutil.rmtree(old, ignore_errors=True)
    if home.exists():
        home.rename(old)
    new.rename(home)
    shutil.rmtree(old, ignore_errors=True)


def _build(new, lock):
    # -I keeps the person's own PYTHONPATH and user packages out.
    made = _quietly([sys.executable, "-I", "-m", "venv", new])
    if made.returncode:
        raise SetupError(f"Python could not make a virtual environment: {_last_line(made)}")
    pip = [new / "bin" / "python", "-I", "-m", "pip", "install", "--require-hashes"]
    # Ready-made packages only: no compiler is needed, and nothing of theirs runs to install them.
    options = ["--only-binary", ":all:", "--disable-pip-version-check", "--no-input"]
    options += ["--no-cache-dir"]  # Nothing is left outside of the folder of the site.
    installed = _quietly([*pip, *options, "--quiet", "--retries", "2", "-r", lock])
    if not installed.returncode:
        if lock.name == SERVING:
            _leave_out_installers(new)
        return
    reason = _last_line(installed)
    if NO_NETWORK.search(installed.stderr) and "HASHES" not in reason:
        raise SetupError(
            "The packages of the site could not be downloaded: there is no network, or a proxy is"
            " not set. They are needed once; connect and try again."
        )
    raise SetupError(f"The packages of {lock.name} could not be installed: {reason}")


def _leave_out_installers(new):
    """Take pip and setuptools out again: no lock file speaks of them, and a server needs neither.

    An environment is never changed, and scanners rightly ask for their newest versions.
    """
    python = new / "bin" / "python"
    _quietly([python, "-I", "-m", "pip", "uninstall", "--quiet", "--yes", "setuptools", "pip"])


def _quietly(command):
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _last_line(done):
    lines = [line for line in (done.stderr + done.stdout).splitlines() if line.strip()]
    return next((line for line in reversed(lines) if "ERROR" in line), lines[-1] if lines else "")


def _settle(new, home):
    """Make the scripts name the place where the environment will stand, not where it was built."""
    for script in (new / "bin").iterdir():
        if script.is_file() and not script.is_symlink():
            script.write_bytes(script.read_bytes().replace(bytes(new), bytes(home)))
