"""A small disk that really fills, and a folder that is really read-only: for who may mount."""

import contextlib
import os
import subprocess

import pytest


@contextlib.contextmanager
def disk(folder, megabytes):
    """Mount a disk of its own at a folder; skips the test where nobody may."""
    _mount("-t", "tmpfs", "-o", f"size={megabytes}m,mode=0700", "tmpfs", str(folder))
    try:
        yield
    finally:
        # Lazily: what a process still holds is let go with it.
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextlib.contextmanager
def read_only(folder):
    """Let nothing be written into a folder that is a disk of its own."""
    _mount("-o", "remount,ro", str(folder))
    try:
        yield
    finally:
        _mount("-o", "remount,rw", str(folder))


@contextlib.contextmanager
def full(folder):
    """Fill the disk of a folder to the last byte."""
    filler = folder / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        for size in (1_000_000, 1_000, 1):
            with contextlib.suppress(OSError):
                while file.write(b"x" * size) == size:
                    pass
    try:
        yield
    finally:
        filler.unlink()


@contextlib.contextmanager
def gone(folder):
    """Take a folder away, as where its disk is not mounted any more."""
    away = folder.with_name(f"{folder.name}-away")
    folder.rename(away)
    try:
        yield
    finally:
        assert not folder.exists(), "Something was made in the place of the folder."
        away.rename(folder)


def _mount(*arguments):
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0 and (os.geteuid() != 0 or "permission denied" in done.stderr):
        pytest.skip(f"Only who may mount can try this: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
