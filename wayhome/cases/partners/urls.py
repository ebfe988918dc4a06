from __future__ import annotations

from django.urls import path

from wayhome.cases.partners.views import agencies, shifts, to_read, training

app_name = "partners"

urlpatterns = [
    path("", agencies.agencies, name="agencies"),
    path("add-agency/", agencies.add_agency, name="add_agency"),
    path("agencies/<str:code>/", agencies.agency, name="agency"),
    path("agencies/<str:code>/change/", agencies.change_agency, name="change_agency"),
    path("agencies/<str:code>/add-team/", agencies.add_team, name="add_team"),
    path("agencies/<str:code>/add-user/", agencies.add_user, name="add_user"),
    path("agencies/<str:code>/training/", training.training, name="training"),
    path("users/<int:pk>/", agencies.user, name="user"),
    path("users/<int:pk>/use/", agencies.use, name="use"),
    path("users/<int:pk>/use.csv", agencies.use_csv, name="use_csv"),
    path("users/<int:pk>/role/", agencies.change_user_role, name="change_role"),
    path("users/<int:pk>/team/", agencies.change_user_team, name="change_team"),
    path("users/<int:pk>/postcode/", agencies.change_postcode, name="change_postcode"),
    path("users/<int:pk>/training/", training.record_training, name="record_training"),
    path("users/<int:pk>/close/", agencies.close_account, name="close_account"),
    path("users/<int:pk>/open/", agencies.open_account, name="open_account"),
    path("users/<int:pk>/second-factor/", agencies.reset_second_factor, name="reset_second_factor"),
    path("teams/<int:pk>/rota/", shifts.rota, name="rota"),
    path("teams/<int:pk>/add-shift/", shifts.add_shift, name="add_shift"),
    path("shifts/<int:pk>/take-off/", shifts.take_off, name="take_off"),
    path("shifts/<int:pk>/hand-over/", shifts.hand_over, name="hand_over"),
    path("me/", agencies.my_account, name="my_account"),
    path("to-read/practitioners/", to_read.for_practitioners, name="for_practitioners"),
    path("to-read/parents-and-carers/", to_read.for_carers, name="for_carers"),
]
