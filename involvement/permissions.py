"""The rights on what people sent, by the names that Django gives them."""

from editorial.staff import refusing

VIEW = "involvement.view_submission"
CHANGE = "involvement.change_submission"
EXPORT = "involvement.export_submission"
ERASE = "involvement.erase_submission"
VIEW_MAIL = "involvement.view_mail"
# Nobody changes a mail; who has this may send it again.
RESEND = "involvement.change_mail"
VIEW_IDEA = "involvement.view_idea"
CHANGE_IDEA = "involvement.change_idea"
# Of another app: who makes an event of a memory needs both.
ADD_EVENT = "cities.add_event"
VIEW_LOG = "involvement.view_disposition"
VIEW_FORM = "involvement.view_interestform"
VIEW_LETTER = "involvement.view_letter"

OF_COORDINATORS = frozenset(
    {VIEW, CHANGE, EXPORT, ERASE, VIEW_MAIL, RESEND, VIEW_IDEA, CHANGE_IDEA, VIEW_LOG}
)


def require(request, *permissions):
    """Raise PermissionDenied unless the person who asks has all of these."""
    refusing.require(request.user, *permissions)
