"""Forms in one language: a translated field stands for its column in the language that is open."""

from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.urls import reverse
from django.utils.text import capfirst

from editorial.admin.content.choices import KnownChoiceField, NamedChoiceField, SearchedSelect
from editorial.admin.content.form import is_for_public
from editorial.admin.content.link_field import LinkWidget
from editorial.admin.pictures.chooser import PictureChoiceField, PictureChooser
from editorial.models import Picture
from editorial.registry import text_fields
from editorial.text import languages, placeholders


class LanguageFields:
    """Shows of each translated field the column of one language.

    The fieldsets name the field itself ("title"); the form gets "title_ja".
    """

    def get_language(self, request):
        """Return the code of the language that the form is open in."""
        return request.editing.language

    def get_fieldsets(self, request, obj=None):
        """Put columns where fieldsets name translated fields."""
        language = self.get_language(request)
        return [
            (name, {**options, "fields": self._columns(options["fields"], language)})
            for name, options in super().get_fieldsets(request, obj)
        ]

    def get_prepopulated_fields(self, request, obj=None):
        """Fill in an address from the title of the language that is open."""
        language = self.get_language(request)
        found = super().get_prepopulated_fields(request, obj)
        return {name: self._columns(sources, language) for name, sources in found.items()}

    def _columns(self, fields, language):
        texts = set(text_fields(self.model))
        return [
            tuple(self._columns(field, language))
            if isinstance(field, (list, tuple))
            else languages.column(field, language)
            if field in texts
            else field
            for field in fields
        ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Name a column as its field, and tell its language.

        Only a title must be there, and that only before the public sees it.
        """
        original = getattr(db_field, "translated_field", None)
        if db_field.name in getattr(self.model, "link_facts", ()):
            kwargs["widget"] = LinkWidget
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(widget := getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            # What is added on the way has a button of its own where it is chosen.
            field.widget = widget.widget
        is_draft = request.method == "POST" and not is_for_public(request)
        if field is not None and is_draft and db_field.name in self.model.draft_may_lack:
            field.required = False
        if original is None or field is None:
            return field
        field.label = capfirst(original.verbose_name)
        field.help_text = original.help_text
        is_title = original.name == getattr(self.model, "title_field", None)
        field.required = is_title and not is_draft
        field.widget.is_required = is_title
        field.validators = [*field.validators, placeholders.validator_of(self.model)]
        field.widget.attrs["lang"] = languages.tag(self.get_language(request))
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Choose from rows that are read once for all parts of a form."""
        if db_field.related_model is Picture:
            kwargs |= {"form_class": PictureChoiceField, "widget": PictureChooser}
            kwargs["queryset"] = Picture.objects.all()
        elif db_field.name in self.autocomplete_fields:
            kwargs |= {"form_class": NamedChoiceField, "widget": self._searched(db_field, request)}
            # Whether it is public, and what it is called, its entry says.
            kwargs["queryset"] = db_field.related_model.objects.select_related("entry")
        else:
            kwargs["form_class"] = KnownChoiceField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def _searched(self, db_field, request):
        """Return a widget that searches, with a way to add a row for who may."""
        meta = db_field.related_model._meta
        add_url = ""
        # One of the same kind is no small thing on the way.
        is_other = db_field.related_model is not self.model
        way = self.admin_site.get_model_admin(db_field.related_model)
        if is_other and way.has_add_permission(request):
            address = reverse(f"admin:{meta.app_label}_{meta.model_name}_add")
            add_url = f"{address}?{IS_POPUP_VAR}=1"
        return SearchedSelect(db_field, self.admin_site, add_url=add_url)
