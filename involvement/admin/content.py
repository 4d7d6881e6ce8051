"""The texts of the form and of the letters."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.admin.content.admin import ContentAdmin
from editorial.admin.content.parts import PartInline
from editorial.admin.lists.filters import FieldSelect
from editorial.staff import protected
from involvement.models import Choice, InterestForm, Letter
from involvement.records import terms
from pages.admin.content import OneOfAKindAdmin


class ChoiceInline(PartInline):
    """The choices of the form, each with its texts and its retention."""

    model = Choice
    named_by = ["label", "kind"]
    summed_up_by = ["help"]
    kind_by = "kind"

    def get_readonly_fields(self, request, obj=None):
        """Leave what decides how long records are kept to those who may destroy them."""
        return protected.closed_to(request.user, Choice)

    def has_add_permission(self, request, obj):
        """Leave a new choice to them as well: it brings a term along."""
        return super().has_add_permission(request, obj) and self._is_theirs(request)

    def has_delete_permission(self, request, obj=None):
        """Leave it to them to delete one, with its term; everybody can close it."""
        return super().has_delete_permission(request, obj) and self._is_theirs(request)

    def _is_theirs(self, request):
        return not protected.closed_to(request.user, Choice)

    fieldsets = [
        (None, {"fields": [("kind", "is_open"), "label", "help", "prompt"]}),
        (_("After sending"), {"fields": ["next_steps"]}),
        (_("Keeping"), {"fields": [("series_number", "retention_years")]}),
    ]


@admin.register(InterestForm)
class InterestFormAdmin(OneOfAKindAdmin):
    """The one form: it is edited, never added twice, never deleted."""

    fieldsets = [
        (None, {"fields": ["title", "lede", "answer_days"]}),
        (
            _("Privacy notice; without all of it the form does not open in a language"),
            {"fields": InterestForm.NOTICE},
        ),
        (_("Young people"), {"fields": ["young_text", "child_text", "guardian_text"]}),
        (_("Ideas from residents"), {"fields": ["ideas_title", "ideas_lede"]}),
        (_("Search engines"), {"fields": ["description"], "classes": ["collapse"]}),
    ]
    inlines = [ChoiceInline]

    def changeform_view(self, request, object_id=None, *args, **kwargs):
        """Note the terms before and after: a shorter one needs notice, by whoever typed it."""
        is_change = request.method == "POST" and object_id and self.has_change_permission(request)
        if is_change:
            terms.catch_up(timezone.now())
        response = super().changeform_view(request, object_id, *args, **kwargs)
        if is_change:
            terms.catch_up(timezone.now(), by=request.user)
        return response


@admin.register(Letter)
class LetterAdmin(ContentAdmin):
    """The letters; those of a fixed purpose exist once, answers as many as staff need."""

    list_display = ["label", "purpose"]
    list_filter = [("purpose", FieldSelect), ("kind", FieldSelect)]
    ordering = ["purpose", "kind", "pk"]
    fieldsets = [(None, {"fields": ["title", ("purpose", "kind"), "subject", "body"]})]

    def meta(self, letter):
        """Say to what it answers."""
        return [letter.get_kind_display()]
