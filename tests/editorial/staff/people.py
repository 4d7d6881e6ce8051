"""People of every role, as `sync_roles` makes them."""

from django.contrib.auth.models import Group
from django.core.management import call_command

from accounts.models import User
from editorial.staff import roles


def person(*names, username=None):
    """Make a member of staff with these roles; none means somebody who may nothing."""
    user = User.objects.create_user(username or "-".join(names) or "nobody", is_staff=True)
    groups = Group.objects.filter(name__in=names)
    if len(groups) < len(names):  # A test with a server of its own has emptied the tables.
        call_command("sync_roles", verbosity=0)
        groups = groups.all()
    user.groups.set(groups)
    return user


def translator(language):
    """Make a translator of a language."""
    return person(roles.translator(language), username=f"translator-{language}")


def editor():
    """Make an editor."""
    return person(roles.EDITOR, username="the-editor")
