"""What a service must have been given before it begins: a secret that somebody chose, and a way for mail."""

import sys
from os import environ

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from wayhome.config import mail
from wayhome.config.keys import unread
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say

KEY = "WAYHOME_SECRET_KEY"
PREVIOUS = "WAYHOME_SECRET_KEY_PREVIOUS"

#: In characters: what Django's own check of a deployment asks for.
SHORTEST_KEY = 50


def must_be_given() -> None:
    """ImproperlyConfigured where the key is not in the environment: one that was made beside the record is in every
    copy of that folder; and where the one before it is given and can be none. Without a mail server it only says, on
    standard error, where mail goes.
    """
    if len(environ.get(KEY, "")) < SHORTEST_KEY:
        raise ImproperlyConfigured(
            f"{KEY} must be set, to a secret of {SHORTEST_KEY} characters or more, the same for every process. "
            f"The key kept under {settings.VAR} is for `wayhome migrate` and `wayhome load` alone."
        )
    if (previous := environ.get(PREVIOUS)) and not _is_another(previous):
        raise ImproperlyConfigured(
            f"{PREVIOUS} is the secret that {KEY} took the place of, to the letter: {SHORTEST_KEY} characters or more, "
            "and another than now. Leave it out where there is none."
        )
    if settings.HTTPS and not environ.get(mail.VARIABLE):
        warning = f"wayhome: {mail.VARIABLE} is not set: mail, and the links in it that set passwords, is printed here."
        sys.stderr.write(f"{warning}\n")


def say_what_is_unreadable() -> None:
    """Says on standard error what no key that is given reads: somebody has changed the key and left the old one out."""
    for table in unread():
        kept = Sentence(f"keys.kept.{table.name}")
        sys.stderr.write(f"{say(Sentence('keys.unread_as_it_starts', kept=kept))}\n")


def _is_another(previous: str) -> bool:
    """A short one would be a way to forge what is signed; the same one says that nothing was replaced."""
    return len(previous) >= SHORTEST_KEY and previous != environ[KEY]
