"""Where pictures are used, as staff read it: links to the places, and what lacks there."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from editorial.text import languages


def links(uses):
    """List links to the places of `Use`s, where a picture can be taken out, each place once."""
    return list(dict.fromkeys(link(use) for use in uses))


def link(use):
    """Return a link to the place of a use, with its name and what it is."""
    model = use.entry.kind.model_class()
    words = f"{capfirst(model._meta.verbose_name)}: {use.entry}"
    if use.entry.deleted_at:
        url = f"{reverse('admin:editorial_entry_changelist')}?state=deleted"
        words = _("%(name)s (deleted; it could come back)") % {"name": words}
    else:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
        url = reverse(name, args=[use.entry.object_pk])
        if not use.is_public:
            words = _("%(name)s (in a draft)") % {"name": words}
    return format_html('<a href="{}">{}</a>', url, words)


def lacking(uses):
    """Say in which languages the uses have no alternative text; "" if all have."""
    codes = {code for use in uses for code in use.lacking}
    if not codes:
        return ""
    named = [languages.name_of(code) for code in languages.codes() if code in codes]
    return _("No alternative text: %(languages)s") % {"languages": languages.listed(named)}
