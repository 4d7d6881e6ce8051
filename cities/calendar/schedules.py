"""Which announced schedules of meetings run out while no other follows."""

import re

from cities.models import MeetingRule


def ending(last_day):
    """List the public rules of meetings that end by a day and that no public one follows."""
    rules = list(MeetingRule.objects.visible_to_anyone().in_order())
    followed = _followed(rules)
    return [rule for rule in rules if rule.valid_until <= last_day and rule.pk not in followed]


def _followed(rules):
    """Return the keys of the rules that another one follows; each follows one at the most.

    That is the next one of the same name, which goes on for longer: the years in a name do not
    count. A body may be called otherwise from one schedule to the next, so what begins after the
    end of a rule and follows none by its name follows that one.
    """
    followed, following = set(), set()
    for follows in (_goes_on, _begins_after):
        for rule in rules:
            if rule.pk in followed:
                continue
            for other in rules:
                if other.pk not in following and follows(rule, other):
                    followed.add(rule.pk)
                    following.add(other.pk)
                    break
    return followed


def _goes_on(rule, other):
    is_later = other.valid_from > rule.valid_from and other.valid_until > rule.valid_until
    return is_later and _name(rule) == _name(other)


def _begins_after(rule, other):
    return other.valid_from > rule.valid_until


def _name(rule):
    return re.sub(r"[\d\W_]+", " ", rule.entry.label).strip().casefold()
