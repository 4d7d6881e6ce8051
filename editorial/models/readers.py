"""Native readers: people without an account who read our texts in their language.

What they send is a suggestion; staff or the language's translator decide it.
"""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.models.entries import LANGUAGE_CODE_LENGTH, Entry
from editorial.text import languages

LIFE = timedelta(days=30)


def in_thirty_days():
    """Return when an invitation ends that is made now."""
    return timezone.now() + LIFE


class ReaderInvitationQuerySet(models.QuerySet):
    """Invitations, as pages and the worker choose them."""

    def working(self):
        """Keep those whose link still leads somewhere."""
        there = Q(entry=None) | Q(entry__deleted_at=None)
        return self.filter(there, revoked_at=None, expires_at__gt=timezone.now())

    def ended_before(self, moment):
        """Keep those whose link has led nowhere since before a moment."""
        return self.filter(Q(expires_at__lt=moment) | Q(revoked_at__lt=moment))


class ReaderInvitation(models.Model):
    """One reader of one language, with a link of their own. Its secret is stored as a hash only."""

    language = models.CharField(
        _("language"), max_length=LANGUAGE_CODE_LENGTH, choices=languages.choices
    )
    entry = models.ForeignKey(
        Entry,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="reader_invitations",
        verbose_name=_("to read"),
        help_text=_("Empty for everything in the language."),
    )
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=100)
    email = models.EmailField(_("email address"))
    may_thank = models.BooleanField(
        _("may be thanked by name"),
        default=False,
        help_text=_("Only the reader says so, on their own page."),
    )
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("invited by"),
    )
    created_at = models.DateTimeField(_("invited"), default=timezone.now)
    expires_at = models.DateTimeField(_("ends"), default=in_thirty_days)
    revoked_at = models.DateTimeField(_("revoked"), null=True)

    objects = ReaderInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation of a reader")
        verbose_name_plural = _("invitations of readers")
        ordering = ["-pk"]
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                name="reader_invitation_ends_after_it_began",
                condition=Q(expires_at__gt=F("created_at")),
            ),
        ]

    def __str__(self):
        return f"{self.pk} {self.language}"

    @property
    def is_working(self):
        """Return whether its link still leads somewhere, as far as its entry is there."""
        return self.revoked_at is None and self.expires_at > timezone.now()


class SuggestionQuerySet(models.QuerySet):
    """Suggestions, as pages choose them."""

    def waiting(self, codes):
        """Keep those in these languages that nobody has decided, of what is still there."""
        return self.filter(
            state=Suggestion.State.WAITING,
            invitation__language__in=codes,
            entry__deleted_at=None,
        )


class Suggestion(models.Model):
    """What a reader says of one paragraph: better words, or that it is good as it is.

    It holds on to the words that the reader saw (`before`), not to a place: where these words no
    longer stand, somebody changed them, and the suggestion has no place either.
    """

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", _("waiting")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    invitation = models.ForeignKey(
        ReaderInvitation, on_delete=models.CASCADE, related_name="suggestions"
    )
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="suggestions")
    part = models.CharField(max_length=36)
    field = models.CharField(max_length=60)
    seen = models.CharField(
        max_length=64, editable=False, help_text=_("The fingerprint of the words that were seen.")
    )
    before = models.TextField(_("as it was"))
    words = models.TextField(_("as the reader would say it"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("decided by"),
    )

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggestion of a reader")
        verbose_name_plural = _("suggestions of readers")
        ordering = ["pk"]
        default_permissions = []
        constraints = [
            models.UniqueConstraint(
                name="suggestion_once_for_the_same_words",
                fields=["invitation", "entry", "part", "field", "seen"],
            ),
            models.CheckConstraint(
                name="suggestion_is_decided_at_a_time",
                condition=Q(state="waiting", decided_at=None)
                | Q(state__in=["accepted", "declined"], decided_at__isnull=False),
            ),
        ]
        indexes = [models.Index(name="suggestion_by_text", fields=["entry", "part", "field"])]

    def __str__(self):
        return f"{self.entry_id} {self.part}.{self.field}"

    @property
    def is_good(self):
        """Return whether the reader leaves it as it is."""
        return self.words == self.before

    @property
    def is_waiting(self):
        """Return whether nobody has decided it."""
        return self.state == self.State.WAITING
