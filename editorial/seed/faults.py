"""A fault in the seed content of a site that goes on with what it has, until it is mended."""

from django.conf import settings


def keep(text):
    """Remember what is wrong, in the data folder."""
    _file().write_text(text)


def forget():
    """Forget it: the seed was loaded."""
    _file().unlink(missing_ok=True)


def last():
    """Return what is wrong with the seed; "" when it was loaded."""
    try:
        return _file().read_text().strip()
    except OSError:
        return ""


def _file():
    return settings.DATA_DIR / "seed-fault.txt"
