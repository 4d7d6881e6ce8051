"""What the configuration of nginx in `deploy/nginx` keeps out of its cache, and whom it limits."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from accounts.sign_in import devices
from deploy.patient_worker import MOST_BODY
from editorial.admin.pictures.forms import MOST_FILES
from editorial.cache.pages import FRESHNESS

SECRET = "Zm9v-bar_1"


def written():
    return (settings.BASE_DIR / "deploy/nginx/sister-cities.conf").read_text(encoding="utf-8")


def test_it_takes_in_as_much_as_the_site():
    (megabytes,) = re.findall(r"client_max_body_size (\d+)m;", written())

    assert int(megabytes) * 1024 * 1024 == MOST_BODY


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("picture_several", []), ("picture_add", []), ("picture_change", [12])],
)
def test_it_waits_for_pictures_as_long_as_they_take(name, arguments):
    (prefix, seconds), *_rest = re.findall(
        r"location (\S+picture/) {[^}]*proxy_read_timeout (\d+)s;", written()
    )

    assert reverse(f"admin:editorial_{name}", args=arguments).startswith(prefix)
    # Two people at once, each file read in two to four seconds.
    assert int(seconds) >= 2 * 4 * MOST_FILES


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("involvement:write", []),
        ("involvement:status", [SECRET]),
        ("involvement:me_too", [12]),
        ("involvement:support", [SECRET]),
        ("previews:shared", [SECRET]),
        ("previews:shared_place", [SECRET, "cities/"]),
        ("readers:page", [SECRET, 12]),
    ],
)
def test_pages_behind_secret_links_go_past_its_cache(name, arguments):
    (pattern,) = re.findall(r"location ~ (\S+) {", written())

    assert re.search(pattern, reverse(name, args=arguments))
    assert not re.search(pattern, reverse("involvement:ideas"))


def test_its_limit_of_sign_in_counts_passwords_and_no_device_that_signed_in_before():
    form = rf'map "\$request_method \$cookie_{devices.COOKIE}" (\$\w+) {{(.*?)}}'
    ((key, choices),) = re.findall(form, written(), re.DOTALL)

    counted = dict(re.findall(r"(\S+|\"[^\"]*\") (\S+);", choices))
    assert counted == {"default": '""', '"POST "': "$binary_remote_addr"}
    assert f"limit_req_zone {key} zone=sign_in" in written()


@pytest.mark.django_db
def test_it_keeps_what_the_site_calls_public(client, settings):
    (settings.MEDIA_ROOT / "castle.jpg").write_bytes(b"picture")
    kept = dict(re.findall(r'"200 ([^"]+)" (\d);', written()))
    picture = client.get("/media/castle.jpg")
    picture.close()

    assert kept == {FRESHNESS: "0", picture["Cache-Control"]: "0"}


def test_it_leads_to_the_languages_that_readers_are_offered(settings):
    (chosen,) = re.findall(r"map \$http_accept_language \$language {(.*?)}", written(), re.DOTALL)

    assert set(re.findall(r"([\w-]+);", chosen)) == {code for code, _name in settings.LANGUAGES}
