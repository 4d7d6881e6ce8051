"""What `make check-words` and `make glossary` run: `python -m deploy.words check` or `glossary`."""

import sys

from deploy.words import checks, page, spelling
from deploy.words.glossary import codes


def check():
    """Print what is wrong in any language, then what the tools say that are there.

    Returns 1 where a text breaks a rule; what tools find may be a name that they do not know.
    """
    lines = [f"{code}: {line}" for code in codes() for line in checks.faults(code)]
    print("\n".join([*lines, f"{len(lines)} faults against glossaries and style sheets."]))
    spelling.report()
    return min(len(lines), 1)


if __name__ == "__main__":
    wanted = sys.argv[1] if len(sys.argv) > 1 else "check"
    sys.exit({"check": check, "glossary": page.write}[wanted]())
