from django.urls import path

from wayhome.exchange import views
from wayhome.exchange.notifications import views as notifications

app_name = "exchange"
urlpatterns = [
    path("", views.loads, name="loads"),
    path("upload/", views.upload, name="upload"),
    path("drop-folder/", views.drops, name="drops"),
    path("this-morning/", views.morning, name="morning"),
    path("paste/", notifications.paste, name="paste"),
    path("paste/check/", notifications.check, name="paste_check"),
    path("copy-out/<int:pk>/", notifications.copy, name="copy_out"),
    path("<int:pk>/", views.load, name="load"),
    path("<int:pk>/refused.csv", views.refused, name="refused"),
]
