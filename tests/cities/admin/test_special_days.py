"""Special days of a meeting on its form: named in words, and checked against the rule."""

from datetime import date, time

import pytest

from cities.models import MeetingException
from tests.admin_client import filled_in, sign_in
from tests.builders import make_meeting_rule
from tests.html_forms import filled, form_of

pytestmark = pytest.mark.django_db


def parts_on(response):
    """List what the parts of a form are called, each with the letters beside its name."""
    (parts,) = response.context["inline_admin_formsets"]
    return [(part.name, part.summary) for part in parts.shown]


def address(rule):
    return f"/admin/cities/meetingrule/{rule.pk}/change/"


def added(client, rule):
    """Press "Add a special day"; return what a browser would send back."""
    url = address(rule)
    data = filled_in(client.get(url)) | {"_add": "meetingexceptions"}
    return client.post(url, data)


@pytest.mark.parametrize(
    ("otherwise", "summary"),
    [
        ({"cancelled": True}, "Cancelled"),
        ({"new_day": date(2026, 12, 9), "new_time": time(18)}, "December 9, 2026"),
        ({"new_time": time(18)}, "6:00 PM"),
    ],
)
def test_a_special_day_is_called_by_its_day_and_says_what_is_otherwise(client, otherwise, summary):
    rule = make_meeting_rule(exceptions=[{"day": date(2026, 12, 2), **otherwise}])
    sign_in(client)

    shown = parts_on(client.get(address(rule)))

    assert [(name, said.replace("\u202f", " ")) for name, said in shown] == [
        ("December 2, 2026", summary)
    ]


def test_a_special_day_that_was_just_added_has_no_name_yet(client):
    rule = make_meeting_rule()
    sign_in(client)

    response = added(client, rule)

    assert parts_on(response) == [("", "")]
    assert "TypedDate" not in response.content.decode()


def test_an_error_of_a_special_day_names_it_as_it_was_typed(client):
    rule = make_meeting_rule()
    sign_in(client)
    typed = filled(form_of(added(client, rule), "_bases"))
    typed |= {"meetingexceptions-0-day": "12/2/2026", "_draft": "on"}

    response = client.post(address(rule), typed)

    assert parts_on(response) == [("12/2/2026", "")]
    assert "TypedDate" not in response.content.decode()
    assert not MeetingException.objects.exists()


def test_the_checklist_names_the_nearest_day_of_the_rule(client):
    rule = make_meeting_rule()
    sign_in(client)
    typed = filled(form_of(added(client, rule), "_bases"))
    typed |= {"meetingexceptions-0-day": "12/9/2026", "meetingexceptions-0-cancelled": "on"}

    client.post(address(rule), typed | {"_draft": "on"})

    assert (
        "December 9, 2026 is no day of this rule, so nothing can be otherwise on it. The nearest "
        "one is December 2, 2026."
    ) in client.get(address(rule)).content.decode()
