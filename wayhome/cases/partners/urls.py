from __future__ import annotations

from django.urls import path

from wayhome.cases.partners import views

app_name = "partners"

urlpatterns = [
    path("", views.agencies, name="agencies"),
    path("add-agency/", views.add_agency, name="add_agency"),
    path("agencies/<str:code>/", views.agency, name="agency"),
    path("agencies/<str:code>/add-team/", views.add_team, name="add_team"),
    path("agencies/<str:code>/add-user/", views.add_user, name="add_user"),
    path("users/<int:pk>/", views.user, name="user"),
    path("users/<int:pk>/use/", views.use, name="use"),
    path("users/<int:pk>/use.csv", views.use_csv, name="use_csv"),
    path("users/<int:pk>/role/", views.change_user_role, name="change_role"),
    path("users/<int:pk>/team/", views.change_user_team, name="change_team"),
    path("users/<int:pk>/home/", views.change_home, name="change_home"),
    path("users/<int:pk>/close/", views.close_account, name="close_account"),
    path("users/<int:pk>/open/", views.open_account, name="open_account"),
    path("users/<int:pk>/second-factor/", views.reset_second_factor, name="reset_second_factor"),
    path("teams/<int:pk>/rota/", views.rota, name="rota"),
    path("teams/<int:pk>/add-shift/", views.add_shift, name="add_shift"),
    path("shifts/<int:pk>/take-off/", views.take_off, name="take_off"),
    path("shifts/<int:pk>/hand-over/", views.hand_over, name="hand_over"),
    path("me/", views.my_account, name="my_account"),
]
