"""Memories on their way to the timeline, for tests: told, drafted, answered, published."""

from cities.models import Event
from editorial import publishing
from involvement.memories import asking, drafts
from tests.admin_client import sign_in
from tests.involvement.sent_pictures import make_memory

WORDS = "The bell came by ship.\nWe children rang it until dark."


def tell(**values):
    """Make the memory of an adult who lets it be shown without a name."""
    usual = {"may_publish": True, "message": WORDS, "details": {"year": "about 1978"}}
    return make_memory(**{**usual, **values})


def draft(memory, *, by=None):
    """Make a draft event of a memory; return its `MemoryUse`."""
    return drafts.draft_event(memory, "gift", by=by)


def say(memory, yes=True, name=""):
    """Ask who told a memory, and have them answer."""
    asking.ask(memory, base="https://example.org", by=None, version=None)
    return asking.answer(memory, yes, shown_as=name)


def publish(use, **more):
    """Publish all of an event that was made of a memory, by the door of the form."""
    versions = publishing.versions_of(use.event)
    return publishing.publish_change(
        use.event, facts=versions.facts("working"), texts=versions.texts("working"), **more
    )


def event_of(use):
    """Return the live row of the event of a use."""
    return Event.objects.get(entry=use.event)


def at_the_desk(client):
    """Sign somebody in who may do everything."""
    return sign_in(client)
