"""The fields of the translate page: each text with its source, its state and its input."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.db import models

from editorial.admin.translations.segments import Segment
from editorial.links import own
from editorial.publishing import sources
from editorial.registry import text_fields
from editorial.revisions.data import texts_of
from editorial.revisions.snapshots import clean_text
from editorial.text import diff, languages, placeholders
from editorial.translations.freshness import Status

# Longer lines, in characters, are cut off in an input of one line.
LONG_LINE = 120


class TextsForm(forms.Form):
    """The inputs of a language, each with its language and the editor that suits it."""

    def __init__(self, segments, data=None):
        super().__init__(data)
        for segment in segments:
            if segment.is_open:
                self.fields[segment.input_name] = _form_field(segment)
                self.initial[segment.input_name] = segment.text
                segment.bound = self[segment.input_name]

    def texts(self, segments):
        """Return the texts that were sent, as they are stored: (segment, text), for a valid form.

        An input that was not sent says nothing; it does not empty its text.
        """
        return [
            (segment, self._text(segment))
            for segment in segments
            if segment.is_open and segment.input_name in self.data
        ]

    def _text(self, segment):
        text = clean_text(segment.model, segment.name, _in_lines(segment, self.cleaned_data))
        if segment.is_rich and text != segment.text:
            return own.made_stable(text)
        return text

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


def segments_of_original(version, names, models, base):
    """List the segments of the original: every text, without a source."""
    texts = texts_of(base)
    return [
        Segment(
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


def segments_of_translation(entry_state, version, names, base):
    """List the segments of a translation, in the order of the page.

    `base` is the revision that the form was opened on; its texts stand in the inputs.
    """
    states = entry_state.fields_of(version.language)
    source = entry_state.versions.get(version.source_language)
    if source is None:
        return []
    live, draft = texts_of(source.live_revision), texts_of(source.working_revision)
    texts = texts_of(base)
    order = {part: index for index, part in enumerate(names.parts())}
    segments = [
        Segment(
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
    _add_changes(entry_state.entry, source.language, segments)
    return segments


def _place(model):
    """Sort a model's texts in the order in which it declares them."""
    places = {field.name: index for index, field in enumerate(model._meta.concrete_fields)}
    return places.__getitem__


def _shown(state):
    """Choose what counts as the source: the draft only for a translation made from it."""
    source = state.source
    return source.working if state.status == Status.AHEAD else source.live or source.working


def _add_changes(entry, language, segments):
    """Compare the source with what an outdated translation was made from, and with its draft."""
    outdated = [segment for segment in segments if segment.state.status == Status.OUTDATED]
    wanted = {
        (segment.part, segment.name): (segment.model, segment.state.target.get("from", ""))
        for segment in outdated
    }
    known = sources.old_texts(entry, language, wanted)
    for segment in outdated:
        made_from = segment.state.target.get("from", "")
        old = known.get((segment.part, segment.name))
        if old is not None:
            new = segment.live_text or segment.draft_text
            segment.changes = diff.condensed(diff.changes(old, new, rich=segment.is_rich))
        elif made_from and not made_from.startswith(f"{language}:"):
            segment.made_from_other = languages.own_name(made_from.rpartition(":")[0])
        else:
            segment.origin_unknown = True
    for segment in segments:
        if segment.has_two_sources:
            segment.draft_changes = diff.changes(
                segment.live_text, segment.draft_text, rich=segment.is_rich
            )


def _in_lines(segment, typed):
    """Return a text as typed, without line ends where the field holds one line."""
    text = typed[segment.input_name]
    is_one_line = not isinstance(segment.model._meta.get_field(segment.name), models.TextField)
    return " ".join(line.strip() for line in text.splitlines()) if is_one_line else text


def _form_field(segment):
    """Make the model field's own form field; a draft may leave any text empty.

    A long line gets an input of several lines, so that it can be read as a whole.
    """
    db_field = segment.model._meta.get_field(segment.name)
    is_long = isinstance(db_field, models.TextField) or db_field.max_length > LONG_LINE
    form_field = db_field.formfield(
        widget=AdminTextareaWidget if is_long else AdminTextInputWidget,
        label=segment.label,
        help_text=db_field.help_text if segment.name in segment.model.explained_texts else "",
    )
    form_field.required = False
    form_field.validators = [*form_field.validators, placeholders.validator_of(segment.model)]
    form_field.widget.is_required = False
    form_field.widget.attrs["lang"] = segment.tag
    return form_field
