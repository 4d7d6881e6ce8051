"""All content in one list, and the way back for what was deleted."""

from django.contrib import admin, messages
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from editorial.admin.bulk.items import address_of
from editorial.admin.lists.changelist import EntryChangeList
from editorial.admin.lists.columns import ContentList, titled
from editorial.admin.lists.filters import LacksSelect, PersonSelect, Select, StateTabs, TimeSelect
from editorial.admin.read_only import ViewOnlyAdmin
from editorial.publishing import delete as deletion
from editorial.registry import kinds
from editorial.search import finding
from editorial.text.formats import short_day


class EntryTabs(StateTabs):
    """Where things stand, and what was deleted."""

    entry = "pk"

    def lookups(self, request, model_admin):
        return [*super().lookups(request, model_admin), ("deleted", gettext_lazy("Deleted"))]

    def queryset(self, request, queryset):
        is_there = self.value() != "deleted"
        return super().queryset(request, queryset.filter(deleted_at__isnull=is_there))


class KindSelect(Select):
    """Choose one kind of things."""

    title = gettext_lazy("Kind")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return [(kind.label, capfirst(kind.model._meta.verbose_name_plural)) for kind in kinds()]

    def narrowed(self, queryset, value):
        return queryset.filter(kind=ContentType.objects.get_by_natural_key(*value.split(".")))


class EntryLacks(LacksSelect):
    """Languages in which something lacks."""

    entry = "pk"


class EntryPerson(PersonSelect):
    """The person who changed something last."""

    way = ""


class EntryTime(TimeSelect):
    """How long ago something was changed."""

    way = ""


class EntryAdmin(ContentList, ViewOnlyAdmin):
    """Everything that staff edit. Nothing is edited here; deleted things are recovered."""

    list_display = ["open"]
    ordering = ["-changed_at", "-pk"]
    actions = [
        "publish_chosen",
        "plan_chosen",
        "take_off_chosen",
        "review_chosen",
        "translations_chosen",
        "recover",
    ]
    entry_key = "pk"

    def get_changelist(self, request, **kwargs):
        return EntryChangeList

    def get_list_filter(self, request):
        return [EntryTabs, KindSelect, EntryLacks, EntryPerson, EntryTime]

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.select_related("kind", "changed_by", "deleted_by")

    def get_search_results(self, request, queryset, search_term):
        if not search_term.strip():
            return queryset, False
        return finding.narrowed(queryset, search_term, "pk"), False

    @admin.display(description=gettext_lazy("name"), ordering="label")
    def open(self, entry):
        """Link to the form of what is there; what was deleted has none, and says since when."""
        kind = capfirst(entry.kind.model_class()._meta.verbose_name)
        if not entry.deleted_at:
            return titled(address_of(entry), entry, [kind])
        deleted = _("deleted %(day)s") % {"day": short_day(entry.deleted_at)}
        who = str(entry.deleted_by) if entry.deleted_by_id else ""
        return titled("", entry, [kind, deleted, who])

    @admin.display(description=gettext_lazy("last change"), ordering="changed_at")
    def last_change(self, entry):
        """Say when it was changed last, and by whom."""
        return entry.last_change_html

    def has_review_permission(self, request):
        """Handing drafts over needs the right to change content."""
        return request.user.has_perm("editorial.change_entry")

    def has_recover_permission(self, request):
        """Recovering brings a page back before the public, so it needs the right to change."""
        return request.user.has_perm("editorial.change_entry")

    @admin.action(description=gettext_lazy("Recover what was deleted"), permissions=["recover"])
    def recover(self, request, queryset):
        recovered = 0
        for entry in queryset.exclude(deleted_at=None):
            try:
                with transaction.atomic():
                    deletion.recover(entry, by=request.user)
            except IntegrityError:
                self.message_user(
                    request,
                    _("“%(name)s” cannot come back: its address is in use. Change that one first.")
                    % {"name": entry.label},
                    messages.ERROR,
                )
            else:
                recovered += 1
        if recovered:
            message = ngettext(
                "%(count)s item was recovered, as it was.",
                "%(count)s items were recovered, as they were.",
                recovered,
            )
            self.message_user(request, message % {"count": recovered}, messages.SUCCESS)
