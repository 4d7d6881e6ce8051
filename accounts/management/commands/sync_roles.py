"""`manage.py sync_roles`: write the roles of staff as groups; again changes nothing."""

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

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
            group, created = Group.objects.get_or_create(name=name)
            before = set(group.permissions.all())
            after = {known[permission] for permission in wanted}
            if before != after:
                group.permissions.set(after)
            if verbosity:
                change = "created" if created else "updated" if before != after else "unchanged"
                self.stdout.write(f"{name}: {change}, {len(after)} rights.")
