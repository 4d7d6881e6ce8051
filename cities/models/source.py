"""Sources: where the record can be read. Each is one thing, used by events, stages and facts."""

import re
from datetime import date
from urllib.parse import quote, urlencode

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cities.dates.model_fields import sensible_day, sensible_days
from editorial.models.base import LiveQuerySet, Root, live_constraints
from editorial.models.checklist import hint
from editorial.text import languages
from editorial.text.localized import Text, localized

language_tag = RegexValidator(
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
    _("Give a language code such as “ja”, “zh-Hant” or “udm”."),
)


class SourceQuerySet(LiveQuerySet):
    """Sources, as the page of all of them lists them."""

    def in_order(self):
        """Sort by publisher, those without one last; then by day, those without one last."""
        return self.order_by(
            models.ExpressionWrapper(Q(publisher=""), models.BooleanField()),
            Lower("publisher"),
            F("published").asc(nulls_last=True),
            "headline",
            "pk",
        )

    def at_address(self, url):
        """Return the source that has an address, however it begins and ends, or None."""
        bare = re.sub(r"^https?://(www\.)?", "", url).rstrip("/")
        ways = [
            f"{start}{bare}{end}"
            for start in ("https://", "http://", "https://www.", "http://www.")
            for end in ("", "/")
        ]
        return self.filter(url__in=ways).select_related("entry").first()


class Source(Root):
    """An article, a page, a document: with its own headline, or described by us.

    What is in it is said once, in our words and in each language; where nobody can read its own
    headline again, these words stand instead.
    """

    title_field = "description"
    search_facts = ("headline", "publisher", "url")
    explained_texts = ("description",)
    fact_units = (("headline", "language"),)

    headline = models.CharField(
        _("headline"),
        max_length=250,
        blank=True,
        help_text=_(
            "As it stands there, in its own language. Leave it empty where nobody can read it "
            "again; the page then shows our description and says so."
        ),
    )
    language = models.CharField(_("language"), max_length=12, blank=True, validators=[language_tag])
    description = models.CharField(
        _("what it is, in our words"),
        max_length=250,
        help_text=_(
            "For example: newspaper article on the visit of 1990. Readers of other languages see "
            "it beside the headline."
        ),
    )
    publisher = models.CharField(_("publisher"), max_length=120, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    archived_url = models.URLField(_("address of an archived copy"), max_length=500, blank=True)
    published = models.DateField(
        _("published on"),
        null=True,
        blank=True,
        validators=[sensible_day],
        help_text=_("The day of the newspaper or of the document."),
    )
    seen = models.DateField(_("seen on"), null=True, blank=True, validators=[sensible_day])

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            *live_constraints("source", "description"),
            *sensible_days("source", "published", "seen"),
            models.CheckConstraint(
                name="source_headline_has_its_language",
                condition=Q(headline="") | ~Q(language=""),
                violation_error_message=_("Say in which language the headline is."),
            ),
        ]

    def __str__(self):
        title = str(self.title) or self.entry.label
        return ", ".join(filter(None, (title, self.publisher)))

    def get_absolute_url(self):
        """Return its place on the page of all sources."""
        query = urlencode({"source": self.key})
        return f"{reverse('cities:source_list')}?{query}#{quote(self.anchor)}"

    def checklist(self, copy, language):
        """Ask for what makes it possible to look it up."""
        if language != self.entry.original_language:
            return
        if not (self.publisher or self.url):
            yield hint(_("Neither a publisher nor an address: nobody can look it up."), "publisher")

    def sort_key(self):
        """Sort it as `SourceQuerySet.in_order` does."""
        return (
            self.publisher == "",
            self.publisher.lower(),
            self.published is None,
            self.published or date.min,
            self.headline,
            self.pk or 0,
        )

    @property
    def key(self):
        """Return what it is called in addresses: the seed's name for it, the same on every machine.

        What was first written at the desk has no other name than its number.
        """
        return self.entry.seed_key or str(self.pk)

    @property
    def anchor(self):
        """Return its anchor on the page of all sources."""
        return f"source-{'-'.join(self.key.split())}"

    @property
    def title(self):
        """Return its own headline, or our description, as a `Text`."""
        if self.headline:
            return Text(self.headline, self.language)
        return localized(self, "description")

    @property
    def is_described(self):
        """Return whether its title is a description of ours."""
        return not self.headline

    @property
    def beside(self):
        """Return our description where the headline is in another language than the reader's.

        Else, and where it would be in that other language itself, it is empty.
        """
        here = languages.current()
        if self.is_described or _same(self.language, here):
            return Text("", here)
        told = localized(self, "description")
        return Text("", here) if _same(self.language, told.language) else told

    @property
    def tells_in_our_words(self):
        """Return whether its citation prints a description of ours in the reader's language."""
        return self.is_described or bool(self.beside)


def is_shown(source):
    """Return whether readers see a source of something; None is none."""
    return source is not None and source.is_visible(languages.current())


def in_our_words(sources):
    """List the sources whose citations print words of ours; None is none."""
    return [source for source in sources if source is not None and source.tells_in_our_words]


def _same(tag, other):
    return tag.casefold() == other.casefold()
