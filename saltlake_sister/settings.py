"""All settings, in one file; only the environment makes one machine differ from another.

`.env.example` lists every variable that is read here, by `env`.
"""

import os
from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import EmailValidator

from saltlake_sister import env, program, site_address

BASE_DIR = Path(__file__).resolve().parent.parent

# --- Where things are -------------------------------------------------------------------------

# Everything that must survive an update: database, uploaded pictures, secret key, backups.
DATA_DIR = env.folder("DATA_DIR", "var")
# The seed content and the drawings of one city's program; another city brings its own folder.
CONTENT_DIR = env.folder("CONTENT_DIR", "content")
# In which sums of money stand in the record, by its ISO code.
CURRENCY = env.currency("CURRENCY", "USD")

# --- Safety -----------------------------------------------------------------------------------

DEBUG = env.switch("DEBUG", default=False)


def secret_key():
    """Return the secret key from the environment, else from the data folder.

    `make run` writes that file on its first start. Commands that need no secret, such as
    `collectstatic` while an image is built, work without either.
    """
    key_file = DATA_DIR / "secret_key"
    key = env.text("SECRET_KEY")
    if not key and key_file.is_file():
        key = key_file.read_text().strip()
    return key


SECRET_KEY = secret_key()
# Former keys, while what was signed with them still counts: sessions, forms that are open.
SECRET_KEY_FALLBACKS = env.items("SECRET_KEY_FALLBACKS")

# One setting decides how the site is reached. An https address turns on the redirect to https,
# HSTS and secure cookies, and gives the canonical addresses. Without it the site serves plain
# http to the checked host of each request.
_site = site_address.site_address(env.text("SITE_URL"))
SITE_URL = _site.url
SERVED_OVER_HTTPS = _site.is_https

ALLOWED_HOSTS = site_address.allowed_hosts(env.items("ALLOWED_HOSTS"), _site)
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL else []
SECURE_SSL_REDIRECT = SERVED_OVER_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if SERVED_OVER_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SERVED_OVER_HTTPS
SECURE_HSTS_PRELOAD = SERVED_OVER_HTTPS
SESSION_COOKIE_SECURE = SERVED_OVER_HTTPS
CSRF_COOKIE_SECURE = SERVED_OVER_HTTPS
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
# Whether a request came over https is told by gunicorn, which believes the X-Forwarded-Proto of
# proxies on this machine and of those in FORWARDED_ALLOW_IPS; so there is no header to trust here.

# These proxies, and this machine, are also believed when they say who asks.
TRUSTED_PROXIES = env.proxies()

# Where pages ask for static files: of ourselves, or of a host that fetches them from here.
STATIC_PATH = "/static/"
STATIC_HOST = site_address.static_host(env.text("STATIC_URL"), STATIC_PATH, _site)
STATIC_URL = f"{STATIC_HOST}{STATIC_PATH}"
_FILES = [SELF, STATIC_HOST] if STATIC_HOST else [SELF]

# The nonce is rendered only where a page asks for it: the editor's import map in the admin.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [*_FILES, NONCE],
        "style-src": _FILES,
        "img-src": _FILES,
        "font-src": _FILES,
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# A city's form in seven languages with all its parts has more fields than Django's default.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_PERMISSIONS = 0o644
# Who types "www.example.org" means https; Django 6 thinks so too.
FORMS_URLFIELD_ASSUME_HTTPS = True

# --- Applications -----------------------------------------------------------------------------

INSTALLED_APPS = [
    # Before ours, which take its models out of the admin again.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "editorial",
    "accounts",
    "cities",
    "pages",
    "involvement",
    "reports",
    "post_office",
    # Before the admin, so that its forms know the languages.
    "modeltranslation",
    "saltlake_sister.admin_site.StaffAdminConfig",
    "django_prose_editor",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    # Its templates of form fields, for FORM_RENDERER.
    "django.forms",
]

MIDDLEWARE = [
    "saltlake_sister.health.HealthAnswer",
    "saltlake_sister.headers.AnswerHeaders",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "editorial.web.locale.LanguageOfTheAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "saltlake_sister.urls"
WSGI_APPLICATION = "saltlake_sister.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

FORM_RENDERER = "editorial.web.form_renderer.FormRenderer"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
# A form of the admin whose token grew old is shown again instead of being lost.
CSRF_FAILURE_VIEW = "editorial.admin.refusals.kept_input.csrf_failure"

# --- Signing in -------------------------------------------------------------------------------

LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = None
AUTHENTICATION_BACKENDS = ["accounts.backends.StaffBackend"]
# A working day without use, one and a half with it; then one signs in again. No session outlives
# its browser, and a link for a new password holds as long as a weekend.
SESSION_COOKIE_AGE = int(timedelta(hours=8).total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
LONGEST_SESSION = timedelta(hours=12)
PASSWORD_RESET_TIMEOUT = int(timedelta(days=3).total_seconds())
# Staff set up a passkey or an app with codes before anything else.
REQUIRE_SECOND_FACTOR = env.switch("REQUIRE_SECOND_FACTOR", default=SERVED_OVER_HTTPS)

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
# Who opens the door again begins anew, also in the midst of signing in.
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
ACCOUNT_FORMS = {
    "login": "accounts.forms.door.SignInForm",
    "reset_password": "accounts.forms.door.ForgottenForm",
}
# Its limits count in the memory of one process; `accounts.sign_in.attempts` counts in the database.
ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# The clock of a phone may be half a minute off.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "accounts.forms.door.CodeForm",
    "reauthenticate": "accounts.forms.door.CodeAgainForm",
    "login_webauthn": "accounts.forms.passkeys.PasskeyForm",
    "authenticate_webauthn": "accounts.forms.passkeys.PasskeyStepForm",
    "reauthenticate_webauthn": "accounts.forms.passkeys.PasskeyAgainForm",
    "activate_totp": "accounts.forms.door.AddAppForm",
    "add_webauthn": "accounts.forms.passkeys.AddPasskeyForm",
}

# --- Data -------------------------------------------------------------------------------------

DATABASES = {"default": env.database("DATABASE_URL", DATA_DIR / "db.sqlite3")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Readers and one writer side by side (WAL); a writer waits in line instead of failing
    # half-way (IMMEDIATE); what was committed survives a power cut (FULL). What is erased is
    # overwritten in the file (secure_delete).
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
        ),
    }

# Where several machines serve one site, these three are folders that all of them see.
MEDIA_ROOT = env.folder("MEDIA_DIR", DATA_DIR / "media")
# Files of exports, which hold what people sent; each for a day.
EXPORTS_DIR = env.folder("EXPORTS_DIR", DATA_DIR / "exports")
# Photographs and scans that people sent with a memory or an idea; no address leads here.
SUBMISSION_FILES_DIR = env.folder("SUBMISSIONS_DIR", DATA_DIR / "submissions")
MEDIA_URL = "media/"
STATIC_ROOT = DATA_DIR / "static"
# The program's own icons and pictures go before ours. os.path: false where nobody may look into it.
STATICFILES_DIRS = [
    *([CONTENT_DIR / "static"] if os.path.isdir(CONTENT_DIR / "static") else []),
    BASE_DIR / "static",
    # The pictures of the guide that staff read at the desk (editorial.admin.guide).
    ("guide", BASE_DIR / "docs" / "editors" / "pictures"),
]
STORAGES = {
    "default": {"BACKEND": "editorial.pictures.storage.PictureStorage"},
    "staticfiles": {"BACKEND": "saltlake_sister.static_files.SiteStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

# --- Mail -------------------------------------------------------------------------------------


def sender_of_mail():
    """Return the sender of all mail: DEFAULT_FROM_EMAIL, else one at the host of the site.

    Raises ImproperlyConfigured for what is no address: the outbox would take no mail from it.
    """
    sender = env.text("DEFAULT_FROM_EMAIL")
    if sender:
        try:
            EmailValidator()(parseaddr(sender)[1])
        except ValidationError as error:
            raise ImproperlyConfigured(f"DEFAULT_FROM_EMAIL is no address: {sender!r}.") from error
        return sender
    try:
        EmailValidator()(f"no-reply@{_site.host}")
    except ValidationError:
        # No host, or one that is only a number or a name of its own network.
        return "no-reply@localhost"
    return f"no-reply@{_site.host}"


# Every mail goes into the outbox, in the transaction of what it is about; the worker sends it
# from there. Without EMAIL_HOST it waits, and staff can read it in the admin.
EMAIL_BACKEND = "post_office.EmailBackend"
EMAIL_HOST = site_address.mail_server(env.text("EMAIL_HOST"))
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
# TLS from the first byte (port 465), or after STARTTLS (587), which is the default.
EMAIL_USE_SSL = env.switch("EMAIL_USE_SSL", default=False)
EMAIL_USE_TLS = env.switch("EMAIL_USE_TLS", default=not EMAIL_USE_SSL)
if EMAIL_USE_SSL and EMAIL_USE_TLS:
    raise ImproperlyConfigured("EMAIL_USE_SSL and EMAIL_USE_TLS exclude each other.")
EMAIL_PORT = env.port("EMAIL_PORT", 465 if EMAIL_USE_SSL else 587)
if (EMAIL_PORT == 465 and EMAIL_USE_TLS) or (EMAIL_PORT == 587 and EMAIL_USE_SSL):
    raise ImproperlyConfigured("EMAIL_PORT 465 needs EMAIL_USE_SSL, and 587 EMAIL_USE_TLS.")
# Seconds for each answer of the mail server. Some check a mail for a minute before they take it;
# who gives up before that sends it twice. Only the worker ever waits.
EMAIL_TIMEOUT = env.number("EMAIL_TIMEOUT", 120)
DEFAULT_FROM_EMAIL = sender_of_mail()
# Who hears of errors, without a word of what people wrote; see `editorial.staff.error_mail`.
ERROR_EMAIL = env.address("ERROR_EMAIL")
POST_OFFICE = {
    "BACKENDS": {"default": "django.core.mail.backends.smtp.EmailBackend"},
    # One mail at a time: the worker looks in between whether it still may send.
    "BATCH_SIZE": 1,
    "THREADS_PER_PROCESS": 1,
    # Longer than all answers of one mail can take together. post_office would go on while a mail
    # that it has given up is still being sent, and send it twice.
    "BATCH_DELIVERY_TIMEOUT": 12 * EMAIL_TIMEOUT,
    # Two days with the pauses of `involvement.mail.delivery`; then staff see it as failed.
    "MAX_RETRIES": 192,
    "RETRY_INTERVAL": timedelta(minutes=15),
    "SENDING_ORDER": ["-priority", "pk"],
    # Failures only; such a row holds the words of the mail server and goes with its mail.
    "LOG_LEVEL": 1,
}

# --- Languages --------------------------------------------------------------------------------

# Each language of the content by its own name. One more line, `makemigrations` and a catalogue
# add a language.
CONTENT_LANGUAGES = [
    ("en", "English"),
    ("es", "Español"),
    ("ja", "日本語"),
    ("zh-hant", "繁體中文"),
    ("uk", "Українська"),
    ("ru", "Русский"),
    ("it", "Italiano"),
]
# What readers are offered, and where `/` leads those whose browser asks for none of it: the first.
# The program's folder says so; the columns of all others exist from the first migration, so that
# staff can prepare their texts. Only languages with a complete interface belong here.
PROGRAM_KEPT = DATA_DIR / "program.json"
PROGRAM = program.known(CONTENT_DIR, PROGRAM_KEPT, [code for code, name in CONTENT_LANGUAGES])
OFFERED_LANGUAGES = env.languages("OFFERED_LANGUAGES", CONTENT_LANGUAGES) or PROGRAM.languages
# What staff see at the desk besides, so that a language is written before readers get it.
PREPARED_LANGUAGES = env.languages("PREPARED_LANGUAGES", CONTENT_LANGUAGES)
LANGUAGES = [pair for pair in CONTENT_LANGUAGES if pair[0] in OFFERED_LANGUAGES]
LANGUAGE_CODE = OFFERED_LANGUAGES[0]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "saltlake_sister.formats"
USE_I18N = True

# Never fall back in silence: `editorial.text.localized` says which language a text is in. The
# default is what a reader gets who asked for a language that has no text; Ukrainian never falls
# back to Russian.
MODELTRANSLATION_LANGUAGES = tuple(code for code, name in CONTENT_LANGUAGES)
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": ("en",)}
# The admin's language tabs; modeltranslation would fetch this from a foreign host.

USE_TZ = True
TIME_ZONE = PROGRAM.time_zone
# The Date of a mail is that of the office, too.
EMAIL_USE_LOCALTIME = True

# --- Logging ----------------------------------------------------------------------------------

# To standard error, where the service manager collects it. Requests are not logged here, and
# neither is what people wrote: see `editorial.staff.private_logging`.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "class": "editorial.staff.private_logging.PrivateFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        },
        "json": {"class": "editorial.staff.private_logging.JsonFormatter"},
    },
    "filters": {
        "once": {
            "()": "django.utils.log.CallbackFilter",
            "callback": "ext://editorial.staff.private_logging.is_new",
        }
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": env.choice("LOG_FORMAT", "line", "json"),
            "filters": ["once"],
        },
        "mail": {"class": "editorial.staff.error_mail.ErrorMail", "filters": ["once"]},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["stderr", "mail"], "level": "WARNING"},
    # It would print the addresses of people; what failed stands in the outbox. Without any handler
    # it would bring its own.
    "loggers": {
        "post_office": {"handlers": ["nowhere"], "propagate": False, "level": "CRITICAL"},
    },
}
