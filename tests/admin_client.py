"""Filling in the admin's forms the way a browser does: everything shown is sent back."""

from accounts.models import User

PUBLISH = {"_publish": "on"}


def sign_in(client, *, username="editor"):
    """Sign a staff member with all rights in; return the user."""
    user = User.objects.create_superuser(username, f"{username}@example.org", "secret")
    client.force_login(user)
    return user


def filled_in(response):
    """Return what a browser would send if nothing were changed on a form of the admin.

    No button is pressed, as by Enter; `PUBLISH` is what the button for the public adds.
    """
    context = response.context
    data = {"_bases": context["bases"]} if "bases" in context else {}
    if context.get("form_id"):
        data["_form_id"] = str(context["form_id"])
    if "languages_to_add" in context:
        data["_language"] = context["language"]
    _add_form(data, response.context["adminform"].form)
    for inline in response.context["inline_admin_formsets"]:
        _add_form(data, inline.formset.management_form)
        for form in inline.formset.forms:
            _add_form(data, form)
    return data


def _add_form(data, form):
    for bound in form:
        value = bound.value()
        if value is None or value is False or bound.field.disabled:
            continue
        if isinstance(value, list | tuple):
            value = [str(getattr(item, "pk", item)) for item in value]
        elif value is True:
            value = "on"
        data[bound.html_name] = value
