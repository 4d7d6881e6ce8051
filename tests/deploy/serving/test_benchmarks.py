"""What `make bench` prints of other checkouts and of more people at once."""

import pytest

from benchmarks import run
from benchmarks.run import BARE, BESIDE, MIDDLEWARE, Figures
from benchmarks.server import ROOT, Checkout


def rounds(per_second, cpu, size=1000):
    return [Figures(per_second, 5.0, cpu, size)] * 2


def cells(printed):
    """Return the cells of the lines of tables, by the first of them."""
    lines = [line.strip("| ").split(" | ") for line in printed.splitlines() if line[:1] == "|"]
    return {name: rest for name, *rest in lines}


def test_pages_of_another_checkout_are_told_as_ratios(capsys):
    results = {
        BARE: rounds(1000, 100),
        "home page, cold": rounds(50, 2000, 3000),
        BESIDE.format("home page, cold"): rounds(25, 4000, 1500),
        "history, cold": rounds(25, 3000),
    }

    run.print_beside(results)

    found = cells(capsys.readouterr().out)
    assert found["home page, cold"] == [
        *("0.5 / 0.5", "2,000 / 2,000", "4,000 / 4,000", "3,000", "1,500")
    ]
    assert "history, cold" not in found


def test_warm_pages_are_told_by_the_number_of_connections(capsys):
    results = {
        (name, number): rounds(per_second * number, 100)
        for number in (1, 16, 64)
        for name, per_second in ((BARE, 100), ("home page, warm", 110))
    }

    run.print_connections(results | {("home page, cold", 16): rounds(5, 100)})

    assert cells(capsys.readouterr().out)["home page, warm"] == [
        *("110 / 110", "1.1 / 1.1", "1,760 / 1,760", "1.1 / 1.1", "7,040 / 7,040", "1.1 / 1.1")
    ]


def test_the_first_table_leaves_the_other_checkout_out(capsys):
    results = {BARE: rounds(1000, 100), MIDDLEWARE: rounds(800, 120)}

    run.print_report(results | {BESIDE.format("history, warm"): rounds(1, 1)}, 3, 70)

    printed = capsys.readouterr().out
    assert set(cells(printed)) >= {BARE, MIDDLEWARE}
    assert "beside" not in printed


def test_a_folder_without_the_project_is_no_checkout(tmp_path):
    assert Checkout(ROOT).path == ROOT
    with pytest.raises(SystemExit, match="no checkout"):
        Checkout(tmp_path)
