from __future__ import annotations

from django.urls import path

from wayhome.cases.missing.views import (
    correcting,
    episode,
    first_hour,
    report,
    report_children,
    saying,
    sealed,
)

app_name = "missing"

urlpatterns = [
    path("report/", report.begin, name="report"),
    path("report/<int:pk>/children/", report_children.children, name="report_children"),
    path("report/<int:pk>/children/add/", report_children.add, name="report_add_child"),
    path("report/<int:pk>/children/<int:child>/take/", report_children.take, name="report_take_child"),
    path(
        "report/<int:pk>/children/<int:child>/leave-out/", report_children.leave_out, name="report_leave_out"
    ),
    path(
        "report/<int:pk>/children/added/<int:place>/leave-out/",
        report_children.leave_out_added,
        name="report_leave_out_added",
    ),
    path("report/<int:pk>/check/", report.check, name="report_check"),
    path("report/<int:pk>/made/", report.made, name="reported"),
    path("report/<int:pk>/discard/", report.discard, name="report_discard"),
    path("report/<int:pk>/<slug:slug>/", report.page, name="report_page"),
    path("sealed/", sealed.sealed_entries, name="sealed_entries"),
    path("sealed/<int:pk>/", sealed.sealed, name="sealed"),
    path("sealed/<int:pk>/review/", sealed.review_seal, name="review_seal"),
    path("events/<int:pk>/correct/", correcting.correct, name="correct"),
    path("events/<int:pk>/versions/", correcting.versions, name="versions"),
    path("events/<int:pk>/seal/", correcting.seal, name="seal"),
    path("<int:pk>/", episode.episode, name="episode"),
    path("<int:pk>/first-hour/", first_hour.first_hour, name="first_hour"),
    path("<int:pk>/acknowledge/", episode.acknowledge, name="acknowledge"),
    path("<int:pk>/police-told/", saying.tell_police, name="tell_police"),
    path("<int:pk>/agency-told/", saying.tell_agency, name="tell_agency"),
    path("<int:pk>/say/<slug:slug>/", saying.say, name="say"),
]
