"""What can be found: the words of each language of an entry, folded; see `editorial.search`."""

from django.contrib.contenttypes.models import ContentType
from django.db import models

from editorial.models.entries import LANGUAGE_CODE_LENGTH, Entry


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
