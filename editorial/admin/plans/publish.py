"""The page on which a time is set for what goes public, of one thing or of several at once."""

import json

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial import publishing
from editorial.admin.plans import access, contents, words
from editorial.admin.plans.times import WhenForm, in_words
from editorial.publishing.errors import ConflictError, NotCompleteError
from editorial.publishing.planned import planning
from editorial.staff.office import office
from editorial.text import languages

# What the form sends: the languages that were chosen, and what was on screen then.
CHOSEN, SEEN = "go", "_seen"
# Why something may be planned with mistakes on its checklist.
IN_SPITE_OF = "_in_spite_of"
# More are not planned on one page.
MOST = 50


@require_http_methods(["GET", "HEAD", "POST"])
def publish_one(request, entry_pk):
    """Set a time for one thing."""
    return _Page(request, access.find(request.user, [entry_pk])).respond()


@require_http_methods(["GET", "HEAD", "POST"])
def publish_several(request):
    """Set a time for several things, which the address names: `?thing=3&thing=7`."""
    keys = [int(key) for key in request.GET.getlist("thing") if key.isdecimal() and len(key) < 19]
    access.require_publisher(request.user)
    if not keys:
        return HttpResponseRedirect(reverse("admin:plans"))
    return _Page(request, access.find(request.user, keys[:MOST])).respond()


class _Page:
    """The page for one request."""

    def __init__(self, request, entries):
        self.request, self.entries = request, entries
        self.office = office()
        versions = [publishing.versions_of(entry) for entry in entries]
        self.choices = [
            choice for found in versions for choice in contents.choices(found, request.user)
        ]
        self.bases = {
            found.entry: {
                code: version.working_revision.number
                for code, version in found.items()
                if version.working_revision
            }
            for found in versions
        }
        self.seen = {
            f"{entry.pk}:{code}": number
            for entry, bases in self.bases.items()
            for code, number in bases.items()
        }
        self.problems, self.mistakes, self.takes_reason = [], [], False

    def respond(self):
        """Show the page, or set the time."""
        if self.request.method != "POST":
            return self._show(WhenForm(office=self.office), self._proposed())
        form = WhenForm(self.request.POST, office=self.office)
        chosen = [c for c in self.choices if c.value in self.request.POST.getlist(CHOSEN)]
        values = {choice.value for choice in chosen}
        if not chosen:
            self.problems.append(_("Choose what goes public."))
        if not self._was_seen():
            self.problems.append(_saved_meanwhile())
        if not form.is_valid() or self.problems:
            return self._show(form, values, status=409 if form.is_valid() else 200)
        done = self._plan(chosen, form.at)
        if self.problems or self.mistakes:
            return self._show(form, values, status=409)
        words.say_planned(self.request, done, self.office)
        return HttpResponseRedirect(self._way_back())

    def _plan(self, chosen, at):
        wanted = {}
        for choice in chosen:
            wanted.setdefault(choice.entry, []).append(choice.code)
        done, refused = planning.plan_each(
            [(entry, codes, self.bases[entry]) for entry, codes in wanted.items()],
            at,
            by=self.request.user,
            in_spite_of=self.request.POST.get(IN_SPITE_OF, ""),
        )
        incomplete = [row for row in refused if isinstance(row[1], NotCompleteError)]
        if incomplete and not done:
            # With a reason it may be planned all the same, so that is asked where one helps.
            self.mistakes = [
                (entry, languages.tag(entry.original_language), error.findings)
                for entry, error in incomplete
            ]
            self.takes_reason = not all(error.is_final for _entry, error in incomplete)
            refused = [row for row in refused if row not in incomplete]
        if len(self.entries) > 1:
            # Those that can be planned are; the others are told beside the next page.
            for entry, error in refused:
                messages.error(self.request, f"{entry}: {_why(error)}")
            refused = refused if not done else []
        self.problems += [_why(error) for _entry, error in refused]
        for entry in done:
            when = in_words(at, self.office)
            log(self.request.user, entry, _("planned for %(when)s") % {"when": when})
        return [(entry, wanted[entry], at) for entry in done]

    def _proposed(self):
        """Propose the languages that the address names, else what this person drafted alone."""
        named = self.request.GET.getlist("language")
        if named:
            return {choice.value for choice in self.choices if choice.code in named}
        return {choice.value for choice in self.choices if not choice.authors}

    def _was_seen(self):
        try:
            seen = json.loads(self.request.POST.get(SEEN, "{}"))
        except ValueError:
            return False
        return seen == self.seen

    def _way_back(self):
        return (
            access.form_url(self.entries[0]) if len(self.entries) == 1 else reverse("admin:plans")
        )

    def _show(self, form, chosen, status=200):
        one = self.entries[0] if len(self.entries) == 1 else None
        title = (
            _("Publish “%(thing)s” at a time") % {"thing": one}
            if one
            else _("Publish several things at a time")
        )
        context = {
            **admin.site.each_context(self.request),
            "title": title,
            "form": form,
            "problems": self.problems,
            "mistakes": self.mistakes,
            "takes_reason": self.takes_reason,
            "groups": [
                {
                    "entry": entry,
                    "tag": languages.tag(entry.original_language),
                    "choices": [
                        {"choice": c, "chosen": c.value in chosen}
                        for c in self.choices
                        if c.entry == entry
                    ],
                }
                for entry in self.entries
            ],
            "one": one,
            "seen": json.dumps(self.seen),
            "plans": words.rows(planning.publications(entry__in=self.entries), self.office),
            "way_back": self._way_back(),
            **words.clock(self.office),
        }
        return TemplateResponse(self.request, "admin/plans/publish.html", context, status=status)


def _why(error):
    return _saved_meanwhile() if isinstance(error, ConflictError) else str(error)


def _saved_meanwhile():
    return _("Somebody saved this in the meantime. Look at what goes public now, once more.")


def log(user, entry, done):
    """Write into Django's log what somebody did with a plan."""
    LogEntry.objects.log_actions(
        user.pk, [entry.root], CHANGE, change_message=done, single_object=True
    )
