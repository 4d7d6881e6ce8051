"""The outbox: what mail waits, what went out and what was refused, and the mails themselves."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from post_office import admin as _package_admin  # noqa: F401 - so that there is what we take away
from post_office import models as package
from post_office.models import STATUS, Log

from editorial.admin.paginators import CappedPaginator
from editorial.admin.read_only import ViewOnlyAdmin
from editorial.models import audit
from editorial.text import languages
from involvement.mail import outbox
from involvement.models import Mail
from involvement.permissions import RESEND, VIEW, require
from involvement.records.handout import purpose_words

Action = audit.AuditEntry.Action

# How far a mail came: its name in the address, its words, its condition.
STATES = [
    ("queued", gettext_lazy("waits to be sent"), Q(email__status=STATUS.queued)),
    ("retry", gettext_lazy("waits for another try"), Q(email__status=STATUS.requeued)),
    ("failed", gettext_lazy("not delivered"), Q(email__status=STATUS.failed)),
    ("sent", gettext_lazy("sent"), Q(email__status=STATUS.sent)),
]
_WORDS = {
    STATUS.queued: STATES[0][1],
    STATUS.requeued: STATES[1][1],
    STATUS.failed: STATES[2][1],
    STATUS.sent: STATES[3][1],
}

# The pages that the package brings would show every mail without a line in the audit log.
for _model in (package.Email, package.EmailTemplate, package.Attachment, package.Log):
    admin.site.unregister(_model)


def state_words(email):
    """Return how far a mail came, in words."""
    return str(_WORDS[email.status])


class StateFilter(admin.SimpleListFilter):
    """Choose how far the mails came."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [(key, words) for key, words, _condition in STATES]

    def queryset(self, request, queryset):
        conditions = {key: condition for key, _words, condition in STATES}
        return queryset.filter(conditions.get(self.value(), Q()))


class PurposeFilter(admin.SimpleListFilter):
    """Choose what the mails are for."""

    title = gettext_lazy("purpose")
    parameter_name = "purpose"

    def lookups(self, request, model_admin):
        purposes = Mail.objects.order_by("purpose").values_list("purpose", flat=True).distinct()
        return [(purpose, purpose_words(purpose)) for purpose in purposes]

    def queryset(self, request, queryset):
        return queryset.filter(purpose=self.value()) if self.value() else queryset


@admin.register(Mail)
class MailAdmin(ViewOnlyAdmin):
    """Mails are read and sent again; nobody writes, changes or deletes one here."""

    list_display = ["number", "what_for", "state", "written", "next_try", "tries", "last_trouble"]
    list_filter = [StateFilter, PurposeFilter]
    search_fields = ["submission__reference"]
    search_help_text = gettext_lazy("A receipt number. To find a person, use “One person’s data”.")
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    paginator = CappedPaginator
    ordering = ["-pk"]
    sortable_by = []
    actions = ["send_again"]
    change_list_template = "admin/involvement/outbox_list.html"

    def has_resend_permission(self, request):
        """Ask for the right that Django calls changing; in a form nobody changes a mail."""
        return request.user.has_perm(RESEND)

    def get_queryset(self, request):
        newest = Log.objects.filter(email=OuterRef("email")).order_by("-pk")
        mails = Mail.objects.select_related("submission", "email").defer(
            "submission__message", "submission__details", "email__message"
        )
        return mails.annotate(trouble=Subquery(newest.values("message")[:1]))

    @admin.display(description=gettext_lazy("receipt number"))
    def number(self, mail):
        return mail.submission.reference

    @admin.display(description=gettext_lazy("purpose"))
    def what_for(self, mail):
        return capfirst(purpose_words(mail.purpose))

    @admin.display(description=gettext_lazy("state"))
    def state(self, mail):
        return state_words(mail.email)

    @admin.display(description=gettext_lazy("written"))
    def written(self, mail):
        return mail.email.created

    @admin.display(description=gettext_lazy("next try"))
    def next_try(self, mail):
        return mail.email.scheduled_time if mail.email.status == STATUS.requeued else None

    @admin.display(description=gettext_lazy("failed tries"))
    def tries(self, mail):
        return mail.email.number_of_retries or 0

    @admin.display(description=gettext_lazy("last answer of the mail server"))
    def last_trouble(self, mail):
        # The server's words quote the address.
        if mail.submission.is_unread or mail.email.status == STATUS.sent:
            return None
        return Truncator(mail.trouble).chars(120) if mail.trouble else None

    def changelist_view(self, request, extra_context=None):
        context = {
            "title": capfirst(self.opts.verbose_name_plural),
            "is_without_server": not outbox.sending_is_possible(),
        }
        with transaction.atomic():
            response = super().changelist_view(request, {**context, **(extra_context or {})})
            shown = getattr(response, "context_data", None) or {}
            if "cl" in shown:
                _record(Action.LISTED, shown["cl"].result_list, request.user)
        return response

    @admin.action(description=gettext_lazy("Send again"), permissions=["resend"])
    def send_again(self, request, queryset):
        number = _send_again(list(queryset), request.user)
        self._tell_resent(request, number)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show one mail in full; the button below it sends it again."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        key = int(object_id) if object_id.isascii() and object_id.isdecimal() else None
        found = Mail.objects.select_related("submission", "email")
        if request.method == "POST":
            require(request, RESEND)
            mail = get_object_or_404(found, pk=key)
            self._tell_resent(request, _send_again([mail], request.user))
            return HttpResponseRedirect(request.path)
        with transaction.atomic():
            mail = get_object_or_404(found, pk=key)
            _record(Action.READ, [mail], request.user)
        return self._page(request, mail)

    def _page(self, request, mail):
        email = mail.email
        is_unread = mail.submission.is_unread
        may_send = self.has_resend_permission(request) and email.status in outbox.OVER
        context = {
            **self.admin_site.each_context(request),
            "title": _("Email about %(number)s") % {"number": mail.submission.reference},
            "opts": self.opts,
            "mail": mail,
            "email": email,
            "purpose": capfirst(purpose_words(mail.purpose)),
            "state": state_words(email),
            "is_retry": email.status == STATUS.requeued,
            "is_failed": email.status == STATUS.failed,
            "is_unread": is_unread,
            "is_without_server": not outbox.sending_is_possible(),
            "tag": languages.tag((email.headers or {}).get("Content-Language", "")),
            "troubles": [] if is_unread else list(email.logs.order_by("-pk")[:20]),
            "may_open": not is_unread and request.user.has_perm(VIEW),
            "may_send": may_send,
        }
        return TemplateResponse(request, "admin/involvement/outbox_mail.html", context)

    def _tell_resent(self, request, number):
        if not number:
            words = _("Nothing was changed: only what was sent or given up can be sent again.")
            return self.message_user(request, words, messages.WARNING)
        words = ngettext(
            "%(count)s email waits to be sent again.",
            "%(count)s emails wait to be sent again.",
            number,
        )
        return self.message_user(request, words % {"count": number}, messages.SUCCESS)


@transaction.atomic
def _send_again(mails, user):
    """Put mails back into the queue and write that down; return their number."""
    resent = [mail for mail in mails if outbox.send_again(mail)]
    if resent:
        _record(Action.RESENT, resent, user)
    return len(resent)


def _record(action, mails, user):
    references = dict.fromkeys(mail.submission.reference for mail in mails)
    note = ", ".join(dict.fromkeys(mail.purpose for mail in mails))
    audit.record(action, Mail, references, by=user, note=note)
