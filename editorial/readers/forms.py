"""The forms of a reader: the paragraphs of a page, and whether they may be thanked."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.models import Suggestion
from editorial.readers.paragraphs import tidied
from editorial.readers.texts import Paragraph, seen
from editorial.text import placeholders

# No paragraph of ours is half as long.
LONGEST = 6000


@dataclass(frozen=True)
class Row:
    """A paragraph on the page: its two inputs, and what the reader sent of it before."""

    paragraph: Paragraph
    good: object
    better: object
    sent: Suggestion | None

    @property
    def is_open(self):
        """Return whether the words that were typed are to be seen at once."""
        is_other = self.sent is not None and self.sent.is_waiting and not self.sent.is_good
        return bool(self.better.errors) or is_other


@dataclass(frozen=True)
class Group:
    """A text with the rows of its paragraphs."""

    text: object
    rows: list


class ReadingForm(forms.Form):
    """Paragraphs, each with "Good as it is" and its words to correct."""

    use_required_attribute = False

    def __init__(self, texts, sent, data=None):
        super().__init__(data, label_suffix="", auto_id="%s")
        self.groups, self._rows = [], []
        for text in texts:
            rows = [self._row(paragraph, sent.about(paragraph)) for paragraph in text.paragraphs()]
            self.groups.append(Group(text, rows))
            self._rows += rows

    def _row(self, paragraph, sent):
        key, text = paragraph.key, paragraph.text
        is_waiting = sent is not None and sent.is_waiting
        self.fields[f"good-{key}"] = forms.BooleanField(
            label=gettext_lazy("Good as it is"),
            required=False,
            initial=is_waiting and sent.is_good,
        )
        limit = getattr(text.model._meta.get_field(text.field), "max_length", None) or LONGEST
        self.fields[f"words-{key}"] = forms.CharField(
            label=gettext_lazy("How would you say it?"),
            required=False,
            strip=False,
            max_length=LONGEST if text.is_rich else limit,
            initial=sent.words if is_waiting else paragraph.words,
            validators=[placeholders.validator_of(text.model)],
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        return Row(paragraph, self[f"good-{key}"], self[f"words-{key}"], sent)

    def clean(self):
        for row in self._rows:
            name = row.better.html_name
            if name in self.data and name in self.cleaned_data:
                try:
                    self._require_sense(row, self.cleaned_data[name])
                except ValidationError as error:
                    self.add_error(name, error)

    def _require_sense(self, row, typed):
        paragraph = row.paragraph
        words = tidied(typed, has_lines=paragraph.has_lines)
        if not words:
            raise ValidationError(_("Write what it should say, or leave it as it was."))
        if self._was_seen(row):
            return
        if words != tidied(paragraph.words, has_lines=paragraph.has_lines):
            # Who changed nothing sees the new words, and is asked nothing.
            if seen(words) == self.data.get(f"seen-{paragraph.key}"):
                return
            raise ValidationError(
                _("We changed this text in the meantime. It says now: %(words)s"),
                params={"words": paragraph.words},
            )

    def _was_seen(self, row):
        return self.data.get(f"seen-{row.paragraph.key}") == row.paragraph.seen

    def said(self):
        """List what the reader says now: pairs of a paragraph and words, None for no more."""
        return [
            (row.paragraph, words)
            for row in self._rows
            if row.better.html_name in self.data and self._was_seen(row)
            for words in self._said(row)
        ]

    def _said(self, row):
        paragraph, sent = row.paragraph, row.sent
        typed = tidied(self.cleaned_data[row.better.html_name], has_lines=paragraph.has_lines)
        is_good = self.cleaned_data[row.good.html_name]
        if typed != tidied(paragraph.words, has_lines=paragraph.has_lines):
            words = typed
        else:
            words = paragraph.words if is_good else None
        is_waiting = sent is not None and sent.is_waiting
        if words == (sent.words if is_waiting else None):
            return []
        return [words]


class ThanksForm(forms.Form):
    """Whether the reader may be thanked by name."""

    may_thank = forms.BooleanField(
        label=gettext_lazy("You may thank me by name on this site"), required=False
    )
