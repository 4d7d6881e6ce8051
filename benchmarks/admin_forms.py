"""Opens and saves forms of the admin on command: the process behind `benchmarks/admin.py`.

It runs on the code of any checkout, so it knows only settings, addresses and what stands in HTML.
Each line on standard input is a command in JSON; each gets a line in JSON:

    ["list"]                     all entries as [kind, name]
    ["facts", kind, name]        what stands in its form, and the queries for it
    ["open", kind, name]         the seconds of the processor that opening it took
    ["save", kind, name]         the queries of saving it with one changed text
"""

import json
import sys
import time

import django

django.setup()

import html5lib  # noqa: E402 (Django comes first)
from django.contrib import admin  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

CONTROLS = {"input", "select", "textarea"}
# Buttons that end a form otherwise than by making it public now.
OTHER_ENDS = {"_draft", "_plan"}
UNSEEN = {"hidden", "submit", "button", "image", "reset"}


class Forms:
    """The forms of all entries, opened by a superuser."""

    def __init__(self):
        boss = get_user_model().objects.create_superuser("boss", "boss@example.org", "x")
        self.client = Client(SERVER_NAME="localhost")
        self.client.force_login(boss)
        self.urls = dict(self._entries())

    def _entries(self):
        for model in admin.site._registry:
            opts = model._meta
            if "entry" not in {field.name for field in opts.fields}:
                continue
            for row in model._base_manager.select_related("entry"):
                name = row.entry.seed_key or str(row.entry)
                address = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])
                yield (opts.model_name, name), address

    def list(self):
        """List the entries."""
        return list(self.urls)

    def facts(self, kind, name):
        """Count what stands in a form and what it asks the database."""
        with CaptureQueriesContext(connection) as captured:
            response = self._get(kind, name)
        form = form_of(response)
        seen = [control for control in visible(form) if control.get("type") not in UNSEEN]
        return {"inputs": len(seen), "queries": len(captured), "bytes": len(response.content)}

    def open(self, kind, name):
        """Time the opening of a form, with all that makes its HTML."""
        begun = time.process_time()
        self._get(kind, name)
        return time.process_time() - begun

    def save(self, kind, name):
        """Change the first text of a form, publish it, and count the queries."""
        form = form_of(self._get(kind, name))
        data = filled(form)
        text = next(
            control.get("name")
            for control in visible(form)
            if control.get("type") == "text" and data.get(control.get("name"))
        )
        button = next(
            control
            for control in form.iter()
            if control.get("type") == "submit"
            and "formnovalidate" not in control.attrib
            and control.get("name") not in OTHER_ENDS
        )
        data |= {text: f"{data[text]}!", button.get("name"): button.get("value", "")}
        with CaptureQueriesContext(connection) as captured:
            response = self.client.post(self.urls[kind, name], data)
        if response.status_code != 302:
            sys.exit(f"{kind} {name} was not saved: {response.status_code}")
        return len(captured)

    def _get(self, kind, name):
        response = self.client.get(self.urls[kind, name])
        if response.status_code != 200:
            sys.exit(f"{self.urls[kind, name]} answered {response.status_code}")
        return response


def form_of(response):
    """Return the largest form of a page."""
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    return max(page.iter("form"), key=lambda form: len(list(form.iter())))


def visible(element):
    """Yield the controls that are not hidden, nor in Django's empty form for a new part."""
    if "hidden" in element.attrib or "empty-form" in element.get("class", "").split():
        return
    if element.tag in CONTROLS:
        yield element
    for inner in element:
        if isinstance(inner.tag, str):
            yield from visible(inner)


def filled(form):
    """Return what a browser sends if nothing is changed and no button pressed."""
    data = {}
    for control in form.iter():
        if control.tag not in CONTROLS:
            continue
        name, kind = control.get("name"), control.get("type", "text")
        if not name or "disabled" in control.attrib:
            continue
        if control.tag == "textarea":
            data[name] = control.text or ""
        elif control.tag == "select":
            chosen = [o.get("value") for o in control.iter("option") if "selected" in o.attrib]
            if "multiple" not in control.attrib and not chosen:
                chosen = [o.get("value") for o in control.iter("option")][:1]
            data.setdefault(name, []).extend(chosen)
        elif kind in {"checkbox", "radio"}:
            if "checked" in control.attrib:
                data.setdefault(name, []).append(control.get("value", "on"))
        elif kind not in {"submit", "file", "button"}:
            data[name] = control.get("value", "")
    return data


def main():
    """Answer commands until the input ends."""
    forms = Forms()
    for line in sys.stdin:
        command, *arguments = json.loads(line)
        answer = getattr(forms, command)(*arguments)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
