"""How mail leaves: through a mail server, or onto the screen where there is none."""

import sys
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

VARIABLE = "WAYHOME_EMAIL_URL"

FORMS = "smtp://user:password@host:port, or smtps:// for a server that speaks TLS from the start"


def mailer(address: str | None) -> dict[str, Any]:
    """Django's settings of the one mailer at `address`; without one, mail is printed to standard error."""
    if not address:
        backend = "django.core.mail.backends.console.EmailBackend"
        return {"BACKEND": backend, "OPTIONS": {"stream": sys.stderr}}
    parts = urlsplit(address)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        # The address itself is left out: it may hold a password.
        raise ImproperlyConfigured(f"{VARIABLE} cannot be read. Set it to {FORMS}.")
    secure = parts.scheme == "smtps"
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname,
            "port": parts.port or (465 if secure else 587),
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": secure,
            "use_tls": not secure,
        },
    }
