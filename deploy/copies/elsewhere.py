"""A backup copied to another place, packed into one file, by a command that the office chooses.

`BACKUP_COPY` is the command, such as `rclone copyto {file} office:sister-cities/{name}`; no shell
reads it. Where `BACKUP_KEY` names the file of a public OpenPGP key, the file is encrypted for it by
`gpg`: this machine can write such copies and not read them.
"""

import contextlib
import os
import shlex
import shutil
import subprocess
import tarfile
import tempfile

from deploy.errors import SetupError

COPY, KEY = "BACKUP_COPY", "BACKUP_KEY"


def is_wanted():
    """Return whether the settings ask for copies elsewhere."""
    return bool(os.environ.get(COPY))


def require():
    """Raise SetupError where the settings cannot work, with the first reason."""
    command, key = _command(), os.environ.get(KEY)
    if shutil.which(command[0]) is None:
        raise SetupError(f"{COPY}: there is no command {command[0]} on this machine.")
    if not key:
        return
    if shutil.which("gpg") is None:
        raise SetupError(f"{KEY}: gpg encrypts, and it is not on this machine (Debian: gpg).")
    with tempfile.TemporaryDirectory() as home:
        shown = subprocess.run(
            [*_gpg(home), "--show-keys", "--with-colons", key], capture_output=True, text=True
        )
    if shown.returncode or "\npub:" not in f"\n{shown.stdout}":
        raise SetupError(f"{KEY}: {key} holds no public key that gpg can read.")


def copy(folder):
    """Pack a backup, encrypt it where a key is named, and hand it to the command.

    Return the name of the file. Raises SetupError where it did not arrive; the backup stays.
    """
    require()
    name = f"{folder.name}.tar" + (".gpg" if os.environ.get(KEY) else "")
    packed = folder.with_name(f".{name}")
    try:
        with open(packed, "xb", opener=_private) as file:
            _encrypt(folder, file) if os.environ.get(KEY) else _pack(folder, file)
        told = subprocess.run(
            [part.format(file=packed, name=name) for part in _command()],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
        )
        if told.returncode:
            last = (told.stderr.strip() or told.stdout.strip()).rpartition("\n")[2]
            raise SetupError(
                f"The backup is in {folder}, but it was not copied elsewhere: {_command()[0]} ended"
                f" with {told.returncode}. {last}".rstrip()
            )
    except OSError as error:
        raise SetupError(
            f"The backup is in {folder}, but it was not copied elsewhere: {error.strerror}."
        ) from error
    finally:
        packed.unlink(missing_ok=True)
    return name


def _command():
    """Return the parts of the command; the file stands last where it is named nowhere."""
    try:
        parts = shlex.split(os.environ[COPY])
        [part.format(file="", name="") for part in parts]
    except (ValueError, KeyError, IndexError) as error:
        raise SetupError(
            f"{COPY} is not a command. It may hold {{file}} and {{name}}; other braces are doubled."
        ) from error
    if not parts:
        raise SetupError(f"{COPY} is empty. Name a command, or leave the variable out.")
    return parts if any("{file}" in part for part in parts) else [*parts, "{file}"]


def _pack(folder, file):
    with tarfile.open(fileobj=file, mode="w|") as archive:
        archive.add(folder, folder.name)


def _encrypt(folder, file):
    """Pack into gpg: nothing of it lies on the disk unencrypted a second time."""
    with tempfile.TemporaryDirectory() as home:
        arguments = ["--trust-model", "always", "--recipient-file", os.environ[KEY], "--encrypt"]
        gpg = subprocess.Popen(
            [*_gpg(home), *arguments],
            stdin=subprocess.PIPE,
            stdout=file,
            stderr=subprocess.PIPE,
        )
        with gpg:
            # Where gpg gives up the pipe breaks; what it says tells more.
            with contextlib.suppress(BrokenPipeError):
                _pack(folder, gpg.stdin)
                gpg.stdin.close()
            said = gpg.stderr.read().decode(errors="replace")
    if gpg.returncode:
        raise SetupError(
            f"The backup is in {folder}, but it was not copied elsewhere: gpg could not encrypt it."
            f" {said.strip()}"
        )


def _gpg(home):
    return ["gpg", "--batch", "--quiet", "--no-options", "--homedir", home]


def _private(path, flags):
    return os.open(path, flags, 0o600)
