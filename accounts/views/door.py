"""The first step of signing in, and the desk's frame around django-allauth's own pages."""

from functools import wraps

from allauth.account.adapter import get_adapter
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView
from allauth.mfa.adapter import get_adapter as mfa_adapter
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.contrib import admin
from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from accounts import mail
from accounts.sign_in import at_rest, second_factor


class SignIn(LoginView):
    """Name and password, at the door of the desk; a passkey is offered beside them."""

    template_name = "admin/login.html"

    def get(self, request, *args, **kwargs):
        if admin.site.has_permission(request):
            return HttpResponseRedirect(self.get_success_url() or resolve_url("admin:index"))
        return super().get(request, *args, **kwargs)

    def form_valid(self, form):
        # Who is signed in without a role takes another account.
        if self.request.user.is_authenticated:
            get_adapter(self.request).logout(self.request)
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(**kwargs),
            "app_path": self.request.get_full_path(),
            "next": get_next_redirect_url(self.request) or "",
            "mail_can_be_sent": mail.can_be_sent(),
        }


class RemovePasskey(RemoveWebAuthnView):
    """Removing a passkey; the only second factor stays where the site asks for one."""

    def form_valid(self, form):
        adapter = mfa_adapter()
        if not adapter.can_delete_authenticator(self.object):
            form.add_error(None, adapter.validation_error("cannot_delete_authenticator"))
            return self.form_invalid(form)
        return super().form_valid(form)


def at_the_desk(view):
    """Put the desk's frame around a page of django-allauth; before sign-in the door's."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        admin.site.has_permission(request)  # It ends a session that is too old.
        if _is_too_early(request):
            return HttpResponseRedirect(second_factor.first_step(request))
        try:
            response = view(request, *args, **kwargs)
        except at_rest.UnreadableError:
            # Codes that nobody can read are of no use; the page offers new ones.
            at_rest.forget_unreadable_codes(request.user)
            return HttpResponseRedirect(reverse("mfa_index"))
        add_never_cache_headers(response)
        if hasattr(response, "context_data"):
            is_about_mail = request.path.startswith(reverse("account_reset_password"))
            response.context_data = {
                **admin.site.each_context(request),
                **admin.site.door(request),
                "mail_can_be_sent": mail.can_be_sent(),
                "mail_is_held_up": is_about_mail and mail.is_held_up(),
                **_nothing_else_yet(request),
                **(response.context_data or {}),
            }
        return response

    return answered


def _is_too_early(request):
    """Return whether somebody would change a second factor without having given theirs."""
    if not request.path.startswith(reverse("mfa_index")) or not second_factor.is_missing(request):
        return False
    return second_factor.is_set_up(request.user)


def _nothing_else_yet(request):
    """Leave the rail and the search out while a second factor is asked for before anything."""
    if not second_factor.is_missing(request):
        return {}
    return {"rail": None, "search_url": "", "is_asked_for": True}
