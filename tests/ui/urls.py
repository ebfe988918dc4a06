"""The gallery, and the pages a person signs in by."""

from django.urls import include, path

from tests.ui.gallery import gallery

urlpatterns = [path("gallery/", gallery, name="gallery"), path("sign/", include("allauth.account.urls"))]
