"""What is printed by ours rather than by Django's templates, in less time: it is the same."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates, get_default_renderer

GROUPS = [("", "–"), ("one", "One & only"), ("Group", [("two", "Two"), ("three", "<Three>")])]


def bare(html):
    """Return HTML without the white space between its tags."""
    return re.sub(r">\s+<", "><", html.strip())


@pytest.mark.parametrize("value", [None, "", "one", "three", 'a "quote" & <tag>', "題"])
@pytest.mark.parametrize(
    "widget",
    [
        forms.TextInput(attrs={"class": "vTextField", "maxlength": 20, "required": True}),
        forms.HiddenInput(),
        forms.NumberInput(attrs={"min": 0}),
        forms.Textarea(attrs={"rows": 3, "aria-label": 'A "name"'}),
        forms.CheckboxInput(attrs={"disabled": False}),
        forms.URLInput(attrs={"lang": "zh-Hant"}),
        forms.Select(choices=GROUPS, attrs={"aria-describedby": "id_help"}),
        forms.RadioSelect(choices=GROUPS),
        forms.CheckboxSelectMultiple(choices=GROUPS),
    ],
    ids=lambda widget: type(widget).__name__,
)
def test_a_widget_prints_what_djangos_own_template_prints(widget, value):
    ours, djangos = (
        widget.render("name", value, {"id": "id_name"}, renderer)
        for renderer in (get_default_renderer(), DjangoTemplates())
    )

    assert bare(ours) == bare(djangos)
