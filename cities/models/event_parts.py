"""What belongs to an event: what it rests on, and the figures that its record gives."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cities.models.source import Source, is_shown, language_tag
from editorial.models.base import Part
from editorial.text.localized import Text


class EventPart(Part):
    """A part that belongs to an event."""

    owner_field = "event"

    event = models.ForeignKey(
        "cities.Event",
        on_delete=models.CASCADE,
        related_name="%(class)ss",
        verbose_name=_("event"),
    )

    class Meta:
        abstract = True


class Citation(EventPart):
    """What an event rests on: a source and how it knows of the event, or a memory in words."""

    search_facts = ("words",)
    named_by = ("source", "words")

    class Kind(models.TextChoices):
        """How the source knows of the event."""

        REPORT = "report", _("report")
        ANNOUNCEMENT = "announcement", _("announcement")
        # Translators: a kind of source: a document of an authority
        RECORD = "record", _("record")
        MEMORY = "memory", _("memory")

    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="citations",
        verbose_name=_("source"),
        help_text=_("Search by its headline, publisher or address."),
    )
    kind = models.CharField(
        _("kind"),
        max_length=12,
        choices=Kind,
        default=Kind.REPORT,
        help_text=_(
            "A report tells of it afterwards. A record belongs to it: minutes, an ordinance, a "
            "register. An announcement is older, so it is no proof that it happened."
        ),
    )
    words = models.CharField(
        _("without a source, in words"),
        max_length=250,
        blank=True,
        help_text=_("For what nobody can look up, such as a memory that somebody told us."),
    )
    language = models.CharField(
        _("language of these words"), max_length=12, blank=True, validators=[language_tag]
    )

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                name="citation_kind_is_known",
                condition=Q(kind__in=["report", "announcement", "record", "memory"]),
            ),
            models.CheckConstraint(
                name="citation_is_a_source_or_words",
                condition=Q(source__isnull=True) | Q(words=""),
                violation_error_message=_("Choose a source or write in words, not both."),
            ),
            models.CheckConstraint(
                name="citation_words_have_their_language",
                condition=Q(words="") | ~Q(language=""),
                violation_error_message=_("Say in which language these words are."),
            ),
        ]

    def __str__(self):
        return str(self.title)

    def clean_for_public(self):
        """Raise ValidationError where neither a source nor words are given."""
        if self.source_id is None and not self.words:
            words = _("Choose a source, or say in words how we know of it.")
            raise ValidationError({"source": ValidationError(words, "missing")})

    @property
    def announced(self):
        """Return whether it is older than the event, and tells only what was planned."""
        return self.kind == self.Kind.ANNOUNCEMENT

    @property
    def is_shown(self):
        """Return whether a reader sees it: a source may not be public, or was deleted."""
        return bool(self.words) or is_shown(self.source)

    @property
    def title(self):
        """Return its words, or the title of its source, as a `Text`."""
        if self.source_id is None:
            return Text(self.words, self.language)
        return self.source.title


class Figure(EventPart):
    """A number that the record gives of an event. One that is not known is never zero."""

    fact_units = (("kind", "number", "young", "known", "source"),)
    named_by = ("kind",)

    class Kind(models.TextChoices):
        """What is counted. Money is in whole units of `settings.CURRENCY`."""

        GUESTS = "guests", _("Guests from the partner")
        TRAVELERS = "travelers", _("Travelers from here")
        ATTENDANCE = "attendance", _("People who attended")
        VOLUNTEERS = "volunteers", _("Volunteers")
        HOURS = "hours", _("Hours of volunteers")
        ORGANIZATIONS = "organizations", _("Partner organizations")
        PUBLIC_MONEY = "public_money", _("Money from the city’s budget")
        PRIVATE_MONEY = "private_money", _("Private money")
        IN_KIND = "in_kind", _("Value of gifts in kind")

    MONEY = (Kind.PUBLIC_MONEY, Kind.PRIVATE_MONEY, Kind.IN_KIND)

    class Known(models.TextChoices):
        """How the number is known."""

        COUNTED = "counted", _("counted")
        ESTIMATED = "estimated", _("estimated")
        UNKNOWN = "unknown", _("not known")

    kind = models.CharField(_("what is counted"), max_length=13, choices=Kind)
    number = models.PositiveIntegerField(
        pgettext_lazy("how many", "number"),
        null=True,
        blank=True,
        help_text=_("Money in whole units, without cents."),
    )
    young = models.PositiveIntegerField(
        _("of them young people"),
        null=True,
        blank=True,
        help_text=_("For guests and travelers, where the record says it."),
    )
    known = models.CharField(
        _("how it is known"),
        max_length=9,
        choices=Known,
        default=Known.COUNTED,
        help_text=_("Not known is an answer, too, and is never shown as zero."),
    )
    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="figures",
        verbose_name=_("source of the number"),
        help_text=_("One of the sources below. Leave it empty if there is only one."),
    )

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                name="figure_once_per_event",
                fields=["event", "kind"],
                violation_error_message=_("The event has this figure already."),
            ),
            models.CheckConstraint(
                name="figure_kind_is_known",
                condition=Q(
                    kind__in=[
                        "guests",
                        "travelers",
                        "attendance",
                        "volunteers",
                        "hours",
                        "organizations",
                        "public_money",
                        "private_money",
                        "in_kind",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="figure_has_its_number",
                condition=Q(known="unknown", number__isnull=True)
                | Q(known__in=["counted", "estimated"], number__isnull=False),
                violation_error_message=_(
                    "Give the number, or choose “not known” and leave the number empty."
                ),
            ),
            models.CheckConstraint(
                name="figure_young_are_some_of_them",
                condition=Q(young__isnull=True)
                | Q(
                    kind__in=["guests", "travelers"],
                    number__isnull=False,
                    young__lte=F("number"),
                ),
                violation_error_message=_(
                    "Young people are some of the guests or travelers, and no more than these."
                ),
            ),
        ]

    def __str__(self):
        return str(self.get_kind_display())

    def source_among(self, citations):
        """Return the one of the event's citations that gives the number, or None.

        An only one need not be named.
        """
        if self.source_id is not None:
            return next((each for each in citations if each.source_id == self.source_id), None)
        return citations[0] if len(citations) == 1 else None
