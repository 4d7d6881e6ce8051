"""The forms of an account: who it is, and what they may do, chosen in words."""

from django import forms
from django.contrib.auth.models import Group
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from editorial.staff import roles


class RolesField(forms.ModelMultipleChoiceField):
    """Roles as ticks, each with what it means."""

    def __init__(self, **more):
        super().__init__(
            Group.objects.order_by("name"),
            label=_("Roles"),
            help_text=_("Several add up. Without a role nobody signs in."),
            widget=forms.CheckboxSelectMultiple,
            **more,
        )

    def label_from_instance(self, group):
        words = roles.in_words(group.name)
        return format_html("<strong>{}</strong> {}", group.name, words)


class PersonForm(forms.ModelForm):
    """Somebody's account."""

    roles = RolesField(required=False)

    class Meta:
        model = User
        fields = ["first_name", "last_name", "email", "username", "is_active"]
        labels = {
            "first_name": _("Given name"),
            "last_name": _("Family name"),
            "username": _("Name for signing in"),
            "is_active": _("May sign in"),
        }
        help_texts = {
            "username": _("The email address does as well."),
            "is_active": _("Take this away from people who leave, and keep the account."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["roles"] = list(self.instance.groups.values_list("pk", flat=True))

    def clean_email(self):
        return self.cleaned_data["email"].strip().lower()


class NewPersonForm(PersonForm):
    """An account that is made: the name for signing in follows from the address."""

    roles = RolesField()

    class Meta(PersonForm.Meta):
        fields = ["first_name", "last_name", "email"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["first_name"].required = self.fields["email"].required = True


class LetInForm(forms.Form):
    """How somebody who cannot sign in is let in again."""

    PASSWORD, FACTOR = "password", "factor"
    how = forms.ChoiceField(choices=[(PASSWORD, ""), (FACTOR, "")])
