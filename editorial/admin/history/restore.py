"""Making a draft of an earlier version: first what would change, then it is done."""

import json

from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial import publishing
from editorial.admin.history import rights
from editorial.admin.history.naming import Naming, kind_of_entry
from editorial.admin.history.thing import about
from editorial.admin.history.versions import chapters, version_at
from editorial.models import Act
from editorial.publishing.drafts import draft_of
from editorial.publishing.going_back import gone_targets, restore_together
from editorial.revisions import data as revisions
from editorial.staff import protected
from editorial.staff.refusing import MissingRightError, right
from editorial.text import formats, languages
from editorial.text.languages import NEUTRAL

# What is brought back, the versions that the page showed, and the word on somebody else's draft.
LANGUAGE, BASES, OVER = "language", "_bases", "over"


@require_http_methods(["GET", "HEAD", "POST"])
def restore(request, entry_pk, act_pk):
    """Say what would change; a POST makes the draft."""
    entry, seen = rights.find(request.user, entry_pk)
    act = get_object_or_404(Act, pk=act_pk, entry=entry)
    if entry.deleted_at:
        messages.info(request, _("It is deleted. Bring it back first."))
        return HttpResponseRedirect(reverse("admin:history", args=[entry.pk]))
    page = _Restoring(request, entry, act, seen)
    return page.post() if request.method == "POST" else page.get()


class _Restoring:
    """One version that is to become a draft, for one request."""

    def __init__(self, request, entry, act, seen):
        self.request, self.entry, self.act, self.seen = request, entry, act, seen
        self.versions = publishing.versions_of(entry)
        then = version_at(act)
        newest = {code: self.versions.revision("working", code) for code in then}
        self.old = {
            code: revision
            for code, revision in then.items()
            if (seen is None or code in seen)
            and rights.may_bring_back(request.user, entry, code, revision, newest[code])
        }
        if not self.old:
            raise self._refusal()
        newest = {code: newest[code] for code in self.old}
        naming = Naming([entry], [*self.old.values(), *filter(None, newest.values())])
        self.names = naming.of(entry)
        self.chapters = chapters(entry, newest, self.old, self.names)

    def _refusal(self):
        model = self.entry.kind.model_class()
        return MissingRightError({right("change", model), *self._lacking(model)})

    def _lacking(self, model):
        """Return what an editor lacks for facts that are closed to most of them."""
        user = self.request.user
        return protected.lacking(user, model) if rights.may_change(user, model) else set()

    def get(self, problem="", status=200):
        """Show what would change, language by language, and whose draft it would be laid on."""
        when = formats.dated(self.act.at)
        context = {
            **admin.site.each_context(self.request),
            **about(self.request, self.entry),
            "title": _("Make a draft of the version of %(date)s") % {"date": when},
            "when": when,
            "chapters": [(c, c.language in self._proposed()) for c in self.chapters],
            "others": self._others([c.language for c in self.chapters]),
            "gone": self._gone(),
            "bases": json.dumps(self._bases()),
            "problem": problem,
        }
        return TemplateResponse(self.request, "admin/history/restore.html", context, status=status)

    def post(self):
        """Make the draft, unless something has to be asked first."""
        sent = self.request.POST
        changed = [chapter.language for chapter in self.chapters]
        codes = [code for code in sent.getlist(LANGUAGE) if code in self.old]
        if set(sent.getlist(LANGUAGE)) - self.old.keys():
            raise self._refusal()
        codes = [code for code in codes if code in changed]
        if sent.get(BASES) != json.dumps(self._bases()):
            return self._look_again()
        if not codes:
            return self.get(_("Choose what is to come back."), 409)
        others = self._others(codes)
        if others and OVER not in sent:
            words = _("%(people)s has a draft here. Say that you know it.") % {"people": others}
            return self.get(words, 409)
        try:
            with transaction.atomic():
                found = [self.old[code] for code in codes]
                restore_together(
                    self.entry,
                    found,
                    by=self.request.user,
                    about=self.act,
                    bases=self._bases(),
                )
        except publishing.ConflictError:
            # At this very moment, after it was compared above.
            return _Restoring(self.request, self.entry, self.act, self.seen)._look_again()
        except IntegrityError:
            return self.get(
                _("Its address of that time belongs to something else by now. Change that first."),
                409,
            )
        return self._done(codes)

    def _look_again(self):
        words = _("Somebody saved this in the meantime. Here is the newest: look again.")
        return self.get(words, 409)

    def _done(self, codes):
        words = _("A draft of the version of %(date)s is made. Nothing of it is public yet.")
        messages.success(self.request, words % {"date": formats.dated(self.act.at)})
        if NEUTRAL in codes:
            for line in self._gone():
                messages.warning(self.request, line)
        address = about(self.request, self.entry)["form_url"]
        if not {NEUTRAL, self.entry.original_language} & set(codes) or not address:
            address = reverse("admin:translate", args=[self.entry.pk, codes[0]])
        return HttpResponseRedirect(address)

    def _proposed(self):
        """Propose what the act itself wrote or made public; all of it if that is as it was."""
        changed = {chapter.language for chapter in self.chapters}
        own = changed & set(self.act.actions.values_list("language", flat=True))
        return own or changed

    def _bases(self):
        """Return the numbers of the newest revisions, by which a page that is old is known."""
        found = ((code, self.versions.revision("working", code)) for code in sorted(self.old))
        return {code: revision.number if revision else 0 for code, revision in found}

    def _others(self, codes):
        """Name those whose drafts it would be laid on, "" for nobody."""
        texts = [code for code in codes if code != NEUTRAL]
        draft = draft_of(self.versions, texts)
        theirs = [key for key in draft.of_others(self.request.user) if key.language in codes]
        people = frozenset().union(*(draft.people[key] for key in theirs))
        people -= {self.request.user.pk}
        names = [str(user) for user in get_user_model().objects.filter(pk__in=people - {None})]
        return languages.listed([*names, *([_("the seed content")] if None in people else [])])

    def _gone(self):
        """Say what cannot come back, because what it shows was deleted since."""
        if NEUTRAL not in self.old:
            return []
        facts = revisions.facts_of(self.old[NEUTRAL])
        return [
            _("%(part)s: %(target)s is deleted. Bring that back first, or choose another.")
            % {
                "part": self.names.field(gone.part, gone.field.name),
                "target": self.names.related.name(gone.field.related_model, gone.key),
            }
            for gone in gone_targets(kind_of_entry(self.entry), facts)
        ]
