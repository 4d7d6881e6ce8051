"""What can be found, by staff and by the public; see `editorial.search`."""

from django.contrib.contenttypes.models import ContentType
from django.db import models

from editorial.models.entries import LANGUAGE_CODE_LENGTH, Entry
from editorial.models.full_text import TokensField
from editorial.text import languages
from editorial.text.folding import fold


class SearchText(models.Model):
    """The words of one language of an entry, as the public sees them or as a draft has them.

    Derived from the revisions, and made anew at any time. Columns that are searched stand before
    those that are only shown, because a database reads a long row from its beginning.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="search_texts")
    kind = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=LANGUAGE_CODE_LENGTH)
    is_public = models.BooleanField()
    made_from = models.CharField(max_length=41)
    title_folded = models.TextField()
    text_folded = models.TextField()
    title = models.TextField()
    text = models.TextField()

    class Meta:
        verbose_name = "search text"
        verbose_name_plural = "search texts"
        default_permissions = []
        constraints = [
            models.UniqueConstraint(
                name="search_text_once", fields=["entry", "language", "made_from"]
            )
        ]

    def __str__(self):
        return f"{self.entry_id} {self.language}"


class PublicText(models.Model):
    """The words of one language of an entry, just as the public reads them.

    Written with the live row and by nothing else, so no draft is ever in it. `name_tokens` are
    those of the title and of other names, each between two bars; these names and `facts` are shown
    where the words stand in no text. A later change of this table must leave its triggers on SQLite
    in place; a test looks for them.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="public_texts")
    kind = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=LANGUAGE_CODE_LENGTH)
    dated = models.DateField(null=True)
    name_tokens = models.TextField()
    tokens = TokensField()
    title = models.TextField()
    text = models.TextField()
    other_names = models.TextField()
    facts = models.TextField()

    class Meta:
        verbose_name = "public text"
        verbose_name_plural = "public texts"
        default_permissions = []
        constraints = [
            models.UniqueConstraint(name="public_text_once", fields=["entry", "language"])
        ]

    def __str__(self):
        return f"{self.entry_id} {self.language}"


class FoundByWords(models.Model):
    """A row of no entry that staff find by what it says: the folded words of all its languages.

    Subclasses name the translated texts in `found_by`. Rows are written by `save` alone.
    """

    found_by = ()

    search_words = models.TextField(editable=False, default="")

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        """Keep what it is found by."""
        self.search_words = f" {fold(' '.join(self._said()))} "
        if update_fields is not None:
            update_fields = {*update_fields, "search_words"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def _said(self):
        columns = (languages.column(n, c) for n in self.found_by for c in languages.codes())
        return [said for column in columns if (said := getattr(self, column))]
