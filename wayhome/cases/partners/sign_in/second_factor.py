"""What somebody has besides their password: how it is kept, shown, worded, and when it may be given up."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import TYPE_CHECKING, Final, override

import qrcode
from allauth.mfa import app_settings
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.exceptions import ValidationError
from qrcode.image.svg import SvgPathImage

from wayhome.cases.keys import Ring, UnreadableError
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language
from wayhome.ui.wording import say

if TYPE_CHECKING:
    from wayhome.cases.partners.models import User

log = logging.getLogger(__name__)

RING: Final = Ring("second factors")

#: Those of allauth's refusals that a person can meet here; its others it words itself.
WORDED: Final = {"incorrect_code", "cannot_delete_authenticator"}


class SecondFactors(DefaultMFAAdapter):
    """Keys are kept encrypted: a copy of the database alone makes nobody's codes."""

    @override
    def encrypt(self, text: str) -> str:
        return RING.encrypt(text)

    @override
    def decrypt(self, encrypted_text: str) -> str:
        """What was encrypted under a secret key that is gone is a key nobody knows: no code fits it."""
        try:
            return RING.decrypt(encrypted_text)
        except UnreadableError as fault:
            log.error("a second factor: %s", fault)
            return totp.generate_totp_secret()

    @override
    def get_totp_issuer(self) -> str:
        return "Wayhome"

    @override
    def build_totp_svg(self, url: str) -> str:
        """To stand inside the page, which may load no picture but our own and run no style in a tag."""
        drawn: str = qrcode.make(url, image_factory=SvgPathImage).to_string(encoding="unicode")
        return drawn

    @override
    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Who needs one keeps one; recovery codes are for the day it is lost, and count for none."""
        user: User = authenticator.user
        others = Authenticator.objects.filter(user=user).exclude(pk=authenticator.pk)
        return not user.needs_second_factor or others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()

    @override
    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        there = Authenticator.objects.filter(user=user, type=type).count()
        return say(Sentence("sign_in.passkey", n=there + 1), language())

    @override
    def validation_error(self, code: str, *args: object) -> ValidationError:
        if code in WORDED:
            return ValidationError(say(Sentence(f"sign_in.{code}"), language()), code=code)
        error: ValidationError = super().validation_error(code, *args)
        return error


def key_of(user: User) -> str | None:
    """The key their authenticator app holds; None where they have none."""
    held = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    return SecondFactors().decrypt(held.data["secret"]) if held else None


def code_at(key: str, at: datetime) -> str:
    """What an app that holds this key shows at a moment."""
    step = int(at.timestamp()) // app_settings.TOTP_PERIOD
    shown: str = totp.format_hotp_value(totp.hotp_value(key, step))
    return shown
