"""XLIFF 2.1 as it is written and read. Nothing here knows the database.

Each entry is a `file`. Its `original`, which every tool hands back as it got it, says which
revisions the file was made from: "entry/language/revision/source language/its revision".
"""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from editorial.exchange.codes import NAMESPACE, BrokenCodesError, Codes, named, read
from editorial.text import languages

# Everything in one language is well under one of these.
LARGEST = 8 * 1024 * 1024
# States in which a text is done, and those in which somebody has checked it.
DONE = {"translated", "reviewed", "final"}
CHECKED = {"reviewed", "final"}

_ORIGINAL = re.compile(r"([0-9]{1,18})/([a-z-]{2,12})/([0-9]{1,9})/([a-z-]{2,12})/([0-9]{1,9})")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

ET.register_namespace("", NAMESPACE)


class NotReadableError(Exception):
    """The file cannot be taken; the message says why, for people."""


@dataclass
class Unit:
    """One text: its part and field, its source and translation as they are stored."""

    part: str
    field: str
    source: str = ""
    target: str = ""
    state: str = "initial"
    name: str = ""
    notes: list = field(default_factory=list)
    is_rich: bool = False
    is_broken: bool = False


@dataclass
class File:
    """The texts of one entry, and the numbers of the revisions that they are from."""

    entry: int
    language: str
    revision: int
    source_language: str
    source_revision: int
    label: str = ""
    units: list = field(default_factory=list)

    @property
    def original(self):
        """Say where it comes from, in one word."""
        of = (self.entry, self.language, self.revision, self.source_language, self.source_revision)
        return "/".join(map(str, of))


def write(source_language, language, files):
    """Return a document as bytes."""
    root = ET.Element(
        named("xliff"),
        version="2.1",
        srcLang=languages.tag(source_language),
        trgLang=languages.tag(language),
    )
    for file in files:
        element = ET.SubElement(root, named("file"), id=f"e{file.entry}", original=file.original)
        element.set(_XML_SPACE, "preserve")
        _notes(element, [file.label])
        for unit in file.units:
            _write_unit(element, unit)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _write_unit(parent, unit):
    element = ET.SubElement(parent, named("unit"), id=f"{unit.part}.{unit.field}", name=unit.name)
    _notes(element, unit.notes)
    codes = Codes()
    segment = ET.Element(named("segment"), state=unit.state)
    codes.put(ET.SubElement(segment, named("source")), unit.source, rich=unit.is_rich)
    if unit.target:
        codes.put(ET.SubElement(segment, named("target")), unit.target, rich=unit.is_rich)
    if codes.data:
        data = ET.SubElement(element, named("originalData"))
        for tag, number in codes.data.items():
            ET.SubElement(data, named("data"), id=number).text = tag
    element.append(segment)


def _notes(parent, words):
    if not any(words):
        return
    notes = ET.SubElement(parent, named("notes"))
    for text in filter(None, words):
        ET.SubElement(notes, named("note")).text = text


def parse(content):
    """Return the root element of a file. Raises NotReadableError.

    A document type is refused before anything is parsed: entities make a small file a huge one,
    or read files of this machine.
    """
    if len(content) > LARGEST:
        raise NotReadableError(_("The file is larger than any that was made here."))
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise NotReadableError(_("The file is no text in UTF-8 or UTF-16.")) from None
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise NotReadableError(_("The file declares a document type, which XLIFF never does."))
    try:
        # Without its declaration nothing says another encoding than the one that was read.
        root = ET.fromstring(_DECLARATION.sub("", text).encode())  # noqa: S314 - see above
    except ET.ParseError as error:
        line, _column = error.position
        words = _("The file is broken at line %(line)s. Was all of it sent?")
        raise NotReadableError(words % {"line": line}) from None
    if root.tag != named("xliff"):
        raise NotReadableError(_("This is no file in XLIFF 2. Save it in this format."))
    return root


def read_files(content, is_rich):
    """List the `File`s of a document, with the units that have a translation.

    `is_rich` says of the key of an entry, a part and a field whether the text is rich. Raises
    NotReadableError.
    """
    found = []
    for element in parse(content).findall(named("file")):
        made = _ORIGINAL.fullmatch(element.get("original", ""))
        if made is None:
            words = _("The file does not say from which text it was made: it was not made here.")
            raise NotReadableError(words)
        entry, language, revision, source_language, source_revision = made.groups()
        file = File(int(entry), language, int(revision), source_language, int(source_revision))
        for unit in element.findall(f".//{named('unit')}"):
            part, _dot, name = unit.get("id", "").rpartition(".")
            text = _read_unit(unit, Unit(part, name), is_rich=is_rich(file.entry, part, name))
            if text.target or text.is_broken:
                file.units.append(text)
        found.append(file)
    if not found:
        raise NotReadableError(_("There is no text in the file."))
    return found


def _read_unit(element, unit, *, is_rich):
    data = {
        item.get("id"): item.text or ""
        for item in element.findall(f"{named('originalData')}/{named('data')}")
    }
    pieces, states = [], set()
    for segment in element:
        name = segment.tag.rpartition("}")[2]
        if name not in {"segment", "ignorable"}:
            continue
        target = segment.find(named("target"))
        if name == "ignorable" and target is None:
            target = segment.find(named("source"))
        if target is None:
            # Half a text is none.
            return unit
        try:
            pieces.append(read(target, data, rich=is_rich))
        except BrokenCodesError:
            unit.is_broken = True
            return unit
        if name == "segment":
            states.add(segment.get("state", "initial"))
    unit.target = "".join(pieces)
    unit.state = next(
        (state for state in ("initial", "translated", "reviewed") if state in states), "final"
    )
    return unit
