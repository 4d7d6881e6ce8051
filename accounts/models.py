"""Our own user model, so that it can grow without a painful migration."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Somebody who signs in to the admin."""
