"""allauth's pages about what somebody has besides their password, each change with its entry in the audit."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any, cast

from allauth.account.decorators import reauthentication_required
from allauth.account.views import logout
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, ReauthenticateWebAuthnView, RemoveWebAuthnView
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.views.generic import FormView, View

from wayhome.cases.partners.sign_in import recovery_codes
from wayhome.cases.partners.sign_in.grave import grave_when_sent
from wayhome.cases.partners.sign_in.sessions import browser_of, elsewhere, end
from wayhome.cases.partners.sign_in.trace import leave_trace
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language
from wayhome.ui.wording import say

if TYPE_CHECKING:
    from django.forms import BaseForm
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from wayhome.cases.partners.models import User

TOTP, PASSKEY = Authenticator.Type.TOTP.value, Authenticator.Type.WEBAUTHN.value


class Traced(View):
    """Beside one of allauth's pages: what it changes and the entry are stored together, or not at all."""

    verb: str
    kind: str

    @transaction.atomic
    def form_valid(self, form: BaseForm) -> HttpResponse:
        user = cast("User", self.request.user)
        done: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        leave_trace(self.verb, user, type=self.kind)
        return done


class Added(Traced):
    """Whoever is signed in elsewhere got in without it, so those sessions end. Recovery codes come next."""

    verb = "add_second_factor"

    def get_success_url(self) -> str:
        has_codes = recovery_codes.left(cast("User", self.request.user))
        return reverse("mfa_index" if has_codes else "mfa_generate_recovery_codes")

    @transaction.atomic
    def form_valid(self, form: BaseForm) -> HttpResponse:
        done = super().form_valid(form)
        end(elsewhere(self.request), cast("User", self.request.user))
        return done


class AddApp(Added, ActivateTOTPView):
    kind = TOTP

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        said = super().get_context_data(**kwargs)
        return {**said, "key": wrap(said["form"].secret, 4)}


@method_decorator(reauthentication_required(app="allauth.mfa"), name="dispatch")
class MoveApp(AddApp):
    """The app of a new phone takes the place of the old one's, which opens nothing from then on."""

    verb = "move_second_factor"
    template_name = "mfa/totp/move_form.html"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        # That of the page which this one extends would send whoever has an app away.
        return FormView.dispatch(self, request, *args, **kwargs)

    @transaction.atomic
    def form_valid(self, form: BaseForm) -> HttpResponse:
        Authenticator.objects.filter(user=self.request.user, type=TOTP).delete()
        return super().form_valid(form)


class RemoveApp(Traced, DeactivateTOTPView):
    verb, kind = "remove_second_factor", TOTP


class AddPasskey(Added, AddWebAuthnView):
    kind = PASSKEY


class RemovePasskey(Traced, RemoveWebAuthnView):
    verb, kind = "remove_second_factor", PASSKEY
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """As an app is: allauth asks of that alone whether it may be removed."""
        if get_adapter().can_delete_authenticator(self.object):
            return super().form_valid(form)
        form.add_error(None, get_adapter().validation_error("cannot_delete_authenticator"))
        return cast("HttpResponse", self.form_invalid(form))


class ShowPasskeyAgain(Traced, ReauthenticateWebAuthnView):
    verb, kind = "use_second_factor", PASSKEY


class NewRecoveryCodes(GenerateRecoveryCodesView):
    """They stand on the page that answers and on no other: to be shown on the next they would have to be kept."""

    @transaction.atomic
    def form_valid(self, form: BaseForm) -> HttpResponse:
        user = cast("User", self.request.user)
        verb = "renew_second_factor" if recovery_codes.left(user) else "add_second_factor"
        codes = recovery_codes.renew(user)
        leave_trace(verb, user, type=recovery_codes.KIND)
        return render(self.request, "mfa/recovery_codes/index.html", {"codes": codes})


def leave_nothing_behind(request: HttpRequest) -> HttpResponse:
    """Signing out. On a shared computer the way back must lead to nothing, so the browser is told to forget."""
    response: HttpResponse = logout(request)
    if request.method == "POST":
        response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@grave_when_sent
def sessions(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    if request.method == "POST":
        one = request.POST.get("session")
        ended = end((there for there in elsewhere(request) if one in (None, str(there.pk))), user)
        messages.success(request, say(Sentence("sign_in.sessions_ended", n=ended), language()))
        return redirect("usersessions_list")
    there = sorted(UserSession.objects.purge_and_list(user), key=lambda one: one.created_at, reverse=True)
    shown = [(one, browser_of(one)) for one in there]
    return render(request, "usersessions/usersession_list.html", {"sessions": shown})
