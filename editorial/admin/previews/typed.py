"""What is typed into a form and not saved, on the page that it would make. Nothing is stored."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods

from editorial.admin.content.editing import Editing
from editorial.admin.content.preview_button import NO_KEY
from editorial.admin.content.sent import as_data
from editorial.admin.previews.saved import FRAMED, address, entry_or_404, inside, place_or_404
from editorial.admin.refusals.typed import TOKEN, fields
from editorial.models import Entry
from editorial.previews.draft import draft_of
from editorial.previews.drawing import Bar, Choice, draw, make_private
from editorial.previews.places import has_places, places_of
from editorial.registry import kinds
from editorial.staff.refusing import MissingRightError, right
from editorial.text import languages
from editorial.text.localized import localized

# What the form says of the preview that it wants.
LANGUAGE, PLACE = "_preview_language", "_preview_place"


def _framed(view):
    """Let the answer stand in a frame beside the form."""
    framable = csp_replace({"frame-ancestors": [SELF]})(view)
    return require_http_methods(["GET", "HEAD", "POST"])(xframe_options_sameorigin(framable))


@_framed
def typed(request, entry_pk):
    """Show what was typed into the form of a thing; asked without a form, what was saved."""
    entry = entry_or_404(entry_pk)
    model_admin = admin.site.get_model_admin(entry.kind.model_class())
    if not model_admin.has_change_permission(request):
        raise MissingRightError({right("change", model_admin.model)})
    if request.method != "POST":
        return HttpResponseRedirect(address(entry, entry.original_language))
    return _Typed(request, model_admin, entry).answer()


@_framed
def new(request, label):
    """Show what was typed into the form of something new."""
    model = next((kind.model for kind in kinds() if kind.label == label), None)
    if model is None or not has_places(model):
        raise Http404
    model_admin = admin.site.get_model_admin(model)
    if not model_admin.has_add_permission(request):
        raise MissingRightError({right("add", model)})
    if request.method != "POST":
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_add"
        return HttpResponseRedirect(reverse(name))
    return _Typed(request, model_admin).answer()


class _Typed:
    """A content form as it was sent, to be looked at. `entry` is None for something new."""

    def __init__(self, request, model_admin, entry=None):
        self.request = request
        self.entry = entry
        self.model_admin = model_admin
        key = str(entry.object_pk) if entry else None
        self.editing = request.editing = Editing.of(request, model_admin.model, key)
        row = model_admin.get_object(request, key) if entry else None
        self.form, self.formsets = _bound(request, model_admin, row)

    def answer(self):
        """Return the page, or what keeps it from being drawn."""
        # Puts what is right of each form onto its row.
        is_right = self.form.is_valid()
        for formset in self.formsets:
            formset.is_valid()
        problems = [*_problems_of(self.form), *self._problems_of_parts()]
        if self.entry is None and not is_right:
            return self._refused(problems)
        facts, texts = as_data(self.form, {fs.model: _rows(fs) for fs in self.formsets})
        draft = draft_of(self._entry(), facts, texts, self.editing.versions)
        places = places_of(draft)
        sent = self.request.POST
        language = sent.get(LANGUAGE, self.editing.language)
        if language not in languages.codes():
            raise Http404
        place = place_or_404(places, sent.get(PLACE))
        bar = self._bar(draft, language, place, places, problems)
        # What leads here again would show what was saved; the page itself stays.
        links = inside(self.entry, languages.codes(), places) if self.entry else {}
        codes = [language] if self.entry else languages.codes()
        links |= {f"/{code}/{place.path}": "#content" for code in codes}
        return draw(self.request, draft, language, place.path, bar, links)

    def _entry(self):
        """Return the entry; for something new one that was never saved."""
        if self.entry is not None:
            return self.entry
        return Entry(
            pk=NO_KEY,
            object_pk=NO_KEY,
            kind=ContentType.objects.get_for_model(self.model_admin.model),
            original_language=self.editing.language,
        )

    def _bar(self, draft, language, place, places, problems):
        is_framed = FRAMED in self.request.POST
        own = {LANGUAGE, PLACE, FRAMED}
        kept = [(name, value) for name, value in fields(self.request.POST) if name not in own]
        kept += [(LANGUAGE, language), (PLACE, place.path)]
        kept.append((TOKEN, get_token(self.request)))
        return Bar(
            tag=languages.tag(get_language()),
            thing=str(localized(draft.root, draft.root.title_field, self.editing.language)),
            thing_tag=languages.tag(self.editing.language),
            note=_("This is what you typed. It is not saved: the form is still open."),
            languages=[Choice.of_language(code, code, language) for code in languages.at_desk()],
            places=[Choice.of_place(other, other.path, place) for other in places],
            problems=problems,
            action=self.request.path,
            fields=[] if is_framed else kept,
            is_framed=is_framed,
        )

    def _refused(self, problems):
        """Say what is missing before the page of something new can be drawn."""
        response = render(
            self.request,
            "admin/previews/not_yet.html",
            {
                **admin.site.each_context(self.request),
                "title": _("This cannot be shown yet"),
                "problems": problems,
                "is_framed": FRAMED in self.request.POST,
                "is_nav_sidebar_enabled": False,
            },
            status=422,
        )
        return make_private(response, get_language())

    def _problems_of_parts(self):
        return [
            f"{capfirst(formset.model._meta.verbose_name)} {number}: {problem}"
            for formset in self.formsets
            for number, form in enumerate(formset.forms, 1)
            if not _is_gone(formset, form) and form.has_changed() and not form.is_valid()
            for problem in _problems_of(form)
        ]


def _bound(request, model_admin, row):
    """Make the form and its formsets from what was sent, as Django's own view does."""
    form_class = model_admin.get_form(request, row, change=row is not None)
    form = form_class(request.POST, request.FILES, instance=row)
    formsets, _inlines = model_admin._create_formsets(
        request, form.instance, change=row is not None
    )
    return form, formsets


def _problems_of(form):
    return [
        f"{form[name].label}: {error}" if name in form.fields else str(error)
        for name, errors in form.errors.items()
        for error in errors
    ]


def _rows(formset):
    """List the parts as far as they can be shown: a new one only when all of it is right."""
    kept = [form for form in formset.initial_forms if not _is_gone(formset, form)]
    kept += [
        form
        for form in formset.extra_forms
        if form.has_changed() and not _is_gone(formset, form) and form.is_valid()
    ]
    return sorted((form.instance for form in kept), key=lambda row: row.position)


def _is_gone(formset, form):
    return formset.can_delete and formset._should_delete_form(form)
