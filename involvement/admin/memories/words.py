"""A memory beside an event: its words, shortened and translated by staff, and its place in public.

Its languages stand on one form, as those of an idea do.
"""

from django import forms
from django.contrib import admin
from django.db.models import F
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from modeltranslation.admin import TranslationAdmin

from cities.models import Memory
from editorial.admin.lists.by_words import FoundByItsWords
from editorial.models import audit
from editorial.text import languages
from editorial.text.fingerprints import normalize
from involvement.memories import beside, wording
from involvement.models import Submission
from involvement.permissions import CHANGE_IDEA, VIEW
from involvement.submissions import digest

_TEXTS = [languages.column("text", code) for code in languages.codes()]
_EDITED = [*_TEXTS, "is_public"]


class MemoryForm(forms.ModelForm):
    """The words of a memory. `base` is the digest of what the form showed."""

    base = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["base"].initial = digest.base_of(self.instance, _EDITED)
        for column in _TEXTS:
            if column in self.fields:
                self.fields[column].required = False

    def clean(self):
        """Demand words in the original language, a yes, and that nobody else was quicker."""
        cleaned = super().clean()
        for column in [each for each in _TEXTS if cleaned.get(each)]:
            # Browsers send other line ends than what was sent at first has.
            cleaned[column] = normalize(cleaned[column])
        # Until the transaction of the form ends, its sender cannot take the yes back.
        use = self.instance.use
        found = Submission.objects.select_for_update().filter(pk=use.submission_id).first()
        stored = Memory.objects.filter(pk=self.instance.pk).first()
        if found is None or stored is None:
            raise forms.ValidationError(_("It was erased in the meantime."))
        if digest.base_of(stored, _EDITED) != cleaned.get("base"):
            raise forms.ValidationError(
                _(
                    "Somebody else saved this in the meantime. What you typed is still here: copy "
                    "what you need, open it again, and put it in."
                )
            )
        original = languages.column("text", self.instance.original_language)
        if not cleaned.get(original) and original not in self.errors:
            self.add_error(original, _("Write it at least in the language of the original."))
        use.refresh_from_db()
        if cleaned.get("is_public") and not beside.may_be_public(use, found):
            self.add_error("is_public", _("Who told it has not said yes yet, or no longer does."))
        elif cleaned.get("is_public") and not beside.is_agreed_to(stored, cleaned.get(original)):
            words = _(
                "These are other words than those to which who told it has said yes. Save them "
                "without this tick, and ask the sender anew on the page of the memory."
            )
            if use.is_to_unknown_words:
                words = wording.words_unknown()
            self.add_error("is_public", words)
        return cleaned


@admin.register(Memory)
class MemoryAdmin(FoundByItsWords, TranslationAdmin):
    """The list and the form of memories. New ones begin from a submission, never from nothing."""

    form = MemoryForm
    change_form_template = "admin/involvement/memory_form.html"
    opened_by = (VIEW, CHANGE_IDEA)
    list_display = ["about", "told_by_shown", "is_public", "reference"]
    list_filter = ["is_public"]
    list_per_page = 50
    ordering = [F("pk").desc()]
    fieldsets = [
        (None, {"fields": ["base", "text"]}),
        (gettext_lazy("Timeline"), {"fields": ["is_public"]}),
    ]

    # --- Rights: who may edit memories reads what their senders wrote -------------------------

    def has_view_permission(self, request, obj=None):
        return request.user.has_perms([VIEW, CHANGE_IDEA])

    def has_change_permission(self, request, obj=None):
        return request.user.has_perms([VIEW, CHANGE_IDEA])

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    # --- The list -----------------------------------------------------------------------------

    def get_queryset(self, request):
        found = super().get_queryset(request)
        return found.filter(use__isnull=False).select_related("event", "use__submission")

    @admin.display(description=gettext_lazy("event"))
    def about(self, memory):
        """Name the event beside which it stands."""
        return memory.event.label or "–"

    @admin.display(description=gettext_lazy("name shown beside it"))
    def told_by_shown(self, memory):
        """Name who tells it, as far as they agreed."""
        return memory.told_by or "–"

    @admin.display(description=gettext_lazy("receipt number"))
    def reference(self, memory):
        """Return the number of the submission that it was taken from."""
        return memory.use.submission.reference

    def changelist_view(self, request, extra_context=None):
        response = super().changelist_view(request, extra_context)
        shown = getattr(response, "context_data", None)
        if shown and "cl" in shown:
            references = [memory.use.submission.reference for memory in shown["cl"].result_list]
            listed = audit.AuditEntry.Action.LISTED
            audit.record(listed, Submission, references, by=request.user, note="memories")
        return response

    # --- The form -----------------------------------------------------------------------------

    @method_decorator(sensitive_post_parameters())
    def changeform_view(self, request, *args, **kwargs):
        return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        beside.store(obj, by=request.user)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        submission = obj.use.submission
        read = audit.AuditEntry.Action.READ
        audit.record(read, Submission, [submission.reference], by=request.user)
        context["submission"] = submission
        context["tag"] = languages.tag(submission.written_in)
        context["use"] = obj.use
        context["event"] = obj.event.label
        context["may_be_public"] = beside.may_be_public(obj.use, submission)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
