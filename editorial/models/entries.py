"""The tables of the editorial core: what staff wrote, in which language, and what is public.

Read `docs/decisions/0002-editorial-core.md` first: it explains why drafts never touch live rows.
"""

import re

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial.text import languages

LANGUAGE_CODE_LENGTH = 12

# A link to an entry as texts and facts hold it: its key, and what follows, a query or an anchor.
STORED_LINK = re.compile(r"/go/([0-9]{1,18})/([^\"<>]*+)")


class Entry(models.Model):
    """What staff edit as one: a city, a page, an event. It outlives its live row.

    A deleted entry keeps its entry and revisions as a tombstone, so it can be recovered.
    """

    kind = models.ForeignKey(ContentType, on_delete=models.PROTECT, verbose_name=_("kind"))
    object_pk = models.PositiveBigIntegerField(
        _("key of the live row"),
        null=True,
        editable=False,
        help_text=_("Kept after deletion, so that recovery brings the same address back."),
    )
    original_language = models.CharField(
        _("original language"),
        max_length=LANGUAGE_CODE_LENGTH,
        choices=languages.choices,
        help_text=_("The language in which this is written first; others translate it."),
    )
    label = models.CharField(_("name"), max_length=250)
    seed_key = models.CharField(_("key in the seed content"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("created by"),
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("changed by"),
    )
    deleted_at = models.DateTimeField(_("deleted"), null=True, editable=False)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("deleted by"),
    )
    deleted_by_seed = models.BooleanField(
        _("left out by a newer seed"),
        default=False,
        editable=False,
        help_text=_("Comes back when the seed holds it again; what a person deleted does not."),
    )

    class Meta:
        verbose_name = _("content entry")
        verbose_name_plural = _("all content")
        constraints = [
            models.UniqueConstraint(name="entry_one_per_live_row", fields=["kind", "object_pk"]),
            models.UniqueConstraint(
                name="entry_one_per_seed_key",
                fields=["kind", "seed_key"],
                condition=~Q(seed_key=""),
            ),
        ]
        # Lists sort by these.
        indexes = [
            models.Index(name="entry_by_label", fields=["label"]),
            models.Index(name="entry_by_change", fields=["changed_at"]),
        ]

    def __str__(self):
        return self.label or gettext("Without a title yet")

    @property
    def root(self):
        """Return the live row. Raises its model's DoesNotExist when it is deleted."""
        return self.kind.model_class()._base_manager.get(entry=self)


class Revision(models.Model):
    """One language of one entry with all its parts, or its facts and structure, as saved once.

    Never changed afterwards, except for the time of its publication.
    """

    class Kind(models.TextChoices):
        """How a revision came about."""

        SAVE = "save", _("saved")
        RESTORE = "restore", _("restored")
        IMPORT = "import", _("seed content")
        MACHINE = "machine", _("machine translation")
        REVIEW = "review", _("reviewed")

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="revisions")
    language = models.CharField(_("language"), max_length=LANGUAGE_CODE_LENGTH)
    number = models.PositiveIntegerField(_("number"))
    data = models.JSONField(_("data"), encoder=DjangoJSONEncoder)
    base = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("what it was laid on"),
    )
    created_at = models.DateTimeField(_("saved"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("saved by"),
    )
    batch = models.UUIDField(_("saved in one click"))
    note = models.CharField(_("note"), max_length=250, blank=True)
    kind = models.CharField(_("how"), max_length=8, choices=Kind)
    published_at = models.DateTimeField(_("published"), null=True)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="revision_numbered_once", fields=["entry", "language", "number"]
            )
        ]

    def __str__(self):
        return f"{self.language} {self.number}"


class LanguageVersion(models.Model):
    """The state of one language of one entry: what is public and what is being worked on.

    Two columns, because "published, with a change in review" is the normal case. The counts are
    derived from the revisions and can be computed again at any time.
    """

    class PublicState(models.TextChoices):
        """What the public sees."""

        NEVER = "never", _("never published")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class WorkState(models.TextChoices):
        """What is being worked on."""

        NONE = "none", _("nothing open")
        DRAFT = "draft", _("draft")
        IN_REVIEW = "in_review", _("in review")

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="versions")
    language = models.CharField(_("language"), max_length=LANGUAGE_CODE_LENGTH)
    source_language = models.CharField(
        _("translated from"), max_length=LANGUAGE_CODE_LENGTH, blank=True
    )
    working_revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, null=True, related_name="+"
    )
    live_revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # What goes public at `publish_at`, and the text that was public when it was planned: the
    # difference of the two is laid over what is public by then. Later drafts leave both alone.
    scheduled_revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, null=True, related_name="+"
    )
    scheduled_base = models.ForeignKey(
        Revision, on_delete=models.PROTECT, null=True, related_name="+"
    )
    scheduled_batch = models.UUIDField(null=True)
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # For which mistakes on its checklist a reason was given: one `mark` of
    # `editorial.publishing.planned.still_complete` a line.
    scheduled_in_spite_of = models.TextField(blank=True)
    # Why what is due could not go out; it keeps its time and is tried again.
    schedule_problem = models.TextField(blank=True)
    public_state = models.CharField(max_length=10, choices=PublicState, default=PublicState.NEVER)
    work_state = models.CharField(max_length=10, choices=WorkState, default=WorkState.NONE)
    publish_at = models.DateTimeField(null=True)
    unpublish_at = models.DateTimeField(null=True)
    unpublish_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    first_published_at = models.DateTimeField(null=True)
    last_published_at = models.DateTimeField(null=True)
    review_requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    review_requested_at = models.DateTimeField(null=True)
    # Who asked for this translation, and when: until it is published, or taken back.
    translation_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    translation_asked_at = models.DateTimeField(null=True)
    n_fields = models.PositiveIntegerField(default=0)
    n_missing = models.PositiveIntegerField(default=0)
    n_outdated = models.PositiveIntegerField(default=0)
    n_ahead = models.PositiveIntegerField(default=0)
    n_machine = models.PositiveIntegerField(default=0)
    n_unreviewed = models.PositiveIntegerField(default=0)
    n_words = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("language version")
        verbose_name_plural = _("language versions")
        # The rights of `editorial.staff.roles`; their names are stored, so they are not translated.
        permissions = [
            ("publish", "Can publish, send back, review and withdraw"),
            *[
                (languages.column("translate", code), f"Can translate into {name}")
                for code, name in settings.CONTENT_LANGUAGES
            ],
        ]
        constraints = [
            models.UniqueConstraint(
                name="language_version_once_per_entry", fields=["entry", "language"]
            ),
            models.CheckConstraint(
                name="language_version_not_its_own_source",
                condition=~Q(source_language=F("language")),
            ),
            models.UniqueConstraint(
                name="language_version_one_original",
                fields=["entry"],
                condition=Q(source_language="") & ~Q(language=languages.NEUTRAL),
            ),
            models.CheckConstraint(
                name="language_version_published_has_revision",
                condition=(
                    Q(public_state="published", live_revision__isnull=False)
                    | (~Q(public_state="published") & Q(live_revision__isnull=True))
                ),
            ),
            models.CheckConstraint(
                name="language_version_scheduled_has_time",
                condition=Q(publish_at__isnull=False, scheduled_revision__isnull=False)
                | Q(
                    publish_at__isnull=True,
                    scheduled_revision__isnull=True,
                    scheduled_base__isnull=True,
                    scheduled_batch__isnull=True,
                    scheduled_in_spite_of="",
                    schedule_problem="",
                ),
            ),
        ]
        indexes = [
            models.Index(
                name="language_version_desk", fields=["language", "public_state", "n_outdated"]
            ),
            # Few of many are in work or asked for, and Today looks for them.
            models.Index(name="language_version_work", fields=["work_state"]),
            models.Index(
                name="language_version_asked",
                fields=["translation_asked_at"],
                condition=Q(translation_asked_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.entry_id} {self.language}"


class MinorChange(models.Model):
    """Two texts of one field that mean the same, so that translations of either stay fresh."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="minor_changes")
    language = models.CharField(_("language"), max_length=LANGUAGE_CODE_LENGTH)
    part = models.CharField(_("part"), max_length=36)
    field = models.CharField(_("field"), max_length=64)
    fingerprint_a = models.CharField(max_length=32)
    fingerprint_b = models.CharField(max_length=32)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    note = models.CharField(_("note"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("minor change")
        verbose_name_plural = _("minor changes")
        constraints = [
            models.UniqueConstraint(
                name="minor_change_once",
                fields=["entry", "language", "part", "field", "fingerprint_a", "fingerprint_b"],
            ),
            models.CheckConstraint(
                name="minor_change_joins_two_texts",
                condition=~Q(fingerprint_a=F("fingerprint_b"))
                & ~Q(fingerprint_a="")
                & ~Q(fingerprint_b=""),
            ),
        ]

    def __str__(self):
        return f"{self.entry_id} {self.language} {self.field}"


class ContentVersion(models.Model):
    """One row: the number of the last change that the public can see. It empties the page cache."""

    number = models.PositiveBigIntegerField(default=1)

    class Meta:
        verbose_name = _("content version")
        verbose_name_plural = _("content version")
        constraints = [models.CheckConstraint(name="content_version_is_one_row", condition=Q(pk=1))]

    def __str__(self):
        return str(self.number)
