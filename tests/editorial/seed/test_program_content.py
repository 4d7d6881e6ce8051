"""The program's own seed content: it loads, stays as it is, and the admin accepts every word."""

import pytest
from django.conf import settings

from editorial.cache import version as content_version
from editorial.models import Entry, Revision
from editorial.registry import kinds
from editorial.revisions import snapshots
from editorial.seed import loader as seed
from editorial.text import languages

pytestmark = pytest.mark.django_db


def test_the_content_loads_twice_and_nothing_changes(django_assert_max_num_queries):
    first = seed.load(settings.CONTENT_DIR)
    before = content_version.current(), Revision.objects.count()

    with django_assert_max_num_queries(30):
        second = seed.load(settings.CONTENT_DIR)

    assert len(first.created) == Entry.objects.count()
    assert not any(vars(second).values())
    assert (content_version.current(), Revision.objects.count()) == before
    assert all(kind.model.objects.visible("en").exists() for kind in kinds())


def test_every_word_and_fact_passes_the_rules_of_the_desk():
    seed.load(settings.CONTENT_DIR)

    for kind in kinds():
        for root in kind.model.objects.all():
            for row in (root, *snapshots.parts_of(root)):
                untitled = [languages.column(kind.title, code) for code in languages.codes()]
                row.full_clean(exclude=[kind.title, *untitled])
