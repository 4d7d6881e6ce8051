"""The translate page as a translator uses it: opened, filled in, sent."""

from django.contrib.messages import get_messages
from django.urls import reverse

from editorial import publishing
from editorial.revisions import data as revisions
from editorial.translations.progress import state_of
from tests.html_forms import filled, form_of

ONE, TWO = "6a1f7c1e-0000-4000-8000-000000000001", "6a1f7c1e-0000-4000-8000-000000000002"


def url_of(welcome, language="ja"):
    return reverse("admin:translate", args=[welcome.entry.pk, language])


def opened(client, welcome, language="ja"):
    return filled(form_of(client.get(url_of(welcome, language)), "_base"))


def send(client, welcome, form, language="ja", action="save", **typed):
    data = {**form, "action": action, **typed}
    return client.post(
        url_of(welcome, language), {k.replace("__", "-"): v for k, v in data.items()}
    )


def working(welcome, language="ja"):
    return revisions.texts_of(publishing.versions_of(welcome.entry)[language].working_revision)


def items(welcome, language="ja"):
    return revisions.items_of(publishing.versions_of(welcome.entry)[language].working_revision)


def statuses(welcome, language="ja"):
    state = state_of(publishing.versions_of(welcome.entry))
    return {(s.part, s.field): str(s.status) for s in state.fields_of(language)}


def change_source(welcome, **texts):
    """Publish new texts of the original's root; the others stay."""
    root = {**working(welcome, "en")["root"], **texts}
    publishing.save(welcome.entry, texts={"en": {**working(welcome, "en"), "root": root}})
    publishing.publish(welcome.entry, ["en"])


def draft_source(welcome):
    """Save another title of the original without publishing it."""
    root = {**working(welcome, "en")["root"], "title": "Welcome soon"}
    publishing.save(welcome.entry, texts={"en": {**working(welcome, "en"), "root": root}})


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))
