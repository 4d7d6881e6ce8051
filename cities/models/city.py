"""A city: where it is, what it is called, how it is greeted."""

import zoneinfo
from datetime import date

from babel import Locale
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cities.dates.model_fields import not_ahead, sensible_days
from cities.dates.units import EARLIEST_YEAR, LATEST_YEAR
from cities.drawing.geography import Point
from cities.models.calendar_state import PlannedAround
from cities.models.relationship import Stage
from cities.models.source import Source, language_tag
from cities.policy import policy
from editorial.models.addresses import AddressField, address_constraint
from editorial.models.base import LiveQuerySet, Root, live_constraints
from editorial.models.checklist import hint, mistake
from editorial.models.pictures import Picture
from editorial.text import languages
from editorial.text.richtext import RichTextField

# The texts of which one at least tells of a partner.
_ABOUT = ("origin_lede", "origin", "profile", "shared")


def validate_time_zone(name):
    """Refuse a time zone that the IANA database does not know."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("“%(name)s” is not an IANA time zone.") % {"name": name})


class CityQuerySet(LiveQuerySet):
    """Cities, as pages choose them."""

    def partners(self):
        """Leave out the home city."""
        return self.filter(is_home=False)

    def home(self):
        """Return the home city with what tells its time, or None before there is one."""
        facts = ["is_home", "slug", "time_zone"]
        home = self.filter(is_home=True).select_related("entry").only_texts("name", facts=facts)
        return home.first()

    def in_order(self):
        """Sort by the day on which each became a sister city, oldest first; others last."""
        since = Stage.objects.filter(city=OuterRef("pk"), stage=Stage.Kind.SISTER)
        return self.annotate(
            since_day=Subquery(since.order_by("position").values("start")[:1])
        ).order_by(models.F("since_day").asc(nulls_last=True), "pk")

    def named(self):
        """Load what a link to a city needs, and no more."""
        facts = ["slug", "is_home", "time_zone"]
        return self.only_texts("name", "phrase_in", facts=facts)

    def with_relationship(self):
        """Load local names and stages with one query each, sources and the emblem's picture."""
        stages = models.Prefetch("stages", Stage.objects.select_related("source__entry"))
        found = self.select_related("emblem_picture", "population_source__entry")
        return found.prefetch_related("localnames", stages)


class City(PlannedAround, Root):
    """A partner city and the relationship with it; or the home city, from which all is measured.

    The home city is a row of the same table because it needs the same facts: names, place on the
    globe, time zone. It has no page of its own.
    """

    class PopulationScope(models.TextChoices):
        """What a population figure counts."""

        CITY = "city", _("city")
        METRO = "metro", _("metropolitan area")

    title_field = "name"
    search_facts = ("slug", "greeting", "other_names")
    name_facts = ("other_names",)
    explained_texts = ("phrase_in", "phrase_about")
    fact_units = (
        ("latitude", "longitude"),
        ("population", "population_year", "population_scope", "population_valid_until"),
        ("greeting", "greeting_language"),
        ("attested_on", "attestation_note"),
    )
    units_in_words = {"country": "country_in_words"}

    name = models.CharField(_("name"), max_length=80)
    slug = AddressField(
        _("address"), unique=True, help_text=_("The end of the page's address, in every language.")
    )
    is_home = models.BooleanField(
        _("home city"),
        default=False,
        editable=False,
        help_text=_("The city whose program this is. Exactly one."),
    )
    country = models.CharField(
        _("country"),
        max_length=2,
        validators=[RegexValidator(r"^[A-Z]{2}$", _("Give the two letters of ISO 3166."))],
        help_text=_("Two letters, such as JP. The page prints the name from the CLDR."),
    )
    region = models.CharField(_("region"), max_length=120, blank=True)
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=7,
        decimal_places=4,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Degrees; south is negative."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=7,
        decimal_places=4,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("Degrees; west is negative."),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        validators=[validate_time_zone],
        help_text=_("IANA name, such as Asia/Tokyo. Both clocks are drawn from it."),
    )
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[not_ahead]
    )
    population_scope = models.CharField(
        # Translators: what a figure of the population counts
        _("counts"),
        max_length=5,
        choices=PopulationScope,
        default=PopulationScope.CITY,
    )
    population_valid_until = models.DateField(
        _("good until"),
        null=True,
        blank=True,
        help_text=_("For staff only: on this day Today asks for a newer figure."),
    )
    population_source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="populations",
        verbose_name=_("source of the population"),
    )
    website = models.URLField(_("official website"), blank=True)
    wikidata = models.CharField(
        _("item in Wikidata"),
        max_length=12,
        blank=True,
        validators=[RegexValidator(r"^Q[1-9][0-9]*$", _("Give “Q” and its number, such as Q42."))],
        help_text=_(
            "By it, other programs know that they mean the same city. It stands in the open data."
        ),
    )
    greeting = models.CharField(
        _("greeting"),
        max_length=120,
        blank=True,
        help_text=_("In the city's own language, as a letter opens. It stands large on the page."),
    )
    greeting_language = models.CharField(
        _("language of the greeting"), max_length=12, blank=True, validators=[language_tag]
    )
    greeting_meaning = models.CharField(
        _("meaning of the greeting"),
        max_length=120,
        blank=True,
        help_text=_("For example: To the people of the city."),
    )
    greeting_sound = models.CharField(
        _("how to say the greeting"),
        max_length=120,
        blank=True,
        help_text=_(
            "As a reader of this language would write down its sound. It stands on the city’s "
            "sheet for guests. Leave it empty until somebody who speaks the language wrote it."
        ),
    )
    phrase_in = models.CharField(
        _("“in the city”"),
        max_length=80,
        blank=True,
        help_text=_(
            "The name inside a sentence, with its “in”: “The delegation met … in May.” Write "
            "what stands for the dots; some languages inflect the name."
        ),
    )
    phrase_about = models.CharField(
        _("“about the city”"),
        max_length=80,
        blank=True,
        help_text=_(
            "The name with its “about”, as a heading begins. Languages that inflect the name need "
            "it; without it the heading is made from the name."
        ),
    )
    origin_lede = models.CharField(_("how it began, in one sentence"), max_length=250, blank=True)
    origin = RichTextField(_("how it began"), blank=True)
    profile = RichTextField(_("profile of the city"), blank=True)
    shared = RichTextField(_("what it shares with us"), blank=True)
    take_part = RichTextField(_("how to take part with this city"), blank=True)
    notice = RichTextField(
        _("notice"),
        blank=True,
        help_text=_("A plain notice under the greeting, in the office's own wording."),
    )
    invitation = RichTextField(
        _("invitation"),
        blank=True,
        help_text=_("Shown while the record is thin: how to help tell the story."),
    )
    description = models.CharField(_("description for search engines"), max_length=160, blank=True)
    other_names = models.TextField(
        _("other names"),
        max_length=500,
        blank=True,
        help_text=_(
            "Former names and other spellings, one a line. Whoever searches for one of them finds "
            "the city and its history, and reads there what else it is called."
        ),
    )
    emblem = models.CharField(
        _("emblem"),
        max_length=40,
        blank=True,
        help_text=_(
            "The name of a drawing in content/drawings/cities, without its ending. "
            "Until there is one, the page shows the program's mark."
        ),
    )
    emblem_picture = models.ForeignKey(
        Picture,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture as its emblem"),
        help_text=_(
            "Instead of a drawing. It is cut to a square, and stands beside the city's name."
        ),
    )
    doubt_note = models.TextField(
        _("note of doubt"),
        max_length=3_000,
        blank=True,
        help_text=_("For staff only; never shown to the public."),
    )
    # For staff only, where a law or the program's policy asks for it (`cities.policy`).
    attested_on = models.DateField(_("attested on"), null=True, blank=True)
    attestation_note = models.CharField(_("attestation"), max_length=250, blank=True)

    objects = CityQuerySet.as_manager()

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        constraints = [
            *live_constraints("city", "name"),
            address_constraint("city"),
            models.UniqueConstraint(
                name="city_one_home", fields=["is_home"], condition=Q(is_home=True)
            ),
            models.CheckConstraint(
                name="city_is_on_the_globe",
                condition=Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
            models.CheckConstraint(
                name="city_population_has_its_year",
                condition=Q(population__isnull=True) | Q(population_year__isnull=False),
                violation_error_message=_("A population needs its year."),
            ),
            models.CheckConstraint(
                name="city_population_year_is_sensible",
                condition=Q(population_year__isnull=True)
                | Q(population_year__range=(EARLIEST_YEAR, LATEST_YEAR)),
                violation_error_message=_("Write the year with four digits, from 1000 to 2999."),
            ),
            *sensible_days("city", "population_valid_until", "attested_on"),
            models.CheckConstraint(
                name="city_population_scope_is_known",
                condition=Q(population_scope__in=["city", "metro"]),
            ),
        ]

    def __str__(self):
        return self.name or self.slug

    def get_absolute_url(self):
        """Return the address of its page in the current language; home is the home page."""
        if self.is_home:
            return f"/{languages.current()}/"
        return reverse("cities:city_detail", args=[self.slug])

    def checklist(self, copy, language):
        """Ask for a text about a partner; the home city has no page of its own."""
        if self.is_home:
            return
        if not getattr(self, languages.column("phrase_in", language)):
            yield hint(_("How a sentence says “in the city” is missing."), "phrase_in")
        if language != self.entry.original_language:
            return
        written = [getattr(self, languages.column(name, language)) for name in _ABOUT]
        if not any(written):
            words = _("The city has no text yet: how it began, or what it is like.")
            yield mistake(words, "origin")
        if not copy.parts[Stage]:
            yield hint(_("No stage of the relationship is given."))
        if not self.emblem and self.emblem_picture_id is None:
            yield hint(_("It has no emblem; its page shows the program’s mark."), "emblem")

    def sort_key(self):
        """Sort it as `CityQuerySet.in_order` does."""
        since = self.sister_stage.start if self.sister_stage else None
        return (since is None, since or date.min, self.pk)

    def planned_with_it(self):
        """Choose the events whose times are by the clock of this city; home's change with none."""
        return self.events.filter(start_time__isnull=False)

    def shown_to_public(self):
        """Let events hear of its clock, which may have changed."""
        super().shown_to_public()
        self.tell_calendars()

    @property
    def country_in_words(self):
        """Return the name of its country in the language of the reader."""
        here = Locale.parse(languages.cldr(languages.current()))
        return here.territories.get(self.country, self.country)

    @property
    def point(self):
        """Return its place on the globe."""
        return Point(float(self.latitude), float(self.longitude))

    @property
    def emblem_url(self):
        """Return the address of the picture that stands for it, in its smallest size; or ""."""
        return self.emblem_picture.smallest_url if self.emblem_picture else ""

    @property
    def zone(self):
        """Return its time zone as a `ZoneInfo`."""
        return zoneinfo.ZoneInfo(self.time_zone)

    def today(self):
        """Return today's date there; in the home city it parts the history from the calendar."""
        return timezone.localdate(timezone=self.zone)

    @cached_property
    def policy(self):
        """The program's terms for its ties, asked once for all that a form says of them."""
        return policy()

    @cached_property
    def current_stage(self):
        """Return the last stage of the relationship, or None. Never stored twice."""
        stages = list(self.stages.all())
        return stages[-1] if stages else None

    @cached_property
    def sister_stage(self):
        """Return the stage in which it became a sister city, or None."""
        return next((s for s in self.stages.all() if s.stage == Stage.Kind.SISTER), None)

    @cached_property
    def own_name(self):
        """Return the first of its local names, or None."""
        return next(iter(self.localnames.all()), None)
