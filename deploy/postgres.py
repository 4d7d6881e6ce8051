"""Copying a PostgreSQL database by its own tools, behind the same two commands."""

import os
import shutil
import subprocess
import tempfile
from urllib.parse import parse_qs, unquote, urlsplit

from deploy.errors import SetupError

# Tables of a later version as well: its migrations would find them in their way.
_EMPTY = """
DO $$
DECLARE found record;
BEGIN
  FOR found IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('DROP TABLE IF EXISTS public.%I CASCADE', found.tablename);
  END LOOP;
END $$
"""
_PSQL = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]


class PostgresDatabase:
    """The database at an address such as `postgres://name:password@host:5432/database`."""

    # Its name in the folder of a backup: PostgreSQL's own format, compressed.
    file = "database.dump"
    is_there = True

    def __init__(self, address):
        self.environment = os.environ | _variables(address)

    def require(self):
        """Raise SetupError where it does not answer; copying asks anyway."""

    def copy_to(self, folder):
        """Dump it into a folder; what is written meanwhile is in it whole or not at all."""
        target = folder / self.file
        target.touch(mode=0o600)
        self._run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")
        self.check(folder)

    def keep_damaged(self, folder):
        """Nothing can be kept of a server that does not let itself be copied."""
        raise SetupError("The database could not be copied, so it was not replaced either.")

    def check(self, folder):
        """Raise SetupError for a backup that is damaged."""
        self._run("pg_restore", "--list", str(folder / self.file))

    def put_back(self, folder):
        """Replace all tables of the database by those of a dump, in one transaction."""
        with tempfile.NamedTemporaryFile(dir=folder, suffix=".sql") as script:  # mode 0600
            options = ["--no-owner", "--no-privileges", f"--file={script.name}"]
            self._run("pg_restore", *options, str(folder / self.file))
            self._run("psql", *_PSQL, f"--command={_EMPTY}", f"--file={script.name}")

    def _run(self, program, *arguments):
        if shutil.which(program) is None:
            raise SetupError(
                f"PostgreSQL's {program} is not installed here. On Debian or Ubuntu install it with"
                " `sudo apt install postgresql-client`, then try again."
            )
        command = [program, *arguments]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            lines = done.stderr.strip().splitlines() or ["no reason given"]
            raise SetupError(f"The database could not be copied: {lines[0]}")


def _variables(address):
    """Return the address as the variables that PostgreSQL's programs read.

    A password on a command line could be read by everybody on the machine.
    """
    parts = urlsplit(address)
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    found = {
        "PGHOST": unquote(parts.hostname or options.get("host", "")),
        "PGPORT": str(parts.port or ""),
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
        "PGDATABASE": unquote(parts.path[1:]),
        "PGSSLMODE": options.get("sslmode", ""),
        "PGSSLROOTCERT": options.get("sslrootcert", ""),
    }
    return {name: value for name, value in found.items() if value}
