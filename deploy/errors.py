"""The one exception of the commands behind `make`."""


class SetupError(Exception):
    """Something that a person can mend; the text says what is wrong and the way out."""
