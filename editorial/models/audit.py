"""The audit log: who signed in, and who read, changed or published what. Nobody can edit it.

It holds references (receipt numbers, keys), never what was read. So it can stay when a person's
data is erased, and after a breach it tells whose data somebody has seen.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """One action of somebody. Written once by `record`, never changed."""

    class Action(models.TextChoices):
        """What was done."""

        LISTED = "listed", _("saw in a list")
        # Translators: what somebody did with personal data: has read it
        READ = "read", _("read")
        SEARCHED = "searched", _("searched for a person")
        EXPORTED = "exported", _("exported")
        MADE = "made", _("made the file of an export")
        FETCHED = "fetched", _("fetched an export")
        HANDED_OUT = "handed_out", _("handed out to the person")
        CHANGED = "changed", _("changed")
        ANSWERED = "answered", _("answered")
        RESENT = "resent", _("sent again")
        HELD = "held", _("put on hold")
        RELEASED = "released", _("released from hold")
        DISPOSED = "disposed", _("disposed of")
        ERASED = "erased", _("erased")
        IN_SPITE_OF = "in_spite_of", _("published in spite of mistakes")
        SHARED = "shared", _("shared by a link")
        REVOKED = "revoked", _("revoked a link")
        INVITED = "invited", _("invited a reader")
        ACCEPTED = "accepted", _("accepted a suggestion")
        DECLINED = "declined", _("declined a suggestion")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("took off the site")
        DELETED = "deleted", _("deleted")
        RECOVERED = "recovered", _("recovered")
        SIGNED_IN = "signed_in", _("signed in")
        SIGNED_OUT = "signed_out", _("signed out")
        REFUSED = "refused", _("was refused at sign-in")
        RIGHTS = "rights", _("changed rights")
        PASSWORD = "password", _("set a password")
        FACTOR = "factor", _("changed a second factor")
        REMOVED = "removed", _("removed from the web")

    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("who"),
        help_text=_("Empty when the site itself or the person concerned did it."),
    )
    by_name = models.CharField(
        _("account"),
        max_length=150,
        blank=True,
        help_text=_("The name at the time; it outlives the account."),
    )
    action = models.CharField(_("what was done"), max_length=12, choices=Action)
    kind = models.CharField(
        _("kind of data"), max_length=100, help_text=_("The label of the model.")
    )
    references = models.JSONField(_("to which"), default=list)
    note = models.CharField(_("note"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit log")
        ordering = ["-pk"]
        default_permissions = ["view"]

    def __str__(self):
        return f"{self.by_name or '–'}: {self.get_action_display()}"


def record(action, kind, references, *, by=None, note=""):
    """Write one entry, in the transaction of the action itself; return it.

    `kind` is a model, `references` are strings that name no person. `by` is a user, or None for
    the site itself and for people who look after their own data.
    """
    found = entry(action, kind, references, by=by, note=note)
    found.save()
    return found


def entry(action, kind, references, *, by=None, note=""):
    """Return the entry that `record` writes, unsaved."""
    return AuditEntry(
        action=action,
        kind=kind._meta.label_lower,
        references=list(references),
        by=by,
        by_name=by.get_username() if by else "",
        note=note,
    )
