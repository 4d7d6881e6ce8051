"""Pages, site settings and the privacy notice in the admin."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.forms import HiddenInput
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cities.forms.dates import DayField, HonestDates
from editorial.admin.content.admin import ContentAdmin
from editorial.admin.content.choices import NAMED
from editorial.admin.content.form import ContentForm
from editorial.admin.content.parts import PartForm, PartInline
from editorial.admin.lists.filters import FieldSelect
from editorial.staff import rail
from pages import extensions
from pages.models import Page, PrivacyNotice, Section, SiteSettings


class OneOfAKindAdmin(ContentAdmin):
    """Admin of something that exists once: it is edited, never added twice, never deleted."""

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not self.model.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

    def render_change_form(self, request, context, *args, **kwargs):
        """Name it by the word of its place: the way back leads to no list."""
        context["only_one"] = rail.name_of(request.user, request.path)
        return super().render_change_form(request, context, *args, **kwargs)

    def changelist_view(self, request, extra_context=None):
        """Open the form itself: a list of one row would be a detour."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        row = self.model.objects.first()
        if row is None or request.method != "GET":
            return super().changelist_view(request, extra_context)
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return redirect(name, row.pk)


@admin.register(SiteSettings)
class SiteSettingsAdmin(OneOfAKindAdmin):
    """The settings; what becomes of people's mail is not for everybody to set."""

    def get_readonly_fields(self, request, obj=None):
        """Close what an app above has protected."""
        return extensions.settings_closed_to(request.user)

    fieldsets = [
        (None, {"fields": ["program_name", "tagline"]}),
        (_("Home page"), {"fields": ["home_title", "home_lede", "map_title", "map_text"]}),
        (_("Meetings"), {"fields": ["meeting_title", "meeting_text"]}),
        (
            _("Office, at the foot of every page"),
            {"fields": ["office_name", "office_address", "email", "phone"]},
        ),
        (_("Open data"), {"fields": [("data_license", "data_license_url")]}),
        (
            _("Terms of the ties, for staff only"),
            {"fields": [("friendship_years", "sister_years"), "attestation"]},
        ),
    ]


# What a section of one kind alone needs; elsewhere it is shown where it holds something.
OF_KIND = {
    Section.Kind.PICTURE: ("picture", "decorative", "alt"),
    Section.Kind.FACTS: ("facts", "valid_until"),
    Section.Kind.TABLE: ("caption", "table", "has_row_headings"),
    Section.Kind.CALL_TO_ACTION: ("link_label", "link"),
}


class SectionForm(HonestDates, PartForm):
    """A section with the fields of its kind; a changed kind has its own once it is saved."""

    link_facts = Section.link_facts
    valid_until = DayField(
        label=_("Good until"), help_text=Section._meta.get_field("valid_until").help_text
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        shown = self["kind"].value()
        for kind, names in OF_KIND.items():
            fields = [name for name in self.fields if name.startswith(names)]
            if kind != shown and not any(_is_filled(self[name]) for name in fields):
                for name in fields:
                    self.fields[name].widget = HiddenInput()


def _is_filled(bound):
    """Return whether a field holds something; a date that was typed is a text with a tick."""
    value = bound.value()
    return bool(value) and bool(str(value))


class SectionInline(PartInline):
    model = Section
    form = SectionForm
    named_by = ["heading"]
    summed_up_by = ["body", "facts", "caption", "table", "alt", "link_label"]
    kind_by = add_by = "kind"
    fields = [
        "heading",
        "body",
        "picture",
        "decorative",
        "alt",
        "facts",
        "valid_until",
        "caption",
        "table",
        "has_row_headings",
        "link_label",
        "link",
        "kind",
    ]


@admin.register(Page)
class PageAdmin(ContentAdmin):
    list_display = ["label", "menu"]
    list_filter = [("menu", FieldSelect), ("template", FieldSelect)]
    ordering = ["rank", "pk"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["sources"]
    groups_before_parts = 1
    fieldsets = [
        (None, {"fields": ["title", "lede"]}),
        (_("Sources"), {"fields": ["sources"], "classes": ["collapse"]}),
        (_("Address and menu"), {"fields": ["slug", "parent", "menu", "menu_label", "rank"]}),
        # Translators: the appearance of a page
        (_("Look"), {"fields": ["template"]}),
        (_("Search engines"), {"fields": ["description"], "classes": ["collapse"]}),
    ]
    inlines = [SectionInline]

    class Media:
        js = [NAMED]

    def get_queryset(self, request):
        # Not `list_select_related`: it yields to the entry that every content admin selects.
        return super().get_queryset(request).select_related("parent__entry")

    def meta(self, page):
        """Say where it stands: its address, and the page above."""
        above = _("under %(page)s") % {"page": page.parent.entry} if page.parent_id else ""
        return [f"/{page.slug}/", above]


class PrivacyNoticeForm(HonestDates, ContentForm):
    """The privacy notice."""

    reviewed_on = DayField(
        label=capfirst(PrivacyNotice._meta.get_field("reviewed_on").verbose_name)
    )


@admin.register(PrivacyNotice)
class PrivacyNoticeAdmin(OneOfAKindAdmin):
    form = PrivacyNoticeForm
    fieldsets = [
        (None, {"fields": ["title", "lede", "reviewed_on"]}),
        (_("Who"), {"fields": ["operator", "contact"]}),
        (_("What and why"), {"fields": ["collected", "purposes", "consequence"]}),
        (_("Sharing"), {"fields": ["sharing", "trackers"]}),
        (_("Your rights"), {"fields": ["correction", "ombudsperson"]}),
        (_("Keeping"), {"fields": ["record_series", "retention"]}),
    ]
