"""Saying "me too" to an idea: the address that confirms it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from involvement.forms.base import PlainForm
from involvement.intake.fields import MailField


class SupportForm(PlainForm):
    """The address, and whether it may be used once more."""

    email = MailField(
        label=_("Your email address"),
        help_text=_(
            "We send a link there, so that everybody counts once. We keep the address only if you "
            "tick the box below."
        ),
        error_messages={"required": _("Write your email address.")},
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    wants_news = forms.BooleanField(
        label=_("Tell me by email what becomes of it; keep my address for that alone"),
        required=False,
    )
