"""Who is let in on the word of their agency's provider: somebody who has an account here, and nobody else.

A provider speaks for the people of its own agencies alone. One who is let in shows a second factor of ours as well.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, override

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.db import transaction
from django.shortcuts import render

from wayhome.cases.partners.models import User
from wayhome.cases.partners.sign_in.trace import leave_trace

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialApp, SocialLogin
    from allauth.socialaccount.providers.base import Provider
    from django.http import HttpRequest, HttpResponse

log = logging.getLogger(__name__)


class Providers(DefaultSocialAccountAdapter):
    """An account is matched, never made."""

    @override
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    @override
    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Those that the environment names: a secret in the database would be in every copy of it."""
        return [app for app in super().list_apps(request, provider, client_id) if app.pk is None]

    @override
    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        user = account_of(sociallogin)
        if user is None:
            raise ImmediateHttpResponse(refused(request, sociallogin.provider, "account/not_known.html", 403))
        if not sociallogin.is_existing:
            connect(sociallogin, user)

    @override
    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Provider,
        error: object = None,
        exception: Exception | None = None,
        extra_context: object = None,
    ) -> None:
        raise ImmediateHttpResponse(did_not_vouch(request, provider, exception))


class Asked(OpenIDConnectOAuth2Adapter):
    """A provider, as it is asked here: of what it says of somebody only the address is read, and nothing kept."""

    def complete_login(self, request: HttpRequest, *said: object, **more: object) -> SocialLogin:
        login = super().complete_login(request, *said, **more)
        signed = login.account.extra_data.get("id_token", {})
        if signed.get("sub") != login.account.uid:
            raise OAuth2Error("What was signed is about somebody else")
        login.account.extra_data = {}
        return login


def account_of(login: SocialLogin) -> User | None:
    """Whose sign-in it is: whoever it let in before, else whoever has the address that the provider has verified.

    Somebody whom it let in by another sign-in is not let in by this one: an address can pass to a new colleague.
    """
    provider, agencies = login.account.provider, login.provider.app.settings["agencies"]
    users = User.objects.people().active().filter(agency__code__in=agencies)
    if login.is_existing:
        return users.filter(pk=login.user.pk).first()
    verified = [address.email.lower() for address in login.email_addresses if address.verified is True]
    return users.exclude(socialaccount__provider=provider).filter(email__in=verified).first()


@transaction.atomic
def connect(login: SocialLogin, user: User) -> None:
    """From now on this sign-in is theirs, whatever address stands in it."""
    login.user = login.account.user = user
    login.account.save()
    leave_trace("connect_sign_in", user, provider=login.account.provider)


def did_not_vouch(request: HttpRequest, provider: Provider, why: Exception | None) -> HttpResponse:
    # Of the fault its kind alone: its words can hold what was sent.
    log.warning("single sign-on by %s came to nothing: %s", provider.sub_id, type(why).__name__)
    return refused(request, provider, "account/not_vouched.html", 401)


def refused(request: HttpRequest, provider: Provider, template: str, status: int) -> HttpResponse:
    return render(request, template, {"provider": provider.name}, status=status)
