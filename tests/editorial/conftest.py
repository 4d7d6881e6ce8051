"""What tests of the editorial core share."""

import pytest

from editorial import seed
from tests.editorial.seedfolder import SeedFolder


@pytest.fixture
def content(tmp_path):
    """Give a small content folder, loaded."""
    folder = SeedFolder(tmp_path / "content")
    seed.load(folder.path)
    return folder
