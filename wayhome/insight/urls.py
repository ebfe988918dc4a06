from django.urls import path

from wayhome.insight import views

app_name = "insight"
urlpatterns = [
    path("", views.numbers, name="numbers"),
    path("tables.<str:extension>", views.download, name="download"),
    path("<slug:name>/", views.table, name="table"),
    path("<slug:name>/by-authority/", views.by_authority, name="by_authority"),
    path("<slug:name>/how-it-was-made/", views.made, name="made"),
]
