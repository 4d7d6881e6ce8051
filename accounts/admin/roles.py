"""The roles, and what each may do: rights as ticks, in words, by what they concern."""

from itertools import groupby

from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy

from accounts.sign_in import history
from editorial.admin.deletions import DeletionsAudited
from editorial.admin.double_click import AddedOnce
from editorial.admin.problems import ProblemsOnTop
from editorial.staff import roles

_ACTIONS = {
    # Translators: what a role may do with a kind of thing
    "view": gettext_lazy("see"),
    "add": gettext_lazy("add"),
    "change": gettext_lazy("change"),
    "delete": gettext_lazy("delete"),
}
# Rights on these mean nothing at the desk.
_OF_MACHINERY = Q(
    content_type__app_label__in=[
        "account",
        "admin",
        "contenttypes",
        "mfa",
        "post_office",
        "sessions",
    ]
) | Q(content_type__app_label="auth", content_type__model="permission")


def in_words(right):
    """Say what a right allows: "see", or the words of one of its own."""
    action = right.codename.partition("_")[0]
    is_plain = right.codename == f"{action}_{right.content_type.model}"
    return str(_ACTIONS[action]) if is_plain and action in _ACTIONS else gettext(right.name)


class RoleForm(forms.ModelForm):
    """A role. Rights that are not shown stay as they are."""

    class Meta:
        model = Group
        fields = ["name", "permissions"]
        labels = {"permissions": gettext_lazy("Rights")}
        help_texts = {"permissions": ""}
        widgets = {"permissions": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        shown = Permission.objects.exclude(_OF_MACHINERY)
        order = ["content_type__app_label", "content_type__model", "pk"]
        rights = list(shown.select_related("content_type").order_by(*order))
        field = self.fields["permissions"]
        field.queryset = shown
        field.choices = [
            (_kind(kind), [(right.pk, in_words(right)) for right in of_kind])
            for kind, of_kind in groupby(rights, key=lambda right: right.content_type)
        ]

    def clean_permissions(self):
        chosen = set(self.cleaned_data["permissions"])
        if self.instance.pk:
            hidden = self.instance.permissions.filter(_OF_MACHINERY)
            chosen |= set(hidden)
        return chosen


class RoleAdmin(ProblemsOnTop, DeletionsAudited, AddedOnce, admin.ModelAdmin):
    """What Django calls groups: the roles of `editorial.staff.roles`, and those of an office."""

    form = RoleForm
    change_list_template = "admin/roles/change_list.html"
    change_form_template = "admin/roles/change_form.html"
    search_fields = ["name"]
    ordering = ["name"]
    readonly_fields = ["what_it_does", "taken_away"]
    list_display = ["name", "what_it_does"]

    def get_fields(self, request, obj=None):
        fields = ["name", "permissions"]
        return ["name", "what_it_does", "taken_away", "permissions"] if obj else fields

    @admin.display(description=gettext_lazy("what it does"))
    def what_it_does(self, group):
        return roles.in_words(group.name) or gettext("a role that your office made")

    @admin.display(description=gettext_lazy("taken away here"))
    def taken_away(self, group):
        """Say which rights somebody took from this role; no start of the site gives them back."""
        kept = group.permissions.values("pk")
        gone = group.given_rights.exclude(permission__in=kept).select_related(
            "permission__content_type"
        )
        names = [
            f"{_kind(row.permission.content_type)}: {in_words(row.permission)}" for row in gone
        ]
        if not names:
            return gettext("Nothing. What you take away here stays away, also after an update.")
        return "; ".join([*names[:20], *(["…"] if names[20:] else [])])

    def save_related(self, request, form, formsets, change):
        before = set(form.instance.permissions.all()) if change else set()
        super().save_related(request, form, formsets, change)
        after = set(form.instance.permissions.select_related("content_type"))
        if before != after or not change:
            given = sorted(f"+ {right.codename}" for right in after - before)
            taken = sorted(f"- {right.codename}" for right in before - after)
            changes = given + taken or ["–"]
            history.rights_changed(Group, form.instance.name, changes, by=request.user)


def _kind(content_type):
    try:
        model = apps.get_model(content_type.app_label, content_type.model)
    except LookupError:
        return content_type.model
    if model is Group:
        return gettext("Roles")
    return capfirst(model._meta.verbose_name_plural)
