"""The goals, of which each relationship has its own."""

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.models.addresses import AddressField, address_constraint
from editorial.models.base import LiveQuerySet, Root, live_constraints
from editorial.models.checklist import mistake
from editorial.text import languages
from editorial.text.richtext import RichTextField


class GoalQuerySet(LiveQuerySet):
    """Goals, as pages choose them."""

    def in_order(self):
        """Sort as staff ranked them."""
        return self.order_by("rank", "pk")

    def named(self):
        """Load what a link to a goal needs, and no more."""
        return self.only_texts("name", facts=["slug", "icon", "rank"])

    def with_event_count(self, events):
        """Add `event_count`: how many of these events serve each goal."""
        return self.annotate(
            event_count=Count("events", filter=Q(events__in=events), distinct=True)
        )


class Goal(Root):
    """One of the goals, such as humanitarian aid; each relationship pursues some of them."""

    title_field = "name"
    search_facts = ("slug",)

    name = models.CharField(_("name"), max_length=80)
    slug = AddressField(
        _("address"), unique=True, help_text=_("The end of the page's address, in every language.")
    )
    sentence = models.CharField(
        _("in one sentence"),
        max_length=250,
        blank=True,
        help_text=_("Stands large on top of the goal's page."),
    )
    text = RichTextField(_("text"), blank=True)
    description = models.CharField(_("description for search engines"), max_length=160, blank=True)
    icon = models.CharField(
        _("icon"),
        max_length=40,
        blank=True,
        help_text=_("The name of a drawing in content/drawings/goals, without its ending."),
    )
    rank = models.PositiveSmallIntegerField(_("place in the list"), default=0)

    objects = GoalQuerySet.as_manager()

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        constraints = [*live_constraints("goal", "name"), address_constraint("goal")]

    def __str__(self):
        return self.name or self.slug

    def checklist(self, copy, language):
        """Ask for words about it; a name alone makes an empty page."""
        if language != self.entry.original_language:
            return
        if not any(
            getattr(self, languages.column(name, language)) for name in ("sentence", "text")
        ):
            yield mistake(_("The goal has no text yet: say in a sentence what it is."), "sentence")

    def sort_key(self):
        """Sort it as `GoalQuerySet.in_order` does."""
        return (self.rank, self.pk)

    def get_absolute_url(self):
        """Return the address of its page in the current language."""
        return reverse("cities:goal_detail", args=[self.slug])
