"""A "no" that knows which rights would have been enough, so that its page can name the roles."""

from django.core.exceptions import PermissionDenied


class MissingRightError(PermissionDenied):
    """Somebody lacks a right. Each of `ways` is a set of rights, as "app.codename", that opens."""

    def __init__(self, *ways):
        super().__init__()
        self.ways = [frozenset(way) for way in ways]


def right(action, model):
    """Name the right to "view", "add", "change" or "delete" things of a model."""
    return f"{model._meta.app_label}.{action}_{model._meta.model_name}"


def require(user, *rights):
    """Raise MissingRightError unless somebody has all of these rights."""
    if not user.has_perms(rights):
        raise MissingRightError(rights)


def require_one(user, rights):
    """Raise MissingRightError unless somebody has one of these rights."""
    rights = list(rights)
    if not any(user.has_perm(each) for each in rights):
        raise MissingRightError(*([each] for each in rights))
