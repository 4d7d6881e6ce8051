"""A clock that runs a year ahead for a while, or is put back an hour: nothing is lost by it.

Each test names what depends on the time, and what the jump does to it. That a round under such a
clock disposes of nothing stands in `tests/involvement/records/test_rounds.py`.
"""

import uuid
from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db.utils import OperationalError
from django.utils import timezone
from post_office.models import STATUS, Email

from editorial.cache import version as content_version
from editorial.cache.wsgi import PageCache
from editorial.models import Act, Action, PreviewLink, Unsaved
from editorial.publishing.planned import schedule
from involvement.errors import TooOftenError, UnusualRoundError
from involvement.intake import form_token, spam
from involvement.mail import delivery, outbox
from involvement.models import Lease
from involvement.records import retention
from involvement.submissions import sender
from involvement.worker import health, leases
from involvement.worker.health import Level
from tests.accounts.people import browser, is_in, make_account, sign_in
from tests.builders import make_page
from tests.editorial.cache.wsgi_client import Site, ask
from tests.submissions import make_form, make_mail, make_submission

pytestmark = pytest.mark.django_db

YEAR = timedelta(days=365)
HOUR = timedelta(hours=1)


class Clock:
    """The clock of the machine, which a test sets wrong and right again."""

    def __init__(self, now):
        self._now, self.wrong_by = now, timedelta()

    def __call__(self):
        return self._now() + self.wrong_by

    def seconds(self):
        return self().timestamp()


@pytest.fixture
def clock(monkeypatch):
    clock = Clock(timezone.now)
    monkeypatch.setattr(timezone, "now", clock)
    return clock


AHEAD = pytest.mark.parametrize("jump", [YEAR, HOUR], ids=["a year", "an hour"])


# --- Signing in -------------------------------------------------------------------------------


@AHEAD
def test_who_mistyped_under_a_clock_ahead_may_sign_in_when_it_is_right(clock, jump):
    make_account()
    clock.wrong_by = jump
    for number in range(10):
        sign_in(browser(), "ann", f"wrong {number}")

    clock.wrong_by = timedelta()

    assert is_in(signed_in(browser()))


def signed_in(client):
    sign_in(client)
    return client


def test_a_session_that_began_a_year_ahead_ends_with_the_clock_put_right(clock):
    make_account()
    clock.wrong_by = YEAR
    client = signed_in(browser())
    assert is_in(client)

    clock.wrong_by = timedelta()

    assert not is_in(client)
    assert is_in(signed_in(client))


def test_who_is_signed_in_stays_so_when_the_clock_is_put_back_an_hour(clock):
    make_account()
    client = signed_in(browser())

    clock.wrong_by = -HOUR

    assert is_in(client)


# --- Publishing -------------------------------------------------------------------------------


def test_what_was_planned_is_published_once_whatever_the_clock_does(clock):
    page = make_page(lede="Words", public=False)
    schedule.schedule(page.entry, "en", timezone.now() + timedelta(minutes=30))

    done = []
    for clock.wrong_by in (-HOUR, timedelta(), HOUR, timedelta(), -HOUR, HOUR):
        done.append(schedule.run_due())

    assert done == [(0, 0), (0, 0), (1, 0), (0, 0), (0, 0), (0, 0)]
    published = Action.objects.filter(act__entry=page.entry, kind=Action.Kind.PUBLISH)
    assert published.filter(language="en").count() == 1


def test_a_withdrawal_under_a_clock_ahead_can_be_taken_back_and_does_not_come_again(clock):
    page = make_page()
    schedule.schedule_withdrawal(page.entry, "en", timezone.now() + timedelta(minutes=30))
    clock.wrong_by = YEAR
    assert schedule.run_due() == (0, 1)

    clock.wrong_by = timedelta()

    assert schedule.run_due() == (0, 0)
    assert Act.objects.filter(entry=page.entry, actions__kind=Action.Kind.WITHDRAW).exists()


def test_a_page_kept_under_a_clock_ahead_is_made_anew_when_it_is_right(clock):
    clock.wrong_by = YEAR
    site = Site(until=clock.seconds() + 60)
    cache = PageCache(site, clock=clock.seconds)
    for _ in range(2):
        ask(cache)
    assert site.asked == 1

    clock.wrong_by = timedelta()
    ask(cache)

    assert site.asked == 2


def test_a_database_that_was_silent_under_a_clock_ahead_is_asked_when_it_is_right(
    clock, monkeypatch
):
    clock.wrong_by = YEAR
    site = Site(until=clock.seconds() + 60)
    cache = PageCache(site, clock=clock.seconds)
    ask(cache)
    with monkeypatch.context() as silent:
        silent.setattr(content_version, "current", _no_answer)
        ask(cache)
    assert site.asked == 1

    clock.wrong_by = timedelta()
    ask(cache)

    assert site.asked == 2


def _no_answer():
    raise OperationalError("no answer")


# --- What staff were told is kept -------------------------------------------------------------


def test_copies_of_what_others_typed_live_through_a_clock_ahead(clock, django_user_model):
    ann, ben = (django_user_model.objects.create(username=name) for name in ("ann", "ben"))
    kind = ContentType.objects.get_for_model(make_page())
    keep(ann, kind)

    clock.wrong_by = YEAR
    keep(ben, kind)
    clock.wrong_by = timedelta()

    assert Unsaved.objects.of(ann, kind, None).count() == 1


def test_the_copy_of_now_is_kept_beside_many_that_lie_ahead(clock, django_user_model):
    ann = django_user_model.objects.create(username="ann")
    kind = ContentType.objects.get_for_model(make_page())
    clock.wrong_by = YEAR
    for _ in range(60):
        keep(ann, kind)

    clock.wrong_by = timedelta()
    newest = keep(ann, kind)

    assert Unsaved.objects.filter(pk=newest.pk).exists()


def keep(user, kind):
    return Unsaved.objects.keep(user, kind, None, uuid.uuid4(), [["title_en", "Typed"]])


def test_a_preview_link_works_again_after_a_clock_ahead(clock):
    link = PreviewLink.objects.create(entry=make_page().entry)
    clock.wrong_by = YEAR
    assert not link.is_working

    clock.wrong_by = timedelta()

    assert link.is_working


# --- Forms and mail ---------------------------------------------------------------------------


@pytest.mark.parametrize("jump", [YEAR, -HOUR], ids=["a year ahead", "an hour back"])
def test_a_form_that_is_open_over_a_jump_is_no_sign_of_spam(clock, jump):
    token = form_token.new_token("question", "adult")

    clock.wrong_by = jump

    found = spam.signs(honeypot="", shown_for=token.age, hits=1, print_of_it="a")
    assert found == []


@AHEAD
def test_mail_that_failed_under_a_clock_ahead_goes_out_when_it_is_right(clock, jump):
    make_form()
    email = make_mail(STATUS.requeued).email
    clock.wrong_by = jump
    Email.objects.filter(pk=email.pk).update(scheduled_time=timezone.now())

    clock.wrong_by = timedelta()
    assert not delivery.mail_is_due()
    delivery.bring_forward()

    assert delivery.mail_is_due()


def test_mail_that_waited_when_the_clock_ran_ahead_can_be_sent_again(clock):
    make_form()
    mail = make_mail(STATUS.queued)
    clock.wrong_by = YEAR
    delivery.put_aside_old()
    clock.wrong_by = timedelta()
    assert list(outbox.failed()) == [mail]

    outbox.send_again(mail)

    assert delivery.mail_is_due()


def test_a_sender_who_wrote_much_under_a_clock_ahead_may_write_when_it_is_right(clock):
    make_form()
    submission = make_submission()
    clock.wrong_by = YEAR
    for number in range(sender.MOST_A_DAY):
        sender.add(submission, f"Number {number}", seen=number)
    with pytest.raises(TooOftenError):
        sender.add(submission, "One more", seen=sender.MOST_A_DAY)

    clock.wrong_by = timedelta()
    sender.add(submission, "One more", seen=sender.MOST_A_DAY)

    assert submission.messages.filter(text="One more").exists()


# --- The worker -------------------------------------------------------------------------------


def ends_ahead(name, jump):
    """Let a lease be as a database's clock has left it that ran ahead."""
    row = Lease.objects.get(name=name)
    row.until += jump
    row.save()


@AHEAD
def test_the_lease_of_a_dead_worker_is_not_waited_for_until_its_time_comes(monkeypatch, jump):
    assert leases.Hold("worker").keep()
    ends_ahead("worker", jump)
    running = Monotonic(monkeypatch)
    other = leases.Hold("worker")

    assert not other.keep()
    running.seconds += leases.LENGTH.total_seconds() - 1
    assert not other.keep()
    running.seconds += 2

    assert other.keep()


@AHEAD
def test_a_living_worker_keeps_its_lease_over_a_jump(monkeypatch, jump):
    running = Monotonic(monkeypatch)
    first, other = leases.Hold("worker"), leases.Hold("worker")
    assert first.keep()
    ends_ahead("worker", jump)

    for _ in range(10):
        running.seconds += 21
        assert first.keep()
        assert not other.keep()


class Monotonic:
    """The clock that never jumps, which a test lets go on."""

    def __init__(self, monkeypatch):
        self.seconds = 1000.0
        monkeypatch.setattr(leases.time, "monotonic", lambda: self.seconds)


def test_the_daily_round_comes_within_a_day_of_a_clock_put_right():
    day = timedelta(days=1)
    assert leases.is_due("daily", day)
    ends_ahead("daily", YEAR)

    assert leases.is_due("daily", day)
    assert not leases.is_due("daily", day)


def test_a_round_under_a_clock_ahead_takes_nothing_that_somebody_was_promised(clock):
    make_form()
    retention.daily(timezone.now())
    submission = make_submission()
    link = PreviewLink.objects.create(entry=make_page().entry)

    clock.wrong_by = YEAR
    with pytest.raises(UnusualRoundError):
        retention.daily(timezone.now())

    submission.refresh_from_db()
    link.refresh_from_db()


def test_health_sees_a_worker_that_died_under_a_clock_ahead():
    leases.Hold("worker").keep()
    ends_ahead("worker", YEAR)

    (found,) = [finding for finding in health.findings() if finding.part == "worker"]

    assert found.level == Level.WARNING


def test_a_backup_whose_name_lies_ahead_is_none_of_late(settings, clock):
    name = f"{timezone.now() + YEAR:%Y-%m-%dT%H%M%SZ}"
    (settings.DATA_DIR / "backups" / name).mkdir(parents=True)

    (found,) = [finding for finding in health.findings() if finding.part == "backup"]

    assert found.level == Level.WARNING
