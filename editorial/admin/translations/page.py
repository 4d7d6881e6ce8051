"""One language of one entry: its texts beside their source, with what changed since."""

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import admin, messages
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from js_asset import Media

from editorial import publishing
from editorial.admin.content import answers, conflicts, rich_fields
from editorial.admin.content.editing import Editing, read_choices
from editorial.admin.content.shown.checklist import Line
from editorial.admin.double_click import form_id
from editorial.admin.field_names import FieldNames
from editorial.admin.translations import actions as translation_actions
from editorial.admin.translations import badges, copies
from editorial.admin.translations.forms import (
    TextsForm,
    segments_of_original,
    segments_of_translation,
)
from editorial.admin.translations.table import translate_url
from editorial.links import checking
from editorial.models import Entry, Revision, Suggestion
from editorial.previews.places import has_places
from editorial.publishing import sources
from editorial.publishing.completeness import findings
from editorial.publishing.drafts import draft_of
from editorial.registry import kind_of
from editorial.revisions.data import Translating, texts_of
from editorial.revisions.snapshots import ROOT
from editorial.revisions.working_copy import working_copy
from editorial.staff import roles
from editorial.text import languages
from editorial.text.languages import NEUTRAL
from editorial.translations import progress

BASE = "_base"


@require_http_methods(["GET", "HEAD", "POST"])
@csp_update({"frame-src": [SELF]})
def translate(request, entry_pk, language):
    """Show the page, or save what was typed and do what the button says."""
    page = TranslatePage(request, *find(request, entry_pk, language))
    return page.post() if request.method == "POST" else page.get()


def find(request, entry_pk, language):
    """Return the entry and language that an address names, to somebody who may write it.

    Raises Http404 for what is not there, PermissionDenied for another's language.
    """
    if language not in languages.codes():
        raise Http404
    roles.require_language(request.user, language)
    entry = get_object_or_404(Entry.objects.select_related("kind"), pk=entry_pk, deleted_at=None)
    return entry, language


class TranslatePage:
    """The page of one language of one entry, for one request."""

    def __init__(self, request, entry, language):
        self.request = request
        self.entry = entry
        self.language = language
        self.versions = sources.versions_with(entry, language)
        self.version = self.versions[language]
        self.state = progress.state_of(self.versions)
        self.names = FieldNames(self.state.facts, self.state.models)
        self.question, self.pressed = None, "publish"
        self.removed = []

    def get(self):
        """Show the working texts, or what somebody typed over them and left unsaved."""
        typed = copies.taken_back(self.request, self.version)
        if typed is not None:
            return self._take_back(typed)
        working = self.version.working_revision
        segments = self._segments(working)
        return self._page(TextsForm(segments), segments, working.number if working else 0)

    def post(self):
        """Save, then act. What cannot be saved stands on the page again as it was typed."""
        answered = copies.answer(self.request, self.version)
        if answered is not None:
            return answered
        action, value = translation_actions.read(self.request)
        form, segments, base = self._typed()
        number = base.number if base else 0
        if not form.is_valid():
            return self._page(form, segments, number)
        sent = {
            "facts": None,
            "texts": {self.language: _merged(form.texts(segments), base)},
            "bases": {self.language: number},
        }
        try:
            with transaction.atomic():
                outcome = self._store(form, segments, sent, action)
                self._require_sight(action, number, outcome)
                url = translation_actions.perform(
                    self.request, self.entry, self.version, action, value, outcome=outcome
                )
        except publishing.CannotPublishError as error:
            return self._refused(form, segments, number, self._title_input(form), error)
        except answers.REFUSALS as error:
            return self._ask(error, sent, action)
        except sources.SourceError as error:
            return self._refused(form, segments, number, None, error)
        copies.forget(self.request)
        rich_fields.say_links(self.request, _changed(form, segments), self.language)
        for text in self.removed:
            messages.warning(
                self.request,
                _("Not saved, because its part was removed in the meantime: %(text)s")
                % {"text": text},
            )
        return HttpResponseRedirect(url)

    # --- Reading ------------------------------------------------------------------------------

    def _segments(self, base):
        if not self.version.source_language:
            return segments_of_original(self.version, self.names, self.state.models, base)
        return segments_of_translation(self.state, self.version, self.names, base)

    def _typed(self):
        """Return the form with what was typed, its segments, and the revision it was opened on."""
        base = self._base()
        segments = self._segments(base)
        for segment in segments:
            segment.read(self.request.POST)
        form = TextsForm(segments, self.request.POST)
        self.removed = form.strangers(base)
        return form, segments, base

    def _take_back(self, typed):
        """Show a copy as if it had just been sent, and nothing else done."""
        self.request.POST = typed
        form, segments, base = self._typed()
        return self._page(form, segments, base.number if base else 0)

    def _base(self):
        """Return the revision that the form was opened on; None for none, or for nonsense."""
        number = self.request.POST.get(BASE, "")
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            return None
        return Revision.objects.filter(
            entry=self.entry, language=self.language, number=int(number)
        ).first()

    # --- Saving -------------------------------------------------------------------------------

    def _store(self, form, segments, sent, action):
        """Store what was typed or confirmed, and publish it if the button says so."""
        confirmed = frozenset(
            (segment.part, segment.name) for segment in segments if segment.confirmed
        )
        if not confirmed and not any(
            text != segment.text for segment, text in form.texts(segments)
        ):
            return publishing.Published()
        translating = None
        if source := self.version.source_language:
            shown = {}
            for segment in segments:
                shown.setdefault(segment.part, {})[segment.name] = segment.made_from
            translating = Translating(source, shown, confirmed)
        sent = {**sent, "by": self.request.user, "translating": translating}
        if action not in translation_actions.PUBLISH:
            return publishing.Published(saved=publishing.save(self.entry, **sent))
        return publishing.publish_change(
            self.entry,
            **sent,
            whole=action == "publish-all",
            choices=read_choices(self.request),
            minor=bool(self.request.POST.get("minor")),
            in_spite_of=self.request.POST.get(translation_actions.IN_SPITE_OF, ""),
        )

    def _require_sight(self, action, number, outcome):
        """Refuse to act on a text that somebody else saved and this person did not see."""
        if outcome.saved or action not in translation_actions.NEED_SIGHT:
            return
        working = publishing.lock(self.entry).revision("working", self.language)
        if (working.number if working else 0) != number:
            raise publishing.ConflictError([self.language], unseen=True)

    # --- Answering ----------------------------------------------------------------------------

    def _ask(self, error, sent, action):
        """Show the page with everything that was typed, and what has to be decided."""
        editing = Editing(self.entry, self.language, sent["bases"])
        editing.sent = sent
        self.question = answers.answer(error, editing)
        if action in translation_actions.PUBLISH:
            self.pressed = action
        asked = self.question.editing
        items = asked.state.items.get(self.language, {})
        segments = self._segments(Revision(language=self.language, data={"texts": items}))
        response = self._page(TextsForm(segments), segments, asked.bases.get(self.language, 0))
        response.status_code = 409
        return response

    def _refused(self, form, segments, number, field, error):
        form.add_error(field, str(error))
        return self._page(form, segments, number)

    def _title_input(self, form):
        name = f"text-{ROOT}-{kind_of(self.entry.kind.model_class()).title}"
        return name if name in form.fields else None

    def _page(self, form, segments, number):
        media = form.media
        if any(segment.is_open and segment.is_rich for segment in segments):
            # Asking for the nonce puts it into the policy; only the rich editor needs it.
            media = Media.from_media(media).with_nonce(str(self.request.csp_nonce))
        own_name = languages.own_name(self.language)
        context = {
            **admin.site.each_context(self.request),
            "title": _("%(thing)s: %(language)s") % {"thing": self.entry, "language": own_name},
            "entry": self.entry,
            "entry_tag": languages.tag(self.entry.original_language),
            "language_code": self.language,
            "language_name": own_name,
            "language_tag": languages.tag(self.language),
            "form": form,
            "segments": segments,
            "base": number,
            "form_id": form_id(self.request),
            "unsaved": copies.offers(self.request, self.version),
            "question": self.question,
            "pressed": self.pressed,
            "checklist": self._checklist(segments),
            "removed": self.removed,
            "media": media,
            "badges": badges.of_version(self.version),
            "version": self.version,
            "others": self._others(),
            "suggestions": Suggestion.objects.waiting([self.language])
            .filter(entry=self.entry)
            .count(),
            "history_url": reverse("admin:translate_history", args=[self.entry.pk, self.language]),
            "preview_action": self._preview_action(),
            **self._about_source(),
            **self._rights(),
        }
        return TemplateResponse(self.request, "admin/translations/page.html", context)

    def _checklist(self, segments):
        """List what to look at before this language is published, as it was saved."""
        texts = self.versions.texts("working")
        if not texts.get(self.language):
            return []
        copy = working_copy(self.entry, self.versions.facts("working"), texts)
        fields = {(s.part, s.name): s.bound.id_for_label for s in segments if s.is_open}
        found = [
            Line(each.words, each.is_mistake, fields.get((each.part, each.name), ""))
            for each in findings(copy, self.language)
        ]
        rich = [segment for segment in segments if segment.is_open and segment.is_rich]
        here = checking.here_of(copy.root, copy.rows_in_order())
        told = checking.problems([segment.text for segment in rich], self.language, here=here)
        return found + [
            Line(words, False, segment.bound.id_for_label)
            for segment, problems in zip(rich, told, strict=True)
            for words in problems
        ]

    def _preview_action(self):
        """Return where to send what is typed, to see it on its page; "" for what has no page."""
        if not has_places(self.entry.kind.model_class()):
            return ""
        return reverse("admin:preview", args=[self.entry.pk, self.language])

    def _others(self):
        """List the other languages that this person writes."""
        return [
            {"code": code, "name": languages.own_name(code), "tag": languages.tag(code)}
            for code in languages.for_desk(roles.languages_of(self.request.user))
            if code != self.language
        ]

    def _about_source(self):
        """Say what it is translated from, and from what else it could be."""
        source = self.versions.get(self.version.source_language)
        if source is None:
            return {"source": None}
        return {
            "source": source,
            "source_name": languages.own_name(source.language),
            "source_tag": languages.tag(source.language),
            "source_is_outdated": source.n_outdated > 0,
            "source_has_draft": source.working_revision != source.live_revision,
            "possible_sources": [
                {"code": code, "name": languages.own_name(code), "tag": languages.tag(code)}
                for code in sources.possible_sources(self.entry, self.versions, self.language)
                if self.versions[code].working_revision_id or code == source.language
            ],
        }

    def _rights(self):
        """Say which buttons are theirs and make sense; the server asks again when pressed."""
        may_publish = roles.may_publish(self.request.user)
        model = self.entry.kind.model_class()
        change = f"{model._meta.app_label}.change_{model._meta.model_name}"
        form_url = reverse(
            f"admin:{model._meta.app_label}_{model._meta.model_name}_change",
            args=[self.entry.object_pk],
        )
        return {
            "may_publish": may_publish,
            "foreign_authors": self._foreign_authors() if may_publish else "",
            "is_in_review": self.version.work_state == translation_actions.WorkState.IN_REVIEW,
            "asked_by": self._asked_by(),
            "may_take_back": translation_actions.may_take_back_asking(
                self.request.user, self.version
            ),
            "is_public": self.version.live_revision_id is not None,
            "is_source": any(
                version.source_language == self.language
                for code, version in self.versions.items()
                if code != NEUTRAL
            ),
            "form_url": form_url if self.request.user.has_perm(change) else "",
            "self_url": translate_url(self.entry, self.language),
        }

    def _asked_by(self):
        """Say who asked for this translation; "" when nobody did."""
        if self.version.translation_asked_at is None:
            return ""
        by = self.version.translation_asked_by
        return str(by) if by else _("Somebody")

    def _foreign_authors(self):
        """Name those others who have a draft in this language."""
        draft = draft_of(self.versions, [self.language])
        keys = [key for key in draft.of_others(self.request.user) if key.language == self.language]
        people = frozenset().union(*(draft.people[key] for key in keys))
        return conflicts.names_of(people) if people else ""


def _changed(form, segments):
    """List the rich texts that were sent and are others than before."""
    return [
        text for segment, text in form.texts(segments) if segment.is_rich and text != segment.text
    ]


def _merged(sent, base):
    """Return all texts of the language: those of the base, with what was sent laid over them."""
    texts = {part: dict(fields) for part, fields in texts_of(base).items()}
    for segment, text in sent:
        texts.setdefault(segment.part, {})[segment.name] = text
    return texts
