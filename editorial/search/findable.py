"""What visitors can find: each app names its models in `AppConfig.ready()`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet


@dataclass(frozen=True)
class Findable:
    """A model whose rows visitors find.

    - `name`: what addresses call the kinds of hits that are chosen together; `label`: what readers
      call them;
    - `order`: where they stand among hits that are as good;
    - `rows`: a function that returns the rows with what `about` needs, in the reader's language;
    - `about`: a function of such a row that returns short words to stand beside its title, as
      (words, tag of their language or "");
    - `is_found`: whether a row has a page at all;
    - `address`: a function that returns the address at which a row stands;
    - `standing`: a function that returns those of the public rows that stand on a page today, where
      not all do;
    - `beside`: a function of the keys of entries that yields what stands beside them and is no part
      of them, as (key, code of a language, words, who says it);
    - `facts_language`: a function that returns the tag of the language of a row's facts;
    - `date`: the fact by which the newest come first;
    - `is_place`: its names are found in every language, and by them whatever concerns it;
    - `concerns`: the field that names the places which a row concerns.
    """

    model: type
    name: str
    label: str
    order: int
    rows: Callable[[], QuerySet]
    about: Callable = lambda row: []
    is_found: Callable = lambda row: True
    address: Callable = lambda row: row.get_absolute_url()
    standing: Callable[[], QuerySet] | None = None
    beside: Callable = lambda entries: ()
    facts_language: Callable = lambda row: ""
    date: str = ""
    is_place: bool = False
    concerns: str = ""

    @property
    def kind(self):
        """Return the ContentType of the model."""
        return ContentType.objects.get_for_model(self.model)


_findables = {}


def register(findable):
    """Let visitors find the rows of a model. Raises ValueError for a repeat."""
    if findable.model in _findables:
        raise ValueError(f"{findable.model.__name__} is registered already.")
    _findables[findable.model] = findable


def of(model):
    """Return the `Findable` of a model, or None where visitors do not find it."""
    return _findables.get(model)


def all_of(name=""):
    """List those of a name, or all of them, in their order."""
    found = [findable for findable in _findables.values() if name in ("", findable.name)]
    return sorted(found, key=lambda findable: findable.order)


def names():
    """Map the names to their labels, in their order."""
    return {findable.name: findable.label for findable in all_of()}
