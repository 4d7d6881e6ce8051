"""The ways of taking part that the form knows. Staff word, open and close them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a submission is about."""

    VOLUNTEER = "volunteer", _("Volunteering")
    HOSTING = "hosting", _("Hosting visitors")
    EXCHANGE = "exchange", _("Student, teacher or employee exchange")
    BUSINESS = "business", _("Business and economic ties")
    AID = "aid", _("Humanitarian aid")
    BOARD = "board", _("Joining the advisory board")
    IDEA = "idea", _("An idea")
    MEMORY = "memory", _("A memory or photograph")
    FRIENDSHIP_CITY = "friendship_city", _("A new friendship city")
    QUESTION = "question", _("A question")


# What may be shown publicly, with consent and without a name.
PUBLISHABLE = frozenset({Kind.IDEA, Kind.MEMORY})


class AgeBand(models.TextChoices):
    """How old somebody is; nobody is asked for a birth date."""

    CHILD = "child", _("Under 13")
    YOUNG = "young", _("13 to 17")
    ADULT = "adult", _("18 or older")
