"""Copying a PostgreSQL database by its own tools, behind the same two commands."""

import contextlib
import os
import re
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
# One row a table, its name and how many rows it has.
_COUNT = """
SELECT tablename, (xpath('/row/n/text()', query_to_xml(
  format('SELECT count(*) AS n FROM public.%I', tablename), false, true, '')))[1]
FROM pg_tables WHERE schemaname = 'public'
"""
_TABLE = re.compile(rb"COPY public\.(\S+) \(.*\) FROM stdin;$")
_PSQL = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]


class PostgresDatabase:
    """The database at an address such as `postgres://name:password@host:5432/database`."""

    # Its name in the folder of a backup: PostgreSQL's own format, compressed.
    file = "database.dump"
    is_there = True

    def __init__(self, address):
        self.address = address
        self.environment = os.environ | _variables(address)

    def require(self):
        """Raise SetupError where it does not answer; copying asks anyway."""

    def require_tools(self):
        """Raise SetupError where it cannot be copied: no tools here, or older than the server."""
        self._run("pg_restore", "--version")
        self._run("psql", "--version")
        self._run("pg_dump", "--schema-only", f"--file={os.devnull}")

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

    def rows_of_copy(self, folder):
        """Return the number of rows by table of the dump in a folder."""
        counts, table = {}, None
        for line in self._lines("pg_restore", "--data-only", "--file=-", str(folder / self.file)):
            if table is None and (found := _TABLE.match(line)):
                table = found[1].decode().strip('"')
                counts[table] = 0
            elif line == b"\\.\n":
                table = None
            elif table is not None:
                counts[table] += 1
        return counts

    def rows(self):
        """Return the number of rows by table."""
        answer = self._run("psql", *_PSQL, "--tuples-only", "--no-align", f"--command={_COUNT}")
        pairs = (line.rsplit("|", 1) for line in answer.splitlines())
        return {name: int(count) for name, count in pairs}

    @contextlib.contextmanager
    def another(self, name):
        """Make an empty database beside this one for a while. Raises SetupError if it may not."""
        self._run("psql", "--no-psqlrc", "--quiet", f'--command=CREATE DATABASE "{name}"')
        try:
            yield PostgresDatabase(urlsplit(self.address)._replace(path=f"/{name}").geturl())
        finally:
            drop = f'DROP DATABASE "{name}" WITH (FORCE)'
            self._run("psql", "--no-psqlrc", "--quiet", f"--command={drop}")

    def put_back(self, folder):
        """Replace all tables of the database by those of a dump, in one transaction."""
        with tempfile.NamedTemporaryFile(dir=folder, suffix=".sql") as script:  # mode 0600
            options = ["--no-owner", "--no-privileges", f"--file={script.name}"]
            self._run("pg_restore", *options, str(folder / self.file))
            self._run("psql", *_PSQL, f"--command={_EMPTY}", f"--file={script.name}")

    def _run(self, program, *arguments):
        """Run a program of PostgreSQL; return what it says."""
        return b"".join(self._lines(program, *arguments)).decode()

    def _lines(self, program, *arguments):
        """Run one and give what it says line by line, for more than memory holds."""
        if shutil.which(program) is None:
            raise SetupError(
                f"PostgreSQL's {program} is not installed here. On Debian or Ubuntu install it with"
                " `sudo apt install postgresql-client`, then try again."
            )
        # A file for complaints: a pipe that nobody reads meanwhile would stop the program.
        with tempfile.TemporaryFile() as complaints:
            command = [program, *arguments]
            with subprocess.Popen(
                command, env=self.environment, stdout=subprocess.PIPE, stderr=complaints
            ) as running:
                try:
                    yield from running.stdout
                except BaseException:
                    # Who ends us must not find that it went on to its end.
                    running.terminate()
                    raise
            if running.returncode:
                complaints.seek(0)
                told = complaints.read().decode(errors="replace").strip().splitlines()
                reason = told[0] if told else "no reason given"
                raise SetupError(f"The database could not be copied: {reason}")


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
