from __future__ import annotations

from django.urls import path

from wayhome.cases.keeping import views

app_name = "keeping"

urlpatterns = [
    path("", views.due, name="due"),
    path("certificates/", views.certificates, name="certificates"),
    path("certificates/<int:pk>/", views.certificate, name="certificate"),
    path("<int:pk>/", views.kept, name="kept"),
    path("<int:pk>/hold/", views.hold, name="hold"),
    path("<int:pk>/holds/<int:held>/lift/", views.lift, name="lift"),
    path("<int:pk>/ask/", views.ask, name="ask"),
    path("<int:pk>/take-back/", views.take_back, name="take_back"),
    path("<int:pk>/erase/", views.erase, name="erase"),
]
