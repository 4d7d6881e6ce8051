"""`manage.py sync_roles`: write the roles of staff as groups; again changes nothing.

A role is made once, and a right given once. What an administrator deletes, renames or takes away
from a role stays so, and what they add stays there; only a right that is new in the table, or gone
from it, changes a group, whatever its name is by now.
"""

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import GivenRight, MadeRole
from editorial.staff import roles


class Command(BaseCommand):
    help = "Write the roles of staff as groups: administrator, editor, a translator a language."

    @transaction.atomic
    def handle(self, *, verbosity, **options):
        known = {
            f"{permission.content_type.app_label}.{permission.codename}": permission
            for permission in Permission.objects.select_related("content_type")
        }
        for name, wanted in roles.table().items():
            wanted = set(known) if wanted is None else wanted
            if unknown := wanted - set(known):
                raise CommandError(
                    f"Run migrate first; these rights are not there yet: "
                    f"{', '.join(sorted(unknown))}."
                )
            group, created = _group_of(name)
            if group is None:
                if verbosity:
                    self.stdout.write(f"{name}: stays away, as somebody decided here.")
                continue
            given, taken = sync(group, {known[permission] for permission in wanted})
            if verbosity:
                change = "created" if created else "updated" if given or taken else "unchanged"
                self.stdout.write(f"{name}: {change}, {group.permissions.count()} rights.")


def _group_of(name):
    """Return the group of a role, and whether it is new; None for one that stays away."""
    made = MadeRole.objects.filter(name=name).select_related("group").first()
    if made:
        return made.group, False
    group, created = Group.objects.get_or_create(name=name)
    if MadeRole.objects.filter(group=group).exists():
        group = None  # Somebody gave this name to another role.
    MadeRole.objects.create(name=name, group=group)
    return group, created


def sync(group, wanted):
    """Give a role what is new for it, take what it shall not have any more; return both."""
    rows = GivenRight.objects.filter(group=group).select_related("permission")
    before = {row.permission for row in rows}
    given, taken = wanted - before, before - wanted
    if given:
        group.permissions.add(*given)
        GivenRight.objects.bulk_create(
            GivenRight(group=group, permission=permission) for permission in given
        )
    if taken:
        group.permissions.remove(*taken)
        rows.filter(permission__in=taken).delete()
    return given, taken
