"""Editing the working copy with Django's own forms, in a transaction that is rolled back.

A form shows what was saved last, which may not be public. So the working revisions are written
onto the rows, Django's change view runs as ever (forms, inlines, validation), and on success
everything is read back as plain data. Then the transaction is rolled back: the live rows never
changed. Only after that the revisions are written and published, through
`editorial.publishing.publication`.
"""

import json

from django.contrib import admin, messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from js_asset import Media
from modeltranslation.admin import TabbedTranslationAdmin

from editorial import publishing
from editorial.admin import conflicts
from editorial.models import Entry, LanguageVersion
from editorial.publishing import delete as deletion
from editorial.revisions import snapshots
from editorial.text import languages
from editorial.text.languages import NEUTRAL

BASES = "_bases"
# The other ways to save: without publishing, and as a correction that changes no meaning.
DRAFT = "_draft"
MINOR = "_minor"


class ContentAdmin(TabbedTranslationAdmin):
    """Admin of a root: saving stores revisions and publishes; deleting leaves a tombstone."""

    change_form_template = "admin/content/change_form.html"
    delete_confirmation_template = "admin/content/delete_confirmation.html"
    delete_selected_confirmation_template = "admin/content/delete_selected_confirmation.html"
    list_per_page = 50
    save_on_top = True

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("entry")

    @admin.display(description=gettext_lazy("name"), ordering="entry__label")
    def label(self, root):
        """Name it by its working title; the live row of what is not public yet has none."""
        return root.entry.label

    @admin.display(description=gettext_lazy("public in"))
    def public_in(self, root):
        """List the languages in which it is public, by their own names."""
        public = [languages.own_name(code) for code in root.published_languages()]
        return languages.listed(public) or "–"

    # --- The form -----------------------------------------------------------------------------

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        entry = self._entry_of(object_id)
        context = {
            **(extra_context or {}),
            "bases": json.dumps(_bases_now(entry)),
            "may_publish": self._may_publish(request),
        }
        if request.method != "POST":
            return self._in_working_copy(request, entry, object_id, form_url, context)[0]

        bases = _read_bases(request)
        response, written = self._in_working_copy(request, entry, object_id, form_url, context)
        if written is None:
            # Not saved: the form comes again as typed, and its bases stay those it was opened on.
            context["bases"] = json.dumps(bases)
            response.context_data["bases"] = context["bases"]
            return response.render()
        try:
            root = self._write(request, entry, written, bases)
        except publishing.ConflictError as error:
            return self._conflict(
                request, entry, object_id, form_url, context, written, bases, error.languages
            )
        self._log(request, root)
        return self.response_change(request, root) if entry else self.response_add(request, root)

    def _in_working_copy(self, request, entry, object_id, form_url, context):
        """Run Django's change view on the working copy; return the response and what was written.

        `(facts, texts)` is None when nothing was saved. The response of a form is rendered
        after the rollback, so that nobody waits for a write lock while a page is made.
        """
        request.saved_root = request.log_entry = None
        request.in_working_copy = True
        with transaction.atomic():
            if entry:
                publishing.show_working(entry)
            response = super().changeform_view(request, object_id, form_url, context)
            saved = isinstance(response, HttpResponseRedirect) and request.saved_root is not None
            written = snapshots.read(request.saved_root) if saved else None
            _read_forms(response)
            transaction.set_rollback(True)
        request.in_working_copy = False
        return response, written

    def _write(self, request, entry, written, bases):
        """Store what was written and publish it; return the root."""
        facts, texts = written
        with transaction.atomic():
            if entry is None:
                original = _original_of(texts, self.model.title_field)
                root = publishing.create(
                    self.model, facts, texts, original=original, by=request.user
                )
                entry = root.entry
                saved = list(texts)
            else:
                saved = publishing.save(
                    entry, facts=facts, texts=texts, bases=bases, by=request.user
                )
                root = entry.root
            if self._may_publish(request) and DRAFT not in request.POST:
                publishing.publish(
                    entry,
                    _publishable(entry, saved),
                    by=request.user,
                    minor=MINOR in request.POST,
                )
        root.refresh_from_db()
        self._tell_states(request, entry, saved)
        return root

    def _may_publish(self, request):
        return request.user.has_perm("editorial.publish")

    def _tell_states(self, request, entry, saved):
        """Say what is a draft now, and for how many languages there is work to do."""
        versions = publishing.versions_of(entry)
        drafts = [
            languages.own_name(code)
            for code in saved
            if code != NEUTRAL and versions[code].work_state == LanguageVersion.WorkState.DRAFT
        ]
        if drafts:
            names = languages.listed(drafts)
            message = _("Kept as a draft, not public: %(languages)s.") % {"languages": names}
            self.message_user(request, message, messages.INFO)
        outdated = sum(1 for version in versions.values() if version.n_outdated)
        if saved and outdated:
            message = ngettext(
                "%(count)s translation is outdated now.",
                "%(count)s translations are outdated now.",
                outdated,
            )
            self.message_user(request, message % {"count": outdated}, messages.INFO)

    def _conflict(self, request, entry, object_id, form_url, context, written, bases, codes):
        """Show the form again as typed, with what somebody else saved in the meantime beside it."""
        request.conflict = True
        context["conflict"] = conflicts.describe(entry, codes, bases, written)
        response, _written = self._in_working_copy(request, entry, object_id, form_url, context)
        # Saving once more is a decision made with both texts in view.
        response.context_data["bases"] = json.dumps(_bases_now(entry))
        response.status_code = 409
        return response.render()

    def _entry_of(self, object_id):
        if object_id is None or not str(object_id).isdigit():
            return None
        return Entry.objects.filter(
            **{f"{self.opts.model_name}__pk": object_id, "deleted_at": None}
        ).first()

    def get_form(self, request, obj=None, change=False, **kwargs):
        form_class = super().get_form(request, obj, change=change, **kwargs)
        title = self.model.title_field
        original = obj.entry.original_language if obj else None

        class ContentForm(form_class):
            def __init__(self, *args, **kwargs):
                super().__init__(*args, **kwargs)
                # No language is the original of everything; `clean` asks for the right title.
                for code in languages.codes():
                    if languages.column(title, code) in self.fields:
                        self.fields[languages.column(title, code)].required = False

            def clean(self):
                cleaned = super().clean()
                _require_title(self, title, original)
                if getattr(request, "conflict", False):
                    raise ValidationError(
                        _(
                            "Somebody else saved this in the meantime. Nothing is lost: compare "
                            "below, change what you want to keep, and save again."
                        )
                    )
                return cleaned

        return ContentForm

    def save_model(self, request, obj, form, change):
        if not change:
            # Lives only inside the transaction; `publishing.create` makes the real one.
            obj.entry = Entry.objects.create(
                kind=ContentType.objects.get_for_model(self.model),
                original_language=languages.codes()[0],
                label="",
            )
        super().save_model(request, obj, form, change)
        request.saved_root = obj

    def response_add(self, request, obj, post_url_continue=None):
        if request.in_working_copy:
            return HttpResponseRedirect(request.path)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        # The row inside the transaction is not the one that lasts; the answer names that one.
        if request.in_working_copy:
            return HttpResponseRedirect(request.path)
        return super().response_change(request, obj)

    def render_change_form(self, request, context, *args, **kwargs):
        context["media"] = Media.from_media(context["media"]).with_nonce(str(request.csp_nonce))
        return super().render_change_form(request, context, *args, **kwargs)

    # --- The log: written inside, it would be rolled back --------------------------------------

    def log_addition(self, request, obj, message):
        request.log_entry = ("log_addition", message)

    def log_change(self, request, obj, message):
        request.log_entry = ("log_change", message)

    def _log(self, request, root):
        if request.log_entry:
            name, message = request.log_entry
            getattr(super(), name)(request, root, message)

    # --- Deleting -----------------------------------------------------------------------------

    def delete_model(self, request, obj):
        deletion.delete(obj.entry, by=request.user)

    def delete_queryset(self, request, queryset):
        with transaction.atomic():
            for root in queryset.select_related("entry"):
                deletion.delete(root.entry, by=request.user)


def _require_title(form, title, original):
    """Ask for the title in the original language, or, for something new, in any language."""
    columns = [languages.column(title, code) for code in languages.codes()]
    if original:
        columns = [languages.column(title, original)]
    if any(form.cleaned_data.get(column) or form.errors.get(column) for column in columns):
        return
    if columns[0] in form.fields:
        form.add_error(columns[0], _("Give it a title; nothing can be public without one."))


def _original_of(texts, title):
    """Return the language that something new was written in: the first with a title."""
    return next(
        code for code in languages.codes() if texts[code].get(snapshots.ROOT, {}).get(title)
    )


def _publishable(entry, saved):
    """Choose what "Save and publish" publishes.

    Facts and original with whatever drafts they had, and each other language that was changed in
    this form and has a title. Drafts of others in other languages stay drafts.
    """
    versions = publishing.versions_of(entry)
    wanted = [NEUTRAL, entry.original_language, *saved]
    return [
        code
        for code in dict.fromkeys(wanted)
        if code == NEUTRAL or publishing.title_of(entry, versions[code].working_revision)
    ]


def _bases_now(entry):
    """Return the number of the newest revision of each language, as a form is opened."""
    if entry is None:
        return {}
    return {
        code: version.working_revision.number
        for code, version in publishing.versions_of(entry).items()
        if version.working_revision
    }


def _read_bases(request):
    """Read the bases that the form was opened on. A form without them is as old as can be."""
    try:
        bases = json.loads(request.POST.get(BASES, "{}"))
    except ValueError:
        return {}
    if not isinstance(bases, dict):
        return {}
    return {code: number for code, number in bases.items() if isinstance(number, int)}


def _read_forms(response):
    """Let the inline forms read their rows now, because the transaction ends before rendering."""
    data = getattr(response, "context_data", None) or {}
    for inline in data.get("inline_admin_formsets", []):
        list(inline.formset.forms)
