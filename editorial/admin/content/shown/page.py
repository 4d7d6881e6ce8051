"""All that the page of a form of content shows: its fields and parts, its two sides, languages."""

from django.utils.translation import gettext as _

from editorial.admin.content.outcomes import plans_of
from editorial.admin.content.shown import sides as two_sides
from editorial.admin.content.shown.checklist import lines
from editorial.admin.content.shown.fields import groups
from editorial.admin.content.shown.problems import problems
from editorial.staff import origins, roles
from editorial.text import languages


def sides(request):
    """Return the `Sides` of what a request is about, read once."""
    editing = request.editing
    if editing.sides is None:
        editing.sides = two_sides.sides_of(editing, request.user)
    return editing.sides


def about(request, admin, context):
    """Return what the template needs beside what Django gives it."""
    editing, form = request.editing, context["adminform"].form
    parts = context["inline_admin_formsets"]
    found = {
        "bases": editing.bases_as_text(),
        "may_publish": roles.may_publish(request.user),
        "language": editing.language,
        "language_name": languages.name_of(editing.language),
        "language_tag": languages.tag(editing.language),
    }
    if editing.entry is None:
        notes = {}
        found["languages_to_add"] = [
            {"code": code, "name": languages.name_of(code), "tag": languages.tag(code)}
            for code in languages.at_desk()
        ]
    else:
        notes = sides(request).notes
        found["sides"] = sides(request)
        found |= plans_of(editing)
        found["checklist"] = lines(editing, form, parts)
        found["origins"] = origins.of(request.user, editing.entry)
        found["language_links"] = two_sides.language_links(request.user, editing)
    shown = groups(
        form,
        context["adminform"].fieldsets,
        admin,
        anchor="group-",
        read_only=context["adminform"].readonly_fields,
        notes=two_sides.notes_of_root(notes),
    )
    if shown and not shown[0].heading:
        shown[0].heading = _("In %(language)s") % {"language": found["language_name"]}
    is_wrong = form.is_bound and form.is_judged
    first = admin.groups_before_parts or len(shown)
    return {
        **found,
        "blocks": [*shown[:first], *parts, *shown[first:]],
        "problems": problems(form, shown, parts) if is_wrong else [],
    }
