"""Forms that show again what was typed, before anybody asks whether it is right."""

from functools import partial

from django.forms.utils import ErrorDict

from editorial.admin.content.answers import as_opened
from editorial.admin.content.typed import rearranged


class Unjudged:
    """For a form: with `is_judged=False` it holds what was typed, unexamined."""

    def __init__(self, *args, is_judged=True, **kwargs):
        self.is_judged = is_judged
        super().__init__(*args, **kwargs)

    def full_clean(self):
        if self.is_judged:
            super().full_clean()
        else:
            self._errors, self.cleaned_data = ErrorDict(), {}


class UnjudgedParts(Unjudged):
    """The same for the parts of one kind."""

    def full_clean(self):
        if self.is_judged:
            super().full_clean()
        else:
            self._errors = [{} for _form in self.forms]
            self._non_form_errors = self.error_class()

    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "is_judged": self.is_judged}


class ShownAsTyped:
    """For a `ModelAdmin` of content: parts are moved and added, and typed words shown again."""

    def show_as_typed(self, request, data, object_id, form_url, context=None, *, moved=("", "")):
        """Answer with the form that holds this data, whatever it is, and nothing else done."""
        shown = as_opened(request)
        shown.POST, shown.typed, shown.moved = data, data, moved
        return self._changeform_view(shown, object_id, form_url, context)

    def rearrange(self, request, object_id, form_url, context):
        """Move or add a part, as a button of the form asks for it."""
        formsets = {
            formset.get_default_prefix(): formset
            for formset, _inline in self.get_formsets_with_inlines(request)
        }
        blank = {prefix: partial(_blank, formset) for prefix, formset in formsets.items()}
        found = rearranged.rearranged(request.POST, blank)
        return self.show_as_typed(
            request, found.data, object_id, form_url, context, moved=found.moved
        )

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        typed = getattr(request, "typed", None)
        return form if typed is None else partial(form, typed, is_judged=False)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        typed = getattr(request, "typed", None)
        return kwargs if typed is None else {**kwargs, "data": typed, "is_judged": False}


def _blank(formset, kind):
    """Return the fields of a new part with the values that they have by themselves."""
    values = {bound.name: bound.initial for bound in formset.form()}
    if formset.kind_field and kind:
        values[formset.kind_field] = kind
    return {
        name: "on" if value is True else str(getattr(value, "pk", value))
        for name, value in values.items()
        if value not in (None, False, "")
    }
