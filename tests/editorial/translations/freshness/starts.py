"""The pages that the machine begins with: a draft that nobody sees, and all languages public."""

import uuid

from editorial.revisions.data import MACHINE, PERSON
from tests.builders import make_page
from tests.editorial.translations.freshness.machine import Editorial
from tests.editorial.translations.freshness.oracle import FIELDS, LANGUAGES, Oracle, Word, written
from tests.editorial.translations.freshness.staff import LEDE, TITLE, Staff

SECTIONS = [str(uuid.UUID(int=number, version=4)) for number in range(1, 7)]


def with_starts():
    """Make the two pages to begin with, and the machine that begins with them."""
    draft, public = _draft(SECTIONS[:3]), _draft(SECTIONS[3:])
    page, oracle = public
    staff = Staff(page)
    for code, source in (("ja", "en"), ("uk", "ja")):
        staff.set_source(code, source)
        oracle.versions[code].source = source
        texts = texts_of(oracle.known)
        by = MACHINE if code == "ja" else PERSON
        staff.edit(code, {slot: written(slot, word) for slot, word in texts.items()}, origin=by)
        oracle.write(code, texts, by=by)
    staff.publish(*LANGUAGES)
    oracle.publish(LANGUAGES)
    return type("Prepared", (Editorial,), {"starts": {"draft": draft, "public": public}})


def _draft(sections):
    """Make a page in English that was never public, with two of these sections."""
    texts = texts_of(sections)
    parts = [
        {"id": section, name: written((section, name), texts[section, name])}
        for section, name in zip(sections[:2], FIELDS[:2], strict=True)
    ]
    root = {name: written((part, name), texts[part, name]) for part, name in (TITLE, LEDE)}
    return make_page(**root, sections=parts, public=False), Oracle(sections, texts)


def texts_of(sections):
    """Return the texts to begin with: the same in every field of the first two sections."""
    return dict.fromkeys([TITLE, LEDE, *zip(sections[:2], FIELDS[:2], strict=True)], Word("a"))
