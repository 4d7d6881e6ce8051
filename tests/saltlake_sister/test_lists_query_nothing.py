"""Lists of the admin hand over what they print: no statement runs while one is rendered."""

import pytest
from django.contrib import admin
from django.urls import reverse

from tests.admin_client import sign_in
from tests.rendering import asked_while_rendering
from tests.saltlake_sister.admin_rows import make_rows

pytestmark = pytest.mark.django_db


def test_no_list_of_the_admin_queries_while_it_is_rendered(client, monkeypatch):
    make_rows()
    sign_in(client)

    found = {}
    for model in admin.site._registry:
        name = f"{model._meta.app_label}_{model._meta.model_name}_changelist"
        with asked_while_rendering(monkeypatch) as asked:
            assert client.get(reverse(f"admin:{name}"), follow=True).status_code == 200
        found[name] = list(asked)

    assert {name: asked for name, asked in found.items() if asked} == {}
