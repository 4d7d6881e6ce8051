"""The pages that staff write, and their sections."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cities.models import Source
from editorial.models.addresses import AddressField, address_constraint
from editorial.models.base import LiveQuerySet, Part, Root, live_constraints
from editorial.models.checklist import hint, mistake
from editorial.models.picture_use import PictureUse
from editorial.text import languages
from editorial.text.richtext import RichTextField
from pages.tables import TableField
from pages.validators import validate_page_address


class PageQuerySet(LiveQuerySet):
    """Pages, as menus choose them."""

    def in_order(self):
        """Sort as staff ranked them."""
        return self.order_by("rank", "pk")


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
    sources = models.ManyToManyField(
        Source,
        blank=True,
        related_name="pages",
        verbose_name=_("sources"),
        help_text=_("What the page rests on. They are listed at its end."),
    )

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
        for section in sections:
            yield from _of_button(section, language)

    def anchors(self):
        """List the places on the page that a link can lead to."""
        return {_anchor(pk) for pk in self.sections.values_list("pk", flat=True)}

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
    link_facts = ("link",)
    link_texts = ("link_label",)

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
        return _anchor(self.pk)


def _anchor(pk):
    return f"s-{str(pk)[:8]}"


def _of_button(section, language):
    """Ask for both halves of a link: with one alone there is no button, and nobody is told."""
    words = getattr(section, languages.column("link_label", language))
    if words and not section.link:
        told = _("“%(words)s” leads nowhere yet: say where, or readers see no button.")
        yield hint(told % {"words": words}, "link", str(section.pk))
    elif section.link and not words:
        told = _("The link has no words, so readers see no button.")
        yield hint(told, "link_label", str(section.pk))
