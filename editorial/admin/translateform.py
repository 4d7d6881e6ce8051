"""The fields of the translate page: each text with its source, its state and its input."""

import re
from dataclasses import dataclass, field

import nh3
from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.db import models
from django.utils.html import escape
from django.utils.safestring import mark_safe

from editorial import diff, languages, richtext, sources
from editorial.admin import badges
from editorial.contents import clean_text
from editorial.freshness import Status
from editorial.registry import is_rich, text_fields
from editorial.revisions import texts_of

# What `editorial.fingerprints` makes.
FINGERPRINT = re.compile(r"[a-z]{2,3}(?:-[a-z]+)*:[0-9a-f]{16}")


@dataclass
class Pair:
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
        """Give the tag of the language that is written."""
        return languages.tag(self.language)

    @property
    def badges(self):
        """List what is to be said of it."""
        return badges.of_text(self.state) if self.state else []

    @property
    def is_rich(self):
        """Say whether it holds rich text."""
        return is_rich(self.model, self.name)

    @property
    def live_html(self):
        """Give the public source text for showing, or the draft when nothing is public."""
        return shown_html(self.live_text or self.draft_text, rich=self.is_rich)

    @property
    def is_ahead(self):
        """Say whether it was translated from a draft of the source."""
        return bool(self.state and self.state.status == Status.AHEAD)

    @property
    def is_markup_only(self):
        """Say whether the source's words stayed the same since the translation."""
        return not diff.is_changed(self.changes)

    @property
    def has_two_sources(self):
        """Say whether the source has a public text and a draft that differs from it."""
        source = self.state.source if self.state else None
        return bool(source and source.live and source.working and source.live != source.working)

    @property
    def only_draft(self):
        """Say whether the source text is in a draft alone."""
        return bool(self.draft_text and not self.live_text)

    @property
    def confirmable(self):
        """Give the fingerprint that "still right" confirms; "" when there is nothing to confirm."""
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
        """Say whether the source changed after the page was opened."""
        if self.state is None or not self.shown:
            return False
        return self.shown not in {self.state.source.live, self.state.source.working}

    @property
    def source_is_gone(self):
        """Say whether a text is left whose source text was removed."""
        return bool(self.state and self.state.status == Status.OUTDATED) and not (
            self.live_text or self.draft_text
        )

    @property
    def made_from(self):
        """Give the fingerprint that a text that was typed, or confirmed, is made from."""
        return self.confirmed or self.shown

    def read(self, data):
        """Take over what was sent: the source as it was shown, and whether it is still right."""
        self.shown = _fingerprint(data.get(self.shown_name, ""))
        self.confirmed = _fingerprint(data.get(self.right_name, ""))


class TextsForm(forms.Form):
    """The inputs of a language, each with its language and the editor that suits it."""

    def __init__(self, pairs, data=None):
        super().__init__(data)
        for pair in pairs:
            if pair.is_open:
                self.fields[pair.input_name] = _form_field(pair)
                self.initial[pair.input_name] = pair.text
                pair.bound = self[pair.input_name]

    def texts(self, pairs):
        """Give the texts that were sent, as they are stored: (pair, text), for a valid form.

        An input that was not sent says nothing; it does not empty its text.
        """
        return [
            (pair, clean_text(pair.model, pair.name, self.cleaned_data[pair.input_name]))
            for pair in pairs
            if pair.is_open and pair.input_name in self.data
        ]

    def strangers(self, base):
        """List texts that were typed for parts which somebody removed in the meantime."""
        known = texts_of(base)
        found = []
        for key, text in self.data.items():
            part, _dash, name = key.removeprefix("text-").rpartition("-")
            is_text = key.startswith("text-") and key not in self.fields and text.strip()
            if is_text and text.replace("\r\n", "\n") != known.get(part, {}).get(name, ""):
                found.append(text)
        return found


def pairs_of_original(version, names, models, base):
    """List the pairs of the language in which a thing is written: every text, without a source."""
    texts = texts_of(base)
    return [
        Pair(
            part=part,
            name=name,
            label=names.name(part, name),
            model=models[part],
            language=version.language,
            text=texts.get(part, {}).get(name, ""),
        )
        for part in names.parts()
        if names.is_there(part)
        for name in sorted(text_fields(models[part]), key=_place(models[part]))
    ]


def pairs_of_translation(entry_state, version, names, base):
    """List the pairs of a translation, in the order of the page.

    `base` is the revision that the form was opened on; its texts stand in the inputs.
    """
    states = entry_state.fields_of(version.language)
    source = entry_state.versions.get(version.source_language)
    if source is None:
        return []
    live, draft = texts_of(source.live_revision), texts_of(source.working_revision)
    texts = texts_of(base)
    order = {part: index for index, part in enumerate(names.parts())}
    pairs = [
        Pair(
            part=state.part,
            name=state.field,
            label=names.name(state.part, state.field),
            model=state.model,
            language=version.language,
            text=texts.get(state.part, {}).get(state.field, ""),
            is_open=names.is_there(state.part),
            state=state,
            live_text=live.get(state.part, {}).get(state.field, ""),
            draft_text=draft.get(state.part, {}).get(state.field, ""),
            source_tag=languages.tag(source.language),
            shown=_shown(state),
        )
        for state in sorted(
            states, key=lambda state: (order[state.part], _place(state.model)(state.field))
        )
    ]
    _add_changes(entry_state.entry, source.language, pairs)
    return pairs


def shown_html(text, *, rich):
    """Give a source text for showing. Links open beside the page, so that nothing typed is lost."""
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


def _place(model):
    """Sort a model's texts in the order in which it declares them."""
    places = {field.name: index for index, field in enumerate(model._meta.concrete_fields)}
    return places.__getitem__


def _fingerprint(sent):
    """Give a fingerprint that was sent back; what does not look like one counts as none."""
    return sent if FINGERPRINT.fullmatch(sent) else ""


def _shown(state):
    """Choose what counts as the source: the draft only for a translation made from it."""
    source = state.source
    return source.working if state.status == Status.AHEAD else source.live or source.working


def _add_changes(entry, language, pairs):
    """Compare the source with what an outdated translation was made from, and with its draft."""
    outdated = [pair for pair in pairs if pair.state.status == Status.OUTDATED]
    wanted = {
        (pair.part, pair.name): (pair.model, pair.state.target.get("from", "")) for pair in outdated
    }
    known = sources.old_texts(entry, language, wanted)
    for pair in outdated:
        made_from = pair.state.target.get("from", "")
        old = known.get((pair.part, pair.name))
        if old is not None:
            new = pair.live_text or pair.draft_text
            pair.changes = diff.condensed(diff.changes(old, new, rich=pair.is_rich))
        elif made_from and not made_from.startswith(f"{language}:"):
            pair.made_from_other = languages.own_name(made_from.rpartition(":")[0])
        else:
            pair.origin_unknown = True
    for pair in pairs:
        if pair.has_two_sources:
            pair.draft_changes = diff.changes(pair.live_text, pair.draft_text, rich=pair.is_rich)


def _form_field(pair):
    """Make the model field's own form field; a draft may leave any text empty."""
    db_field = pair.model._meta.get_field(pair.name)
    is_long = isinstance(db_field, models.TextField)
    form_field = db_field.formfield(
        widget=AdminTextareaWidget if is_long else AdminTextInputWidget,
        label=pair.label,
        help_text="",
    )
    form_field.required = False
    form_field.widget.is_required = False
    form_field.widget.attrs["lang"] = pair.tag
    return form_field
