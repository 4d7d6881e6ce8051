"""The seed content has no hole in any language; this is what lets CI stop one."""

import pytest
from django.core.management import call_command

from editorial.models import LanguageVersion

pytestmark = pytest.mark.usefixtures("seeded")


@pytest.mark.proof
def test_the_report_finds_nothing_to_translate_in_the_seed(capsys):
    call_command("translation_report", "--check")

    assert capsys.readouterr().err == ""


def test_translations_of_the_seed_are_recorded_as_made_by_a_machine_and_not_reviewed():
    translations = LanguageVersion.objects.exclude(source_language="").filter(n_fields__gt=0)
    assert translations.exists()
    assert {(v.n_machine, v.n_unreviewed) for v in translations} == {
        (v.n_fields, v.n_fields) for v in translations
    }
