"""What the environment decides: one address turns https on, and nonsense is refused."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from saltlake_sister.env import PATIENCE

OF_PORTS = "EMAIL_PORT 465 needs EMAIL_USE_SSL, and 587 EMAIL_USE_TLS."
NAMES = [
    "SITE_URL",
    "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS",
    "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS",
    "SECURE_HSTS_PRELOAD",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "REQUIRE_SECOND_FACTOR",
    "DEBUG",
    "SECRET_KEY",
    "EMAIL_PORT",
    "EMAIL_USE_SSL",
    "EMAIL_USE_TLS",
    "DEFAULT_FROM_EMAIL",
    "DATABASES",
    "STATIC_URL",
    "STATIC_HOST",
    "CONTENT_SECURITY_POLICY",
    "MEDIA_ROOT",
    "SUBMISSION_FILES_DIR",
    "ERROR_EMAIL",
    "LOGGING",
]
READ = f"""
import json
from django.conf import settings
print(json.dumps({{name: getattr(settings, name) for name in {NAMES}}}, default=str))
"""


def in_environment(command, tmp_path, **variables):
    """Run Python with the site's settings and only these variables of ours."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment = {
        **kept,
        "DJANGO_SETTINGS_MODULE": "saltlake_sister.settings",
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": "sqlite://:memory:",
        "SECRET_KEY": "r4nd0m-enough-for-a-test-" + "abcdefghijklmnopqrstuvwxyz" * 2,
        **variables,
    }
    return subprocess.run(
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def settings_with(tmp_path, **variables):
    result = in_environment(["-c", READ], tmp_path, **variables)
    assert result.stderr == ""
    return json.loads(result.stdout)


def refusal_of(tmp_path, **variables):
    """Return the last line of the complaint about an environment."""
    result = in_environment(["-c", READ], tmp_path, **variables)
    assert result.returncode != 0
    return result.stderr.strip().splitlines()[-1]


def test_an_https_address_turns_on_all_that_belongs_to_it(tmp_path):
    found = settings_with(tmp_path, SITE_URL="https://www.example.org/")

    assert found == found | {
        "SITE_URL": "https://www.example.org",
        "ALLOWED_HOSTS": ["www.example.org"],
        "CSRF_TRUSTED_ORIGINS": ["https://www.example.org"],
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_HSTS_PRELOAD": True,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "REQUIRE_SECOND_FACTOR": True,
    }


@pytest.mark.parametrize(
    ("address", "hosts"),
    [
        ("", ["localhost", "127.0.0.1", "[::1]"]),
        ("http://intranet.example:8080", ["intranet.example"]),
    ],
)
def test_without_https_the_site_serves_plainly(tmp_path, address, hosts):
    found = settings_with(tmp_path, SITE_URL=address)

    assert found == found | {
        "ALLOWED_HOSTS": hosts,
        "SECURE_SSL_REDIRECT": False,
        "SECURE_HSTS_SECONDS": 0,
        "SESSION_COOKIE_SECURE": False,
        "CSRF_COOKIE_SECURE": False,
        "DEBUG": False,
    }


def test_a_name_of_the_internet_needs_an_address(tmp_path):
    assert "SITE_URL must say where the site is" in refusal_of(
        tmp_path, ALLOWED_HOSTS="localhost,www.example.org"
    )


def test_names_of_this_network_need_none(tmp_path):
    hosts = "localhost,10.0.0.5,[::1],desk,desk.local,desk.internal,*"

    assert settings_with(tmp_path, ALLOWED_HOSTS=hosts)["ALLOWED_HOSTS"] == hosts.split(",")


@pytest.mark.parametrize("hosts", ["10.0.0.5,www.example.org", "10.0.0.5"])
def test_more_hosts_can_be_allowed_beside_that_of_the_site(tmp_path, hosts):
    found = settings_with(tmp_path, SITE_URL="https://www.example.org", ALLOWED_HOSTS=hosts)

    assert found["ALLOWED_HOSTS"] == ["10.0.0.5", "www.example.org"]


@pytest.mark.parametrize(
    "hosts",
    ["www.example.org localhost", "https://www.example.org", "www.example.org:8000", "a/b", "a@b"],
)
def test_what_is_no_name_of_a_host_is_refused(tmp_path, hosts):
    refusal = refusal_of(tmp_path, SITE_URL="https://www.example.org", ALLOWED_HOSTS=hosts)

    assert "ALLOWED_HOSTS holds names parted by commas" in refusal
    assert refusal.endswith(f"{hosts!r} is none.")


def test_a_name_in_another_script_is_known_as_browsers_send_it(tmp_path):
    found = settings_with(tmp_path, SITE_URL="https://松本.example", ALLOWED_HOSTS="名.example")

    assert found["SITE_URL"] == "https://xn--8pvzg.example"
    assert found["ALLOWED_HOSTS"] == ["xn--eqr.example", "xn--8pvzg.example"]


def test_a_password_in_the_address_of_the_site_is_refused_and_not_repeated(tmp_path):
    refusal = refusal_of(tmp_path, SITE_URL="https://me:word@www.example.org")

    assert "SITE_URL holds a name or a password" in refusal
    assert "word@" not in refusal


@pytest.mark.parametrize(
    "address",
    [
        "www.example.org",
        "ftp://example.org",
        "https://",
        "https://example.org/de",
        "example.org:80",
        "https://example.org:99999999",
        "https://exam ple.org",
    ],
)
def test_an_address_that_is_none_is_refused(tmp_path, address):
    assert refusal_of(tmp_path, SITE_URL=address) == (
        "django.core.exceptions.ImproperlyConfigured: "
        "SITE_URL must look like https://www.example.org, without a path."
    )


@pytest.mark.parametrize("value", ["Flase", "2", "enabled"])
def test_a_switch_that_says_neither_on_nor_off_is_refused(tmp_path, value):
    assert refusal_of(tmp_path, DEBUG=value) == (
        "django.core.exceptions.ImproperlyConfigured: "
        f"DEBUG must be true or false, not {value.lower()!r}."
    )


@pytest.mark.parametrize(
    ("value", "is_on"), [("TRUE", True), (" on ", True), ("1", True), ("No", False), ("0", False)]
)
def test_a_switch_may_be_written_in_many_ways(tmp_path, value, is_on):
    assert settings_with(tmp_path, DEBUG=value)["DEBUG"] is is_on


def test_the_secret_key_is_kept_in_the_data_folder(tmp_path):
    (tmp_path / "secret_key").write_text("from-the-file\n")

    assert settings_with(tmp_path, SECRET_KEY="")["SECRET_KEY"] == "from-the-file"
    assert settings_with(tmp_path, SECRET_KEY="from-outside")["SECRET_KEY"] == "from-outside"


def test_a_secret_key_may_begin_with_a_dollar_sign(tmp_path):
    assert settings_with(tmp_path, SECRET_KEY="$from-outside")["SECRET_KEY"] == "$from-outside"


@pytest.mark.parametrize("folder", ["plain", "with space", "50 % #1?"])
def test_without_an_address_the_database_is_a_file_in_the_data_folder(tmp_path, folder):
    found = settings_with(tmp_path, DATA_DIR=str(tmp_path / folder), DATABASE_URL="")
    database = found["DATABASES"]["default"]

    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["NAME"] == str(tmp_path / folder / "db.sqlite3")
    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (None, True)
    assert "IMMEDIATE" in database["OPTIONS"].values()


def test_an_address_names_another_database(tmp_path):
    address = "postgres://office:$p%40ss@db.example:5433/cities?sslmode=require"

    database = settings_with(tmp_path, DATABASE_URL=address)["DATABASES"]["default"]

    assert database == database | {
        "ENGINE": "django.db.backends.postgresql",
        "USER": "office",
        "PASSWORD": "$p@ss",
        "HOST": "db.example",
        "PORT": 5433,
        "NAME": "cities",
        "OPTIONS": {**PATIENCE, "sslmode": "require"},
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


@pytest.mark.parametrize(
    "address",
    ["db.sqlite3", "foo", "posgres://h/cities", "postgres://h:port/cities", "mysql://a:b@h/c"],
)
def test_an_address_of_no_database_is_refused_and_not_repeated(tmp_path, address):
    refusal = refusal_of(tmp_path, DATABASE_URL=address)

    assert refusal.startswith(
        "django.core.exceptions.ImproperlyConfigured: DATABASE_URL must look like postgres://"
    )
    assert address not in refusal


@pytest.mark.parametrize(
    ("variables", "port", "ssl", "tls"),
    [
        ({}, 587, False, True),
        ({"EMAIL_USE_SSL": "true"}, 465, True, False),
        ({"EMAIL_USE_TLS": "false", "EMAIL_PORT": "25"}, 25, False, False),
    ],
)
def test_mail_is_encrypted_unless_told_otherwise(tmp_path, variables, port, ssl, tls):
    found = settings_with(tmp_path, **variables)

    assert (found["EMAIL_PORT"], found["EMAIL_USE_SSL"], found["EMAIL_USE_TLS"]) == (port, ssl, tls)


@pytest.mark.parametrize(
    ("variables", "complaint"),
    [
        (
            {"EMAIL_USE_SSL": "true", "EMAIL_USE_TLS": "true"},
            "EMAIL_USE_SSL and EMAIL_USE_TLS exclude each other.",
        ),
        ({"EMAIL_PORT": "465"}, OF_PORTS),
        ({"EMAIL_PORT": "587", "EMAIL_USE_SSL": "1"}, OF_PORTS),
        ({"EMAIL_PORT": "smtp"}, "EMAIL_PORT must be a number above zero, not 'smtp'."),
        ({"EMAIL_PORT": "99999"}, "EMAIL_PORT must be a port, at most 65535, not 99999."),
        (
            {"EMAIL_HOST": "smtp://mail:25"},
            "EMAIL_HOST is a name such as mail.example.org; its port is EMAIL_PORT.",
        ),
        ({"EMAIL_TIMEOUT": "0"}, "EMAIL_TIMEOUT must be a number above zero, not '0'."),
        ({"DEFAULT_FROM_EMAIL": "office"}, "DEFAULT_FROM_EMAIL is no address: 'office'."),
    ],
)
def test_settings_of_mail_that_cannot_be_meant_are_refused(tmp_path, variables, complaint):
    refusal = refusal_of(tmp_path, **variables)

    assert refusal == f"django.core.exceptions.ImproperlyConfigured: {complaint}"


@pytest.mark.parametrize(
    ("address", "sender"),
    [
        ("https://www.example.org", "no-reply@www.example.org"),
        ("http://127.0.0.1:8000", "no-reply@localhost"),
        ("http://intranet", "no-reply@localhost"),
        ("", "no-reply@localhost"),
    ],
)
def test_mail_comes_from_the_host_of_the_site_where_that_can_have_mail(tmp_path, address, sender):
    assert settings_with(tmp_path, SITE_URL=address)["DEFAULT_FROM_EMAIL"] == sender


def test_the_sender_of_mail_may_have_a_name(tmp_path):
    sender = "Sister Cities <office@example.org>"

    assert settings_with(tmp_path, DEFAULT_FROM_EMAIL=sender)["DEFAULT_FROM_EMAIL"] == sender


def test_the_deployment_check_finds_nothing_to_complain_about(tmp_path):
    command = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]

    result = in_environment(command, tmp_path, SITE_URL="https://www.example.org")

    assert (result.returncode, result.stdout.strip()) == (
        0,
        "System check identified no issues (0 silenced).",
    )


# --- What the one address does to pages -------------------------------------------------------


@pytest.mark.django_db
def test_pages_name_their_canonical_address_on_the_sites_own_one(client, settings, home):
    settings.SITE_URL = "https://www.example.org"

    html = client.get("/en/cities/").content.decode()

    assert '<link rel="canonical" href="https://www.example.org/en/cities/">' in html


@pytest.mark.django_db
def test_without_an_address_pages_name_the_host_of_the_request(client, home):
    html = client.get("/en/cities/", headers={"Host": "localhost"}).content.decode()

    assert '<link rel="canonical" href="http://localhost/en/cities/">' in html


def test_http_is_sent_on_to_https_where_the_site_has_it(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    response = client.get("/en/cities/?x=1")

    assert (response.status_code, response["Location"]) == (
        301,
        "https://testserver/en/cities/?x=1",
    )


def test_https_is_remembered_by_browsers(client, settings):
    settings.SECURE_HSTS_SECONDS = 60

    response = client.get("/robots.txt", secure=True)

    assert response["Strict-Transport-Security"].startswith("max-age=60")


def test_static_files_may_come_from_another_host(tmp_path):
    found = settings_with(tmp_path, STATIC_URL="https://files.example.org/static/")
    rules = found["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]

    assert found["STATIC_URL"] == "https://files.example.org/static/"
    for kind in ("script-src", "style-src", "img-src", "font-src"):
        assert "https://files.example.org" in rules[kind]
    assert "https://files.example.org" not in str([rules["connect-src"], rules["form-action"]])


@pytest.mark.parametrize(
    "address",
    ["files.example.org/static/", "https://files.example.org/", "https:///static/", "/static/"],
)
def test_an_address_of_static_files_that_cannot_be_meant_is_refused(tmp_path, address):
    refusal = refusal_of(tmp_path, STATIC_URL=address)

    assert refusal.endswith("STATIC_URL must look like https://files.example.org/static/.")


def test_static_files_without_https_are_refused_below_https(tmp_path):
    secure = {"SITE_URL": "https://www.example.org"}

    assert "STATIC_URL must" in refusal_of(tmp_path, STATIC_URL="http://f.org/static/", **secure)


def test_files_may_lie_in_folders_that_several_machines_share(tmp_path):
    shared = tmp_path / "shared"

    found = settings_with(tmp_path, MEDIA_DIR=str(shared), SUBMISSIONS_DIR="")

    assert found["MEDIA_ROOT"] == str(shared)
    assert found["SUBMISSION_FILES_DIR"] == str(tmp_path / "submissions")


def test_errors_are_mailed_to_an_address_only(tmp_path):
    assert settings_with(tmp_path, ERROR_EMAIL="it@example.org")["ERROR_EMAIL"] == "it@example.org"
    assert "ERROR_EMAIL is no address" in refusal_of(tmp_path, ERROR_EMAIL="the office")


def test_a_log_is_lines_of_text_or_of_json(tmp_path):
    written = settings_with(tmp_path, LOG_FORMAT="json")["LOGGING"]

    assert written["handlers"]["stderr"]["formatter"] == "json"
    assert "LOG_FORMAT must be line or json" in refusal_of(tmp_path, LOG_FORMAT="xml")
