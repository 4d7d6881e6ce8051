"""Ideas from residents: taken up from a submission, shortened, shown with what became of them."""

from django import forms
from django.contrib import admin, messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.debug import sensitive_post_parameters
from modeltranslation.admin import TranslationAdmin

from cities.models import City, Goal, Memory
from editorial.admin.lists.by_words import FoundByItsWords
from editorial.models import Entry, audit
from editorial.staff import dashboard
from editorial.text import languages
from editorial.text.localized import localized
from editorial.web.rendering import base_address
from involvement.errors import NoConsentError
from involvement.forms.base import read_choices
from involvement.ideas import outcomes, supporting
from involvement.models import Idea, Submission
from involvement.permissions import CHANGE_IDEA, VIEW, require
from involvement.submissions import digest, ideas

# So many candidates are listed above the ideas; the others follow when these are taken up.
LISTED = 20
_TEXTS = [
    languages.column(field, code)
    for field in ("title", "text", "outcome")
    for code in languages.codes()
]
_EDITED = [*_TEXTS, "status", "original_language", "city", "goal", "joined_to", "is_public"]


class IdeaForm(forms.ModelForm):
    """An idea as staff edit it. `base` is the digest of what the form showed."""

    base = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["base"].initial = digest.base_of(self.instance, _EDITED)
        # No language is the original of everything; `clean` asks for the right ones.
        for column in _TEXTS:
            if column in self.fields:
                self.fields[column].required = False

    def clean(self):
        """Demand words in the original language, consent, and that nobody else was quicker."""
        cleaned = super().clean()
        # Until the transaction of the form ends, its sender cannot take the consent back.
        found = Submission.objects.select_for_update().filter(pk=self.instance.submission_id)
        submission = found.first()
        if submission is None:
            raise forms.ValidationError(_("It was erased in the meantime."))
        if digest.base_of(Idea.objects.get(pk=self.instance.pk), _EDITED) != cleaned.get("base"):
            raise forms.ValidationError(
                _(
                    "Somebody else saved this in the meantime. What you typed is still here: copy "
                    "what you need, open the idea again, and put it in."
                )
            )
        if cleaned.get("joined_to") == self.instance:
            self.add_error("joined_to", _("Choose another idea than this one."))
        original = cleaned.get("original_language")
        for field in ("title", "text") if original else ():
            column = languages.column(field, original)
            if not cleaned.get(column) and column not in self.errors:
                self.add_error(column, _("Write it at least in the language of the original."))
        if cleaned.get("is_public") and cleaned.get("joined_to"):
            self.add_error("is_public", _("It is the same as another one, which stands there."))
        if cleaned.get("is_public") and not ideas.has_consent(submission):
            self.add_error("is_public", _("The sender has not agreed to that, or no longer does."))
        return cleaned


class IdeaChoice(forms.ModelChoiceField):
    """One of the ideas on the page, by its title."""

    def label_from_instance(self, obj):
        """Name it as readers of this language see it."""
        return localized(obj, "title").value


@admin.register(Idea)
class IdeaAdmin(FoundByItsWords, TranslationAdmin):
    """The list and the form of ideas. New ones begin from a submission, never from nothing."""

    form = IdeaForm
    change_form_template = "admin/involvement/idea_form.html"
    change_list_template = "admin/involvement/idea_list.html"
    list_display = ["title_shown", "status", "is_public", "received_on", "reference"]
    list_filter = ["is_public", "status"]
    list_per_page = 50
    fieldsets = [
        (None, {"fields": ["base", "title", "text"]}),
        (gettext_lazy("What became of it"), {"fields": ["status", "outcome"]}),
        (gettext_lazy("About"), {"fields": ["original_language", "city", "goal", "joined_to"]}),
        (gettext_lazy("Public page"), {"fields": ["is_public"]}),
    ]
    actions = ["take_off", "tell_news"]

    # --- Rights: who may edit ideas reads what their senders wrote ----------------------------

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and _may_read(request)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and _may_read(request)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    # --- The list -----------------------------------------------------------------------------

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("submission")

    @admin.display(description=gettext_lazy("title"))
    def title_shown(self, idea):
        """Return the title in the reader's language, or in the original."""
        return localized(idea, "title").value or "–"

    @admin.display(description=gettext_lazy("receipt number"))
    def reference(self, idea):
        """Return the number of the submission that it was taken from."""
        return idea.submission.reference

    @admin.action(description=gettext_lazy("Take off the public page"), permissions=["change"])
    def take_off(self, request, queryset):
        """Take the chosen ideas off the public page."""
        count = sum(ideas.take_off(idea.submission, by=request.user) for idea in queryset)
        words = ngettext(
            "%(count)s idea was taken off the page.",
            "%(count)s ideas were taken off the page.",
            count,
        )
        self.message_user(request, words % {"count": count}, messages.SUCCESS)

    @admin.action(
        description=gettext_lazy("Tell its senders, and those who asked, what became of it"),
        permissions=["change"],
    )
    def tell_news(self, request, queryset):
        """Mail the outcome, with thanks, to who sent it and who asked for news of it."""
        base = base_address(request)
        count = sum(outcomes.tell(idea, base=base) for idea in queryset)
        words = ngettext(
            "%(count)s email is on its way.", "%(count)s emails are on their way.", count
        )
        self.message_user(request, words % {"count": count}, messages.SUCCESS)

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        waiting = []
        if self.has_change_permission(request):
            waiting = list(ideas.candidates()[: LISTED + 1])
        context = {"candidates": waiting[:LISTED], "has_more": len(waiting) > LISTED}
        if self.admin_site.get_model_admin(Memory).has_view_permission(request):
            context["memories"] = Memory._meta.verbose_name_plural
        response = super().changelist_view(request, {**context, **(extra_context or {})})
        shown = getattr(response, "context_data", None)
        if shown and "cl" in shown:
            taken_up = [idea.submission for idea in shown["cl"].result_list]
            references = [row.reference for row in [*taken_up, *waiting[:LISTED]]]
            audit.record(
                audit.AuditEntry.Action.LISTED,
                Submission,
                references,
                by=request.user,
                note="ideas",
            )
        return response

    # --- Taking up ----------------------------------------------------------------------------

    def get_urls(self):
        take = self.admin_site.admin_view(self.take_view)
        return [
            path("from/<int:key>/", take, name="involvement_idea_take"),
            *super().get_urls(),
        ]

    def take_view(self, request, key):
        """Show what a sender wrote, and make a draft of it when the button is pressed."""
        require(request, CHANGE_IDEA, VIEW)
        taken_up = Idea.objects.filter(submission=key).first()
        if taken_up is not None:
            return HttpResponseRedirect(_url_of(taken_up))
        submission = ideas.candidates().filter(pk=key).select_related("city", "goal").first()
        if submission is None:
            raise Http404
        if request.method == "POST":
            try:
                idea = ideas.draft_of(submission, by=request.user)
            except (NoConsentError, Submission.DoesNotExist) as error:
                raise Http404 from error
            return HttpResponseRedirect(_url_of(idea))
        _record_reading(request, submission)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Take up %(number)s") % {"number": submission.reference},
            "submission": submission,
            "tag": languages.tag(submission.written_in),
        }
        return TemplateResponse(request, "admin/involvement/idea_take.html", context)

    # --- The form -----------------------------------------------------------------------------

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "joined_to":
            kwargs.update(queryset=Idea.objects.public(), form_class=IdeaChoice)
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        model = {"city": City, "goal": Goal}[db_field.name]
        kind = ContentType.objects.get_for_model(model)
        kwargs["queryset"] = Entry.objects.filter(kind=kind).order_by("label")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        for name in {"city", "goal", "joined_to"} & set(form.base_fields):
            widget = form.base_fields[name].widget
            widget.can_add_related = widget.can_change_related = widget.can_view_related = False
        return form

    @method_decorator(sensitive_post_parameters())
    def changeform_view(self, request, *args, **kwargs):
        return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        ideas.store(obj, by=request.user)
        if obj.joined_to is not None:
            supporting.join(obj, obj.joined_to)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        _record_reading(request, obj.submission)
        read_choices(context["adminform"].form)
        context["submission"] = obj.submission
        context["tag"] = languages.tag(obj.submission.written_in)
        context["has_consent"] = ideas.has_consent(obj.submission)
        context["public_url"] = ideas.address_of(obj) if obj.is_public else ""
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


def url_for(user, submission):
    """Return the address where a submission becomes an idea, or that of its idea; "" for none."""
    if not user.has_perm(CHANGE_IDEA):
        return ""
    if idea := Idea.objects.filter(submission=submission).first():
        return _url_of(idea)
    if ideas.has_consent(submission):
        return reverse("admin:involvement_idea_take", args=[submission.pk])
    return ""


@dashboard.register(dashboard.WAITING)
def candidates(request):
    """Tell what may be shown publicly and was not taken up yet."""
    if not request.user.has_perm(CHANGE_IDEA) or not _may_read(request):
        return []
    number = ideas.candidates().count()
    title = ngettext(
        "%(number)s idea or memory may be shown",
        "%(number)s ideas and memories may be shown",
        number,
    ) % {"number": number}
    text = _("The sender agrees that it is shown publicly, without their name.")
    url = reverse("admin:involvement_idea_changelist")
    return [dashboard.Item(title, text, url, mark="letter")] if number else []


def _may_read(request):
    return request.user.has_perm(VIEW)


def _record_reading(request, submission):
    audit.record(audit.AuditEntry.Action.READ, Submission, [submission.reference], by=request.user)


def _url_of(idea):
    return reverse("admin:involvement_idea_change", args=[idea.pk])
