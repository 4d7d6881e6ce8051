"""The folder of pictures as a storage that never makes that folder itself."""

import errno
import os
from pathlib import Path

from django.core.files.storage import FileSystemStorage


class PictureStorage(FileSystemStorage):
    """Django's own, but where the folder is gone files are neither stored nor deleted.

    It is probably not mounted: one made in its place would take what is lost later, and a file
    that was to go would be there again with it. Raises FileNotFoundError then.
    """

    def _save(self, name, content):
        self._require_folder()
        return super()._save(name, content)

    def delete(self, name):
        """Delete a file; one that is not there is no error."""
        self._require_folder()
        super().delete(name)

    def _require_folder(self):
        if not Path(self.location).is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), self.location)
