#!/usr/bin/env python3
"""Django's command line for this project, with the settings that `make` has as well."""

import os
import sys

from deploy import state
from deploy.errors import SetupError


def main():
    """Run the management command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saltlake_sister.settings")
    command, *options = sys.argv[1:] or ["help"]
    if command not in state.OF_DEVELOPERS:
        # What it writes is for this user alone, as what `make run` writes.
        os.umask(0o077)
    try:
        state.read_env_file()
        state.require_database(command, *options)
        _require_settings()
    except SetupError as error:
        if command == "check_health":  # Monitors read what is printed, and 2 as critical.
            print(f"CRITICAL settings: {error}")  # noqa: T201 - it is the answer
            sys.exit(2)
        sys.exit(str(error))
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


def _require_settings():
    """Tell what is wrong with a setting in one sentence. Raises SetupError."""
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    try:
        settings.INSTALLED_APPS  # noqa: B018 - the first question reads the settings
    except ImproperlyConfigured as error:
        raise SetupError(str(error)) from error


if __name__ == "__main__":
    main()
