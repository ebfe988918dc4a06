"""What is asked of somebody who proves who they are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from wayhome.cases.partners.models import User
from wayhome.cases.partners.sign_in import recovery_codes
from wayhome.cases.partners.sign_in.lock_out import enter_if_locked
from wayhome.cases.partners.sign_in.trace import leave_trace
from wayhome.cases.partners.sign_in.wrong_tries import enter_wrong_try

#: Why one was not taken, by allauth's code of the refusal.
WHY: Final = {"incorrect_code": "wrong", "too_many_login_attempts": "waits"}


def code_field(help_text: str) -> forms.CharField:
    shown = forms.TextInput(
        attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "govuk-input--width-10"}
    )
    return forms.CharField(label="Code", help_text=help_text, widget=shown, max_length=20)


@contextmanager
def wrong_ones_counted(user: User, tried: str) -> Iterator[None]:
    """allauth counts them, under this key; what it refuses without a look is not counted again."""
    try:
        yield
    except ValidationError as refused:
        why = WHY.get(refused.code or "")
        if why:
            enter_wrong_try(context.request, user, tried, why)
        if why == "wrong":
            enter_if_locked(context.request, user, f"mfa-auth-user-{user.pk}", tried)
        raise


class OnceForm(forms.Form):
    """A code opens one door, once, and says so in the audit."""

    code = code_field("The six digits that your authenticator app shows now, or one of your recovery codes")

    user: User
    authenticator: Authenticator

    def clean_code(self) -> str:
        with wrong_ones_counted(self.user, "code"):
            if recovery_codes.is_one(self.cleaned_data["code"]):
                return self._recovery_code()
            code: str = super().clean_code()  # type: ignore[misc]
        return code

    def _recovery_code(self) -> str:
        forgive_the_wrong_ones = check_rate_limit(self.user)
        code: str = self.cleaned_data["code"]
        used = recovery_codes.use(self.user, code)
        if used is None:
            raise get_adapter().validation_error("incorrect_code")
        forgive_the_wrong_ones()
        self.authenticator = used
        return code

    @transaction.atomic
    def save(self) -> None:
        super().save()  # type: ignore[misc]
        leave_trace("use_second_factor", self.authenticator.user, type=self.authenticator.type)


class CodeForm(OnceForm, AuthenticateForm):
    """Asked for after the password."""


class AgainForm(OnceForm, ReauthenticateForm):
    """Asked for before something grave."""


class FirstCodeForm(ActivateTOTPForm):
    """Shows that the app holds the key it was given."""

    code = code_field("The six digits that the app shows now")


class NewPasskeyForm(AddWebAuthnForm):
    """What the device has made, and what its owner calls it."""

    says_optional = False

    name = forms.CharField(
        label="What do you call it?",
        help_text="So that you know it again, for example ‘Work laptop’",
        max_length=60,
        required=False,
    )


class DeviceForm(forms.Form):
    """What a device answered, in place of a code."""

    user: User

    def clean_credential(self) -> Authenticator:
        with wrong_ones_counted(self.user, "passkey"):
            shown: Authenticator = super().clean_credential()  # type: ignore[misc]
        return shown


class PasskeyAgainForm(DeviceForm, ReauthenticateWebAuthnForm):
    """Asked for before something grave; the page itself says so in the audit."""


class PasskeyForm(DeviceForm, AuthenticateWebAuthnForm):
    """Asked for after the password."""

    @transaction.atomic
    def save(self) -> None:
        super().save()
        used = self.cleaned_data["credential"]
        leave_trace("use_second_factor", used.user, type=used.type)
