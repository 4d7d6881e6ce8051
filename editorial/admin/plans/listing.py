"""Everything that happens by itself, and the page of one plan: move it, call it off, try again."""

from django.contrib import admin, messages
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from editorial.admin.plans import access, words
from editorial.admin.plans.publish import log
from editorial.admin.plans.times import WhenForm, in_words
from editorial.publishing.planned import planning
from editorial.staff.office import office
from editorial.text import languages


@require_safe
def plans(request):
    """List what goes public by itself, and what is taken off the site by itself."""
    access.require_publisher(request.user)
    place = office()
    context = {
        **admin.site.each_context(request),
        "title": _("Goes public by itself"),
        "publications": words.rows(planning.publications(), place),
        "departures": words.rows(planning.departures(), place),
        **words.clock(place),
    }
    return TemplateResponse(request, "admin/plans/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request, batch):
    """Show one plan with its time, or do what a button says."""
    access.require_publisher(request.user)
    entries = planning.entries_of(batch)
    if not entries:
        raise Http404
    access.require_all(request.user, entries)
    return _Page(request, batch, entries).respond()


class _Page:
    """The page of one plan, for one request."""

    def __init__(self, request, batch, entries):
        self.request, self.batch, self.entries = request, batch, entries
        self.office = office()

    def respond(self):
        """Show the page, or do what a button says."""
        if self.request.method != "POST":
            return self._show(None, self.entries)
        match self.request.POST.get("action"):
            case "cancel":
                return self._call_off()
            case "again":
                return self._try_again()
        return self._move()

    def _chosen(self):
        """Return the things that were ticked; a plan of one thing has no ticks."""
        keys = self.request.POST.getlist("thing")
        if len(self.entries) == 1 or "things" not in self.request.POST:
            return self.entries
        return [entry for entry in self.entries if str(entry.pk) in keys]

    def _move(self):
        form, chosen = WhenForm(self.request.POST, office=self.office), self._chosen()
        if not chosen:
            form.add_error(None, _("Choose what moves."))
        if not form.is_valid():
            return self._show(form, chosen)
        moved = planning.move(self.batch, form.at, only=chosen, by=self.request.user)
        for entry in moved:
            when = in_words(form.at, self.office)
            log(self.request.user, entry, _("moved to %(when)s") % {"when": when})
        words.say_moved(self.request, moved, form.at, self.office)
        return self._leave()

    def _call_off(self):
        user = self.request.user
        for entry in planning.call_off(self.batch, only=self._chosen(), by=user):
            text = _("“%(thing)s” does not go public by itself any more. The draft is kept.")
            messages.success(self.request, text % {"thing": entry})
            log(self.request.user, entry, _("plan called off"))
        return self._leave()

    def _try_again(self):
        if problem := planning.try_again(self.batch):
            messages.error(self.request, _("It still cannot go public: %(why)s") % {"why": problem})
            return HttpResponseRedirect(self.request.path)
        if planning.entries_of(self.batch):
            messages.info(self.request, _("Its time has not come yet."))
        else:
            messages.success(self.request, _("It is public now."))
        return self._leave()

    def _leave(self):
        """Go where one came from: to the form of the only thing, or to the list."""
        if self.request.POST.get("from") == "form":
            return HttpResponseRedirect(access.form_url(self.entries[0]))
        return HttpResponseRedirect(reverse("admin:plans"))

    def _show(self, form, chosen):
        found = words.rows(planning.publications(scheduled_batch=self.batch), self.office)
        if form is None:
            form = WhenForm(office=self.office, at=found[0].plan.at)
        context = {
            **admin.site.each_context(self.request),
            "title": _("Goes public by itself: %(things)s")
            % {"things": languages.listed(str(entry) for entry in self.entries)},
            "form": form,
            "rows": [{"row": row, "chosen": row.plan.entry in chosen} for row in found],
            "problem": next((row.plan.problem for row in found if row.plan.problem), ""),
            "is_from_form": self.request.GET.get("from") == "form",
            **words.clock(self.office),
        }
        return TemplateResponse(self.request, "admin/plans/plan.html", context)
