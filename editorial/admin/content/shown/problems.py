"""What is wrong with a form that was sent: one list, each line a link to its field."""

from django.utils.translation import gettext as _

from editorial.admin.problems import Problem, anchor_of


def problems(form, shown_groups, parts):
    """List every `Problem` of a form and its parts, in the order of the page."""
    found = [Problem("", "", str(error)) for error in form.non_field_errors()]
    found += _of(shown_groups, form)
    for kind in parts:
        found += [Problem(kind.heading, kind.anchor, str(e)) for e in kind.non_form_errors]
        for part in kind.shown:
            if part.has_errors:
                name = part.name or part.kind
                words = part.form.non_field_errors()
                found += [Problem(name, f"part-{part.key}", str(error)) for error in words]
                found += _of(part.groups, part.form, name)
    return found


def _of(shown_groups, form, part=""):
    if not form.errors:
        return []
    shown = [x for group in shown_groups for line in group.lines for x in line if x.bound]
    found = []
    for one in shown:
        label = _("%(part)s: %(field)s") % {"part": part, "field": one.label} if part else one.label
        found += [Problem(label, anchor_of(one.bound), str(error)) for error in one.errors]
    hidden = form.errors.keys() - {one.name for one in shown} - {"__all__"}
    found += [
        Problem(part, "", str(error)) for name in sorted(hidden) for error in form.errors[name]
    ]
    return found
