"""Drawings of the content folder are printed into pages, and no page fails for one."""

import pytest

from editorial.templatetags.drawings import drawing


@pytest.fixture
def drawings(settings, tmp_path):
    settings.CONTENT_DIR = tmp_path
    (tmp_path / "drawings/cities").mkdir(parents=True)
    return tmp_path / "drawings/cities"


def test_a_drawing_is_printed_with_its_class(drawings):
    (drawings / "bridge.svg").write_text("<svg viewBox='0 0 96 96'/>\n")

    assert drawing("cities", "bridge", "emblem") == ("<svg class=\"emblem\" viewBox='0 0 96 96'/>")


def test_what_is_not_there_is_nothing(drawings, caplog):
    assert drawing("cities", "bridge") == drawing("cities", "../secret") == ""
    assert not caplog.records


def test_a_drawing_that_cannot_be_read_is_left_out_and_told(drawings, caplog):
    (drawings / "bridge.svg").write_bytes(b"\xff\xfe no svg")
    (drawings / "tower.svg").mkdir()

    assert drawing("cities", "bridge") == drawing("cities", "tower") == ""

    assert [record.getMessage() for record in caplog.records] == [
        "The drawing cities/bridge.svg cannot be read.",
        "The drawing cities/tower.svg cannot be read.",
    ]
