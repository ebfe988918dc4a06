"""Where each room's pages begin."""

from django.urls import include, path

urlpatterns = [
    path("sign/", include("wayhome.cases.partners.sign_in.urls")),
    path("missing/", include("wayhome.cases.missing.urls")),
    path("children/", include("wayhome.cases.children.urls")),
    path("exploitation/", include("wayhome.cases.exploitation.urls")),
    path("emergency/", include("wayhome.cases.emergency.urls")),
    path("sharing/", include("wayhome.cases.sharing.urls")),
    path("partners/", include("wayhome.cases.partners.urls")),
    path("keeping/", include("wayhome.cases.keeping.urls")),
    path("numbers/", include("wayhome.insight.urls")),
    path("files/", include("wayhome.exchange.urls")),
    path("", include("wayhome.cases.worklist.urls")),
]
