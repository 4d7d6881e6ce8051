"""The list "Before publishing" beside the form: what is missing, and where to mend it."""

from dataclasses import dataclass

from editorial.models.checklist import ROOT
from editorial.publishing.completeness import findings
from editorial.registry import text_fields
from editorial.text import languages


@dataclass(frozen=True)
class Line:
    """One finding, and where on the page it is mended; "" when no place is the right one."""

    words: str
    is_mistake: bool
    anchor: str


def lines(editing, form, parts):
    """List the findings of what the form was opened on, mistakes first, then where links fail."""
    copy = editing.working_copy()
    keys = {str(part.form.instance.pk): part.key for kind in parts for part in kind.shown}
    found = [
        Line(finding.words, finding.is_mistake, _anchor(finding, copy, editing.language, keys))
        for finding in findings(copy, editing.language)
    ]
    places = [(form, "")]
    places += [(part.form, f"part-{part.key}") for kind in parts for part in kind.shown]
    return found + [
        Line(words, False, anchor or f"id_{name}")
        for each, anchor in places
        for name, problems in each.link_problems.items()
        for words in problems
    ]


def _anchor(finding, copy, language, keys):
    if finding.part != ROOT:
        return f"part-{keys[finding.part]}" if finding.part in keys else ""
    if not finding.name:
        return ""
    is_text = finding.name in text_fields(type(copy.root))
    return f"id_{languages.column(finding.name, language) if is_text else finding.name}"
