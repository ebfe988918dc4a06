from __future__ import annotations

from django.urls import path

from wayhome.cases.worklist import views

app_name = "worklist"

urlpatterns = [
    path("", views.board, name="board"),
    path("print/", views.print_board, name="print"),
    path("mine/", views.mine, name="mine"),
    path("decisions/", views.decisions, name="decisions"),
    path("decisions/never-decided/", views.never_decided, name="never_decided"),
    path("decisions/most-often/", views.most_often, name="most_often"),
    path("inherited/", views.inherited, name="inherited"),
    path("gaps/", views.gaps, name="gaps"),
    path("gaps-in-recording/", views.gaps_in_recording, name="gaps_in_recording"),
    path("notices/<int:pk>/seen/", views.see_notice, name="see_notice"),
]
