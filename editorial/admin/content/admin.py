"""Editing content with Django's own forms, on a working copy in memory.

A form shows what was saved last, which may not be public: facts, structure and the texts of the
original. Its rows are built from the revisions (`editorial.revisions.working_copy`), so opening a
form only reads. What is sent is read back from the form's rows as plain data and handed to
`editorial.publishing`; the live rows are written there and nowhere else.
"""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from js_asset import Media

from editorial import publishing
from editorial.admin.content import answers, outcomes
from editorial.admin.content.drafts import DraftFilter, states_of, with_states
from editorial.admin.content.editing import Editing, read_choices
from editorial.admin.content.form import PUBLISH_ALL, ContentForm, is_for_public
from editorial.admin.content.language_fields import LanguageFields
from editorial.admin.double_click import AddedOnce
from editorial.publishing import delete as deletion
from editorial.registry import kind_of
from editorial.revisions.snapshots import read
from editorial.staff import roles
from editorial.text import languages

MINOR = "_minor"
# These keep what was typed as a draft as well, and then lead to a page that asks for the rest.
LEADS_TO = {"_plan": "plan_publish", "_take_off": "take_off"}


class ContentAdmin(AddedOnce, LanguageFields, admin.ModelAdmin):
    """Admin of a root: saving keeps a draft or publishes; deleting leaves a tombstone."""

    form = ContentForm
    change_form_template = "admin/content/change_form.html"
    delete_confirmation_template = "admin/content/delete_confirmation.html"
    delete_selected_confirmation_template = "admin/content/delete_selected_confirmation.html"
    list_per_page = 50

    def get_queryset(self, request):
        return with_states(super().get_queryset(request).select_related("entry"))

    def get_list_display(self, request):
        """Say of each row what is not public yet."""
        shown = list(super().get_list_display(request))
        shown.insert(shown.index("public_in"), "state")
        return shown

    def get_list_filter(self, request):
        """Let every list be narrowed to what has a draft."""
        return [*super().get_list_filter(request), DraftFilter]

    @admin.display(description=gettext_lazy("not public yet"))
    def state(self, root):
        """Say what is open about it."""
        return languages.listed(states_of(root)) or "–"

    @admin.display(description=gettext_lazy("name"), ordering="entry__label")
    def label(self, root):
        """Name it by its working title; the live row of what is not public yet has none."""
        return str(root.entry)

    @admin.display(description=gettext_lazy("public in"))
    def public_in(self, root):
        """List the languages in which it is public, by their own names."""
        public = [languages.own_name(code) for code in root.published_languages()]
        return languages.listed(public) or "–"

    # --- The form -----------------------------------------------------------------------------

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Show the form on the working copy, or do what was asked and say what came of it."""
        request.editing = Editing.of(request, self.model, object_id)
        if LEADS_TO.keys() & request.POST.keys() and not roles.may_publish(request.user):
            raise PermissionDenied
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except answers.REFUSALS as error:
            return self._ask(request, error, object_id, form_url, extra_context)

    def _address(self, key):
        opts = self.opts
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[key])

    def _ask(self, request, error, object_id, form_url, extra_context):
        """Show the form again with everything that was typed, and what has to be decided."""
        answer = answers.answer(error, request.editing)
        shown = answers.as_opened(request)
        shown.editing = answer.editing
        context = {**(extra_context or {}), "question": answer}
        response = self._changeform_view(shown, object_id, form_url, context)
        response.status_code = 409
        return response

    def get_object(self, request, object_id, from_field=None):
        """Return the root of the working copy; the live row has no drafts."""
        editing = getattr(request, "editing", None)
        if editing is None:
            return super().get_object(request, object_id, from_field)
        return editing.working_copy().root if editing.entry else None

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Let the form know whether what is sent is for the public."""
        form = super().get_form(request, obj, change, **kwargs)
        form.is_for_public = is_for_public(request)
        return form

    def render_change_form(self, request, context, *args, **kwargs):
        """Add what the page says about drafts, languages and rights."""
        editing = request.editing
        # Only the rich editor needs the nonce; asking for it puts it into the policy.
        media = Media.from_media(context["media"]).with_nonce(str(request.csp_nonce))
        context |= {"media": media, "bases": editing.bases_as_text()}
        context |= outcomes.about_form(request.user, editing)
        return super().render_change_form(request, context, *args, **kwargs)

    # --- Saving: Django calls these inside its transaction --------------------------------------

    def save_model(self, request, obj, form, change):
        """Write nothing yet: the parts belong to it."""

    def save_related(self, request, form, formsets, change):
        """Store what was sent, and publish it if a button said so."""
        for formset in formsets:
            # Says what was added, changed and deleted, for the log.
            formset.save(commit=False)
        facts, texts = _read(form, formsets)
        editing = request.editing
        if change:
            request.outcome = self._save(request, editing, facts, texts)
        else:
            request.outcome = self._create(request, form, facts, texts)

    def _save(self, request, editing, facts, texts):
        sent = {
            "facts": facts,
            "texts": {editing.language: texts[editing.language]},
            "bases": editing.bases,
            "by": request.user,
        }
        # What a refusal has to show again.
        editing.sent = sent
        if not self._is_to_be_public(request):
            return publishing.Published(saved=publishing.save(editing.entry, **sent))
        return publishing.publish_change(
            editing.entry,
            **sent,
            whole=PUBLISH_ALL in request.POST,
            choices=read_choices(request),
            minor=MINOR in request.POST,
        )

    def _create(self, request, form, facts, texts):
        language = request.editing.language
        root = publishing.create(
            self.model,
            facts,
            {language: texts[language]},
            original=language,
            by=request.user,
        )
        form.instance.pk, form.instance.entry = root.pk, root.entry
        result = publishing.Published(saved=[language])
        if self._is_to_be_public(request):
            result.public = publishing.publish(root.entry, [language])
        return result

    def _is_to_be_public(self, request):
        if not is_for_public(request):
            return False
        if not roles.may_publish(request.user):
            raise PermissionDenied
        return True

    def response_add(self, request, obj, post_url_continue=None):
        """Go on with the form of what was added, unless another form waits for it."""
        return self._respond(request, obj, super().response_add)

    def response_change(self, request, obj):
        """Stay on the form, which says what is public now."""
        return self._respond(request, obj, super().response_change)

    def _respond(self, request, obj, for_popup):
        if admin.options.IS_POPUP_VAR in request.POST:
            return for_popup(request, obj)
        outcome = getattr(request, "outcome", None)
        leads_to = next((LEADS_TO[name] for name in LEADS_TO if name in request.POST), None)
        if leads_to and not (outcome and outcome.saved):
            return HttpResponseRedirect(reverse(f"admin:{leads_to}", args=[obj.entry.pk]))
        if outcome is None:
            self.message_user(request, _("This was added already."), messages.INFO)
        else:
            for level, words in outcomes.say(obj.entry, outcome):
                self.message_user(request, words, level)
        if leads_to:
            return HttpResponseRedirect(reverse(f"admin:{leads_to}", args=[obj.entry.pk]))
        return HttpResponseRedirect(self._address(obj.pk))

    # --- Deleting -----------------------------------------------------------------------------

    def delete_model(self, request, obj):
        deletion.delete(obj.entry, by=request.user)

    def delete_queryset(self, request, queryset):
        with transaction.atomic():
            for root in queryset.select_related("entry"):
                deletion.delete(root.entry, by=request.user)


def _read(form, formsets):
    """Read what was sent as plain data: `(facts, {language: texts})`."""
    root = form.instance
    copy = getattr(root, "working_copy", None)
    parts = dict(copy.parts) if copy else {}
    parts |= {formset.model: formset.rows() for formset in formsets}
    many = dict(copy.many) if copy else {}
    for field in root._meta.many_to_many:
        if field.name in form.cleaned_data:
            many[field.name] = sorted(row.pk for row in form.cleaned_data[field.name])
        many.setdefault(field.name, [])
    ordered = [row for kind in kind_of(root).parts for row in parts.get(kind.model, [])]
    return read(root, ordered, many)
