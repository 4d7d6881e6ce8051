"""What tests of the editorial core share."""

import pytest

from editorial.seed import loader as seed
from tests.editorial.seed.seed_folder import SeedFolder


@pytest.fixture
def content(tmp_path):
    """Return a small content folder, loaded."""
    folder = SeedFolder(tmp_path / "content")
    seed.load(folder.path)
    return folder
