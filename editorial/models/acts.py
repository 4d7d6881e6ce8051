"""The history: who did what with a thing, and when, one row for each click.

Revisions hold what was written; here stands what was done with it. Both are kept as long as the
entry, which is for good.
"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.models.entries import LANGUAGE_CODE_LENGTH, Entry, Revision


class Act(models.Model):
    """One click of one person on one thing, in however many languages.

    `about` is the act that this one takes back, or whose version it made a draft of.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="acts")
    batch = models.UUIDField(_("done in one click"))
    at = models.DateTimeField(_("when"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    about = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(name="act_once_per_click", fields=["entry", "batch"])
        ]
        indexes = [
            models.Index(name="act_newest", fields=["at", "id"]),
            models.Index(name="act_of_entry", fields=["entry", "at", "id"]),
            models.Index(name="act_of_person", fields=["by", "at", "id"]),
        ]

    def __str__(self):
        return f"{self.entry_id} {self.at:%Y-%m-%d %H:%M}"


class Action(models.Model):
    """What an act did in one language, `zxx` standing for facts and structure.

    - `revision`: what was written, went public or is planned;
    - `before`: what it was laid on, or what was public until then;
    - `due`: the time that was planned.
    """

    class Kind(models.TextChoices):
        """What was done; the first five are the kinds of `Revision`."""

        SAVE = "save", _("saved")
        RESTORE = "restore", _("restored")
        IMPORT = "import", _("filled in from the seed content")
        MACHINE = "machine", _("translated by a machine")
        REVIEW = "review", _("reviewed")
        PUBLISH = "publish", _("published")
        UNDO = "undo", _("publication undone")
        WITHDRAW = "withdraw", _("taken off the site")
        PLAN = "plan", _("planned")
        UNPLAN = "unplan", _("called off")
        PLAN_END = "plan_end", _("planned to be taken off the site")
        UNPLAN_END = "keep", _("no longer to be taken off the site")
        ASK = "ask", _("handed over for review")
        SEND_BACK = "back", _("sent back")
        ASK_TRANSLATION = "want", _("translation asked for")
        UNASK_TRANSLATION = "unwant", _("translation no longer asked for")
        DELETE = "delete", _("deleted")
        RECOVER = "recover", _("recovered")

    act = models.ForeignKey(Act, on_delete=models.CASCADE, related_name="actions")
    language = models.CharField(_("language"), max_length=LANGUAGE_CODE_LENGTH)
    kind = models.CharField(_("what"), max_length=8, choices=Kind)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, null=True, related_name="+")
    before = models.ForeignKey(Revision, on_delete=models.PROTECT, null=True, related_name="+")
    due = models.DateTimeField(_("planned for"), null=True)

    class Meta:
        verbose_name = _("part of a change")
        verbose_name_plural = _("parts of changes")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.language} {self.kind}"


# What leaves a newest version, and what changes what the public sees.
WRITING = frozenset(
    {
        Action.Kind.SAVE,
        Action.Kind.RESTORE,
        Action.Kind.IMPORT,
        Action.Kind.MACHINE,
        Action.Kind.REVIEW,
    }
)
GOING_PUBLIC = frozenset({Action.Kind.PUBLISH, Action.Kind.UNDO})
ENDING_PUBLIC = frozenset({*GOING_PUBLIC, Action.Kind.WITHDRAW})
