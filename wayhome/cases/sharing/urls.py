from __future__ import annotations

from django.urls import path

from wayhome.cases.sharing import views

app_name = "sharing"

urlpatterns = [
    path("agreements/", views.agreements, name="agreements"),
    path("agreements/propose/", views.propose, name="propose"),
    path("agreements/<int:pk>/", views.agreement, name="agreement"),
    path("agreements/<int:pk>/agree/", views.agree, name="agree"),
    path("agreements/<int:pk>/end/", views.end_agreement, name="end_agreement"),
    path("children/<int:pk>/", views.share, name="share"),
    path("shares/<int:relation>/end/", views.end_share, name="end_share"),
]
