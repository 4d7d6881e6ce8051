"""The site's settings, the pages that staff write, and the privacy notice."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.models.addresses import AddressField, address_constraint
from editorial.models.base import LiveQuerySet, Part, Root, live_constraints
from editorial.models.checklist import hint, mistake
from editorial.models.picture_use import PictureUse
from editorial.text import languages
from editorial.text.richtext import RichTextField
from pages.tables import TableField
from pages.validators import validate_page_address, validate_phone


class SiteSettingsQuerySet(LiveQuerySet):
    """The one row of settings."""

    def current(self):
        """Return the settings in the reader's language, or None before any content is loaded."""
        return self.visible(languages.current()).first()


def shown_phone(phone):
    """Return a phone as people here write it: North America leaves its own code out."""
    return phone.removeprefix("+1").lstrip(" -.") if phone.startswith("+1") else phone


def phone_link(phone):
    """Return the address that dials a phone, or "" for none."""
    return "tel:+" + "".join(filter(str.isdecimal, phone)) if phone else ""


class SiteSettings(Root):
    """What every page says of the program: its name, its first words, its office."""

    title_field = "program_name"
    search_facts = ("office_address", "email", "phone_display")

    program_name = models.CharField(_("name of the program"), max_length=80)
    tagline = models.CharField(_("line under the name"), max_length=80, blank=True)
    home_title = models.CharField(_("heading of the home page"), max_length=120, blank=True)
    home_lede = models.TextField(
        _("first sentences of the home page"),
        max_length=1_000,
        blank=True,
    )
    map_title = models.CharField(_("heading beside the map"), max_length=120, blank=True)
    map_text = models.TextField(_("text beside the map"), max_length=1_000, blank=True)
    meeting_title = models.CharField(_("heading about meetings"), max_length=120, blank=True)
    meeting_text = models.TextField(_("text about meetings"), max_length=1_000, blank=True)
    office_name = models.CharField(_("office"), max_length=120, blank=True)
    office_address = models.TextField(_("address of the office"), max_length=500, blank=True)
    email = models.EmailField(_("email"), blank=True)
    phone = models.CharField(
        _("phone"),
        max_length=30,
        blank=True,
        validators=[validate_phone],
        help_text=_(
            "With “+” and the country code, such as +1 801-535-7200: visitors read it and dial it. "
            "In texts write {phone}, or {phone-abroad} with the country code."
        ),
    )

    objects = SiteSettingsQuerySet.as_manager()

    class Meta:
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")
        constraints = live_constraints("site_settings", "program_name")

    def __str__(self):
        return str(_("Site settings"))

    @property
    def phone_display(self):
        """Return the phone as people here write it: North America leaves its own code out."""
        return shown_phone(self.phone)

    @property
    def phone_link(self):
        """Return the address that dials it, or ""."""
        return phone_link(self.phone)

    def get_absolute_url(self):
        """Return the address of the home page."""
        return reverse("pages:home")


class PageQuerySet(LiveQuerySet):
    """Pages, as menus choose them."""

    def in_order(self):
        """Sort as staff ranked them."""
        return self.order_by("rank", "pk")


def office_phone():
    """Return the phone of the office as it is public, or ""."""
    return SiteSettings.objects.values_list("phone", flat=True).first() or ""


class Page(Root):
    """A page that staff write, section by section, after one of a few templates."""

    class Template(models.TextChoices):
        """How a page is laid out."""

        STANDARD = "standard", _("Standard page")
        ABOUT = "about", _("About us")
        PROGRAM = "program", _("The program")
        CULTURE = "culture", _("Culture and ideas")
        QUESTIONS = "questions", _("Questions and answers")
        TAKE_PART = "take_part", _("Taking part")

    class Menu(models.TextChoices):
        """Where a page is linked on every page."""

        NONE = "none", _("in no menu")
        HEADER = "header", _("in the header")
        FOOTER = "footer", _("in the footer")

    search_facts = ("slug",)

    title = models.CharField(_("title"), max_length=120)
    slug = AddressField(
        _("address"),
        unique=True,
        validators=[validate_page_address],
        help_text=_("The end of the page's address, in every language."),
    )
    template = models.CharField(
        _("template"), max_length=10, choices=Template, default=Template.STANDARD
    )
    menu = models.CharField(_("place in a menu"), max_length=6, choices=Menu, default=Menu.NONE)
    menu_label = models.CharField(
        _("name in the menu"),
        max_length=40,
        blank=True,
        help_text=_("Shorter than the title; leave empty to use the title."),
    )
    rank = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("stands under"),
        limit_choices_to={"parent": None},
        help_text=_("Two levels at most."),
    )
    lede = models.TextField(_("first sentences"), max_length=1_000, blank=True)
    description = models.CharField(_("description for search engines"), max_length=160, blank=True)

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        constraints = [
            *live_constraints("page"),
            address_constraint("page"),
            models.CheckConstraint(
                name="page_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
            ),
            models.CheckConstraint(
                name="page_under_another_is_in_no_header",
                condition=Q(parent__isnull=True) | ~Q(menu="header"),
                violation_error_message=_(
                    "A page that stands under another is reached from there, not in the header."
                ),
            ),
            models.CheckConstraint(
                name="page_template_is_known",
                condition=Q(
                    template__in=[
                        "standard",
                        "about",
                        "program",
                        "culture",
                        "questions",
                        "take_part",
                    ]
                ),
            ),
        ]

    def __str__(self):
        return self.title or self.slug

    def sort_key(self):
        """Sort it as `PageQuerySet.in_order` does."""
        return (self.rank, self.pk)

    def get_absolute_url(self):
        """Return its address in the current language."""
        return reverse("pages:page", args=[self.slug])

    def checklist(self, copy, language):
        """Ask for something to read; a title alone makes an empty page."""
        if language != self.entry.original_language:
            return
        sections = copy.parts[Section]
        if not getattr(self, languages.column("lede", language)) and not any(
            section.has_something(language) for section in sections
        ):
            yield mistake(_("The page has nothing but a title."), "lede")
        if not getattr(self, languages.column("description", language)):
            yield hint(_("It has no description for search engines."), "description")

    def anchors(self):
        """List the places on the page that a link can lead to."""
        return {section.anchor for section in self.sections.all()}

    def clean(self):
        """Refuse a third level."""
        super().clean()
        if self.parent_id is None:
            return
        if self.parent_id == self.pk:
            raise ValidationError({"parent": _("A page cannot stand under itself.")})
        if self.parent.parent_id is not None:
            raise ValidationError({"parent": _("That page stands under another already.")})
        if self.pk and self.children.exists():
            raise ValidationError({"parent": _("Other pages stand under this one.")})


class Section(PictureUse, Part):
    """A section of a page."""

    owner_field = "page"
    named_by = ("heading", "body", "facts", "caption", "picture", "kind")

    class Kind(models.TextChoices):
        """What a section shows."""

        TEXT = "text", _("Text")
        PICTURE = "picture", _("Text with picture")
        FACTS = "facts", _("Facts")
        TABLE = "table", _("Table")
        CALL_TO_ACTION = "call_to_action", _("Call to action")
        GOALS = "goals", _("List of the goals")
        CITIES = "cities", _("List of the cities")

    page = models.ForeignKey(
        Page, on_delete=models.CASCADE, related_name="sections", verbose_name=_("page")
    )
    kind = models.CharField(
        _("kind"),
        max_length=14,
        choices=Kind,
        default=Kind.TEXT,
        help_text=_("Save after changing the kind; then the fields that it needs are shown."),
    )
    heading = models.CharField(_("heading"), max_length=160, blank=True)
    body = RichTextField(_("text"), blank=True)
    facts = models.TextField(
        _("facts"),
        max_length=3_000,
        blank=True,
        help_text=_("One fact a line: name, colon, value."),
    )
    valid_until = models.DateField(
        _("good until"),
        null=True,
        blank=True,
        help_text=_("For staff only: on this day Today asks whether names and figures still hold."),
    )
    caption = models.CharField(
        _("caption"), max_length=160, blank=True, help_text=_("What the table shows.")
    )
    table = TableField(_("table"), blank=True)
    has_row_headings = models.BooleanField(
        _("the first column holds headings"),
        default=False,
        help_text=_("A screen reader then names them with every cell of their row."),
    )
    link_label = models.CharField(_("words of the link"), max_length=80, blank=True)
    link = models.CharField(
        _("link"),
        max_length=500,
        blank=True,
        help_text=_(
            "An address on this site such as /take-part/, a full address, "
            "or mailto: and tel: links."
        ),
    )

    class Meta(PictureUse.Meta):
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position"]
        constraints = [
            *PictureUse.Meta.constraints,
            models.CheckConstraint(
                name="section_kind_is_known",
                condition=Q(
                    kind__in=[
                        "text",
                        "picture",
                        "facts",
                        "table",
                        "call_to_action",
                        "goals",
                        "cities",
                    ]
                ),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()

    def has_something(self, language):
        """Return whether it shows something; lists of goals and cities fill themselves."""
        if self.kind in {self.Kind.GOALS, self.Kind.CITIES}:
            return True
        names = ("heading", "body", "facts", "table", "link_label")
        return any(getattr(self, languages.column(name, language)) for name in names)

    @property
    def anchor(self):
        """Return its anchor on the page; it stays when the heading changes."""
        return f"s-{str(self.pk)[:8]}"


class PrivacyNotice(Root):
    """The site's privacy notice, field by field as Utah Code 63A-19-402.5 asks for it."""

    title = models.CharField(_("title"), max_length=120)
    lede = models.TextField(_("first sentences"), max_length=1_000, blank=True)
    operator = RichTextField(_("who runs this site"), blank=True)
    contact = RichTextField(_("whom to ask"), blank=True)
    collected = RichTextField(_("what is collected"), blank=True)
    purposes = RichTextField(_("what for"), blank=True)
    consequence = RichTextField(_("what happens if you decline"), blank=True)
    sharing = RichTextField(_("who sees it"), blank=True)
    trackers = RichTextField(_("trackers and cookies"), blank=True)
    correction = RichTextField(_("how to see or correct your data"), blank=True)
    ombudsperson = RichTextField(_("ombudsperson"), blank=True)
    record_series = RichTextField(_("record series"), blank=True)
    retention = RichTextField(_("how long it is kept"), blank=True)
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)

    PARAGRAPHS = (
        "operator",
        "contact",
        "collected",
        "purposes",
        "consequence",
        "sharing",
        "trackers",
        "correction",
        "ombudsperson",
        "record_series",
        "retention",
    )

    class Meta:
        verbose_name = _("privacy notice")
        verbose_name_plural = _("privacy notices")
        constraints = live_constraints("privacy_notice")

    def __str__(self):
        return str(_("Privacy notice"))

    def get_absolute_url(self):
        """Return its address in the current language."""
        return reverse("pages:privacy")
