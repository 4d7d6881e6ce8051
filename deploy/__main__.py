"""The command line behind `make`: `python3 -m deploy COMMAND`.

Each failure that a person can mend is a sentence on standard error and exit code 1.
This file alone must also be understood by an older Python, to say which one is needed.
"""

import os
import signal
import sys

if os.name != "posix":
    sys.exit("The site runs on Linux and macOS; on Windows, use the Windows Subsystem for Linux.")
if sys.version_info < (3, 11):  # noqa: UP036 - this is the line that says so
    sys.exit(
        f"Python 3.11 or newer is needed, and {sys.executable} is {sys.version_info[0]}."
        f"{sys.version_info[1]}. Install a newer one and name it: make PYTHON=python3.11 …"
    )

from deploy import backup, environment, run, size
from deploy.copies import drill
from deploy.errors import SetupError


def main(command, *arguments):
    """Run one command of the Makefile and return its exit code."""
    commands = {
        "run": run.serve,
        "staff": run.make_staff_account,
        "check-settings": run.check_settings,
        "backup": backup.make_backup,
        "restore": backup.restore_backup,
        "drill": drill.try_backup,
        "to-postgres": run.move_to_postgres,
        "environment": environment.ensure,
        "ready": environment.make_ready,
        "size": size.show,
    }
    if command not in {"environment", "ready", "size"}:
        # What is written from now on, also by what these start, is for this user alone.
        os.umask(0o077)
    # Ended by a service manager, clean up as after Ctrl-C.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if command == "restore":
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) != signal.SIG_IGN:  # as nohup has it
                signal.signal(number, _end)
    try:
        commands[command](*arguments)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    return 0


def _end(number, _frame):
    """End and clean up; no second signal, such as both of a closed terminal, disturbs that."""
    for one in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, signal.SIG_IGN)
    sys.exit(128 + number)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
