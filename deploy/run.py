"""`make run` and `make staff`: from a fresh clone to a served site in one command."""

import errno
import os
import socket
import subprocess
import sys

from deploy import environment, state, supervise
from deploy.errors import SetupError


def serve():
    """Set up whatever is missing or has changed, then run the web server and one worker.

    HOST and PORT say where it listens, 127.0.0.1 and 8000 otherwise. Raises SetupError, and
    SystemExit with the exit code of the web server.
    """
    state.read_env_file()
    _check_address_is_free(os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000")
    hold = state.open_data_folder()
    python = environment.ensure()
    _prepare(python)
    # Both inherit the hold on the data folder; it ends with the last of their processes.
    os.set_inheritable(hold, True)
    sys.stdout.flush()
    os.chdir(environment.ROOT)
    server = ["gunicorn", "--config", "deploy/gunicorn.conf.py", "saltlake_sister.wsgi:application"]
    sys.exit(
        supervise.run([python, "-m", *server], [python, "manage.py", "run_worker"], env=_settings())
    )


def make_staff_account():
    """Make an account that may do everything, or let somebody in again who has one."""
    state.read_env_file()
    python = environment.ensure()
    try:
        hold = state.open_data_folder()
    except state.FolderInUseError:
        pass  # A running site has its database already.
    else:
        _prepare(python)
        os.close(hold)
    _become([python, "manage.py", "make_staff"])


def move_to_postgres():
    """Move the stopped site from SQLite to the PostgreSQL of MOVE_TO. Raises SystemExit."""
    state.read_env_file()
    python = environment.ensure()
    state.require_database("to_postgres")
    hold = state.open_data_folder()
    state.ensure_secret_key()
    os.set_inheritable(hold, True)
    _become([python, "-m", "deploy.copies.to_postgres"])


def check_settings():
    """Try whether the site would work with these settings. Raises SystemExit with 0 or 1."""
    state.read_env_file()
    state.require_owner()
    python = environment.ensure()
    state.require_database("check_settings")
    state.ensure_secret_key()
    _become([python, "-m", "deploy.check_settings"])


def _prepare(python):
    """Bring database, content and static files up to date, in one process with Django."""
    state.ensure_secret_key()
    done = subprocess.run(
        [python, "-m", "deploy.prepare"], cwd=environment.ROOT, env=_settings(), check=False
    )
    if done.returncode < 0 or done.returncode > 1:
        raise SetupError(
            "The preparation was interrupted. Start again; it goes on where it stopped."
        )
    if done.returncode:
        sys.exit(1)  # It has said why.


def _become(command):
    sys.stdout.flush()
    os.chdir(environment.ROOT)
    os.execve(command[0], command, _settings())  # noqa: S606 - there is no shell to want


def _settings():
    """Return the environment of the site's processes: production, whatever the shell says."""
    return os.environ | {"DATA_DIR": str(state.data_folder()), "DEBUG": "false"}


def _check_address_is_free(host, port):
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise SetupError(f"PORT must be a number from 1 to 65535, not {port!r}.")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, int(port), type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen()
    except socket.gaierror as error:
        raise SetupError(
            f"HOST {host!r} is no address of this machine. Try HOST=127.0.0.1."
        ) from error
    except PermissionError as error:
        raise SetupError(f"This user may not use port {port}. Try PORT=8000 make run.") from error
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise SetupError(
                f"The site cannot listen on {host}:{port}: {error.strerror}."
            ) from error
        raise SetupError(
            f"Port {port} on {host} is taken by another program. Stop that program, or choose"
            f" another port: PORT={int(port) % 65535 + 1} make run."
        ) from error
