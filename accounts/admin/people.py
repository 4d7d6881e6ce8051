"""The page "People": who signs in, with which roles, and how somebody is let in again."""

from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.db.models import Exists, OuterRef
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from accounts import mail, people
from accounts.admin.forms import LetInForm, NewPersonForm, PersonForm
from accounts.models import User
from accounts.sign_in import history, second_factor
from editorial.admin.deletions import DeletionsAudited
from editorial.admin.double_click import AddedOnce
from editorial.admin.problems import ProblemsOnTop
from editorial.staff.refusing import MissingRightError, right

# A change of these is a change of rights.
_RIGHTS = {"is_active", "is_superuser", "user_permissions", "username", "email"}


class PersonAdmin(ProblemsOnTop, DeletionsAudited, AddedOnce, UserAdmin):
    """The people who sign in."""

    form = PersonForm
    add_form = NewPersonForm
    add_form_template = None
    change_form_template = "admin/people/change_form.html"
    list_display = ["name", "email", "roles", "state", "last_login"]
    empty_value_display = "–"
    list_display_links = ["name"]
    list_filter = ["is_active", "groups"]
    ordering = ["first_name", "last_name", "username"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["first_name", "last_name", "email", "username"]}),
        (None, {"fields": ["roles", "is_active"]}),
        (None, {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["first_name", "last_name", "email"]}),
        (None, {"fields": ["roles"]}),
    ]
    # Rights that no role gives: for who set the site up, not for daily work.
    _single_rights = (
        gettext_lazy("Rights beside the roles"),
        {"fields": ["is_superuser", "user_permissions"], "classes": ["collapse"]},
    )

    # --- Who may do what here -----------------------------------------------------------------

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and _is_not_above(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and _is_not_above(request.user, obj)

    def get_fieldsets(self, request, obj=None):
        """Show single rights to superusers alone."""
        fieldsets = super().get_fieldsets(request, obj)
        return [*fieldsets, self._single_rights] if obj and request.user.is_superuser else fieldsets

    # --- The list -----------------------------------------------------------------------------

    def get_queryset(self, request):
        factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=second_factor.KINDS)
        rows = super().get_queryset(request).prefetch_related("groups")
        return rows.annotate(has_second_factor=Exists(factors))

    @admin.display(description=gettext_lazy("name"), ordering="first_name")
    def name(self, account):
        return account.get_full_name() or account.get_username()

    @admin.display(description=gettext_lazy("roles"))
    def roles(self, account):
        names = sorted(group.name for group in account.groups.all())
        if account.is_superuser:
            names.insert(0, _("everything"))
        return ", ".join(names) or "–"

    @admin.display(description=gettext_lazy("signing in"))
    def state(self, account):
        """Say whether somebody can sign in, and how well that is locked."""
        if not account.is_active:
            return pgettext("of an account", "closed")
        if not account.is_staff:
            return _("no role")
        if account.has_second_factor:
            return _("with a second factor")
        return _("by password alone")

    # --- Saving -------------------------------------------------------------------------------

    def save_model(self, request, obj, form, change):
        if not change:
            obj.username = people.name_from(obj.email)
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if changed := [name for name in form.changed_data if change and name in _RIGHTS]:
            people.rights_changed(obj, _changes(form, changed), by=request.user)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        people.give_roles(form.instance, form.cleaned_data["roles"], by=request.user)
        if not change:
            _hand_on(request, form.instance, people.invite(form.instance, is_new=True))

    def response_add(self, request, obj, post_url_continue=None):
        """Lead to the list, which says how the new person gets their password."""
        return HttpResponseRedirect(reverse("admin:accounts_user_changelist"))

    # --- Letting in again ---------------------------------------------------------------------

    def get_urls(self):
        let_in = self.admin_site.admin_view(self.let_in)
        return [path("<id>/let-in/", let_in, name="accounts_user_let_in"), *super().get_urls()]

    def let_in(self, request, id):  # noqa: A002 - what Django calls it in its own addresses
        """Give somebody a link for a new password, or take away a second factor that is lost."""
        account = self.get_object(request, id)
        if account is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, id)
        if not self.has_change_permission(request, account):
            raise MissingRightError({right("change", self.model)})
        form = LetInForm(request.POST or None)
        if form.is_valid():
            if form.cleaned_data["how"] == LetInForm.FACTOR:
                people.take_factors_away(account, by=request.user)
                self.message_user(request, _("The second factor is taken away."), messages.SUCCESS)
            else:
                _hand_on(request, account, people.invite(account))
                history.told(history.Action.PASSWORD, account, by=request.user, note="sent a link")
            return HttpResponseRedirect(request.path)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Let %(name)s in again") % {"name": self.name(account)},
            "account": account,
            "name": self.name(account),
            "mail_can_be_sent": mail.can_be_sent() and bool(account.email),
        }
        return TemplateResponse(request, "admin/people/let_in.html", context)

    def user_change_password(self, request, id, form_url=""):  # noqa: A002 - see above
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == 302:
            account = User.objects.get(pk=id)
            history.told(history.Action.PASSWORD, account, by=request.user)
        return response


def _is_not_above(user, account):
    """Return whether an account is not one that may do more than this person."""
    return account is None or user.is_superuser or not account.is_superuser


def _changes(form, names):
    """List what these fields hold now, single rights one by one."""
    changes = []
    for name in names:
        value = form.cleaned_data[name]
        single = [value] if isinstance(value, bool | str) else sorted(map(str, value)) or ["–"]
        changes += [f"{name}: {single[0]}", *single[1:]]
    return changes


def _hand_on(request, account, link):
    """Say that the mail is on its way, or show the link to be handed on."""
    if not link:
        words = _("A mail with a link for the password is on its way to %(address)s.")
        messages.success(request, words % {"address": account.email})
        return
    words = _(
        "This site sends no mail. Hand on this link; it works once, for three days, and lets "
        "%(name)s choose a password:"
    )
    name = account.get_full_name() or account.get_username()
    messages.warning(request, format_html("{} <code>{}</code>", words % {"name": name}, link))
