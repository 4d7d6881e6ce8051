"""The question in which languages translations are wanted."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.staff import roles
from editorial.text import languages


class LanguagesForm(forms.Form):
    """The languages that are asked for; those in `lacking` are offered, and ticked."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one language.")},
    )

    def __init__(self, data, *, lacking):
        codes = [code for code in languages.at_desk() if code in lacking]
        super().__init__(data, initial={"languages": codes}, label_suffix="")
        people = roles.translators()
        self.fields["languages"].choices = [(code, _with_people(code, people)) for code in codes]


def _with_people(code, people):
    """Name a language and who translates into it."""
    names = {"language": languages.name_of(code), "people": languages.listed(people.get(code, []))}
    if code in people:
        return _("%(language)s: %(people)s") % names
    # Nobody has the role, so others stand in.
    return _("%(language)s: those who publish") % names
