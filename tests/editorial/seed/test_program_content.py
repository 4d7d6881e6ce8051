"""The program's own seed content: it loads, stays as it is, and the admin accepts every word."""

import pytest
from django.conf import settings

from editorial.cache import version as content_version
from editorial.models import Revision
from editorial.registry import kinds
from editorial.revisions import snapshots
from editorial.seed import loader as seed
from editorial.text import languages
from reports.models import Report

pytestmark = pytest.mark.django_db


def test_it_loads_again_and_nothing_changes(seeded, django_assert_max_num_queries):
    before = content_version.current(), Revision.objects.count()

    with django_assert_max_num_queries(30):
        again = seed.load(settings.CONTENT_DIR)

    assert not any(vars(again).values())
    assert (content_version.current(), Revision.objects.count()) == before
    # What the office says of a year is in no source: its reports are written at the desk.
    there = {kind.model for kind in kinds() if kind.model.objects.visible("en").exists()}
    assert there == {kind.model for kind in kinds()} - {Report}


@pytest.mark.proof
def test_every_word_and_fact_passes_the_rules_of_the_desk(seeded):
    for kind in kinds():
        for root in kind.model.objects.all():
            for row in (root, *snapshots.parts_of(root)):
                untitled = [languages.column(kind.title, code) for code in languages.codes()]
                row.full_clean(exclude=[kind.title, *untitled])
