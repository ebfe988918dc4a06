"""Who is let in on the word of their agency's provider: somebody who has an account here, and nobody else.

A provider speaks for the people of its own agencies alone, by a token that it signed. One who is let in shows a second
factor of ours as well.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, override

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.db import transaction
from django.shortcuts import render

from wayhome.cases.partners.models import User
from wayhome.cases.partners.sign_in import id_token, metadata
from wayhome.cases.partners.sign_in.trace import leave_trace
from wayhome.cases.partners.sign_in.unfit import Unfit
from wayhome.cases.partners.sign_in.wrong_tries import enter_not_vouched

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
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
    def get_requests_session(self) -> Any:
        """Asks the addresses that a provider gives, each within seconds, and none to which it is sent on from there."""
        asking = super().get_requests_session()
        asking.max_redirects = 0
        return asking

    @override
    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        user = account_of(sociallogin)
        if user is None:
            enter_not_vouched(sociallogin.provider, _known_as(sociallogin))
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

    #: Kept for the question that is being answered; the token must hold it.
    nonce: str | None = None

    @property
    def openid_config(self) -> dict[str, Any]:
        return metadata.believed(super().openid_config, self.get_provider().app.settings["issuer"])

    @override
    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **came: Any
    ) -> SocialLogin:
        """The token that says who it is comes first: before it fits, nothing is done with the one that came with it."""
        signed = self._signed(app, came["response"].get("id_token"))
        said = self._fetch_user_info(token.token)
        if said.get("sub") != signed["sub"]:
            raise Unfit("its token is about somebody else")
        login: SocialLogin = self.get_provider().sociallogin_from_response(request, {"userinfo": said})
        login.account.extra_data = {}
        return login

    def _signed(self, app: SocialApp, token: Any) -> dict[str, Any]:
        with get_adapter().get_requests_session() as asking:
            published = asking.get(self.openid_config["jwks_uri"])
            published.raise_for_status()
        about = {"issuer": app.settings["issuer"], "client": app.client_id, "nonce": self.nonce}
        return id_token.read(token, published.json(), **about)


def account_of(login: SocialLogin) -> User | None:
    """Whose sign-in it is: whoever it let in before, else whoever has the address that the provider has verified.

    Somebody whom it let in by another sign-in is not let in by this one: an address can pass to a new colleague.
    """
    provider, agencies = login.account.provider, login.provider.app.settings["agencies"]
    users = User.objects.people().active().filter(agency__code__in=agencies)
    if login.is_existing:
        return users.filter(pk=login.user.pk).first()
    return users.exclude(socialaccount__provider=provider).filter(email__in=_verified(login)).first()


def _known_as(login: SocialLogin) -> User | None:
    """Whose account it is, though it is closed or not for this provider to open: for the audit alone."""
    if login.is_existing:
        return login.user
    return User.objects.people().filter(email__in=_verified(login)).first()


def _verified(login: SocialLogin) -> list[str]:
    return [address.email.lower() for address in login.email_addresses if address.verified is True]


@transaction.atomic
def connect(login: SocialLogin, user: User) -> None:
    """From now on this sign-in is theirs, whatever address stands in it."""
    login.user = login.account.user = user
    login.account.save()
    leave_trace("connect_sign_in", user, provider=login.account.provider)


def did_not_vouch(request: HttpRequest, provider: Provider, why: Exception | None) -> HttpResponse:
    enter_not_vouched(provider, None)
    # Of another's fault its kind alone: its words can hold what was sent.
    fault = str(why) if isinstance(why, Unfit) else type(why).__name__
    log.warning("single sign-on by %s came to nothing: %s", provider.sub_id, fault)
    return refused(request, provider, "account/not_vouched.html", 401)


def refused(request: HttpRequest, provider: Provider, template: str, status: int) -> HttpResponse:
    return render(request, template, {"provider": provider.name}, status=status)
