"""Of allauth's pages only these: nobody signs up here, a colleague with the right to do so adds the account."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from django.urls import path, re_path

from wayhome.cases.partners.sign_in import entry, views

urlpatterns = [
    path("in/", entry.SignIn.as_view(), name="account_login"),
    path("in/code/", second_factor.authenticate, name="mfa_authenticate"),
    path("in/with/<slug:provider_id>/", entry.ask_provider, name="openid_connect_login"),
    path("in/with/<slug:provider_id>/back/", entry.come_back, name="openid_connect_callback"),
    path("in/back/", entry.back, name="account_back"),
    path("here/", entry.here, name="account_here"),
    path("out/", views.leave_nothing_behind, name="account_logout"),
    path("not-active/", account.account_inactive, name="account_inactive"),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
    path("again/code/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("again/passkey/", views.ShowPasskeyAgain.as_view(), name="mfa_reauthenticate_webauthn"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/forgotten/", account.password_reset, name="account_reset_password"),
    path("password/forgotten/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(  # the key has hyphens of its own
        r"^password/forgotten/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/forgotten/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("security/", second_factor.index, name="mfa_index"),
    path("security/app/", views.AddApp.as_view(), name="mfa_activate_totp"),
    path("security/app/move/", views.MoveApp.as_view(), name="mfa_move_totp"),
    path("security/app/remove/", views.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("security/recovery-codes/", views.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("security/passkeys/add/", views.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("security/passkeys/<int:pk>/remove/", views.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("security/sessions/", views.sessions, name="usersessions_list"),
]
