"""Copies of forms that somebody has not saved: kept while they type, offered when they come back.

A copy is no draft. It lies in a table of its own, is overwritten by the next one of the same
opening of the form, and is seen by nobody but its author.
"""

import json
import uuid
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.http import JsonResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.admin.double_click import FORM_ID
from editorial.admin.refusals import typed
from editorial.models import Unsaved
from editorial.text.formats import moment, time_of_day

KEEP, THROW_AWAY, TAKE_BACK = "_keep", "_throw_away", "unsaved"
# In characters. The longest form of the site has a tenth of it.
LONGEST = 500_000


@dataclass(frozen=True)
class Offer:
    """A copy that can be taken back: the id of its form, and when it was kept, in words."""

    form: uuid.UUID
    when: str


def keep(request, model, object_id):
    """Keep a copy of the form that was sent; say when, or why not."""
    form = _uuid(request.POST.get(FORM_ID))
    if form is None:
        return JsonResponse({"problem": _("This form has no mark of its own.")}, status=400)
    data = [[name, value] for name, value in typed.fields(request.POST) if name != KEEP]
    if len(json.dumps(data)) > LONGEST:
        return JsonResponse({"problem": _("This is too long to be kept.")}, status=413)
    Unsaved.objects.keep(request.user, _kind(model), _key(object_id), form, data)
    return JsonResponse({"kept": time_of_day(timezone.localtime().time())})


def offers(request, model, object_id):
    """List what somebody left unsaved in other openings of this form, the newest first."""
    here = _uuid(request.POST.get(FORM_ID))
    copies = Unsaved.objects.of(request.user, _kind(model), _key(object_id))
    others = copies.exclude(form=here) if here else copies
    found = others.order_by("-saved_at").values_list("form", "saved_at")
    return [Offer(form, moment(saved_at)) for form, saved_at in found]


def taken_back(request, model, object_id):
    """Return the fields of the copy that an address asks for; None without one."""
    form = _uuid(request.GET.get(TAKE_BACK))
    if form is None:
        return None
    copies = Unsaved.objects.of(request.user, _kind(model), _key(object_id))
    copy = copies.filter(form=form).first()
    if copy is None:
        return None
    data = QueryDict(mutable=True)
    for name, value in copy.data:
        data.appendlist(name, value)
    return data


def forget(request, value):
    """Delete the copy of one opening of a form: it was saved, or is not wanted."""
    form = _uuid(value)
    if form is not None:
        Unsaved.objects.filter(user=request.user, form=form).delete()


def _kind(model):
    return ContentType.objects.get_for_model(model)


def _key(object_id):
    return None if object_id is None else int(object_id)


def _uuid(value):
    try:
        return uuid.UUID(str(value))
    except ValueError:
        return None
