"""What exists once is opened from "Settings", and the way back leads there."""

import re

import pytest
from django.urls import reverse

from tests.admin_client import sign_in
from tests.builders import make_privacy, make_site
from tests.submissions import make_form

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("make", "name", "word"),
    [
        (make_site, "pages_sitesettings", "The whole site"),
        (make_privacy, "pages_privacynotice", "Privacy notice"),
        (make_form, "involvement_interestform", "The form “Take part”"),
    ],
)
def test_its_way_back_names_no_list_of_one(client, make, name, word):
    sign_in(client)
    make()

    html = client.get(reverse(f"admin:{name}_changelist"), follow=True).content.decode()

    (way,) = re.findall('<div class="breadcrumbs">(.*?)</div>', html)
    assert re.sub("<[^>]*>", "", way) == f"Today / Settings / {word}"
