"""Parts on the form of their root, as rows in memory: sections of a page, stages of a city."""

from django import forms
from django.contrib import admin

from editorial.admin.content.choices import NamedChoiceField
from editorial.admin.content.form import BindingForm, is_for_public
from editorial.admin.content.language_fields import LanguageFields
from editorial.admin.content.rich_fields import StableLinks
from editorial.admin.content.typed.again import UnjudgedParts


class Rows(list):
    """A list that stands where a formset expects a queryset."""

    ordered = True
    db = "default"


class PartForm(StableLinks, BindingForm):
    """One part. What nobody touched was checked when it was saved, as a draft."""

    @property
    def changed_data(self):
        """Name what was changed. Where a new part stands says nothing: an empty one is none."""
        changed = super().changed_data
        if self.instance._state.adding:
            return [name for name in changed if name != "position"]
        return changed

    def _post_clean(self):
        if self.has_changed() or self.instance._state.adding:
            super()._post_clean()
        else:
            self.require_complete()

    def _get_validation_exclusions(self):
        # Uniqueness among the parts of one owner is a matter of the formset: the rows of the
        # database are those that are public, not those of the draft.
        return super()._get_validation_exclusions() | {self.instance.owner_field}


class PartFormSet(UnjudgedParts, forms.BaseInlineFormSet):
    """The parts of one kind of a working copy.

    `kind_field` names the field by which they are told apart when one is added.
    """

    kind_field = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._remember_choices()

    def get_queryset(self):
        """Return the part rows that the root was built with, in order; none for a new root."""
        copy = getattr(self.instance, "working_copy", None)
        return Rows(copy.parts[self.model] if copy else [])

    def _existing_object(self, pk):
        """Return the row of a part on the form, also of one that was removed since.

        It keeps its identity then, by which its texts in other languages are found.
        """
        row = super()._existing_object(pk)
        if row is not None or self.instance.pk is None:
            return row
        owner = {self.fk.name: self.instance}
        is_taken = self.model._base_manager.filter(pk=pk).exclude(**owner).exists()
        return None if is_taken else self.model(pk=pk, **owner)

    def add_fields(self, form, index):
        """Name each part by its identity, which need not be in the database."""
        super().add_fields(form, index)
        initial = None if form.instance._state.adding else form.instance.pk
        form.fields[self._pk_field.name] = forms.UUIDField(
            required=False, initial=initial, widget=forms.HiddenInput
        )

    def is_multipart(self):
        """Return whether a part takes a file; Django would build an empty part to find out."""
        fields = self.form.base_fields.values()
        return any(field.widget.needs_multipart_form for field in fields)

    def rows(self):
        """List the rows as they were sent: without the deleted, with what was added."""
        gone = set(self.deleted_forms)
        added = [form for form in self.extra_forms if form.has_changed()]
        kept = [form.instance for form in [*self.initial_forms, *added] if form not in gone]
        return sorted(kept, key=lambda row: row.position)

    def _remember_choices(self):
        """Read what the parts refer to at once, not part by part.

        The rows get it as well: a checklist asks them for it.
        """
        rows = self.get_queryset()
        for name, field in self.form.base_fields.items():
            if not isinstance(field, NamedChoiceField):
                continue
            keys = [getattr(row, f"{name}_id") for row in rows]
            field.remember(keys)
            for row, key in zip(rows, keys, strict=True):
                if key and (target := field.row(key)):
                    setattr(row, name, target)


class PartInline(LanguageFields, admin.StackedInline):
    """The parts of one kind on the form of their root.

    Fields by which people know a part, the first that says something:

    - `named_by`: its name; `summed_up_by`: the letters beside it;
    - `kind_by`: what it is, where that is not the same for all;
    - `add_by`: the field whose choices are offered for a new part; often that of `kind_by`.
    """

    form = PartForm
    formset = PartFormSet
    template = "admin/content/parts.html"
    extra = 0
    named_by = ()
    summed_up_by = ()
    kind_by = ""
    add_by = ""

    @property
    def media(self):
        """No script of Django's: a part is added by the server, with all that was typed."""
        return forms.Media()

    def get_queryset(self, request):
        """The rows come from the working copy; see `PartFormSet`."""
        return self.model._base_manager.none()

    def get_formset(self, request, obj=None, **kwargs):
        """Build the formset: it knows by what a new part is chosen, its forms for whom they are."""
        formset = super().get_formset(request, obj, **kwargs)
        formset.kind_field = self.add_by
        formset.form.is_for_public = is_for_public(request)
        return formset

    def get_fieldsets(self, request, obj=None):
        """Carry the place of each part in the form; nobody types it."""
        (heading, options), *others = super().get_fieldsets(request, obj)
        return [(heading, {**options, "fields": ["position", *options["fields"]]}), *others]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "position":
            return db_field.formfield(widget=forms.HiddenInput)
        return super().formfield_for_dbfield(db_field, request, **kwargs)
