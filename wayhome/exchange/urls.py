from django.urls import path

from wayhome.exchange import views

app_name = "exchange"
urlpatterns = [
    path("", views.loads, name="loads"),
    path("upload/", views.upload, name="upload"),
    path("drop-folder/", views.drops, name="drops"),
    path("<int:pk>/", views.load, name="load"),
    path("<int:pk>/refused.csv", views.refused, name="refused"),
]
