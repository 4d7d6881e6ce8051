"""The rights on what people sent, as the pages about records ask for them."""

from django.core.exceptions import PermissionDenied

VIEW = "involvement.view_submission"
CHANGE = "involvement.change_submission"
EXPORT = "involvement.export_submission"
ERASE = "involvement.erase_submission"


def require(request, *permissions):
    """Raise PermissionDenied unless the person who asks has all of these."""
    if not request.user.has_perms(permissions):
        raise PermissionDenied
