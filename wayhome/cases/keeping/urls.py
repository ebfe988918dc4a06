from __future__ import annotations

from django.urls import path

from wayhome.cases.keeping.views import erasing, packing

app_name = "keeping"

urlpatterns = [
    path("", erasing.due, name="due"),
    path("certificates/", erasing.certificates, name="certificates"),
    path("certificates/<int:pk>/", erasing.certificate, name="certificate"),
    path("<int:pk>/", erasing.kept, name="kept"),
    path("<int:pk>/hold/", erasing.hold, name="hold"),
    path("<int:pk>/holds/<int:held>/lift/", erasing.lift, name="lift"),
    path("<int:pk>/ask/", erasing.ask, name="ask"),
    path("<int:pk>/take-back/", erasing.take_back, name="take_back"),
    path("<int:pk>/erase/", erasing.erase, name="erase"),
    path("<int:pk>/pack/", packing.pack, name="pack"),
]
