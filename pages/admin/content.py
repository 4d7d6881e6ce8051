"""Pages, site settings and the privacy notice in the admin."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.forms import HiddenInput
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from editorial.admin.content.admin import ContentAdmin
from editorial.admin.content.parts import PartForm, PartInline
from editorial.admin.lists.filters import FieldSelect
from pages import extensions
from pages.models import Page, PrivacyNotice, Section, SiteSettings


class OneOfAKindAdmin(ContentAdmin):
    """Admin of something that exists once: it is edited, never added twice, never deleted."""

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not self.model.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

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
    ]


# What a section of one kind alone needs; elsewhere it is shown where it holds something.
OF_KIND = {
    Section.Kind.PICTURE: ("picture", "decorative", "alt"),
    Section.Kind.FACTS: ("facts", "valid_until"),
    Section.Kind.TABLE: ("caption", "table", "has_row_headings"),
    Section.Kind.CALL_TO_ACTION: ("link_label", "link"),
}


class SectionForm(PartForm):
    """A section with the fields of its kind; a changed kind has its own once it is saved."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        shown = self["kind"].value()
        for kind, names in OF_KIND.items():
            fields = [name for name in self.fields if name.startswith(names)]
            if kind != shown and not any(self[name].value() for name in fields):
                for name in fields:
                    self.fields[name].widget = HiddenInput()


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
    groups_before_parts = 1
    fieldsets = [
        (None, {"fields": ["title", "lede"]}),
        (_("Address and menu"), {"fields": ["slug", "parent", "menu", "menu_label", "rank"]}),
        (_("Look"), {"fields": ["template"]}),
        (_("Search engines"), {"fields": ["description"], "classes": ["collapse"]}),
    ]
    inlines = [SectionInline]

    def get_queryset(self, request):
        # Not `list_select_related`: it yields to the entry that every content admin selects.
        return super().get_queryset(request).select_related("parent__entry")

    def meta(self, page):
        """Say where it stands: its address, and the page above."""
        above = _("under %(page)s") % {"page": page.parent.entry} if page.parent_id else ""
        return [f"/{page.slug}/", above]


@admin.register(PrivacyNotice)
class PrivacyNoticeAdmin(OneOfAKindAdmin):
    fieldsets = [
        (None, {"fields": ["title", "lede", "reviewed_on"]}),
        (_("Who"), {"fields": ["operator", "contact"]}),
        (_("What and why"), {"fields": ["collected", "purposes", "consequence"]}),
        (_("Sharing"), {"fields": ["sharing", "trackers"]}),
        (_("Your rights"), {"fields": ["correction", "ombudsperson"]}),
        (_("Keeping"), {"fields": ["record_series", "retention"]}),
    ]
