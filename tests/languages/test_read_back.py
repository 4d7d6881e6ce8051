"""Every translated text of the seed was read back, as it stands and from its original as it stands.

Who changes a text has it read back as docs/content.md says, and records that.
"""

import pytest

from deploy.words.glossary import codes
from deploy.words.texts import CONTENT
from editorial.seed import reading_back


@pytest.mark.parametrize("code", codes())
def test_every_translated_text_was_read_back(code):
    assert [text.name for text in reading_back.left(CONTENT, code)] == []
