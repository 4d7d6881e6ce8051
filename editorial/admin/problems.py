"""What is wrong with a form that was sent: one list at its top, each line a link to its field."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: what it is about, where it stands on the page, and the words."""

    label: str
    anchor: str
    words: str


def anchor_of(bound):
    """Return where a field stands: its input, or what is around several inputs, such as ticks."""
    return bound.id_for_label or bound.auto_id


def problems_of(form):
    """List every `Problem` of a form without parts, in the order of its fields."""
    found = [Problem("", "", str(error)) for error in form.non_field_errors()]
    return found + [
        Problem(str(bound.label), "" if bound.is_hidden else anchor_of(bound), str(error))
        for bound in form
        for error in bound.errors
    ]


class ProblemsOnTop:
    """For a `ModelAdmin` whose form has no parts: above it stands what is wrong with it."""

    def render_change_form(self, request, context, *args, **more):
        context["problems"] = problems_of(context["adminform"].form)
        context["loses_files"] = bool(request.FILES)
        # Django's own sentence, which names no field, is not wanted besides.
        context["errors"] = None
        # An address by itself would keep the fragment of the last jump to a field.
        more["form_url"] = more.get("form_url") or request.get_full_path()
        return super().render_change_form(request, context, *args, **more)
