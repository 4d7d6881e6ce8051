"""Rich text on a form: cleaned before the transaction, links made stable, what is wrong told."""

from collections import Counter

from django.contrib import messages
from django.core.exceptions import ValidationError

from editorial.admin.content.link_field import find_names
from editorial.admin.rich_text import notice
from editorial.links import checking, own
from editorial.registry import is_rich, kind_of, text_fields
from editorial.text import languages, richtext


class StableLinks:
    """A form of content: what somebody changed leads to things, not to their addresses of today.

    `link_facts` are its fields that hold one address. `link_problems` says by the name of each
    field, in words, which of its links lead nowhere; `tell_links` fills it in.
    """

    link_facts = ()
    link_problems = {}

    def clean(self):
        """Find what the links of changed texts lead to."""
        cleaned = super().clean()
        values = self.cleaned_data
        for name in self.changed_data:
            field = self.fields[name]
            if isinstance(field, richtext.RichTextFormField) and values.get(name):
                values[name] = own.made_stable(values[name])
            elif name in self.link_facts and values.get(name):
                try:
                    values[name] = checking.understood(values[name])
                except ValidationError as error:
                    self.add_error(name, error)
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


def here(forms):
    """Return the page that forms make, the root's first, for `checking.problems`, or None."""
    root, *parts = (form.instance for form in forms)
    return checking.here_of(root, parts)


def changed_texts(forms):
    """List, as HTML, what somebody changed in fields that can hold links."""
    return [
        text
        for form in forms
        for name, text in _linking(form, form.cleaned_data.get)
        if name in form.changed_data
    ]


def say_links(request, texts, language, *, here=None):
    """Say which links of texts that were saved lead nowhere: their part may be folded away."""
    found = [words for each in checking.problems(texts, language, here=here) for words in each]
    for words in dict.fromkeys(found):
        messages.warning(request, words)


def tell_links(forms, language):
    """Let forms say which of their links lead nowhere; constant queries."""
    found = [
        (form, name, text)
        for form in forms
        for name, text in _linking(form, lambda name, form=form: form[name].value())
    ]
    texts = [text for *_field, text in found]
    told = checking.problems(texts, language, here=here(forms))
    find_names(_links(forms))
    for (form, name, _text), problems in zip(found, told, strict=True):
        form.fields[name].widget.problems = problems
        if problems:
            form.link_problems = {**form.link_problems, name: problems}


def _links(forms):
    """List the widget of each field of one address, with what it holds."""
    return [
        (form.fields[name].widget, form[name].value() or "")
        for form in forms
        for name in form.link_facts
        if name in form.fields
    ]


def _linking(form, value_of):
    """Yield the name of each field that can hold links, with what it holds as HTML."""
    for name, field in form.fields.items():
        if isinstance(field, richtext.RichTextFormField):
            yield name, richtext.sanitize(value_of(name) or "")
        elif name in form.link_facts:
            href = value_of(name)
            yield name, own.as_html(href) if href else ""


def _columns(model):
    models = [model, *(part.model for part in kind_of(model).parts)]
    return {
        languages.column(name, code)
        for each in models
        for name in text_fields(each)
        if is_rich(each, name)
        for code in languages.codes()
    }
