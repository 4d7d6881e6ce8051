"""The forms of cities, goals, events and their parts, in words of the office."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cities.dates.moments import is_skipped
from cities.dates.units import Unit
from cities.forms.chips import DrawingField, SideChips
from cities.forms.choices import CodesStand, NamedCodeField, countries, time_zones, tongues
from cities.forms.coordinates import LatitudeField, LongitudeField
from cities.forms.dates import DayField, HonestDateField, HonestDates, examples
from cities.forms.reading_back import Takes
from cities.forms.times import TimeField
from cities.models import City, Side, Source
from cities.models.event_address import free_address
from editorial.admin.content.form import ContentForm
from editorial.admin.content.parts import PartForm
from editorial.text import languages


class EventForm(HonestDates, ContentForm):
    """An event, with its dates in words."""

    start = HonestDateField(
        label=_("Date, as the record gives it"), help_text=examples(), is_shown=True
    )
    end = HonestDateField(
        label=_("It lasted until"), help_text=_("Leave it empty for a single date.")
    )
    partner_date = HonestDateField(
        label=_("Date in the partner's record"),
        help_text=_("Only where it differs. Both dates are shown, without a verdict."),
        takes=Takes.EXACT,
    )

    start_time = TimeField(
        label=_("Begins at"),
        help_text=_(
            "Such as 5 PM or 17:00, by the clock of the place. Leave it empty for what takes the "
            "whole day, or while the time is not known."
        ),
    )
    end_time = TimeField(label=_("Ends at"))
    moved_from = DayField(
        label=_("First planned for"),
        help_text=_("Where the date was changed after it had been public. The page says both."),
    )

    class Meta:
        widgets = {"side": SideChips}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self):
        """Make an address where none was typed, and refuse a time that no clock shows."""
        cleaned = super().clean()
        self._refuse_skipped(cleaned)
        if "slug" in self.fields and "slug" not in self.errors and not cleaned.get("slug"):
            cleaned["slug"] = free_address(
                self.instance, self._title(), cleaned.get("start"), cleaned.get("kind", "")
            )
        return cleaned

    def _refuse_skipped(self, cleaned):
        """Refuse what falls into the night in which the clocks of the place are put forward."""
        cities, when = list(cleaned.get("cities") or []), cleaned.get("start")
        home = City.objects.home()
        if home is None or not when or when.unit != Unit.DAY or not cleaned.get("start_time"):
            return
        is_there = cleaned.get("side") == Side.THERE and len(cities) == 1
        place = cities[0] if is_there else home
        if is_skipped(when.day, cleaned["start_time"], place.zone):
            words = _("The clocks are put forward that night: this time does not exist there.")
            self.add_error("start_time", words)

    def _title(self):
        names = (languages.column("title", code) for code in languages.codes())
        return next(filter(None, map(self.cleaned_data.get, names)), "")


class CitationForm(CodesStand, PartForm):
    """What an event rests on."""

    language = NamedCodeField(label=_("Language of these words"), choices=tongues, required=False)


class SourceForm(HonestDates, CodesStand, ContentForm):
    """A source: an article, a page, a document."""

    language = NamedCodeField(label=_("Language of the headline"), choices=tongues, required=False)
    published = DayField(
        label=_("Published on"), help_text=_("The day of the newspaper or of the document.")
    )
    seen = DayField(label=_("Seen on"))

    def clean_url(self):
        """Refuse an address that another source has: one article stands once."""
        url = self.cleaned_data["url"]
        others = Source.objects.exclude(pk=self.instance.pk)
        if url and (other := others.at_address(url)):
            words = _("This source is there already: “%(source)s”.")
            raise ValidationError(words % {"source": other}, code="twice")
        return url


class CityForm(HonestDates, CodesStand, ContentForm):
    """A city."""

    country = NamedCodeField(label=_("Country"), choices=countries)
    latitude = LatitudeField(
        label=_("Latitude"),
        help_text=_("As a map gives it: 36.2381. South is negative, or ends with S."),
    )
    longitude = LongitudeField(
        label=_("Longitude"),
        help_text=_("As a map gives it: 137.9720. West is negative, or ends with W."),
    )
    time_zone = NamedCodeField(
        label=_("Time zone"),
        choices=time_zones,
        help_text=_("The nearest city of the list in that country. Both clocks follow it."),
    )
    population_valid_until = DayField(
        label=_("Good until"),
        help_text=_("For staff only: on this day Today asks for a newer figure."),
    )
    greeting_language = NamedCodeField(
        label=_("Language of the greeting"), choices=tongues, required=False
    )
    emblem = DrawingField(
        "cities",
        label=_("Emblem"),
        help_text=_("Until there is one, the page shows the program's mark."),
    )
    attested_on = DayField(label=_("Attested on"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "attested_on" in self.fields:
            self.fields["attested_on"].help_text = self.instance.policy.attestation


class MeetingRuleForm(HonestDates, ContentForm):
    """A rule of meetings."""

    start_time = TimeField(
        label=_("Begins at"),
        required=True,
        help_text=_("By the clock of the home city, such as 5 PM or 17:00."),
    )
    end_time = TimeField(label=_("Ends at"))
    valid_from = DayField(label=_("Holds from"), required=True)
    valid_until = DayField(
        label=_("Holds until"),
        required=True,
        help_text=_(
            "The last day of the announced schedule. Today asks for a new one six weeks before."
        ),
    )


class MeetingExceptionForm(HonestDates, PartForm):
    """A day on which it is otherwise."""

    day = DayField(
        label=_("Instead of"), required=True, help_text=_("The day that the rule gives.")
    )
    new_day = DayField(label=_("On this day"))
    new_time = TimeField(label=_("At this time"))


class GoalForm(ContentForm):
    """A goal."""

    icon = DrawingField("goals", label=_("Icon"))


class LocalNameForm(CodesStand, PartForm):
    """A name of a city in a language that is spoken there."""

    language = NamedCodeField(label=_("Language"), choices=tongues)


class StageForm(HonestDates, PartForm):
    """A stage of the relationship."""

    start = HonestDateField(
        label=_("Date, as the record gives it"), help_text=examples(), is_shown=True
    )


class RelationshipGoalForm(HonestDates, PartForm):
    """A goal of the relationship."""

    start = HonestDateField(label=_("Pursued since"), help_text=examples())
    end = HonestDateField(label=_("Pursued until"))
