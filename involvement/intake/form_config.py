"""The form as staff wrote it, read for the reader's language."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from editorial.previews.draft import NO_DRAFT, draft_on
from editorial.text import languages
from editorial.text.localized import localized
from editorial.web.rendering import offered
from involvement.models import Choice, InterestForm


@dataclass(frozen=True)
class FormConfig:
    """The form's texts, or None before there are any, and its choices in order.

    `choices` are those that are open, `closed` those that staff have closed.
    """

    interest: InterestForm | None
    choices: tuple[Choice, ...] = ()
    closed: tuple[Choice, ...] = ()

    @property
    def is_open(self):
        """Return whether anybody may write in the reader's language."""
        return bool(self.choices) and is_open(self.interest)

    def choice(self, kind):
        """Return the open choice of a kind, or None."""
        return next((choice for choice in self.choices if choice.kind == kind), None)


def read(draft=NO_DRAFT):
    """Read the form with its choices (two queries)."""
    forms = InterestForm.objects.visible(languages.current())
    interest = draft.only(InterestForm, forms.prefetch_related("choices").first())
    if interest is None:
        return FormConfig(None)
    choices = interest.choices.all()
    return FormConfig(
        interest,
        tuple(choice for choice in choices if choice.is_open),
        tuple(choice for choice in choices if not choice.is_open),
    )


def to_write(request):
    """Return the form for the page on taking part, which lists its choices (two queries).

    A form that is not open has none.
    """
    config = read(draft_on(request))
    return {"writing": config if config.is_open else FormConfig(config.interest)}


def is_open(interest):
    """Return whether a form may be used in the reader's language."""
    return interest.is_open(languages.current())


def open_languages(interest):
    """List the codes of the languages on offer in which the form is open."""
    return [code for code in offered() if interest is not None and interest.is_open(code)]


# --- For the frame and the site map -----------------------------------------------------------


def open_in(language):
    """Return the expression that says whether anybody may write in a language."""
    notice = {f"{languages.column(field, language)}__gt": "" for field in InterestForm.NOTICE}
    return Exists(InterestForm.objects.filter(**notice, choices__is_open=True))


def closed_kind(kind):
    """Return what makes the expression that says whether staff have closed a kind."""
    of_kind = Choice.objects.filter(kind=kind)
    return lambda language: Exists(of_kind) & ~Exists(of_kind.filter(is_open=True))


def ideas_in(language):
    """Return the expression that says whether the residents' ideas have a page in a language."""
    shown = InterestForm.objects.visible(language).filter(_has_ideas(languages.chain(language)))
    return Exists(shown)


def addresses():
    """Yield the public pages of this app for the site map; see `pages.extensions`."""
    forms = InterestForm.objects.annotate(has_choices=Exists(_OPEN_CHOICES))
    interest = forms.select_related("entry").first()
    if interest is None:
        return
    live_at = [getattr(interest, languages.column("live_at", code)) for code in offered()]
    changed = max(filter(None, live_at), default=None)
    if interest.has_choices:
        readable = [code for code in offered() if code in interest.readable_languages()]
        yield "involvement:write", readable, changed
    titled = [code for code in offered() if localized(interest, "ideas_title", code)]
    yield "involvement:ideas", titled, changed


_OPEN_CHOICES = Choice.objects.filter(form=OuterRef("pk"), is_open=True)


def _has_ideas(codes):
    titled = Q()
    for code in codes:
        titled |= Q(**{f"{languages.column('ideas_title', code)}__gt": ""})
    return titled
