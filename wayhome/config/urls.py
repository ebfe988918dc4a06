"""Where each room's pages begin."""

from allauth.account import views as account
from django.urls import include, path, re_path

# Of allauth's pages only these: nobody signs up here, a colleague with the right to do so adds the account.
sign_in = [
    path("in/", account.login, name="account_login"),
    path("out/", account.logout, name="account_logout"),
    path("not-active/", account.account_inactive, name="account_inactive"),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
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
]

urlpatterns = [
    path("sign/", include(sign_in)),
    path("missing/", include("wayhome.cases.missing.urls")),
    path("children/", include("wayhome.cases.children.urls")),
    path("partners/", include("wayhome.cases.partners.urls")),
    path("files/", include("wayhome.exchange.urls")),
    path("", include("wayhome.cases.worklist.urls")),
]
