"""The rights on what people sent, by the names that Django gives them."""

from django.core.exceptions import PermissionDenied

VIEW = "involvement.view_submission"
CHANGE = "involvement.change_submission"
EXPORT = "involvement.export_submission"
ERASE = "involvement.erase_submission"
VIEW_MAIL = "involvement.view_mail"
# Nobody changes a mail; who has this may send it again.
RESEND = "involvement.change_mail"
VIEW_IDEA = "involvement.view_idea"
CHANGE_IDEA = "involvement.change_idea"
VIEW_LOG = "involvement.view_disposition"
VIEW_FORM = "involvement.view_interestform"

OF_COORDINATORS = frozenset(
    {VIEW, CHANGE, EXPORT, ERASE, VIEW_MAIL, RESEND, VIEW_IDEA, CHANGE_IDEA, VIEW_LOG}
)


def require(request, *permissions):
    """Raise PermissionDenied unless the person who asks has all of these."""
    if not request.user.has_perms(permissions):
        raise PermissionDenied
