"""What a service must have been given before it begins: a secret that somebody chose, and a way for mail."""

import sys
from os import environ

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from wayhome.config import mail

KEY = "WAYHOME_SECRET_KEY"

#: In characters: what Django's own check of a deployment asks for.
SHORTEST_KEY = 50


def must_be_given() -> None:
    """ImproperlyConfigured where the key is not in the environment: one that was made beside the record is in every
    copy of that folder. Without a mail server it only says, on standard error, where mail goes.
    """
    if len(environ.get(KEY, "")) < SHORTEST_KEY:
        raise ImproperlyConfigured(
            f"{KEY} must be set, to a secret of {SHORTEST_KEY} characters or more, the same for every process. "
            f"The key kept under {settings.VAR} is for `wayhome migrate` and `wayhome load` alone."
        )
    if settings.HTTPS and not environ.get(mail.VARIABLE):
        warning = f"wayhome: {mail.VARIABLE} is not set: mail, and the links in it that set passwords, is printed here."
        sys.stderr.write(f"{warning}\n")
