"""Fields that take what people really type, in any script, and say plainly what is wrong."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from editorial.text import characters
from editorial.text.localized import localized
from involvement.intake import reachable

EMAIL_LENGTH = 254
PHONE_LENGTH = 40


def as_typed(text):
    """Return a text as it is kept: composed (NFC), plain line ends, nothing empty around it."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


class TypedField(forms.CharField):
    """Free text. `lines` above 1 makes it large; `missing` is said when it must not be empty.

    What is short, as a single line is by itself, is kept without what nobody sees
    (`characters.short`), line by line.
    """

    def __init__(self, *, max_length, lines=1, missing="", attrs=None, is_short=None, **kwargs):
        attrs = {"dir": "auto", **(attrs or {})}
        self.is_short = lines == 1 if is_short is None else is_short
        super().__init__(
            max_length=max_length,
            required=bool(missing),
            strip=False,
            widget=forms.Textarea({"rows": lines, **attrs})
            if lines > 1
            else forms.TextInput(attrs),
            error_messages={
                "required": missing,
                "max_length": _(
                    "Write at most %(limit_value)d characters; there are %(show_value)d now."
                ),
            },
            **kwargs,
        )

    def widget_attrs(self, widget):
        """Leave large fields without a limit: browsers cut off in silence what is pasted."""
        attrs = super().widget_attrs(widget)
        if isinstance(widget, forms.Textarea):
            attrs.pop("maxlength", None)
        return attrs

    def to_python(self, value):
        """Return the text as it is kept."""
        text = as_typed(super().to_python(value))
        if not self.is_short:
            return text
        return "\n".join(characters.short(line) for line in text.split("\n")).strip()


class MailField(forms.EmailField):
    """An email address. Keyboards for Chinese and Japanese write wide letters; these count too."""

    default_validators = [reachable.check_email]

    def __init__(self, **kwargs):
        super().__init__(max_length=EMAIL_LENGTH, **kwargs)

    def to_python(self, value):
        """Return the address in plain letters."""
        return reachable.plain_email(super().to_python(value))


class PhoneField(forms.CharField):
    """A phone number of any country, as people write it."""

    default_validators = [reachable.check_phone]

    def __init__(self, **kwargs):
        super().__init__(max_length=PHONE_LENGTH, **kwargs)

    def to_python(self, value):
        """Return the number with plain digits, spaces and dashes."""
        return reachable.plain_phone(super().to_python(value))


class TextSelect(forms.Select):
    """A list whose options may be `Text`s: those in another language than the page's say so."""

    def create_option(self, name, value, label, *args, **kwargs):
        """Add the language to an option."""
        option = super().create_option(name, value, label, *args, **kwargs)
        if getattr(label, "lang", ""):
            option["attrs"]["lang"] = label.lang
        return option

    def use_required_attribute(self, initial):
        """Never: something is always chosen, and asking would read the whole list once more."""
        return False


class RowField(forms.CharField):
    """A row of the content, chosen by its address; the value is the key of its entry, or None.

    `rows` are those that may be chosen. `listed` gives them in the order of the site; only
    `read_list` calls it, before the list is shown.
    """

    def __init__(self, *, rows, listed, nothing, **kwargs):
        super().__init__(required=False, widget=TextSelect, **kwargs)
        self.rows = rows
        self.widget.choices = lambda: [
            ("", nothing),
            *((row.slug, localized(row, "name")) for row in listed()),
        ]

    def read_list(self):
        """Read the rows that can be chosen; templates ask the database nothing."""
        self.widget.choices = list(self.widget.choices)

    def clean(self, value):
        """Find the row. Raises ValidationError for what is not in the list."""
        slug = super().clean(value)
        if not slug:
            return None
        key = self.rows.filter(slug=slug).values_list("entry_id", flat=True).first()
        if key is None:
            raise ValidationError(_("Choose one from the list."))
        return key
