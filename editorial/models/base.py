"""Live rows: abstract models whose rows are exactly what the public may see, and nothing else.

A translated column is filled only while that language is published. Only
`editorial.publishing.publication` writes these rows for good.
"""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.models.checks import ChecksTogether
from editorial.text import languages


class LiveQuerySet(models.QuerySet):
    """Live rows, chosen by what a reader of one language may see."""

    def visible(self, language):
        """Keep what a reader of this language sees: published in it or in a fallback of it.

        The entry comes along, because the text helper needs the original language.
        """
        seen, chain = Q(), languages.chain(language)
        for code in chain:
            seen |= Q(**{f"{languages.column('live_at', code)}__isnull": False})
        for code in languages.codes():
            if code not in chain:
                seen |= Q(
                    entry__original_language=code,
                    **{f"{languages.column('live_at', code)}__isnull": False},
                )
        return self.filter(seen).select_related("entry")

    def visible_to_anyone(self):
        """Keep what a reader of any of the languages on offer sees."""
        codes = {code for offered, _name in settings.LANGUAGES for code in languages.chain(offered)}
        seen = Q()
        for code in languages.codes():
            is_live = Q(**{f"{languages.column('live_at', code)}__isnull": False})
            seen |= is_live if code in codes else is_live & Q(entry__original_language=code)
        return self.filter(seen).select_related("entry")

    def only_texts(self, *texts, facts=()):
        """Load just these texts, in every language, and these facts: enough to name a row.

        A row in seven languages has well over a hundred columns; lists need a few of them.
        """
        columns = [languages.column(text, code) for text in texts for code in languages.codes()]
        return self.only(
            "pk", *facts, *columns, "entry__original_language", "entry__label", "entry__kind"
        )


class DraftRules(ChecksTogether):
    """What a draft may lack, and must be there before the public sees the row.

    `draft_may_lack` names facts that no constraint of the database asks for. Titles have rules of
    their own; facts with a constraint are asked for in drafts as well.
    """

    draft_may_lack = ()

    def clean_for_public(self):
        """Raise ValidationError for what is missing."""
        missing = [name for name in self.draft_may_lack if not getattr(self, name)]
        if missing:
            words = _("This must be filled in before it goes public.")
            raise ValidationError({name: ValidationError(words, "missing") for name in missing})


class Root(DraftRules, models.Model):
    """A live row with an entry of its own. Subclasses name their title in `title_field`.

    `address_field` is the fact that ends the address of its page.
    Texts that no page shows are named in `staff_texts`: neither visitors nor invited readers get
    to see them.

    A search finds it by its texts, and by the facts named in `search_facts`; those of them that
    `name_facts` names are other names of it. So it is with parts.
    Translators read the help of the texts named in `explained_texts`.
    """

    title_field = "title"
    address_field = "slug"
    staff_texts = ()
    search_facts = ()
    name_facts = ()
    explained_texts = ()

    entry = models.OneToOneField(
        "editorial.Entry", on_delete=models.PROTECT, editable=False, related_name="%(class)s"
    )
    live_at = models.DateTimeField(_("public since"), null=True, blank=True, editable=False)
    machine_translated = models.BooleanField(
        _("shows unreviewed machine translation"), default=False, editable=False
    )
    mostly_missing = models.BooleanField(
        _("mostly shown in another language"), default=False, editable=False
    )

    objects = LiveQuerySet.as_manager()

    class Meta:
        abstract = True

    def checklist(self, copy, language):
        """List what is to be looked at before a language goes public, as `Finding`s.

        This is the row of a working copy, and `copy` is the whole of it. A kind says here what it
        must have (`mistake`) and what it should have (`hint`); see `publishing.completeness`.
        """
        return []

    def shown_to_public(self):
        """Take note that this row was written for the public, in the same transaction.

        A kind that keeps books of what the public was told does so here.
        """

    def published_languages(self):
        """List the codes of the languages in which this is published."""
        return [
            code
            for code in languages.codes()
            if getattr(self, languages.column("live_at", code)) is not None
        ]

    def is_visible(self, language):
        """Return whether a reader of this language sees it; see `LiveQuerySet.visible`."""
        chain = languages.chain(language, self.entry.original_language)
        return any(getattr(self, languages.column("live_at", code)) for code in chain)

    def sort_key(self):
        """Return its place among others, as the `in_order` of its query has it."""
        return (self.pk,)

    def readable_languages(self):
        """List the codes of the languages in which this is published, and not for the most part
        shown in another; only these are named to search engines.
        """
        return [
            code
            for code in self.published_languages()
            if not getattr(self, languages.column("mostly_missing", code))
        ]


# A new part stands behind the others until somebody moves it.
LAST = 9990


class Part(DraftRules, models.Model):
    """A live row that goes with its owner. Its UUID is its identity in every revision.

    Subclasses name the foreign key to their root in `owner_field`, and in `named_by` the texts and
    facts that tell one part from another, the first that says something counting. `link_facts` are
    facts that hold an address, `link_texts` the texts that are the words of a link.
    """

    owner_field = ""
    search_facts = ()
    name_facts = ()
    explained_texts = ()
    named_by = ()
    link_facts = ()
    link_texts = ()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    position = models.PositiveSmallIntegerField(
        pgettext_lazy("in an order", "place"),
        default=LAST,
        help_text=_("The order on the page. Saving numbers the places anew in tens."),
    )

    class Meta:
        abstract = True

    @property
    def original_language(self):
        """Return the original language of the entry that this part belongs to."""
        return getattr(self, self.owner_field).entry.original_language


def live_constraints(model_name, title_field="title"):
    """Return one constraint a language: it has a publication stamp exactly when it has a title.

    An SQL check passes on NULL, so the title is compared with NULL and with '' both.
    """
    return [
        models.CheckConstraint(
            name=f"{model_name}_live_{code.replace('-', '_')}_has_title",
            condition=_has_stamp_and_title(code, title_field),
            violation_error_message=_("A language without a title cannot be public."),
        )
        for code, name in settings.CONTENT_LANGUAGES
    ]


def _has_stamp_and_title(code, title_field):
    stamp = languages.column("live_at", code)
    title = languages.column(title_field, code)
    empty = Q(**{f"{title}__isnull": True}) | Q(**{title: ""})
    return (Q(**{f"{stamp}__isnull": True}) & empty) | (
        Q(**{f"{stamp}__isnull": False, f"{title}__isnull": False}) & ~Q(**{title: ""})
    )
