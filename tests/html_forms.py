"""Reading the forms of a page as a browser without JavaScript does."""

import html5lib


def forms_of(response):
    """List the forms of a page."""
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    return list(page.iter("form"))


def form_of(response, name):
    """Return the one form of a page that holds a control of this name."""
    (form,) = [
        form
        for form in forms_of(response)
        if any(control.get("name") == name for control in form.iter())
    ]
    return form


def form_sent_to(response, address):
    """Return the one form of a page that is sent to an address."""
    (form,) = [form for form in forms_of(response) if form.get("action") == address]
    return form


def filled(form):
    """Return what a browser would send if nothing were typed; buttons are not pressed."""
    data = {}
    for control in form.iter():
        name, kind = control.get("name"), control.get("type", "text")
        if not name or control.get("disabled") is not None:
            continue
        if control.tag == "textarea":
            # The parser drops a line end right after the tag, as browsers do.
            data[name] = control.text or ""
        elif control.tag == "select":
            options = [o.get("value") for o in control.iter("option") if "selected" in o.attrib]
            if control.get("multiple") is not None:
                data |= {name: options} if options else {}
                continue
            data[name] = options[0] if options else next(control.iter("option")).get("value")
        elif control.tag == "input" and kind in {"checkbox", "radio"}:
            if "checked" in control.attrib:
                data[name] = control.get("value", "on")
        elif control.tag == "input" and kind != "submit":
            data[name] = control.get("value", "")
    return data


def buttons(form):
    """List the buttons of a form as (name, value, words), in their order."""
    return [
        (button.get("name"), button.get("value"), " ".join("".join(button.itertext()).split()))
        for button in form.iter("button")
    ]
