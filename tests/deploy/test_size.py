"""`make size` counts what does something, and nothing that only explains or proves it."""

import textwrap

import pytest

from deploy import size

SOURCE = '''
"""What the module is for.

In two paragraphs.
"""

import os  # why

# A comment of its own


class Shelf:
    """Holds books."""

    label = "# no comment"
    text = """one
    two"""

    @property
    def books(self):
        """Return them."""
        "a string that is not the docstring"
        return [
            os.sep,

            # a comment inside
        ]


async def wait():
    """Only this."""
'''


def test_docstrings_comments_and_blank_lines_are_no_code():
    assert size.lines_of_code(SOURCE) == len(
        textwrap.dedent(
            '''\
            import os  # why
            class Shelf:
                label = "# no comment"
                text = """one
                two"""
                @property
                def books(self):
                    "a string that is not the docstring"
                    return [
                        os.sep,
                    ]
            async def wait():
            '''
        ).splitlines()
    )
    assert size.lines_of_code("") == 0


def test_packages_are_counted_with_what_lies_in_them_but_for_tests_and_migrations(tmp_path):
    for path in (
        *("shop/__init__.py", "shop/a.py", "shop/till/b.py", "shop/migrations/0001_initial.py"),
        *("deploy/__init__.py", "tests/__init__.py", "tests/test_a.py", "notes/c.py"),
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("" if path.endswith("__init__.py") else "x = 1\n")

    assert size.sizes(tmp_path) == {"deploy": 0, "shop": 2}


@pytest.mark.proof
def test_the_site_has_its_own_sum_before_what_lies_beside_it(capsys):
    size.show()

    rows = [line.rsplit(maxsplit=1) for line in capsys.readouterr().out.splitlines()]
    figures = {name: int(number.replace(",", "")) for name, number in rows}
    assert list(figures)[-4:] == ["the site", "benchmarks", "deploy", "in all"]
    assert figures["in all"] == sum(figures[name] for name in ("the site", *size.APART))
