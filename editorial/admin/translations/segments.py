"""One text on the translate page: its source, its state, and what was sent for it."""

import re
from dataclasses import dataclass, field

import nh3
from django.utils.html import escape
from django.utils.safestring import mark_safe

from editorial.admin.translations import badges
from editorial.registry import is_rich
from editorial.text import diff, languages, richtext
from editorial.translations.freshness import Status

# What `editorial.text.fingerprints` makes.
FINGERPRINT = re.compile(r"[a-z]{2,3}(?:-[a-z]+)*:[0-9a-f]{16}")


@dataclass
class Segment:
    """One text on the page: what it is called, its source, and the input for it.

    `state` is its `FieldState`, or None in the original language. `shown` is the fingerprint
    of the source text that counts as translated from: what the page was opened with, else the
    public text, or the draft when the translation was made from it.
    """

    part: str
    name: str
    label: str
    model: type
    language: str
    text: str
    is_open: bool = True
    state: object = None
    live_text: str = ""
    draft_text: str = ""
    source_tag: str = ""
    shown: str = ""
    confirmed: str = ""
    changes: list = field(default_factory=list)
    draft_changes: list = field(default_factory=list)
    origin_unknown: bool = False
    made_from_other: str = ""
    bound: object = None

    @property
    def key(self):
        """Name the text in the form: "root-title"."""
        return f"{self.part}-{self.name}"

    @property
    def input_name(self):
        """Name its input."""
        return f"text-{self.key}"

    @property
    def shown_name(self):
        """Name the hidden fingerprint of the source as it is shown."""
        return f"shown-{self.key}"

    @property
    def right_name(self):
        """Name the checkbox that says "still right"."""
        return f"right-{self.key}"

    @property
    def tag(self):
        """Return the tag of the language that is written."""
        return languages.tag(self.language)

    @property
    def badges(self):
        """List what is to be said of it."""
        return badges.of_text(self.state) if self.state else []

    @property
    def is_rich(self):
        """Return whether it holds rich text."""
        return is_rich(self.model, self.name)

    @property
    def live_html(self):
        """Return the public source text for showing, or the draft when nothing is public."""
        return shown_html(self.live_text or self.draft_text, rich=self.is_rich)

    @property
    def is_ahead(self):
        """Return whether it was translated from a draft of the source."""
        return bool(self.state and self.state.status == Status.AHEAD)

    @property
    def is_markup_only(self):
        """Return whether the source's words stayed the same since the translation."""
        return not diff.is_changed(self.changes)

    @property
    def has_two_sources(self):
        """Return whether the source has a public text and a draft that differs from it."""
        source = self.state.source if self.state else None
        return bool(source and source.live and source.working and source.live != source.working)

    @property
    def only_draft(self):
        """Return whether the source text is in a draft alone."""
        return bool(self.draft_text and not self.live_text)

    @property
    def confirmable(self):
        """Return the fingerprint that "still right" confirms; "" for nothing to confirm."""
        if self.state is None:
            return ""
        source = self.state.source
        if self.state.status == Status.AHEAD and not self.is_stale:
            return source.live
        if self.state.status == Status.OUTDATED or self.is_stale:
            return source.live or source.working
        return ""

    @property
    def is_stale(self):
        """Return whether the source changed after the page was opened."""
        if self.state is None or not self.shown:
            return False
        return self.shown not in {self.state.source.live, self.state.source.working}

    @property
    def source_is_gone(self):
        """Return whether a text is left whose source text was removed."""
        return bool(self.state and self.state.status == Status.OUTDATED) and not (
            self.live_text or self.draft_text
        )

    @property
    def made_from(self):
        """Return the fingerprint that a text that was typed, or confirmed, is made from."""
        return self.confirmed or self.shown

    def read(self, data):
        """Take over what was sent: the source as it was shown, and whether it is still right."""
        self.shown = _fingerprint(data.get(self.shown_name, ""))
        self.confirmed = _fingerprint(data.get(self.right_name, ""))


def shown_html(text, *, rich):
    """Return a source text to show. Links open beside the page, so that nothing typed is lost."""
    if not rich:
        return mark_safe(escape(text))  # noqa: S308 (escaped)
    return mark_safe(  # noqa: S308 (sanitized)
        nh3.clean(
            richtext.with_site_links(richtext.sanitize(text)),
            tags=richtext.TAGS,
            attributes=richtext.ATTRIBUTES,
            url_schemes=richtext.SCHEMES,
            link_rel="noopener",
            set_tag_attribute_values={"a": {"target": "_blank"}},
        )
    )


def _fingerprint(sent):
    """Return a fingerprint that was sent back; what does not look like one counts as none."""
    return sent if FINGERPRINT.fullmatch(sent) else ""
