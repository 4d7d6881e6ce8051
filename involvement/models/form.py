"""What staff edit: the texts of the form, its choices, its privacy notice, and the letters."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.models.base import Part, Root, live_constraints
from editorial.text import languages
from editorial.text.richtext import RichTextField
from involvement.enums import Kind


class InterestForm(Root):
    """The form of "Take part". There is one.

    The notice stands where the data is collected, as Utah Code 63A-19-402 asks: purposes, what
    happens if one declines, who sees it, record series; and how long it is kept.
    """

    title = models.CharField(_("title"), max_length=120)
    lede = models.TextField(_("first sentences"), max_length=1_000, blank=True)
    description = models.CharField(_("description for search engines"), max_length=160, blank=True)
    young_text = RichTextField(
        _("for people from 13 to 17"),
        blank=True,
        help_text=_("Shown above their form. A twelve-year-old must understand it."),
    )
    child_text = RichTextField(
        _("for children under 13"),
        blank=True,
        help_text=_("Shown instead of the form; nothing is stored."),
    )
    guardian_text = RichTextField(
        _("for the guardian"),
        blank=True,
        help_text=_("Shown on the page on which a guardian confirms."),
    )
    ideas_title = models.CharField(_("heading of the residents' ideas"), max_length=120, blank=True)
    ideas_lede = models.TextField(
        _("first sentences above the ideas"),
        max_length=1_000,
        blank=True,
    )
    notice_purposes = RichTextField(_("what for"), blank=True)
    notice_consequence = RichTextField(_("what happens if you decline"), blank=True)
    notice_sharing = RichTextField(_("who sees it"), blank=True)
    notice_record_series = RichTextField(_("record series"), blank=True)
    notice_retention = RichTextField(_("how long it is kept"), blank=True)
    answer_days = models.PositiveSmallIntegerField(
        _("days until the answer"),
        default=14,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
        help_text=_(
            "The receipt promises an answer within so many days. "
            "In texts write {days}: “within {days}” reads “within 14 days” in every language."
        ),
    )

    NOTICE = (
        "notice_purposes",
        "notice_consequence",
        "notice_sharing",
        "notice_record_series",
        "notice_retention",
    )

    class Meta:
        verbose_name = _("interest form")
        verbose_name_plural = _("interest forms")
        constraints = [
            *live_constraints("interest_form"),
            models.CheckConstraint(
                name="interest_form_answer_days_are_a_promise",
                condition=Q(answer_days__gte=1, answer_days__lte=90),
            ),
        ]

    def __str__(self):
        return str(_("Interest form"))

    def get_absolute_url(self):
        """Return its address in the current language."""
        return reverse("involvement:write")

    def is_open(self, language):
        """Return whether the form may be used in a language: only with its whole privacy notice."""
        return not self.missing_notice(language)

    def readable_languages(self):
        """List the languages in which the form may be used; only these are named to the public."""
        return [code for code in super().readable_languages() if self.is_open(code)]

    def missing_notice(self, language):
        """List the paragraphs of the privacy notice that are not public in this very language."""
        return [
            field for field in self.NOTICE if not getattr(self, languages.column(field, language))
        ]


class ChoiceQuerySet(models.QuerySet):
    """Choices, as submissions name them."""

    def of_kind(self, kind):
        """Return the choice of a kind with its form (one query); None when staff removed it.

        A choice that was closed counts too: who had begun to write may finish.
        """
        return self.filter(kind=kind).select_related("form__entry").first()


class Choice(Part):
    """One way of taking part, as the form offers it."""

    owner_field = "form"
    named_by = ("label",)

    form = models.ForeignKey(
        InterestForm,
        on_delete=models.CASCADE,
        related_name="choices",
        verbose_name=_("interest form"),
    )
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    # Translators: of a choice of the form: people can choose it
    is_open = models.BooleanField(_("open"), default=True, help_text=_("People can choose it."))
    label = models.CharField(_("name"), max_length=120)
    help = models.CharField(_("one sentence about it"), max_length=250, blank=True)
    prompt = models.CharField(
        _("what we ask"),
        max_length=250,
        blank=True,
        help_text=_("Stands above the large field: what do they want to do, and why?"),
    )
    next_steps = models.TextField(
        _("what happens next"),
        max_length=3_000,
        blank=True,
        help_text=_("On the receipt, on screen and by email."),
    )
    series_number = models.CharField(
        _("number of the record series"),
        max_length=40,
        blank=True,
        help_text=_("As the state archives number it; empty until the office has confirmed it."),
    )
    retention_years = models.PositiveSmallIntegerField(
        _("kept for, in years"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("From the last letter or change on; then it is disposed of."),
    )

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("choice")
        verbose_name_plural = _("choices")
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(name="choice_kind_is_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(
                name="choice_is_kept_for_a_time",
                condition=Q(retention_years__gte=1, retention_years__lte=100),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


class Letter(Root):
    """The words of a mail, in every language: receipts, what guardians get, answers.

    In subject and body, words in braces such as {number} are replaced; `involvement.mail.letters`
    has the list.
    """

    class Purpose(models.TextChoices):
        """When it is sent."""

        RECEIPT = "receipt", _("receipt")
        YOUNG_RECEIPT = "young_receipt", _("receipt for a young person")
        GUARDIAN = "guardian", _("question to a guardian")
        ANSWER = "answer", _("answer, chosen by staff")

    # What stands in braces beside what every text may use; `involvement.mail.letters` fills it in.
    PLACEHOLDERS = ("name", "number", "subject", "answer_by", "next_steps", "link", "program")

    title = models.CharField(_("title"), max_length=120, help_text=_("For staff, to find it."))
    subject = models.CharField(_("subject"), max_length=150)
    body = models.TextField(_("text"), max_length=10_000)
    purpose = models.CharField(_("purpose"), max_length=13, choices=Purpose, default=Purpose.ANSWER)
    kind = models.CharField(
        _("only for"),
        max_length=15,
        choices=Kind,
        blank=True,
        help_text=_("Answers only: offered first for this kind."),
    )

    class Meta:
        # Translators: words for an answer, kept to be used again
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            *live_constraints("letter"),
            models.UniqueConstraint(
                name="letter_one_per_purpose",
                fields=["purpose"],
                condition=~Q(purpose="answer"),
                violation_error_message=_("There is a letter for this purpose already."),
            ),
            models.CheckConstraint(
                name="letter_purpose_is_known",
                condition=Q(purpose__in=["receipt", "young_receipt", "guardian", "answer"]),
            ),
        ]

    def __str__(self):
        return self.title or self.get_purpose_display()
