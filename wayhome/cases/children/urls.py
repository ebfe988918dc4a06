from __future__ import annotations

from django.urls import path

from wayhome.cases.children.views import change, child, decision, find, history, restricting, unusual

app_name = "children"

urlpatterns = [
    path("", find.find, name="find"),
    path("found/<str:search>/", find.found, name="found"),
    path("add/", find.add, name="add"),
    path("history/", history.histories, name="histories"),
    path("history/<int:pk>/", history.history, name="history"),
    path("history/<int:pk>.csv", history.history_csv, name="history_csv"),
    path("history/unusual/", unusual.unusual_reads, name="unusual"),
    path("history/unusual.csv", unusual.unusual_csv, name="unusual_csv"),
    path("<int:pk>/", child.child, name="child"),
    path("<int:pk>/chronology/", child.chronology, name="chronology"),
    path("<int:pk>/events/<int:row>/", child.event, name="event"),
    path("<int:pk>/duties/", child.duties, name="duties"),
    path("<int:pk>/about/", child.about, name="about"),
    path("<int:pk>/who-can-see/", child.access, name="access"),
    path("<int:pk>/then/", child.look_back, name="then"),
    path("<int:pk>/state/<slug:what>/", change.state, name="state"),
    path("<int:pk>/which-identity/", change.decide_identity, name="decide_identity"),
    path("<int:pk>/decision/", decision.decision, name="decision"),
    path("<int:pk>/reasons/<int:row>/", change.answer_reason, name="answer_reason"),
    path("<int:pk>/host-told/", change.tell_host, name="tell_host"),
    path("<int:pk>/allocate/", change.allocate, name="allocate"),
    path("<int:pk>/allocations/<int:relation>/end/", change.end_allocation, name="end_allocation"),
    path("<int:pk>/restrict/", restricting.restrict, name="restrict"),
    path("<int:pk>/restrictions/<int:restriction>/name/", restricting.name, name="name_on_restricted"),
    path(
        "<int:pk>/restrictions/named/<int:listed>/take-off/", restricting.take_off, name="take_off_restricted"
    ),
    path("<int:pk>/restrictions/<int:restriction>/lift/", restricting.lift, name="lift_restriction"),
]
