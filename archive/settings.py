"""Settings of the archive. What differs between machines is read from the environment, and a bad value is refused.

| variable | meaning | default |
| --- | --- | --- |
| `DEBUG` | development: tracebacks in the browser (under `run_site` only if set), a secret key of its own | 1 |
| `SECRET_KEY` | signs sessions | in development one is made and kept in the data folder |
| `ALLOWED_HOSTS` | host names the site is served under, separated by commas | in development this machine |
| `DATABASE_URL` | postgresql://user:password@host:port/name | the embedded PostgreSQL |
| `ARCHIVE_DATA` | folder of all local state | `.data` beside manage.py |
| `ARCHIVE_CORPUS` | folder that is imported if none is named | `corpus` beside manage.py |
| `ARCHIVE_MAX_FILE_SIZE` | largest raw file that is imported, in MiB | 64 |
| `ARCHIVE_MAX_UPLOAD_FILES` | files that are sent to the admin at once | 100 |
| `ARCHIVE_MAX_UPLOAD_SIZE` | how much they may be together, in MiB | 256 |
| `ADMIN_URL` | path of the admin pages, without the host | `admin/` |
| `HTTPS` | everything goes over HTTPS: redirects, secure cookies, HSTS | 1 in production, 0 in development |
| `BEHIND_PROXY` | a proxy in front of the site sets X-Forwarded-Proto, and nobody else can | 0 |
"""

import contextlib
import os
import re
import secrets
from datetime import timedelta
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from archive.data_folder import claim

BASE_DIR = Path(__file__).resolve().parent.parent


def envstr(name: str, default: str) -> str:
    """The variable, or `default` if it is not set or empty."""
    return os.environ.get(name, "").strip() or default


def envbool(name: str, default: bool) -> bool:
    text = envstr(name, "1" if default else "0").lower()
    if text in ("1", "true", "yes", "on"):
        return True
    if text in ("0", "false", "no", "off"):
        return False
    raise ImproperlyConfigured(f"{name} is {text!r}; it has to be 1 or 0.")


def envint(name: str, default: int) -> int:
    """A whole number, zero or more."""
    text = envstr(name, str(default))
    if not (text.isascii() and text.isdigit()):
        raise ImproperlyConfigured(f"{name} is {text!r}; it has to be a whole number, zero or more.")
    return int(text)


def envlist(name: str, default: list[str]) -> list[str]:
    """Items separated by commas."""
    return [item.strip() for item in envstr(name, ",".join(default)).split(",") if item.strip()]


def envpath(name: str, default: Path) -> Path:
    """An absolute path; `~` stands for the home folder, and a relative path counts from the current folder."""
    try:
        return Path(envstr(name, str(default))).expanduser().resolve()
    except (RuntimeError, ValueError, OSError) as error:
        raise ImproperlyConfigured(f"{name} is {os.environ[name]!r}, which is no usable path: {error}") from error


def envurl(name: str, default: str) -> str:
    """A path of the site, without the slash in front and with one at its end."""
    text = envstr(name, default).strip("/")
    if not re.fullmatch(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*", text):
        raise ImproperlyConfigured(
            f"{name} is {os.environ[name]!r}; it has to be a path of letters, digits, - and _, as in: office/admin/"
        )
    return f"{text}/"


def database(url: str) -> dict[str, object]:
    """The settings of the server that `url` names, or of the embedded one if it is empty."""
    if not url:
        return {"ENGINE": "archive.database", "NAME": "archive", "USER": "archive"}
    try:
        settings = dict(dj_database_url.parse(url))
    except ValueError as error:
        # Not the URL itself: it holds a password.
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {error}") from error
    if settings["ENGINE"] != "django.db.backends.postgresql" or not settings["NAME"]:
        raise ImproperlyConfigured(
            "DATABASE_URL has to name a PostgreSQL database: postgresql://user:password@host/name"
        )
    return settings


def development_key(data: Path) -> str:
    """A key of this data folder's own; of two processes that make one at the same time, one makes it for both."""
    file = claim(data) / "secret_key"
    if not file.exists():
        new = data / f"secret_key.{os.getpid()}"
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
            stream.write(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):
            os.link(new, file)
        new.unlink()
    return file.read_text()


# The machine

DEBUG = envbool("DEBUG", True)
ARCHIVE_DATA = envpath("ARCHIVE_DATA", BASE_DIR / ".data")
ARCHIVE_CORPUS = envpath("ARCHIVE_CORPUS", BASE_DIR / "corpus")
ARCHIVE_MAX_FILE_SIZE = envint("ARCHIVE_MAX_FILE_SIZE", 64) * 1024 * 1024  # bytes
ARCHIVE_MAX_UPLOAD_FILES = envint("ARCHIVE_MAX_UPLOAD_FILES", 100)
ARCHIVE_MAX_UPLOAD_SIZE = envint("ARCHIVE_MAX_UPLOAD_SIZE", 256) * 1024 * 1024  # bytes

SECRET_KEY = envstr("SECRET_KEY", "") or (development_key(ARCHIVE_DATA) if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY has to be set when DEBUG is 0: a long random text that nobody else knows.")

ALLOWED_HOSTS = envlist("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"] if DEBUG else [])
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS has to name the hosts of the site when DEBUG is 0, as in: a.org,www.a.org"
    )

DATABASES = {
    "default": {
        **database(envstr("DATABASE_URL", "")),
        "CONN_MAX_AGE": 0 if DEBUG else 60,  # seconds; the development server has a new thread for each request
        "CONN_HEALTH_CHECKS": True,
    },
}

ADMIN_URL = envurl("ADMIN_URL", "admin/")
HTTPS = envbool("HTTPS", not DEBUG)
BEHIND_PROXY = envbool("BEHIND_PROXY", False)

# The project

INSTALLED_APPS = [
    "archive",  # first, so that its templates come before those of the admin
    "archive.curating",
    "archive.searching",
    "archive.uploading",
    "archive.counting",
    "archive.apps.ArchiveAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django_filters",
    "axes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "archive.pages.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "libraries": {"pages": "archive.pages.tags"},
        },
    },
]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Languages and time

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "archive" / "locale"]
FORMAT_MODULE_PATH = ["archive.formats"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# Files

STATIC_URL = "static/"
STATIC_ROOT = ARCHIVE_DATA / "static"
MEDIA_ROOT = ARCHIVE_DATA / "uploads"  # until they are imported; served to nobody
DATA_UPLOAD_MAX_NUMBER_FILES = ARCHIVE_MAX_UPLOAD_FILES + 1  # the screen counts them, and says so in a sentence
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG  # in production `manage.py collectstatic` has to be run

# Security

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
LANGUAGE_COOKIE_SAMESITE = "Lax"  # who follows a link from elsewhere reads on in the language chosen
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds; a day at work
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
X_FRAME_OPTIONS = "DENY"

# Who fails to log in too often under one name and from one address waits; the same name gets in from elsewhere.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # or trying on would keep the name locked for ever
AXES_LOCKOUT_TEMPLATE = "registration/locked.html"
AXES_CLIENT_IP_CALLABLE = "archive.addresses.address_of"
AXES_CLIENT_STR_CALLABLE = "archive.addresses.told"
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True  # who has logged in is seen in the history; failures are kept and logged

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"archive": {"level": "INFO"}},
}
