"""Fields that take what people really type, in any script, and say plainly what is wrong."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from editorial.text.localized import localized

EMAIL_LENGTH = 254
PHONE_LENGTH = 40

# Hyphens and dashes of many keyboards; the last is typed between numbers in Japanese.
_DASHES = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u301c\u30fc", "-")
)
_PHONE = re.compile(r"(\+?[0-9().\-/ ]+)(?:(?:ext\.?|x|#) ?[0-9]{1,6})?", re.IGNORECASE)
_PHONE_DIGITS = range(6, 16)


def as_typed(text):
    """Return a text as it is kept: composed (NFC), plain line ends, nothing empty around it."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


class TypedField(forms.CharField):
    """Free text. `lines` above 1 makes it large; `missing` is said when it must not be empty."""

    def __init__(self, *, max_length, lines=1, missing="", attrs=None, **kwargs):
        attrs = {"dir": "auto", **(attrs or {})}
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
        return as_typed(super().to_python(value))


def check_email(address):
    """Refuse what mail cannot be sent to, and say why. Raises ValidationError."""
    name, at, host = address.rpartition("@")
    if not at:
        raise ValidationError(_("The address needs an @ sign, like name@example.org."))
    if not host:
        raise ValidationError(_("Add the part after the @ sign, like name@example.org."))
    if not name:
        raise ValidationError(_("Add the part before the @ sign, like name@example.org."))
    if any(character.isspace() for character in address):
        raise ValidationError(_("The address must have no spaces, like name@example.org."))
    wrong = ValidationError(_("Check the address. It should look like name@example.org."))
    # Quoted names are valid, but they break the lists of addresses in the head of a mail.
    if '"' in address:
        raise wrong
    try:
        validate_email(address)
    except ValidationError:
        raise wrong from None


class MailField(forms.EmailField):
    """An email address. Keyboards for Chinese and Japanese write wide letters; these count too."""

    default_validators = [check_email]

    def __init__(self, **kwargs):
        super().__init__(max_length=EMAIL_LENGTH, **kwargs)

    def to_python(self, value):
        """Return the address in plain letters."""
        return unicodedata.normalize("NFKC", super().to_python(value)).strip()


def check_phone(number):
    """Refuse what is no phone number. Raises ValidationError."""
    found = _PHONE.fullmatch(number)
    digits = sum(character.isdigit() for character in found[1]) if found else 0
    if digits not in _PHONE_DIGITS:
        raise ValidationError(
            _("Write 6 to 15 digits, like 555-0100 or +44 20 7946 0018; + ( ) - . / are allowed.")
        )


class PhoneField(forms.CharField):
    """A phone number of any country, as people write it."""

    default_validators = [check_phone]

    def __init__(self, **kwargs):
        super().__init__(max_length=PHONE_LENGTH, **kwargs)

    def to_python(self, value):
        """Return the number with plain digits, spaces and dashes."""
        return unicodedata.normalize("NFKC", super().to_python(value)).translate(_DASHES).strip()


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
