"""What forms have in common: errors as sentences that lead to their fields, and choices."""

from dataclasses import dataclass

from django import forms


@dataclass(frozen=True)
class Problem:
    """One item to correct: its sentence, and the id of the control, "" for the whole form."""

    text: str
    anchor: str = ""


class PlainForm(forms.Form):
    """A form that reads well without scripts, with errors of our own."""

    # Whether somebody had begun to fill it in when another form or language was asked for.
    is_typed = False

    def show_typed(self, data):
        """Show what was typed, without judging it, unless this is the form that was sent."""
        if self.is_bound:
            return
        typed = {
            name: field.widget.value_from_datadict(data, {}, self.add_prefix(name))
            for name, field in self.fields.items()
        }
        before = {name: self.get_initial_for_field(self.fields[name], name) for name in typed}
        self.is_typed = any(str(typed[name] or "") != str(before[name] or "") for name in typed)
        self.initial.update(typed)

    def problems(self):
        """List what is to be corrected, in the order of the fields."""
        whole = [Problem(text) for text in self.non_field_errors()]
        return whole + [
            Problem(text, _first_control(field)) for field in self for text in field.errors
        ]


def read_choices(form):
    """Read the rows that a form offers, so that its template asks for nothing."""
    for field in form.fields.values():
        if isinstance(field, forms.ModelChoiceField):
            field.choices = list(field.choices)


def _first_control(field):
    # A group of radio buttons has no id of its own to go to.
    return field.id_for_label or f"{field.auto_id}_0"
