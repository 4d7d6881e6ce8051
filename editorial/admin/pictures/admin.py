"""The library of pictures: a picture is uploaded once and used at any number of places."""

from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.admin.double_click import AddedOnce
from editorial.admin.paginators import CappedPaginator
from editorial.admin.pictures import tiles, uses
from editorial.admin.pictures.choices import choices
from editorial.admin.pictures.forms import PictureForm, RemovalForm
from editorial.admin.pictures.listing import DELETED, PictureChangeList, PictureTabs, found
from editorial.admin.pictures.removing import RIGHT, remove, restore, say_deleted
from editorial.admin.pictures.several import several
from editorial.admin.problems import ProblemsOnTop
from editorial.cache.version import raise_version
from editorial.pictures import uploads
from editorial.publishing import pictures as library
from editorial.revisions.picture_uses import uses_of
from editorial.text.formats import since

# In pixels: what is shown in a form, to point at what must stay in view.
SHOWN = 960
ABOUT = ["title", "credit", "license", "shown_until", "credit_url"]


class PictureAdmin(ProblemsOnTop, AddedOnce, admin.ModelAdmin):
    """Uploads, with credit and license. The words for readers stand where a picture is used."""

    form = PictureForm
    list_filter = [PictureTabs]
    list_per_page = 40
    list_max_show_all = 40
    paginator = CappedPaginator
    show_full_result_count = False
    # What a search goes through is decided by `get_search_results`; Django asks that there be one.
    search_fields = ["search_words"]
    ordering = ["-uploaded_at", "-pk"]
    actions = ["bring_back"]
    change_list_template = "admin/pictures/change_list.html"
    add_form_template = "admin/pictures/add_form.html"
    change_form_template = "admin/pictures/change_form.html"
    popup_response_template = "admin/pictures/added.html"
    delete_confirmation_template = "admin/pictures/delete_confirmation.html"
    delete_selected_confirmation_template = "admin/pictures/delete_selected_confirmation.html"
    # A new picture is uploaded first; what must stay in view is pointed at afterwards.
    add_fieldsets = [(None, {"fields": ["file", *ABOUT]})]
    fieldsets = [
        (None, {"fields": ["ninth", "focal_x", "focal_y"]}),
        (
            gettext_lazy("About the picture"),
            {"fields": ABOUT},
        ),
        (gettext_lazy("Replace the file"), {"fields": ["file"], "classes": ["collapse"]}),
    ]

    def get_urls(self):
        """Put the pages that Django does not know before its own."""
        site = self.admin_site
        own = [
            ("several/", several, "several"),
            ("choices/", choices, "choices"),
            ("restore/", restore, "restore"),
            ("<path:object_id>/remove/", remove, "remove"),
        ]
        return [
            *(
                path(route, site.admin_view(view), name=f"editorial_picture_{name}")
                for route, view, name in own
            ),
            *super().get_urls(),
        ]

    # --- The list -----------------------------------------------------------------------------

    def get_changelist(self, request, **kwargs):
        return PictureChangeList

    def changelist_view(self, request, extra_context=None):
        """Keep the tab when somebody searches."""
        state = request.GET.get("state", "")
        context = {"narrow_keep": [("state", state)] if state else []}
        if state == DELETED and request.user.has_perm(RIGHT):
            context["restore_url"] = reverse("admin:editorial_picture_restore")
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def get_search_results(self, request, queryset, search_term):
        return found(queryset, search_term), False

    def get_actions(self, request):
        """Offer what can be done to deleted pictures for these, deleting for the others."""
        actions = super().get_actions(request)
        wanted = "bring_back" if request.GET.get("state") == DELETED else "delete_selected"
        return {name: action for name, action in actions.items() if name == wanted}

    @admin.action(description=gettext_lazy("Bring back"), permissions=["delete"])
    def bring_back(self, request, queryset):
        """Bring the chosen pictures back into the library."""
        count = library.bring_back(queryset, by=request.user)
        self.message_user(request, _("Back in the library: %(count)s") % {"count": count})

    # --- The form -----------------------------------------------------------------------------

    def has_change_permission(self, request, obj=None):
        """Leave alone what was deleted or removed: bring it back first, or upload it anew."""
        return super().has_change_permission(request, obj) and (obj is None or obj.is_there)

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return self.add_fieldsets
        may_change = self.has_change_permission(request, obj)
        return self.fieldsets if may_change else [self.fieldsets[1]]

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Leave the nine points out of the form's own fields: they are no field of the model."""
        fields = [
            name
            for _heading, options in self.get_fieldsets(request, obj)
            for name in options["fields"]
            if name != "ninth"
        ]
        return super().get_form(request, obj, change, **{**kwargs, "fields": fields})

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Decode what was uploaded before a transaction begins: else nobody could write."""
        may = self.has_change_permission if object_id else self.has_add_permission
        contents = []
        if request.method == "POST" and may(request):
            contents = uploads.prepare(request.FILES)
        with library.kept_with_rows(contents):
            return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request, context, *args, **kwargs):
        context |= {"show_save_and_add_another": False, "show_save_and_continue": False}
        picture = context.get("original")
        if picture is not None:
            context |= self._about(request, picture, context["adminform"])
        return super().render_change_form(request, context, *args, **kwargs)

    def _about(self, request, picture, adminform):
        """Return what the page of a picture shows beside its fields."""
        places = uses_of([picture.pk])[picture.pk]
        copies = picture.renditions
        fitting = [copy for copy in copies if copy.width <= SHOWN] or copies[:1]
        may_change = self.has_change_permission(request, picture)
        address = partial(reverse, args=[picture.pk])
        return {
            "groups": list(adminform)[1:] if may_change else list(adminform),
            "shot": fitting[-1] if fitting else None,
            "shot_url": picture.file.storage.url(fitting[-1].name) if fitting else "",
            "crop_url": picture.file.storage.url(copies[0].name) if copies else "",
            "size": tiles.size_of(picture),
            "copies": 2 * len(copies),
            "added": since(picture.uploaded_at),
            "places": [(uses.link(use), uses.lacking([use])) for use in places],
            "in_places": tiles.in_places(places),
            "removal": RemovalForm(),
            "remove_url": address("admin:editorial_picture_remove"),
            "history_url": address("admin:editorial_picture_history"),
            "delete_url": address("admin:editorial_picture_delete"),
            "restore_url": f"{reverse('admin:editorial_picture_restore')}?picture={picture.pk}",
            "may_change": may_change,
            "may_delete": request.user.has_perm(RIGHT),
        }

    def save_model(self, request, obj, form, change):
        if not change:
            obj.uploaded_by = request.user
        super().save_model(request, obj, form, change)
        if change:
            # Public pages print its credit, and are kept until something changes.
            raise_version()

    def response_add(self, request, obj, post_url_continue=None):
        """Go on to the picture itself, where its focal point can be seen and set."""
        if IS_POPUP_VAR in request.POST:
            context = {**self.admin_site.each_context(request), "picture": obj, "is_popup": True}
            context["title"] = _("“%(title)s” is in the library") % {"title": obj}
            return TemplateResponse(request, self.popup_response_template, context)
        if not self.has_change_permission(request, obj):
            return super().response_add(request, obj, post_url_continue)
        words = _("“%(title)s” is in the library. Now point at what must stay in view.")
        self.message_user(request, words % {"title": obj}, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:editorial_picture_change", args=[obj.pk]))

    # --- Deleting -----------------------------------------------------------------------------

    def has_delete_permission(self, request, obj=None):
        """Delete nothing twice."""
        return super().has_delete_permission(request, obj) and not (obj and obj.deleted_at)

    def get_deleted_objects(self, objs, request):
        """Name where the pictures are used: in drafts too, which the database does not know."""
        pictures = list(objs)
        places = uses_of(picture.pk for picture in pictures)
        named = uses.links(use for picture in pictures for use in places[picture.pk])
        lacking = set() if self.has_delete_permission(request) else {self.opts.verbose_name}
        return [], {self.opts.verbose_name_plural: len(pictures)}, lacking, named

    def delete_model(self, request, obj):
        library.delete([obj], by=request.user)

    def delete_queryset(self, request, queryset):
        pictures = list(queryset)
        library.delete(pictures, by=request.user)
        request.deleted_pictures = pictures

    def response_delete(self, request, obj_display, obj_id):
        """Lead to the list, with a way to undo it."""
        say_deleted(request, [self.model.objects.get(pk=obj_id)])
        return HttpResponseRedirect(reverse("admin:editorial_picture_changelist"))

    def message_user(self, request, message, *args, **kwargs):
        """Say of several deleted pictures how they come back, instead of Django's words."""
        deleted = request.__dict__.pop("deleted_pictures", None)
        if deleted:
            say_deleted(request, deleted)
        else:
            super().message_user(request, message, *args, **kwargs)
