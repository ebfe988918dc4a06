"""Django's settings. What an installation may change is an environment variable, and is listed here once."""

from datetime import timedelta
from os import environ
from pathlib import Path

from django.utils.csp import CSP

from wayhome.config import (
    database,
    idle,
    log,
    mail,
    navigation,
    private,
    protocol,
    queue,
    secret,
    single_sign_on,
)

# ── what an installation may change ──────────────────────────────────────────────────────────────────
# WAYHOME_DATABASE_URL    where the record is kept; see wayhome.config.database
# WAYHOME_SECRET_KEY      signs sessions; made once and kept under var/ when not given
# WAYHOME_SECRET_KEY_PREVIOUS  the one before it: still read, and writes nothing
# WAYHOME_ALLOWED_HOSTS   names this service answers to, joined by commas
# WAYHOME_HTTPS           on | off: whether a proxy in front speaks https; on unless only this machine can ask
# WAYHOME_PROXIES         how many proxies in front say who asks (X-Forwarded-For); 1 where one speaks https, else none
# WAYHOME_EMAIL_URL       smtp://user:password@host:port; printed to standard error when not given
# WAYHOME_EMAIL_FROM      the address such mail comes from
# WAYHOME_PROTOCOL        the file of the partnership's own protocol, or a folder of them; see `wayhome protocol show`
# WAYHOME_DROP_FOLDER     the folder into which partners' systems put their exports; none is watched when not given
# WAYHOME_AUDIT_ANCHOR    the file, kept where this server's database is not, to which each seal of the audit is added
# WAYHOME_OIDC            the providers by which people may sign in, by short names joined by commas; and for each
#                         WAYHOME_OIDC_<NAME>_TITLE, _URL, _CLIENT_ID, _CLIENT_SECRET, _AGENCIES and _DOMAINS
# WAYHOME_IDLE_MINUTES    after which nobody is signed in any more where nobody did anything; 30 when not given
# WAYHOME_VIRUS_SCANNER   a command that is given each file handed in, such as `clamdscan --no-summary -`
# WAYHOME_REQUESTS_A_MINUTE  how often one browser may ask one process; more is no person
# WAYHOME_SIMULATED       on: every page says that its children are simulated
# WAYHOME_DEBUG           on: Django's own error pages; they show people's data, so never where there is any

VAR = Path.cwd() / "var"
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]

DEBUG = environ.get("WAYHOME_DEBUG") == "on"
SECRET_KEY = environ.get("WAYHOME_SECRET_KEY") or secret.secret_key(VAR / "secret_key")
SECRET_KEY_FALLBACKS = [key for key in [environ.get("WAYHOME_SECRET_KEY_PREVIOUS")] if key]
ALLOWED_HOSTS = [host.strip() for host in environ.get("WAYHOME_ALLOWED_HOSTS", ",".join(LOOPBACK)).split(",")]
HTTPS = environ.get("WAYHOME_HTTPS", "off" if set(ALLOWED_HOSTS) <= set(LOOPBACK) else "on") == "on"

# ── the record, and the jobs about it ────────────────────────────────────────────────────────────────

DATABASES = {"default": database.database(environ.get(database.VARIABLE, f"sqlite:///{VAR}/wayhome.sqlite3"))}
CACHES = {  # what every process that answers must count together: failed sign-ins
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # When it is full a third is forgotten, whosever tries they are: whoever tries many addresses must not fill it.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
HUEY = queue.queue(DATABASES["default"])

# ── the rooms ────────────────────────────────────────────────────────────────────────────────────────

INSTALLED_APPS = [
    "wayhome.exchange",
    "wayhome.insight",
    "wayhome.cases.emergency",
    "wayhome.cases.keeping",
    "wayhome.cases.worklist",
    "wayhome.cases.exploitation",
    "wayhome.cases.missing",
    "wayhome.cases.sharing",
    "wayhome.cases.children",
    "wayhome.cases.partners",
    "wayhome.cases.audit",
    "wayhome.ui",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_htmx",
    "huey.contrib.djhuey",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "wayhome.config.refusals.keep_refusals",
    "wayhome.config.private.keep_private",
    "wayhome.config.door.turn_away",
    "wayhome.config.signing_in.lead_the_whole_page",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "wayhome.config.idle.end_when_left",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Every page needs sign-in unless its view says @login_not_required.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wayhome.config.signing_in.ask_for_a_second_factor",
    "allauth.account.middleware.AccountMiddleware",
    "wayhome.config.names.call_as_agreed",
]

ROOT_URLCONF = "wayhome.config.urls"
WSGI_APPLICATION = "wayhome.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wayhome.ui.context.site",
            ]
        },
    }
]
DEMONSTRATION = VAR / "demo" / "wayhome.sqlite3"  # says what it is, whoever serves it
WAYHOME_SIMULATED = (
    environ.get("WAYHOME_SIMULATED") == "on" or Path(DATABASES["default"]["NAME"]) == DEMONSTRATION
)
WAYHOME_PROTOCOL = protocol.protocols(environ.get(protocol.VARIABLE))
WAYHOME_DROP_FOLDER = environ.get("WAYHOME_DROP_FOLDER")
WAYHOME_AUDIT_ANCHOR = environ.get("WAYHOME_AUDIT_ANCHOR")
WAYHOME_VIRUS_SCANNER = environ.get("WAYHOME_VIRUS_SCANNER")
WAYHOME_REQUESTS_A_MINUTE = int(environ.get("WAYHOME_REQUESTS_A_MINUTE", "300"))
WAYHOME_NAVIGATION = navigation.NAVIGATION
WAYHOME_BEGINNINGS = navigation.BEGINNINGS
FORM_RENDERER = "wayhome.ui.forms.Renderer"

# ── who signs in, and how ────────────────────────────────────────────────────────────────────────────

AUTH_USER_MODEL = "partners.User"
AUTHENTICATION_BACKENDS = ["wayhome.cases.partners.sign_in.backend.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "wayhome.cases.partners.sign_in.passwords.NotStolenElsewhere"},
    {"NAME": "wayhome.cases.partners.sign_in.passwords.NotOurWords"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60  # seconds: a link that sets a password is used now, or asked for again
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60  # seconds after which what is grave asks again who it is
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL

ACCOUNT_ADAPTER = "wayhome.cases.partners.sign_in.accounts.Accounts"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # a colleague with the right to do so adds the account
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no letter to someone who has no account here
ACCOUNT_SESSION_REMEMBER = False  # whoever closes the browser has left the desk

# Tries in a time: `ip` of all at one place, `key` at one account, its password and its codes each. Ours to choose.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",  # a shift begins, and a whole county stands behind one address
    "login_failed": "20/m/ip,5/5m/key,20/h/key,50/d/key",
    "reset_password": "20/m/ip,5/h/key",  # nosec B105 - letters to one person
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(environ.get("WAYHOME_PROXIES", "1" if HTTPS else "0"))

SOCIALACCOUNT_ADAPTER = "wayhome.cases.partners.sign_in.single_sign_on.Providers"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": single_sign_on.providers(environ)}}

MFA_ADAPTER = "wayhome.cases.partners.sign_in.second_factor.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn"]  # and recovery codes of our own, which nobody can read again
MFA_FORMS = {
    "activate_totp": "wayhome.cases.partners.sign_in.forms.FirstCodeForm",
    "add_webauthn": "wayhome.cases.partners.sign_in.forms.NewPasskeyForm",
    "authenticate": "wayhome.cases.partners.sign_in.forms.CodeForm",
    "authenticate_webauthn": "wayhome.cases.partners.sign_in.forms.PasskeyForm",
    "reauthenticate": "wayhome.cases.partners.sign_in.forms.AgainForm",
    "reauthenticate_webauthn": "wayhome.cases.partners.sign_in.forms.PasskeyAgainForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the colleague who added the account knows whose address it is
MFA_TOTP_TOLERANCE = 0  # a code is good while the app shows it, half a minute

WAYHOME_IDLE = idle.after(environ.get(idle.VARIABLE, "30"))
WAYHOME_IDLE_WARNING = timedelta(minutes=2)
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds: a shift, after which whoever it is signs in again
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
HOST_ALONE = "__Host-" if HTTPS else ""  # a neighbour by name can set no such cookie
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = f"{HOST_ALONE}wayhome_session"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "wayhome.config.refusals.forged"
CSRF_COOKIE_NAME = f"{HOST_ALONE}wayhome_csrf"
LANGUAGE_COOKIE_SECURE = HTTPS
MESSAGE_STORAGE = (
    "django.contrib.messages.storage.session.SessionStorage"  # not in a cookie, which a browser keeps
)

# ── what a browser is told ───────────────────────────────────────────────────────────────────────────

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "object-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    # What would become a script passes the one policy of ui/trusted.js, which lets none become one.
    "require-trusted-types-for": ["'script'"],
    "trusted-types": ["default"],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# Whether browsers are to know of a domain beforehand is for its owner to say, for every service that it has.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None

# ── words, days and files ────────────────────────────────────────────────────────────────────────────

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [Path(__file__).parent.parent / "ui" / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"  # `wayhome serve` gathers them: names carry a hash, so a browser keeps them
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_ADD_HEADERS_FUNCTION = private.keep_to_our_pages
FILE_UPLOAD_HANDLERS = [
    "wayhome.config.door.Files",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
MEDIA_ROOT = database.files_of(DATABASES["default"], VAR)

# ── mail and log ─────────────────────────────────────────────────────────────────────────────────────

MAILERS = {"default": mail.mailer(environ.get(mail.VARIABLE))}
DEFAULT_FROM_EMAIL = environ.get("WAYHOME_EMAIL_FROM", "wayhome@localhost")
LOGGING = log.LOGGING
