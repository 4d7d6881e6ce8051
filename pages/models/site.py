"""The site's settings: what every page says of the program, its office, its terms."""

from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cities.policy import Policy
from editorial.models.base import LiveQuerySet, Root, live_constraints
from editorial.text import languages
from editorial.text.localized import localized
from pages.validators import validate_phone


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
    staff_texts = ("attestation",)
    fact_units = (("data_license", "data_license_url"),)
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
            "With “+” and the country code, such as +1 202-555-0143: visitors read it and dial it. "
            "In texts write {phone}, or {phone-abroad} with the country code; {email}, {office} "
            "and {address} stand for the other lines here."
        ),
    )

    data_license = models.CharField(
        _("license of the open data"),
        max_length=80,
        blank=True,
        help_text=_(
            "Its name, such as CC BY 4.0. Until there is one, the page on the data asks people to "
            "write to the office first."
        ),
    )
    data_license_url = models.URLField(_("address of that license"), max_length=500, blank=True)

    # What follows is for staff alone: the terms by which they look after the ties.
    friendship_years = models.PositiveSmallIntegerField(
        _("years until a friendship city is looked at again"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("As the program’s policy says; empty if it says nothing."),
    )
    sister_years = models.PositiveSmallIntegerField(
        _("years until a sister city is looked at again"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("As the program’s policy says; empty if it says nothing."),
    )
    attestation = models.CharField(
        _("what has to be attested of a tie"),
        max_length=250,
        blank=True,
        help_text=_(
            "Where a law or the policy asks for it, a sentence that names the law. Staff read it "
            "in the form of a city; left empty, the form does not ask."
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


def phone_of(site):
    """Return the phone that these settings name, or "" before there are any."""
    return site.phone if site else ""


def email_of(site):
    """Return the email address that these settings name, or "" before there are any."""
    return site.email if site else ""


def email_link(email):
    """Return the address that opens a mail to it, or "" for none."""
    return f"mailto:{email}" if email else ""


def office_name(site):
    """Return what the office is called in the current language, or "" before there are settings."""
    return str(localized(site, "office_name")) if site else ""


def office_address(site):
    """Return the postal address of the office in one line."""
    return languages.listed(site.office_address.split("\n")) if site else ""


def policy():
    """Return the program's terms for its ties, or None before there are settings."""
    terms = ["friendship_years", "sister_years"]
    site = SiteSettings.objects.only_texts("attestation", facts=terms).first()
    if site is None:
        return None
    return Policy(site.friendship_years, site.sister_years, str(localized(site, "attestation")))
