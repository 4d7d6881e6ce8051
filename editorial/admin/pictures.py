"""The picture library: a picture is uploaded once and used at any number of places."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from editorial.admin.double_click import AddedOnce


class PictureAdmin(AddedOnce, admin.ModelAdmin):
    """Uploads, with credit and license. The words for readers stand where a picture is used."""

    list_display = ["thumbnail", "title", "credit", "license", "uploaded_at"]
    list_display_links = ["thumbnail", "title"]
    search_fields = ["title", "credit"]
    ordering = ["-uploaded_at"]
    readonly_fields = ["preview", "uploaded_at", "uploaded_by"]
    fieldsets = [
        (None, {"fields": ["title", "file", "preview"]}),
        (_("Credit"), {"fields": ["credit", "license", "credit_url"]}),
        (_("Focal point"), {"fields": [("focal_x", "focal_y")]}),
        (_("Upload"), {"fields": ["uploaded_at", "uploaded_by"]}),
    ]

    @admin.display(description=_("picture"))
    def thumbnail(self, picture):
        """Show it small. The title stands beside it, so it is decoration here."""
        smallest = picture.renditions[0]
        return format_html(
            '<img src="{}" width="96" height="{}" alt="" loading="lazy">',
            picture.file.storage.url(smallest.name),
            round(96 * picture.height / picture.width),
        )

    @admin.display(description=_("as it is"))
    def preview(self, picture):
        """Show it in the form."""
        return self.thumbnail(picture) if picture.pk else "–"

    def save_model(self, request, obj, form, change):
        if not change:
            obj.uploaded_by = request.user
        super().save_model(request, obj, form, change)
