"""Ideas from residents, as the public sees them, with what became of each."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.models import LANGUAGE_CODE_LENGTH, Entry, FoundByWords
from editorial.text import languages
from involvement.models.submissions import Submission


def said_in_some_language(field):
    """Return the condition that a translated field holds a text in any language.

    An SQL check passes on NULL, so the text is compared with NULL and with '' both.
    """
    said = Q()
    for code in languages.codes():
        column = languages.column(field, code)
        said |= Q(**{f"{column}__isnull": False, f"{column}__gt": ""})
    return said


class IdeaQuerySet(models.QuerySet):
    """Ideas, as pages list them."""

    def public(self):
        """Keep what staff have put on the page, the newest first."""
        return self.filter(is_public=True).order_by("-received_on", "-pk")

    def of_submission(self, submission):
        """Keep what stands on the page for a submission: its idea, or the one it was joined to."""
        return self.public().filter(Q(submission=submission) | Q(doubles__submission=submission))

    def with_supports(self):
        """Count who says "me too" in `me_too_count`, in the same query."""
        confirmed = Q(supports__confirmed_at__isnull=False)
        return self.annotate(me_too_count=models.Count("supports", filter=confirmed))


class Idea(FoundByWords):
    """The words of an idea that staff have read and shortened; it names nobody.

    It goes with its submission: who erases or withdraws the one takes the other off the page.
    """

    class Status(models.TextChoices):
        """What became of it."""

        RECEIVED = "received", pgettext_lazy("of an idea", "received")
        LOOKED_AT = "looked_at", _("being looked at")
        UNDER_WAY = "under_way", _("under way")
        DONE = "done", _("done")
        NOT_NOW = "not_now", _("not now")

    found_by = ("title", "text", "outcome")

    submission = models.OneToOneField(
        Submission, on_delete=models.CASCADE, related_name="idea", editable=False
    )
    original_language = models.CharField(
        _("written in"), max_length=LANGUAGE_CODE_LENGTH, choices=languages.choices
    )
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("idea"), max_length=2000)
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.RECEIVED)
    outcome = models.TextField(
        _("what became of it"),
        max_length=1000,
        blank=True,
        help_text=_("Needed for “not now”: say why."),
    )
    city = models.ForeignKey(
        Entry,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("city"),
    )
    goal = models.ForeignKey(
        Entry,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("goal"),
    )
    joined_to = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="doubles",
        verbose_name=_("the same as"),
        help_text=_("It leaves the page, and whoever says “me too” to it counts for the other."),
    )
    received_on = models.DateField(_("received"))
    is_public = models.BooleanField(_("on the public page"), default=False)

    objects = IdeaQuerySet.as_manager()

    class Meta:
        verbose_name = _("idea")
        verbose_name_plural = _("ideas from residents")
        ordering = ["-received_on", "-pk"]
        default_permissions = ["view", "change"]
        constraints = [
            models.CheckConstraint(
                name="idea_status_is_known",
                condition=Q(status__in=["received", "looked_at", "under_way", "done", "not_now"]),
            ),
            models.CheckConstraint(
                name="idea_joined_is_not_public",
                condition=Q(joined_to=None) | Q(is_public=False),
            ),
            models.CheckConstraint(
                name="idea_not_now_says_why",
                condition=Q(is_public=False)
                | ~Q(status="not_now")
                | said_in_some_language("outcome"),
                violation_error_message=_("Say why it is not possible now."),
            ),
        ]

    def __str__(self):
        return str(self.submission)
