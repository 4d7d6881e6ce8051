#!/usr/bin/env python3
"""Django's command line for this project, with the settings that `make` has as well."""

import os
import sys

from deploy import state
from deploy.errors import SetupError


def main():
    """Run the management command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saltlake_sister.settings")
    try:
        state.read_env_file()
        state.require_database(sys.argv[1] if len(sys.argv) > 1 else "help")
    except SetupError as error:
        sys.exit(str(error))
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
