"""Where in the seed files something stands, and the faults that are found there."""

import re
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path


class SeedError(Exception):
    """Seed files say something that the models cannot hold: one sentence for each fault."""

    def __str__(self):
        return "\n".join(self.args)


class Faults(list):
    """Sentences about what is wrong, gathered so that an author is told of all at once."""

    @contextmanager
    def gathered(self):
        """Go on after a fault, having written it down."""
        try:
            yield
        except SeedError as error:
            self.extend(error.args)

    def complain(self):
        """Raise a SeedError with all faults, if there are any."""
        if self:
            raise SeedError(*self)


@dataclass(frozen=True)
class Place:
    """A file, a table in it ("about-us.sections.one"), and a key of that table; each may be ""."""

    path: Path
    table: str = ""
    key: str = ""

    def __str__(self):
        line = f":{self.line()}" if self.path.is_file() else ""
        words = [f"{self.path}{line}", self.table, self.key]
        return ": ".join(word for word in words if word)

    def part(self, name):
        """Return the place of a table below this one."""
        return replace(self, table=f"{self.table}.{name}")

    def at(self, key):
        """Return the place of a key of this table."""
        return replace(self, key=key)

    def fault(self, sentence):
        """Return the error that says what is wrong here."""
        return SeedError(f"{self}: {sentence}")

    def line(self):
        """Return the line of the key, else of its table, else of the nearest table above it."""
        try:
            lines = self.path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return 1
        table, start = self.table, 0
        while table and not start:
            heads = (number for number, line in enumerate(lines, 1) if _head(line) == table)
            start = next(heads, 0)
            if not start:
                table = table.rpartition(".")[0]
        wanted = re.compile(rf'\s*"?{re.escape(self.key)}"?\s*=') if self.key else None
        for number, line in enumerate(lines[start:], start + 1):
            if wanted is None or _head(line):
                break
            if wanted.match(line):
                return number
        return start or 1


def _head(line):
    """Return the name of the table that a line opens: "[a.b]" -> "a.b"; "" for another line."""
    found = re.fullmatch(r"\s*\[([^\[\]]+)\]\s*(#.*)?", line)
    return found[1].replace('"', "").replace(" ", "") if found else ""
