"""Each list of the desk with 10,000 rows takes at most twice the time that it takes with 50.

With `-m "" --log-cli-level=INFO` it tells the figures of `docs/performance.md`.
"""

import logging
import time

import pytest
from django.urls import reverse
from django.utils import timezone

from editorial.models import Entry
from tests.admin_client import sign_in
from tests.editorial.readers.inviting import invite, paragraphs_of, suggest
from tests.saltlake_sister.admin_rows import make_rows
from tests.saltlake_sister.many_copies import copied, copied_acts, copied_things
from tests.submissions import make_closed

pytestmark = [pytest.mark.django_db, pytest.mark.proof, pytest.mark.alone]

log = logging.getLogger(__name__)

FEW, MANY, TIMES = 50, 10_000, 7
# Others may keep the machine busy: what looks slow is measured so often again.
ROUNDS = 3
CONTENT = [
    "cities.City",
    "cities.Event",
    "cities.Goal",
    "cities.MeetingRule",
    "cities.Source",
    "pages.Page",
    "involvement.Letter",
]


def things(label):
    return lambda rows, number: copied_things(rows[label], number)


def plain(label):
    return lambda rows, number: copied(rows[label], number)


def pages_changed(rows, number):
    copied_acts(list(Entry.objects.all()), number)


def submissions(rows, number):
    return copied(rows["involvement.Submission"], number)


def ideas(rows, number):
    sent = submissions(rows, number)
    copied(rows["involvement.Idea"], number, submission_id=[each.pk for each in sent])


def memories(rows, number):
    sent, memory = submissions(rows, number), rows["cities.Memory"]
    told = copied(memory, number)
    copied(
        memory.use,
        number,
        submission_id=[each.pk for each in sent],
        memory_id=[each.pk for each in told],
    )


def mails(rows, number):
    mail = rows["involvement.Mail"]
    emails = copied(mail.email, number)
    copied(mail, number, email_id=[each.pk for each in emails])


def due(rows, number):
    copied(make_closed(), number)


def suggestions(rows, number):
    city = rows["cities.City"]
    words = next(iter(paragraphs_of(city, "en")))
    said = suggest(invite("en")[0], city, words, f"{words}, or so")
    copied(said, number, seen=[f"{number + n:032x}" for n in range(number)])


def invitations(rows, number):
    # Only those that still work are few.
    copied(invite("en")[0], number, revoked_at=[timezone.now()] * number)


def everything(rows, number):
    """What Today looks at: events, what people sent, mail, drafts, what was done."""
    copied_things(rows["cities.Event"], number)
    pages_changed(rows, number)
    ideas(rows, number)
    mails(rows, number)


def changelist(label):
    return f"admin:{label.replace('.', '_').lower()}_changelist"


LISTS = {
    **{label: (changelist(label), things(label)) for label in CONTENT},
    **{
        label: (changelist(label), plain(label))
        for label in (
            "editorial.Picture",
            "editorial.AuditEntry",
            "accounts.User",
            "involvement.Disposition",
        )
    },
    "everything there is": (changelist("editorial.Entry"), things("pages.Page")),
    "history of all": ("admin:changes", pages_changed),
    "translations": ("admin:translations", things("pages.Page")),
    "inbox": (changelist("involvement.Submission"), submissions),
    "ideas": (changelist("involvement.Idea"), ideas),
    "memories": (changelist("cities.Memory"), memories),
    "outbox": (changelist("involvement.Mail"), mails),
    "due for disposal": ("admin:involvement_due", due),
    "suggestions": ("admin:suggestions", suggestions),
    "native readers": ("admin:readers", invitations),
    "Today": ("admin:index", everything),
}


def milliseconds(client, address):
    """Return what the processor works for one opening, the least of several."""
    found = []
    for _time in range(TIMES + 1):
        begun = time.process_time()
        assert client.get(address).status_code == 200
        found.append((time.process_time() - begun) * 1000)
    # The first one warms up.
    return min(found[1:])


@pytest.mark.parametrize("name", LISTS)
def test_a_long_list_takes_at_most_twice_the_time_of_a_short_one(client, name):
    view, grow = LISTS[name]
    rows = make_rows()
    sign_in(client)
    address = reverse(view)

    grow(rows, FEW)
    short = milliseconds(client, address)
    grow(rows, MANY - FEW)
    long = milliseconds(client, address)
    for _round in range(ROUNDS):
        if long >= 2 * short:
            long = min(long, milliseconds(client, address))

    log.info("| %s | %.0f | %.0f | %.2f |", name, short, long, long / short)
    assert long < 2 * short
