"""What stands on the list "Before publishing" of a thing."""

from dataclasses import dataclass

# The part that stands for the thing itself, as in revisions.
ROOT = "root"


@dataclass(frozen=True)
class Finding:
    """Something to look at before a language goes public, in words.

    A mistake keeps it from going public, unless somebody says why it may; the rest informs. Of one
    that is final nobody can say that.
    `part` and `name` lead to the field: the identity of a part, or "root", and the model's field.
    """

    words: str
    is_mistake: bool = False
    part: str = ROOT
    name: str = ""
    is_final: bool = False


def mistake(words, name="", part=ROOT, *, is_final=False):
    """Return a finding that keeps a language from going public."""
    return Finding(str(words), is_mistake=True, part=part, name=name, is_final=is_final)


def hint(words, name="", part=ROOT):
    """Return a finding that informs."""
    return Finding(str(words), part=part, name=name)
