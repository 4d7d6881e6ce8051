"""A field of our own forms: its label, its help and its errors belong to it for a screen reader."""

import html5lib
from django import forms


class Form(forms.Form):
    name = forms.CharField(label="Name", help_text="Any.", error_messages={"required": "No."})
    agree = forms.BooleanField(label="Agree", help_text="If you like.", required=False)


def group(form, name):
    """Return the elements of a field, read as a browser does."""
    html = form[name].as_field_group()
    return html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)[0]


def test_help_and_errors_describe_the_control():
    field = group(Form({}), "name")

    control = field.find(".//input")
    by_id = {element.get("id"): "".join(element.itertext()).strip() for element in field.iter()}
    assert [by_id[key] for key in control.get("aria-describedby").split()] == ["Any.", "No."]
    assert control.get("aria-invalid") == "true"
    assert field.find("label").attrib == {"for": "id_name"}
    assert field.get("class") == "field field--error"


def test_the_label_of_a_box_to_tick_stands_behind_it():
    field = group(Form(), "agree")

    assert [element.tag for element in field.find("div")] == ["input", "label"]
    assert field.find("div/input").get("aria-describedby") == field.find("p").get("id")
    assert field.get("class") == "field option"
