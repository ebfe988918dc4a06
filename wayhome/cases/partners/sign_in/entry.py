"""The page to sign in on, the way by an agency's own provider and back, and what a page that is left open asks."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any, override

from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView
from allauth.decorators import rate_limit
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from requests import RequestException

from wayhome.cases.partners.sign_in.idle import WAS_LEFT
from wayhome.cases.partners.sign_in.single_sign_on import Asked, did_not_vouch

if TYPE_CHECKING:
    from allauth.socialaccount.providers.base import Provider
    from django.http import HttpRequest, HttpResponse


class SignIn(LoginView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        said: dict[str, Any] = super().get_context_data(**kwargs)
        after = get_next_redirect_url(self.request)
        onward = {"next": after} if after else {}
        providers = get_adapter().list_providers(self.request)
        ways = [(one.name, one.get_login_url(self.request, **onward)) for one in providers]
        return {**said, "ways": ways, "was_left_alone": self.request.session.pop(WAS_LEFT, False)}


class Answer(OAuth2CallbackView):
    """What a browser brings back: it belongs to one question, and so does the token that is fetched for it."""

    @override
    def _get_state(self, request: HttpRequest, provider: Provider) -> tuple[Any, Any]:
        kept, refused = super()._get_state(request, provider)
        self.adapter.nonce = kept and kept.get("nonce")
        return kept, refused


@login_not_required
@rate_limit(action="login", limit_get=True)
def ask_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    provider, nonce = _provider(request, provider_id), token_urlsafe()
    provider.oauth2_adapter_class = Asked
    kept = {"auth_params": {"nonce": nonce}, "nonce": nonce}
    try:
        onward: HttpResponse = provider.redirect(request, "login", get_next_redirect_url(request), **kept)
    except (OAuth2Error, RequestException) as fault:
        return did_not_vouch(request, provider, fault)
    return onward


@login_not_required
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    provider = _provider(request, provider_id)
    try:
        led: HttpResponse = Answer.adapter_view(Asked(request, provider.sub_id))(request)
    except (OAuth2Error, RequestException) as fault:  # before a token is asked for, allauth catches none
        return did_not_vouch(request, provider, fault)
    return led


@login_not_required
def here(request: HttpRequest) -> HttpResponse:
    """Whose session it is, how many seconds it lasts if nobody does anything, and what its forms are sent with.

    A page that is left open asks for it as nobody; to send to it is to do something.
    """
    user, left = request.user, getattr(request, "idle_left", None)
    if left is None or not user.is_authenticated:
        return JsonResponse({"left": 0})
    return JsonResponse({"left": left.total_seconds(), "who": str(user.pk), "token": get_token(request)})


def back(request: HttpRequest) -> HttpResponse:
    return render(request, "account/back.html")


def _provider(request: HttpRequest, name: str) -> Provider:
    named = (one for one in get_adapter().list_providers(request) if one.sub_id == name)
    provider = next(named, None)
    if provider is None:
        raise Http404
    return provider
