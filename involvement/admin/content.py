"""The texts of the form and of the letters."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.admin.content.admin import ContentAdmin
from editorial.admin.content.parts import PartInline
from editorial.admin.lists.filters import FieldSelect
from involvement.models import Choice, InterestForm, Letter
from involvement.permissions import ERASE
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
        return () if request.user.has_perm(ERASE) else ("series_number", "retention_years")

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

    def changeform_view(self, request, *args, **kwargs):
        """Note the terms as they are before anybody changes them: a shorter one needs notice."""
        if request.method == "POST":
            terms.catch_up(timezone.now())
        return super().changeform_view(request, *args, **kwargs)


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
