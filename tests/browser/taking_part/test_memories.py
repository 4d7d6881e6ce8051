"""From a memory to the timeline in a real browser: the desk, the sender's phone, the reader."""

import pytest

from involvement.models import MemoryUse
from tests.browser.axe import faults
from tests.involvement.admin.inbox.inbox_client import address
from tests.involvement.memories.memory_client import tell
from tests.involvement.sent_pictures import make_file
from tests.involvement.views.status_page_client import token_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.proof,
]


def test_from_the_page_of_a_memory_to_the_timeline(site, admin, browser):
    memory = tell()
    make_file(memory)
    admin.goto(f"{site.url}{address(memory)}")
    admin.select_option("#draft-kind", "gift")
    admin.click("button[value=draft]")
    admin.wait_for_selector("text=has not said yes")

    admin.goto(f"{site.url}{address(memory)}")
    admin.click("button[value=ask-sender]")
    admin.wait_for_selector("text=asked, no answer yet")

    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 800})
    phone = context.new_page()
    phone.goto(f"{site.url}/en/take-part/mine/{token_of(memory)}/")
    phone.click("text=Look at it, and answer")
    phone.select_option("[name=says]", "named")
    phone.fill("[name=shown_as]", "Larysa W.")
    phone.click("main button[value=answer]")
    phone.wait_for_selector("text=Your answer is saved")
    context.close()

    use = MemoryUse.objects.get()
    admin.goto(f"{site.url}/admin/cities/event/{use.event.object_pk}/change/")
    admin.wait_for_selector("text=Memory of Larysa W.", state="attached")
    assert admin.locator("text=has not said yes").count() == 0


def test_the_pages_hold_for_everybody(site, admin):
    memory = tell()
    admin.goto(f"{site.url}{address(memory)}")
    assert faults(admin) == []
    admin.goto(f"{site.url}/admin/involvement/memories/{memory.pk}/beside/")
    assert faults(admin) == []
    admin.click("button[type=submit].default")
    admin.wait_for_selector("text=Choose an event.")
