"""A form that is sent twice adds one thing: each opening of it has a number of its own."""

import uuid

FORM_ID = "_form_id"


def new_form_id():
    """Return a number for a form that is shown."""
    return str(uuid.uuid4())


def form_id(request):
    """Return the number of the form that was sent; None for none, or for nonsense."""
    try:
        return uuid.UUID(request.POST.get(FORM_ID, ""))
    except ValueError:
        return None
