"""An answer that still has gaps to fill in is not sent."""

import pytest
from post_office.models import Email

from tests.involvement.admin.inbox.inbox_client import address, press, said_in, typed_in
from tests.submissions import make_letter, make_submission

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("gap", ["[the reason]", "［理由］", "Because [\u2026] of it"])
def test_a_gap_of_a_letter_is_to_be_filled_in(client, olena, gap):
    submission = make_submission()

    response = press(client, submission, "answer", subject="Your idea", text=f"Not now: {gap}")

    assert "Fill in what stands in square brackets" in response.content.decode()
    assert gap in response.content.decode()
    assert not Email.objects.exists()


def test_a_letter_is_sent_once_its_gap_is_filled_in(client, olena):
    submission = make_submission()
    letter = make_letter(body="Not now: [the reason]")
    page = client.get(f"{address(submission)}?letter={letter.pk}")
    typed = typed_in(page, "answer")
    typed["text"] = typed["text"].replace("[the reason]", "there is no money (this year).")

    client.post(address(submission), typed)

    assert said_in(Email.objects.get()) == "Not now: there is no money (this year)."
