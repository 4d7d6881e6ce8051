"""The forms of cities, goals, events and their parts, in words of the office."""

from django.utils.translation import gettext_lazy as _

from cities.forms.chips import DrawingField, SideChips
from cities.forms.choices import CodesStand, NamedCodeField, countries, time_zones, tongues
from cities.forms.coordinates import LatitudeField, LongitudeField
from cities.forms.dates import DayField, HonestDateField, HonestDates, examples
from cities.forms.reading_back import Takes
from editorial.admin.content.form import ContentForm
from editorial.admin.content.parts import PartForm


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

    class Meta:
        widgets = {"side": SideChips}


class SourceForm(HonestDates, CodesStand, PartForm):
    """A source of an event."""

    language = NamedCodeField(label=_("Language"), choices=tongues)
    published = DayField(label=_("Published on"))
    seen = DayField(label=_("Seen on"))


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
    population_source_language = NamedCodeField(
        label=_("Language of the source"), choices=tongues, required=False
    )
    greeting_language = NamedCodeField(
        label=_("Language of the greeting"), choices=tongues, required=False
    )
    emblem = DrawingField(
        "cities",
        label=_("Emblem"),
        help_text=_("Until there is one, the page shows the program's mark."),
    )
    attested_on = DayField(
        label=_("Attested on"),
        help_text=_(
            "For staff only: the attestation that H.B. 404 (2024) asks for new or renewed ties."
        ),
    )


class GoalForm(ContentForm):
    """A goal."""

    icon = DrawingField("goals", label=_("Icon"))


class LocalNameForm(CodesStand, PartForm):
    """A name of a city in a language that is spoken there."""

    language = NamedCodeField(label=_("Language"), choices=tongues)


class StageForm(HonestDates, CodesStand, PartForm):
    """A stage of the relationship."""

    start = HonestDateField(
        label=_("Date, as the record gives it"), help_text=examples(), is_shown=True
    )
    source_language = NamedCodeField(
        label=_("Language of the source"), choices=tongues, required=False
    )
    source_seen = DayField(label=_("Source seen on"))


class RelationshipGoalForm(HonestDates, PartForm):
    """A goal of the relationship."""

    start = HonestDateField(label=_("Pursued since"), help_text=examples())
    end = HonestDateField(label=_("Pursued until"))
