"""`manage.py rebuild_search`: make what can be found anew, from the revisions and from rows.

Every save keeps it, so this changes nothing, unless the rules of what is found have changed.
"""

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import transaction

from editorial import publishing
from editorial.models import Entry, FoundByWords, Picture
from editorial.search import public
from editorial.search.keeping import rebuild


class Command(BaseCommand):
    help = "Make what the search finds anew, from what is stored."

    def handle(self, *, verbosity, **options):
        keys = Entry.objects.order_by("pk").values_list("pk", flat=True)
        for key in keys:
            # Each in a transaction of its own, so that others can write in between.
            with transaction.atomic():
                versions = publishing.lock(Entry(pk=key))
                rebuild(versions)
                public.forget(versions.entry)
                if not versions.entry.deleted_at:
                    publishing.project(versions)
        pictures = Picture.objects.all()
        for picture in pictures:
            picture.save(update_fields=["search_words"])
        others = [model for model in apps.get_models() if issubclass(model, FoundByWords)]
        for row in (row for model in others for row in model._base_manager.iterator()):
            row.save(update_fields=["search_words"])
        if verbosity:
            self.stdout.write(f"{len(keys)} entries, {len(pictures)} pictures.")
