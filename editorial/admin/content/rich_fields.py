"""Rich text on a form: cleaned before the transaction, links made stable, what is wrong told."""

from collections import Counter

from django.contrib import messages

from editorial.admin.rich_text import notice
from editorial.links import checking, own
from editorial.registry import is_rich, kind_of, text_fields
from editorial.text import languages, richtext


class StableLinks:
    """A form of content: what somebody changed leads to things, not to their addresses of today."""

    def clean(self):
        """Find what the links of changed texts lead to."""
        cleaned = super().clean()
        values = self.cleaned_data
        for name in self.changed_data:
            field = self.fields[name]
            if isinstance(field, richtext.RichTextFormField) and values.get(name):
                values[name] = own.made_stable(values[name])
        return cleaned


def clean_before(request, model):
    """Clean the rich texts that were sent, before the database is asked to wait for them.

    The form cleans them again, which costs nothing: what was cleaned once is remembered.
    """
    columns = _columns(model)
    left_out = Counter()
    for name, value in request.POST.items():
        if name.rpartition("-")[2] in columns:
            left_out += richtext.cleaned(value)[1]
    request.left_out = left_out


def say_left_out(request):
    """Say what was left out of the texts that were sent."""
    words = notice(getattr(request, "left_out", {}))
    if words:
        messages.warning(request, words)


def tell_links(forms):
    """Let the fields of rich text say which of their links lead nowhere; constant queries."""
    found = [
        (form, name)
        for form in forms
        for name, field in form.fields.items()
        if isinstance(field, richtext.RichTextFormField)
    ]
    texts = [richtext.sanitize(form[name].value() or "") for form, name in found]
    for (form, name), problems in zip(found, checking.problems(texts), strict=True):
        form.fields[name].widget.problems = problems


def _columns(model):
    models = [model, *(part.model for part in kind_of(model).parts)]
    return {
        languages.column(name, code)
        for each in models
        for name in text_fields(each)
        if is_rich(each, name)
        for code in languages.codes()
    }
