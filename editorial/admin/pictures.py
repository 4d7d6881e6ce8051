"""The picture library: a picture is uploaded once and used at any number of places."""

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.admin.double_click import AddedOnce
from editorial.admin.picture_uses import uses_of
from editorial.cache.version import raise_version
from editorial.pictures import uploads

# In pixels: what is shown in a form, to see where the focal point lies.
PREVIEW = 960


class PictureAdmin(AddedOnce, admin.ModelAdmin):
    """Uploads, with credit and license. The words for readers stand where a picture is used."""

    list_display = ["thumbnail", "title", "credit", "license", "uploaded_at"]
    list_display_links = ["thumbnail", "title"]
    search_fields = ["title", "credit"]
    ordering = ["-uploaded_at"]
    readonly_fields = ["preview", "uploaded_at", "uploaded_by"]
    # A new picture is uploaded first; where its focal point lies is seen afterwards.
    add_fieldsets = [
        (None, {"fields": ["title", "file"]}),
        (gettext_lazy("Credit"), {"fields": ["credit", "license", "credit_url"]}),
    ]
    fieldsets = [
        *add_fieldsets,
        (gettext_lazy("Focal point"), {"fields": ["preview", ("focal_x", "focal_y")]}),
        (gettext_lazy("Upload"), {"fields": ["uploaded_at", "uploaded_by"]}),
    ]
    delete_confirmation_template = "admin/pictures/delete_confirmation.html"
    delete_selected_confirmation_template = "admin/pictures/delete_selected_confirmation.html"

    @admin.display(description=gettext_lazy("picture"))
    def thumbnail(self, picture):
        """Show it small. The title stands beside it, so it is decoration here."""
        smallest = picture.renditions[0]
        return format_html(
            '<img src="{}" width="96" height="{}" alt="" loading="lazy">',
            picture.file.storage.url(smallest.name),
            round(96 * picture.height / picture.width),
        )

    @admin.display(description=gettext_lazy("as it is"))
    def preview(self, picture):
        """Show it large, with its focal point as it was saved."""
        fitting = [copy for copy in picture.renditions if copy.width <= PREVIEW]
        shown = fitting[-1] if fitting else picture.renditions[0]
        return format_html(
            '<span class="picture-preview"><img src="{url}" width="{width}" height="{height}"'
            ' alt="{title}"><svg viewBox="0 0 {width} {height}" aria-hidden="true">'
            '<circle cx="{x}" cy="{y}" r="{r}"/></svg></span>',
            url=picture.file.storage.url(shown.name),
            width=shown.width,
            height=shown.height,
            title=picture.title,
            x=round(shown.width * picture.focal_x / 100),
            y=round(shown.height * picture.focal_y / 100),
            r=max(2, round(shown.width / 48)),
        )

    def get_fieldsets(self, request, obj=None):
        return super().get_fieldsets(request, obj) if obj else self.add_fieldsets

    def render_change_form(self, request, context, *args, **kwargs):
        context |= {"show_save_and_add_another": False, "show_save_and_continue": False}
        return super().render_change_form(request, context, *args, **kwargs)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Read what was uploaded before Django's transaction, in which all who write would wait."""
        if request.method == "POST":
            uploads.read_ahead(request.FILES)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.uploaded_by = request.user
        super().save_model(request, obj, form, change)
        if change:
            # Public pages print its credit, and are kept until something changes.
            raise_version()

    def response_add(self, request, obj, post_url_continue=None):
        """Go on to the picture itself, where its focal point can be seen and set."""
        if IS_POPUP_VAR in request.POST or not self.has_change_permission(request, obj):
            return super().response_add(request, obj, post_url_continue)
        words = _("“%(title)s” is in the library. Its focal point is set below the picture.")
        self.message_user(request, words % {"title": obj}, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:editorial_picture_change", args=[obj.pk]))

    def get_deleted_objects(self, objs, request):
        """Name where the pictures are used: in drafts too, which the database does not know."""
        to_delete, counts, lacking, protected = super().get_deleted_objects(objs, request)
        named = [use.link() for use in uses_of(objs)]
        return to_delete, counts, lacking, named or protected
