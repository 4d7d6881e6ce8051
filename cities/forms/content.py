"""The forms of cities, events and their parts."""

from django.utils.translation import gettext_lazy as _

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


class SourceForm(HonestDates, PartForm):
    """A source of an event."""

    seen = DayField(label=_("Seen on"))


class CityForm(HonestDates, ContentForm):
    """A city."""

    attested_on = DayField(
        label=_("Attested on"),
        help_text=_(
            "For staff only: the attestation that H.B. 404 (2024) asks for new or renewed ties."
        ),
    )


class StageForm(HonestDates, PartForm):
    """A stage of the relationship."""

    start = HonestDateField(
        label=_("Date, as the record gives it"), help_text=examples(), is_shown=True
    )
    source_seen = DayField(label=_("Source seen on"))


class RelationshipGoalForm(HonestDates, PartForm):
    """A goal of the relationship."""

    start = HonestDateField(label=_("Pursued since"), help_text=examples())
    end = HonestDateField(label=_("Pursued until"))
