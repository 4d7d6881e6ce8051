"""A draft laid over what is public: public views show it where a request carries one.

The views ask `draft_on(request)` and hand it to what reads rows. On public requests that is
`NO_DRAFT`, which changes nothing and costs no query.
"""

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from editorial.cache import kept
from editorial.models import Picture
from editorial.models.base import Root
from editorial.publishing.projection import filled_in
from editorial.registry import fact_fields, kind_of
from editorial.revisions import data as revisions
from editorial.revisions import snapshots
from editorial.revisions.snapshots import Stamp
from editorial.revisions.working_copy import working_copy
from editorial.text import languages, placeholders


class Draft:
    """One thing as its working copy has it.

    - `root`: its root, unsaved, with its parts where pages look for them;
    - `many`: the keys of its many-to-many fields, by name.
    """

    def __init__(self, copy):
        self.root = copy.root
        self.many = copy.many
        self._parts = copy.parts
        self._read = {}
        _read_references([self.root])
        for rows in copy.parts.values():
            _read_references(rows)
        # So that pages find them where those of a live row are, already read.
        self.root._prefetched_objects_cache = {
            kind_of(self.root).part(model._meta.label_lower).accessor: _as_read(model, rows)
            for model, rows in copy.parts.items()
        }

    @property
    def entry(self):
        """The entry that it is the draft of; one without a key where nothing was saved yet."""
        return self.root.entry

    def pictures_left_out(self):
        """List the pictures that the draft names and pages leave out, each once."""
        rows = [self.root, *(row for rows in self._parts.values() for row in rows)]
        named = (
            getattr(row, field.name)
            for row in rows
            for field in row._meta.concrete_fields
            if field.related_model is Picture and getattr(row, field.attname)
        )
        return list(dict.fromkeys(picture for picture in named if not picture.is_on_the_web))

    def is_of(self, model):
        """Return whether this is a draft of a thing of that model."""
        return isinstance(self.root, model)

    def over(self, model, rows):
        """List these live rows of a model, in their order, with the draft instead of its own row.

        It is there also if nothing of it is public yet, as soon as a reader of the language would
        see it.
        """
        if not self.is_of(model):
            return list(rows)
        found = [row for row in rows if row.pk != self.root.pk]
        if self.root.is_visible(languages.current()):
            found.append(self.root)
        return sorted(found, key=lambda row: row.sort_key())

    def instead_of(self, row):
        """Return the draft if it is that of a live row, else the row; None stays None."""
        return self.root if row is not None and row == self.root else row

    def only(self, model, row):
        """Return the draft where there is one of a model of which one row exists, else the row."""
        is_shown = self.is_of(model) and self.root.is_visible(languages.current())
        return self.root if is_shown else row

    def parts(self, owner, rows):
        """List the parts of one kind: the draft's for its own root, else these live rows."""
        return self._parts[rows.model] if owner is self.root else list(rows)

    def read_once(self, read):
        """Return `read(self)`, which the parts of one page ask for several times."""
        if read not in self._read:
            self._read[read] = read(self)
        return self._read[read]


class _NoDraft:
    """What is public stays as it is."""

    root = None
    many = {}

    def is_of(self, model):
        return False

    def over(self, model, rows):
        return list(rows)

    def instead_of(self, row):
        return row

    def only(self, model, row):
        return row

    def parts(self, owner, rows):
        return list(rows)


NO_DRAFT = _NoDraft()


def draft_on(request):
    """Return the draft that a request is to be answered with; `NO_DRAFT` for all readers."""
    return getattr(request, "draft", NO_DRAFT)


def made_for(request, make, *arguments):
    """Return `make(draft, *arguments)` with the draft on a request, else with `NO_DRAFT`.

    What is made for all readers is kept until the next publication; see `editorial.cache.kept`.
    A draft is made anew each time, of nothing that is kept.
    """
    draft = draft_on(request)
    if draft is not NO_DRAFT:
        return make(draft, *arguments)
    return kept.until_published(request, make, NO_DRAFT, *arguments)


def newest_draft(versions):
    """Return the `Draft` of an entry's newest revisions; see `editorial.revisions.versions`."""
    return draft_of(versions.entry, versions.facts("working"), versions.texts("working"), versions)


def draft_of(entry, facts, texts, versions=None):
    """Return the `Draft` of an entry from facts and the texts of each language.

    `versions` tell which of the texts a machine made; without them none is.
    """
    kind = kind_of(entry.kind.model_class())
    # A number that is written here stands in its own texts as it is here.
    draft = working_copy(entry, facts, texts).root if placeholders.names_of(kind.model) else None
    copy = working_copy(entry, facts, filled_in(kind, facts, texts, draft=draft))
    original = revisions.words_by_field(texts.get(entry.original_language, {}), facts)
    title = copy.root.title_field
    for language in languages.codes():
        words = texts.get(language, {})
        is_original = language == entry.original_language
        # The original is shown as far as it is written, also before it has a title.
        if not is_original and not words.get(snapshots.ROOT, {}).get(title):
            continue
        revision = versions.revision("working", language) if versions else None
        stamp = Stamp(
            timezone.now(),
            revisions.shows_machine_translation(revision, facts),
            not is_original and revisions.is_mostly_missing(original, words),
        )
        snapshots.set_stamp(copy.root, language, stamp)
    return Draft(copy)


def _as_read(model, rows):
    """Return a queryset that was read already, as a prefetch leaves it."""
    found = model._base_manager.all()
    found._result_cache, found._prefetch_done = list(rows), True
    return found


def _read_references(rows):
    """Read what rows refer to, pictures and goals, with one query for each field."""
    if not rows:
        return
    names = [field for field in fact_fields(type(rows[0])) if field.is_relation]
    lookups = [Prefetch(field.name, _rows_of(field.related_model)) for field in names]
    prefetch_related_objects(rows, *lookups)


def _rows_of(model):
    found = model._base_manager.all()
    return found.select_related("entry") if issubclass(model, Root) else found
