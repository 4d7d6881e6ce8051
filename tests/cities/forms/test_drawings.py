"""Drawings to choose are named in the language of the desk."""

import pytest
from django.utils import translation

from cities.forms.chips import DrawingField


@pytest.mark.parametrize(("folder", "known"), [("cities", "matsumoto"), ("goals", "civic")])
def test_drawings_have_names_in_the_language_of_the_desk(seeded, folder, known):
    with translation.override("ja"):
        labels = {name: str(label) for name, label in DrawingField(folder).choices}

    assert known in labels
    assert [label for label in labels.values() if label.isascii()] == []


@pytest.mark.django_db
def test_a_drawing_that_nobody_knows_goes_by_the_name_of_its_file(settings, tmp_path):
    drawings = tmp_path / "drawings/cities"
    drawings.mkdir(parents=True)
    (drawings / "old-mill.svg").write_text("<svg/>")
    settings.CONTENT_DIR = tmp_path

    assert list(DrawingField("cities").choices) == [("", "None yet"), ("old-mill", "Old Mill")]
