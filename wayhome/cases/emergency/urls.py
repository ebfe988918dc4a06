from __future__ import annotations

from django.urls import path

from wayhome.cases.emergency import views

app_name = "emergency"

urlpatterns = [
    path("", views.open_record, name="open"),
    path("reviews/", views.openings, name="openings"),
    path("reviews/<int:pk>/", views.review, name="review"),
]
