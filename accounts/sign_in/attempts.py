"""How often somebody may try: asked before a password is hashed, counted in the database.

Three things limit a try. What somebody tried on one account from one network; what came from one
network at all, so that nobody guesses through all accounts; and whether an account is tried from
everywhere, which leaves every new network one try. A device that signed in before has tries of its
own. So neither an account nor an office behind one address can be locked from outside, and what is
held back costs no hashing. How many passwords are hashed at once is said by `hashing.py`.
"""

import math
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Attempt
from accounts.sign_in import devices, held_back, history, locks
from editorial.web.network import network_of

DAY = timedelta(days=1)
# So far apart the clocks of several machines may be.
AMONG_MACHINES = timedelta(minutes=1)


@dataclass(frozen=True)
class Rule:
    """So many wrong tries are free; then one waits, twice as long after each further one."""

    free: int
    first: timedelta
    longest: timedelta
    window: timedelta

    def wait(self, number, last, now):
        """Return how long to wait still after `number` wrong tries, the last of them at `last`."""
        if number < self.free:
            return timedelta(0)
        pause = min(self.first * 2 ** min(number - self.free, 20), self.longest)
        return max(min(last, now) + pause - now, timedelta(0))


OF_ONE = Rule(5, timedelta(seconds=30), timedelta(minutes=15), DAY)
# While an account is tried from everywhere, a network that is new to it has one try.
OF_ONE_MEANWHILE = Rule(1, timedelta(minutes=15), timedelta(minutes=15), DAY)
FROM_EVERYWHERE = 100
OF_NETWORK = Rule(60, timedelta(seconds=10), timedelta(minutes=2), timedelta(hours=1))
# Mail about a forgotten password.
OF_MAIL = Rule(3, timedelta(minutes=5), timedelta(hours=2), DAY)

PASSWORD, CODE, PASSKEY, MAIL = "password", "code", "passkey", "mail"
# What the audit log says of tries that were held back; of mail it says nothing.
_TOLD = {
    PASSWORD: "held back, {} since the last try that was looked at",
    CODE: "code held back, {} since the last try that was looked at",
    PASSKEY: "passkey held back, {} since the last try that was looked at",
}
_NO_ROOM = "held back, {} in a day, because too many came at once"


class TooManyError(Exception):
    """It was tried too often. `wait` is how long to wait still."""

    def __init__(self, wait):
        super().__init__()
        self.wait = wait


class Tries:
    """The tries of somebody, from where the request comes.

    `account` is what they try to open, None for a name that nobody has; `typed` is that name.
    """

    def __init__(self, request, account, *, purpose=PASSWORD, typed=""):
        self._request, self._account, self._purpose = request, account, purpose
        self._rows = []
        self._one = self._everywhere = self._network = None
        self._rule = OF_MAIL if purpose == MAIL else OF_ONE
        self._find_keys(typed)

    def _find_keys(self, typed):
        account, purpose = self._account, self._purpose
        whose = str(account.pk) if account else f"nobody\0{typed.strip().casefold()}"
        if device := devices.name_of(self._request, account):
            self._one = _digest(purpose, "device", whose, device)
            return
        network = network_of(self._request)
        self._one = _digest(purpose, "one", whose, network)
        self._everywhere = _digest(purpose, "everywhere", whose)
        if purpose in {PASSWORD, MAIL}:
            self._network = _digest(purpose, "network", network)

    def begin(self):
        """Note a try before it is looked at. Raises TooManyError; then it is not to be looked at.

        What is held back does not count, so that the limit passes by itself.
        """
        now = timezone.now()
        keys = [key for key in (self._one, self._everywhere, self._network) if key]
        with transaction.atomic():
            locks.take(keys)
            waits = self._waits(now)
            if not any(waits.values()):
                held_back.tell_rest(keys)
                self._rows = Attempt.objects.bulk_create(Attempt(key=key, at=now) for key in keys)
                return
            self._hold_back(self._one if waits.get(self._one) else self._network, now)
        raise TooManyError(max(waits.values()))

    def succeeded(self):
        """Take back this try, and what was tried wrongly before by the same person."""
        self._take_back()
        Attempt.objects.filter(key=self._one).delete()

    @transaction.atomic
    def not_looked_at(self):
        """Take back a try for which there was no room; the audit log counts it by itself."""
        key = _digest("no room", self._network or self._one)
        locks.take([key])
        self._take_back()
        held_back.count(key, timezone.now(), history.about(self._request, None), _NO_ROOM)

    def left(self):
        """Return how many more may be wrong before one has to wait."""
        counted = self._counted(timezone.now())
        return max(self._rule_of_one(counted).free - counted.get(self._one, (0, None))[0], 0)

    def _take_back(self):
        Attempt.objects.filter(pk__in=[row.pk for row in self._rows]).delete()

    def _hold_back(self, key, now):
        """Count one more. Of a whole network no account is named: each try has another one."""
        if note := _TOLD.get(self._purpose):
            account = self._account if key == self._one else None
            held_back.count(key, now, history.about(self._request, account), note)

    def _rule_of_one(self, counted):
        is_tried_everywhere = counted.get(self._everywhere, (0, None))[0] >= FROM_EVERYWHERE
        return OF_ONE_MEANWHILE if is_tried_everywhere else self._rule

    def _waits(self, now):
        """Map what limits this try to how long it makes one wait still."""
        counted = self._counted(now)
        waits = {self._one: self._rule_of_one(counted).wait(*counted.get(self._one, (0, now)), now)}
        if self._network:
            lately = (now - OF_NETWORK.window, now)
            number, last = _numbers([self._network], *lately).get(self._network, (0, now))
            waits[self._network] = OF_NETWORK.wait(number, last, now)
        return waits

    def _counted(self, now):
        return _numbers(filter(None, [self._one, self._everywhere]), now - DAY, now)


class PasskeysAtTheDoor(Tries):
    """Passkeys before anybody said who they are: nothing is guessed, but each refusal is a line.

    So a network has as many as it has passwords, and a device that signed in before, as whoever,
    has some of its own.
    """

    def __init__(self, request):
        super().__init__(request, None, purpose=PASSKEY)

    def _find_keys(self, typed):
        if device := devices.any_name(self._request):
            self._one = _digest(PASSKEY, "device", device)
        else:
            self._network = _digest(PASSKEY, "network", network_of(self._request))


def in_words(wait):
    """Say how long to wait: "30 seconds", "4 minutes", "2 hours"."""
    seconds = math.ceil(wait.total_seconds())
    if seconds < 60:
        return ngettext("%(number)d second", "%(number)d seconds", seconds) % {"number": seconds}
    minutes = math.ceil(seconds / 60)
    if minutes < 60:
        return ngettext("%(number)d minute", "%(number)d minutes", minutes) % {"number": minutes}
    hours = math.ceil(minutes / 60)
    return ngettext("%(number)d hour", "%(number)d hours", hours) % {"number": hours}


def sentence(error):
    """Say that it was tried too often, and when it may be tried again."""
    words = _("That was tried too often. Try again in %(time)s; until then nothing is looked at.")
    return words % {"time": in_words(error.wait)}


def forget(now=None):
    """Delete tries older than a day; return their number. What was held back is told by then."""
    held_back.forget((now or timezone.now()) - DAY)
    return Attempt.objects.filter(at__lt=(now or timezone.now()) - DAY).delete()[0]


def use_once(account, code):
    """Return whether a code of an account was not used before; then it is now, everywhere."""
    key = _digest("used", str(account.pk), code)
    with transaction.atomic():
        locks.take([key])
        if Attempt.objects.filter(key=key).exists():
            return False
        Attempt.objects.create(key=key, at=timezone.now())
    return True


def _numbers(keys, since, now):
    """Map keys to how many tries they have since then, and when the last one was.

    What a clock that ran ahead has noted does not count: nobody shall wait until that time comes.
    """
    noted = Attempt.objects.filter(key__in=list(keys), at__gt=since, at__lte=now + AMONG_MACHINES)
    found = noted.values("key").order_by()
    rows = found.annotate(number=Count("pk"), last=Max("at"))
    return {row["key"]: (row["number"], row["last"]) for row in rows}


def _digest(*parts):
    return salted_hmac("accounts.attempts", "\0".join(parts), algorithm="sha256").hexdigest()
