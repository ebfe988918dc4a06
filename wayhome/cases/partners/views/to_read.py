"""Two short pages to read: for practitioners, and for parents and carers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from wayhome.rules.guidance.awareness import CARERS, PRACTITIONERS

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def for_practitioners(request: HttpRequest) -> HttpResponse:
    return render(request, "partners/for_practitioners.html", {"points": PRACTITIONERS})


def for_carers(request: HttpRequest) -> HttpResponse:
    return render(request, "partners/for_carers.html", {"points": CARERS})
