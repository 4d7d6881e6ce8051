"""Texts that come back from a translator's tool: saved as a draft, never over newer words."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from editorial import publishing
from editorial.exchange.xliff import CHECKED, DONE, read_files
from editorial.links import own
from editorial.models import Entry, Revision
from editorial.registry import is_rich, text_fields
from editorial.revisions import data as revisions
from editorial.revisions.snapshots import clean_text
from editorial.text import placeholders
from editorial.translations.freshness import fingerprint_of


@dataclass
class Taken:
    """What came of one entry of a file.

    - `saved`: how many texts are in the draft now; `conflicts`: names of those that somebody
      changed since the file was made; `problems`: sentences on what could not be taken.
    """

    entry: Entry | None
    language: str
    saved: int = 0
    conflicts: list = field(default_factory=list)
    problems: list = field(default_factory=list)


def languages_of(content):
    """List the languages that the texts of a file are in. Raises NotReadableError."""
    return list(dict.fromkeys(file.language for file in read_files(content, lambda *_key: False)))


def take(content, *, by, may_review):
    """Save the texts of a file as drafts, entry by entry; list what came of each, `Taken`.

    `may_review`: whether what the tool calls reviewed or final counts so. Raises NotReadableError,
    and then nothing was saved.
    """
    rich = _RichTexts()
    files = read_files(content, rich.is_rich)
    return [_take(file, by=by, may_review=may_review) for file in files]


class _RichTexts:
    """Tells which texts are rich, each entry read once."""

    def __init__(self):
        self._models = {}

    def is_rich(self, entry_pk, part, name):
        if entry_pk not in self._models:
            entry = Entry.objects.filter(pk=entry_pk, deleted_at=None).first()
            self._models[entry_pk] = _models(publishing.versions_of(entry)) if entry else {}
        model = self._models[entry_pk].get(part)
        return model is not None and name in text_fields(model) and is_rich(model, name)


def _models(versions):
    return revisions.part_models(versions.kind, versions.facts("working"))


@transaction.atomic
def _take(file, *, by, may_review):
    entry = Entry.objects.filter(pk=file.entry, deleted_at=None).first()
    taken = Taken(entry, file.language)
    if entry is None:
        taken.problems.append(_("This was deleted in the meantime."))
        return taken
    versions = publishing.lock(entry)
    version = versions.get(file.language)
    base = _revision(entry, file.language, file.revision)
    source = _revision(entry, file.source_language, file.source_revision)
    is_ours = version is not None and version.source_language == file.source_language
    if not is_ours or source is None or (base is None and file.revision):
        taken.problems.append(_("It is not translated from this language any more."))
        return taken
    _Saving(file, versions, base, source, taken).save(by=by, may_review=may_review)
    return taken


def _revision(entry, language, number):
    return Revision.objects.filter(entry=entry, language=language, number=number).first()


class _Saving:
    """The texts of one entry on their way into its draft."""

    def __init__(self, file, versions, base, source, taken):
        self.file, self.versions, self.taken = file, versions, taken
        self.models = _models(versions)
        self.items = revisions.items_of(base)
        self.source = revisions.texts_of(source)
        # What was sent, by part and field: the text, and the state that the tool says.
        self.sent = {}
        for unit in file.units:
            self._read(unit)

    def _read(self, unit):
        model = self.models.get(unit.part)
        if model is None or unit.field not in text_fields(model):
            words = _("“%(text)s”: its part was removed in the meantime.")
            self.taken.problems.append(words % {"text": unit.target[:60]})
            return
        name = self._name(unit.part, unit.field)
        if unit.is_broken:
            words = _("%(name)s: its codes are broken in the file.")
            self.taken.problems.append(words % {"name": name})
            return
        try:
            text = _checked(model, unit.field, unit.target)
        except ValidationError as error:
            self.taken.problems.append(f"{name}: {' '.join(error.messages)}")
            return
        if text:
            self.sent[unit.part, unit.field] = (text, unit.state)

    def save(self, *, by, may_review):
        """Save what was sent; what somebody changed since is left as it is, and named."""
        try:
            with transaction.atomic():
                saved = self._save(by, may_review)
        except publishing.ConflictError as error:
            for overlap in error.overlaps:
                key = (overlap.key.part, overlap.key.name)
                if self.sent.pop(key, None):
                    self.taken.conflicts.append(self._name(*key))
            saved = self._save(by, may_review)
        self.taken.saved = saved

    def _save(self, by, may_review):
        texts = revisions.texts_of_items(self.items)
        rewritten, confirmed, checked = 0, set(), set()
        shown = defaultdict(dict)
        for (part, name), (text, state) in self.sent.items():
            old = self.items.get(part, {}).get(name)
            made_from = self._made_from(part, name)
            shown[part][name] = made_from
            is_new = old is None or old["text"] != text
            if is_new:
                rewritten += 1
                texts.setdefault(part, {})[name] = text
            elif state in DONE and old.get("from") != made_from:
                confirmed.add((part, name))
            if state in CHECKED and may_review and (is_new or not revisions.is_reviewed(old)):
                checked.add((part, name))
        if not (rewritten or confirmed or checked):
            return 0
        publishing.save(
            self.versions.entry,
            texts={self.file.language: texts},
            bases={self.file.language: self.file.revision},
            by=by,
            translating=revisions.Translating(
                self.file.source_language,
                dict(shown),
                frozenset(confirmed),
                reviewed=frozenset(checked),
                reviewer=by.pk,
            ),
        )
        return len({*confirmed, *checked}) + rewritten

    def _made_from(self, part, name):
        text = self.source.get(part, {}).get(name, "")
        return fingerprint_of(self.file.source_language, self.models[part], name, text)

    def _name(self, part, name):
        return str(self.models[part]._meta.get_field(name).verbose_name)


def _checked(model, name, text):
    """Return a text as it is stored. Raises ValidationError."""
    form_field = model._meta.get_field(name).formfield()
    form_field.required = False
    text = form_field.clean(text)
    placeholders.validator_of(model)(text)
    text = clean_text(model, name, text)
    return own.made_stable(text) if is_rich(model, name) else text
