"""Editing content with Django's own forms, on a working copy in memory.

A form shows what was saved last, which may not be public: facts, structure and the texts of the
original. Its rows are built from the revisions (`editorial.revisions.working_copy`), so opening a
form only reads. What is sent is read back from the form's rows as plain data and handed to
`editorial.publishing`; the live rows are written there and nowhere else.
"""

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from js_asset import Media

from editorial import publishing
from editorial.admin.content import answers, outcomes, publish_page, rich_fields
from editorial.admin.content.editing import Editing, entry_of, read_choices
from editorial.admin.content.form import PUBLISH, PUBLISH_ALL, ContentForm, is_for_public
from editorial.admin.content.language_fields import LanguageFields
from editorial.admin.content.preview_button import about_preview
from editorial.admin.content.sent import as_data
from editorial.admin.content.shown import page
from editorial.admin.content.shown.parts import parts_of
from editorial.admin.content.typed import rearranged, unsaved
from editorial.admin.content.typed.again import ShownAsTyped
from editorial.admin.double_click import FORM_ID, AddedOnce, form_id
from editorial.admin.history.on_forms import WithHistory
from editorial.admin.lists.columns import ContentList
from editorial.publishing import delete as deletion
from editorial.publishing import taking_off
from editorial.staff import roles
from editorial.staff.refusing import MissingRightError, right
from editorial.text import languages

MINOR = "_minor"
# The reason for which something goes public with mistakes on its checklist.
IN_SPITE_OF = "_in_spite_of"
# These keep what was typed as a draft as well, and then lead to a page that asks for the rest.
LEADS_TO = {"_plan": "plan_publish", "_take_off": "take_off"}


class ContentAdmin(
    AddedOnce, ShownAsTyped, WithHistory, LanguageFields, ContentList, admin.ModelAdmin
):
    """Admin of a root: saving keeps a draft or publishes; deleting leaves a tombstone."""

    form = ContentForm
    change_form_template = "admin/content/change_form.html"
    delete_confirmation_template = "admin/content/delete_confirmation.html"
    delete_selected_confirmation_template = "admin/content/delete_selected_confirmation.html"
    # How many groups of fields stand before the parts; 0 for all of them.
    groups_before_parts = 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("entry")

    # --- The form -----------------------------------------------------------------------------

    @method_decorator(csp_update({"frame-src": [SELF]}))
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Show the form on the working copy, or do what was asked and say what came of it."""
        taken_back = unsaved.taken_back(request, self.model, object_id)
        request.editing = Editing.of(request, self.model, object_id, taken_back)
        if taken_back is not None:
            return self.show_as_typed(request, taken_back, object_id, form_url, extra_context)
        if LEADS_TO.keys() & request.POST.keys():
            roles.require_publisher(request.user)
        if request.method == "POST":
            rich_fields.clean_before(request, self.model)
        if request.editing and request.method == "POST":
            answered = self._answer_button(request, object_id, form_url, extra_context)
            if answered is not None:
                return answered
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except publish_page.WhoseError:
            return self._ask_whose(request)
        except answers.REFUSALS as error:
            return self._ask(request, error, object_id, form_url, extra_context)

    def _answer_button(self, request, object_id, form_url, extra_context):
        """Do what a button asks for that neither saves nor publishes; None for the others."""
        if publish_page.AGAIN in request.POST:
            return self.show_as_typed(request, request.POST, object_id, form_url, extra_context)
        if rearranged.is_asked(request.POST):
            return self.rearrange(request, object_id, form_url, extra_context)
        if unsaved.KEEP in request.POST:
            self._require_writing(request, object_id)
            return unsaved.keep(request, self.model, object_id)
        if unsaved.THROW_AWAY in request.POST:
            self._require_writing(request, object_id)
            unsaved.forget(request, request.POST[unsaved.THROW_AWAY])
            self.message_user(request, _("Thrown away."), messages.SUCCESS)
            return HttpResponseRedirect(request.path)
        return None

    def _require_writing(self, request, object_id):
        is_new = object_id is None
        may = self.has_add_permission(request) if is_new else self.has_change_permission(request)
        if not may:
            raise MissingRightError({right("add" if is_new else "change", self.model)})

    def _address(self, key):
        opts = self.opts
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[key])

    def _ask(self, request, error, object_id, form_url, extra_context):
        """Show the form again with everything that was typed, and what has to be decided."""
        answer = answers.answer(error, request.editing)
        # The way on asks for no less than what was asked for.
        pressed = PUBLISH_ALL if self._takes_all(request) else PUBLISH
        context = {**(extra_context or {}), "question": answer, "pressed": pressed}
        if request.editing.entry is None:
            # There is nothing yet to lay it on: the form holds what was typed as it was typed.
            response = self.show_as_typed(request, request.POST, object_id, form_url, context)
        else:
            shown = answers.as_opened(request)
            shown.editing = answer.editing
            response = self._changeform_view(shown, object_id, form_url, context)
        response.status_code = 409
        return response

    def _ask_whose(self, request):
        """Ask whose words become public, with all that was typed on the page."""
        editing = request.editing
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Publish %(language)s") % {"language": languages.name_of(editing.language)},
            "entry": editing.entry,
            "language_name": languages.name_of(editing.language),
            "language_tag": languages.tag(editing.language),
            "page": publish_page.whose_page(request, editing),
        }
        return TemplateResponse(request, "admin/content/publish.html", context)

    def get_object(self, request, object_id, from_field=None):
        """Return the root of the working copy; the live row has no drafts."""
        editing = getattr(request, "editing", None)
        if editing is None:
            return super().get_object(request, object_id, from_field)
        return editing.working_copy().root if editing.entry else None

    def get_inline_formsets(self, request, formsets, inline_instances, obj=None):
        """Return the parts as the page shows them, each kind in its order."""
        return parts_of(
            request,
            formsets,
            inline_instances,
            obj,
            may_change=obj is None or self.has_change_permission(request, obj),
            notes=page.sides(request).notes if obj else None,
        )

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Let the form know whether what is sent is for the public."""
        form = super().get_form(request, obj, change, **kwargs)
        form.is_for_public = is_for_public(request)
        return form

    def render_change_form(self, request, context, *args, **kwargs):
        """Add what the page shows and says."""
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        parts = [form for formset in formsets for form in formset.forms]
        rich_fields.tell_links([context["adminform"].form, *parts], request.editing.language)
        # Only the rich editor needs the nonce; asking for it puts it into the policy.
        media = Media.from_media(context["media"]).with_nonce(str(request.csp_nonce))
        context |= {"media": media, **page.about(request, self, context)}
        context["form_id"] = form_id(request)
        # What it shows was typed and is stored nowhere.
        is_typed = getattr(request, "typed", None) is not None or "question" in context
        context["is_unsaved"] = request.method == "POST" or is_typed
        context["unsaved"] = unsaved.offers(request, self.model, context["object_id"])
        context |= about_preview(self.model, request.editing)
        return super().render_change_form(request, context, *args, **kwargs)

    # --- Saving: Django calls these inside its transaction --------------------------------------

    def save_model(self, request, obj, form, change):
        """Write nothing yet: the parts belong to it."""

    def save_related(self, request, form, formsets, change):
        """Store what was sent, and publish it if a button said so."""
        for formset in formsets:
            # Says what was added, changed and deleted, for the log.
            formset.save(commit=False)
        facts, texts = as_data(form, {formset.model: formset.rows() for formset in formsets})
        editing = request.editing
        sent = [form, *(part for formset in formsets for part in formset.forms)]
        request.changed_texts, request.here = (
            rich_fields.changed_texts(sent),
            rich_fields.here(sent),
        )
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
        publish_page.require_answer(request, editing)
        return publishing.publish_change(
            editing.entry,
            **sent,
            whole=self._takes_all(request),
            choices=read_choices(request),
            minor=request.POST.get(MINOR) == "on",
            in_spite_of=request.POST.get(IN_SPITE_OF, ""),
        )

    @staticmethod
    def _takes_all(request):
        """Return whether what is asked for is everything, also the drafts of others."""
        is_both = request.POST.get(publish_page.WHOSE) == publish_page.BOTH
        return is_both or PUBLISH_ALL in request.POST

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
        if self._is_to_be_public(request):
            return publishing.publish_change(
                root.entry,
                facts=facts,
                texts={language: texts[language]},
                by=request.user,
                in_spite_of=request.POST.get(IN_SPITE_OF, ""),
            )
        return publishing.Published(saved=[language])

    def _is_to_be_public(self, request):
        if not is_for_public(request):
            return False
        roles.require_publisher(request.user)
        return True

    def response_add(self, request, obj, post_url_continue=None):
        """Go on with the form of what was added, unless another form waits for it."""
        return self._respond(request, obj, super().response_add)

    def response_change(self, request, obj):
        """Stay on the form, which says what is public now."""
        return self._respond(request, obj, super().response_change)

    def _respond(self, request, obj, for_popup):
        unsaved.forget(request, request.POST.get(FORM_ID))
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
            rich_fields.say_left_out(request)
            rich_fields.say_links(
                request, request.changed_texts, request.editing.language, here=request.here
            )
        if leads_to:
            return HttpResponseRedirect(reverse(f"admin:{leads_to}", args=[obj.entry.pk]))
        return HttpResponseRedirect(self._address(obj.pk))

    # --- Deleting -----------------------------------------------------------------------------

    def delete_view(self, request, object_id, extra_context=None):
        """Name the other way where readers would find nothing and be told nothing."""
        entry = entry_of(self.model, object_id)
        context = dict(extra_context or {})
        if (
            entry
            and roles.may_publish(request.user)
            and taking_off.has_address(entry)
            and entry.root.published_languages()
        ):
            context["take_off_url"] = reverse("admin:take_off", args=[entry.pk])
        return super().delete_view(request, object_id, context)

    def delete_model(self, request, obj):
        deletion.delete(obj.entry, by=request.user)

    def delete_queryset(self, request, queryset):
        roots = list(queryset.select_related("entry"))
        with transaction.atomic():
            for root in roots:
                deletion.delete(root.entry, by=request.user)
        request.deleted_entries = [root.entry for root in roots]
