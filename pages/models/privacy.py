"""The privacy notice."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.models.base import Root, live_constraints
from editorial.text.richtext import RichTextField


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
