"""The page that asks before something is taken off the site, now or at a time."""

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial import publishing
from editorial.admin.plans import access, words
from editorial.admin.plans.publish import log
from editorial.admin.plans.take_off_form import KEEP, THEN, TakeOffForm
from editorial.admin.plans.times import WhenForm, in_words
from editorial.models import TakenOff
from editorial.publishing import taking_off
from editorial.publishing.planned import planning
from editorial.staff.office import office
from editorial.text import languages


@require_http_methods(["GET", "HEAD", "POST"])
def take_off(request, entry_pk):
    """Show the page, or do what a button says."""
    (entry,) = access.find(request.user, [entry_pk])
    return _Page(request, entry).respond()


class _Page:
    """The page for one request."""

    def __init__(self, request, entry):
        self.request, self.entry = request, entry
        self.office = office()
        self.versions = publishing.versions_of(entry)
        self.public = taking_off.public_languages(self.versions)
        self.to_go = taking_off.codes_to_go(self.versions)
        self.plans = planning.publications(entry=entry)

    def respond(self):
        """Show the page, or do what a button says."""
        if self.request.method != "POST":
            return self._show(self._form(None), WhenForm(office=self.office, at=self._at()))
        if self.request.POST.get("action") == "keep":
            return self._keep()
        form = self._form(self.request.POST)
        is_later = self.request.POST.get("when") == THEN
        when = WhenForm(self.request.POST if is_later else None, office=self.office)
        if not form.is_valid() or (is_later and not when.is_valid()):
            return self._show(form, when)
        try:
            with transaction.atomic():
                self._take_off(form, when.at if is_later else None)
        except taking_off.CannotTakeOffError as error:
            form.add_error(error.field, str(error))
            return self._show(form, when)
        return HttpResponseRedirect(access.form_url(self.entry))

    def _form(self, data):
        return TakeOffForm(
            data,
            entry=self.entry,
            public=self.public,
            has_address=taking_off.has_address(self.entry),
            has_plans=bool(self.plans),
            initial=self._initial(),
        )

    def _initial(self):
        """Propose what was planned before, else every language, or the one that was asked for."""
        named = [code for code in self.request.GET.getlist("language") if code in self.public]
        initial = {"languages": self.to_go or named or self.public}
        if self.to_go:
            initial["when"] = THEN
        decided = TakenOff.objects.filter(entry=self.entry).first()
        if decided is not None:
            initial["reason"], initial["explanation"] = decided.reason, decided.explanation
            initial["target"] = decided.target_id
        return initial

    def _at(self):
        return min((self.versions[code].unpublish_at for code in self.to_go), default=None)

    def _take_off(self, form, at):
        codes, user, why = form.cleaned_data["languages"], self.request.user, form.why()
        if at is not None:
            taking_off.plan_to_take_off(self.entry, codes, at, why=why, by=user)
            when = in_words(at, self.office)
            log(user, self.entry, _("to be taken off the site on %(when)s") % {"when": when})
            words.say_leaves(self.request, self.entry, codes, at, self.office)
            return
        with_plans = form.cleaned_data.get("plans") != KEEP
        gone = taking_off.take_off(self.entry, codes, why=why, by=user, with_plans=with_plans)
        log(user, self.entry, _("taken off the site"))
        messages.success(self.request, words.taken_off(self.entry, gone, self.public))
        if self.plans and not with_plans:
            words.say_kept(self.request, self.plans, self.office)

    def _keep(self):
        taking_off.keep(self.entry, self.to_go, by=self.request.user)
        log(self.request.user, self.entry, _("stays on the site"))
        text = _("“%(thing)s” stays on the site.")
        messages.success(self.request, text % {"thing": self.entry})
        return HttpResponseRedirect(access.form_url(self.entry))

    def _show(self, form, when):
        context = {
            **admin.site.each_context(self.request),
            "title": _("Take “%(thing)s” off the site") % {"thing": self.entry},
            "entry": self.entry,
            "entry_tag": languages.tag(self.entry.original_language),
            "form": form,
            "when": when,
            "problems": [error for errors in form.errors.values() for error in errors],
            "is_public": bool(self.public),
            "public_in": languages.listed(languages.own_name(code) for code in self.public),
            "count": len(self.public),
            "plans": words.rows(self.plans, self.office),
            "departures": words.rows(planning.departures(entry=self.entry), self.office),
            "way_back": access.form_url(self.entry),
            **words.clock(self.office),
        }
        return TemplateResponse(self.request, "admin/plans/take_off.html", context)
