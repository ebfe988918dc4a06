"""What is turned away at the door: what no page asks for, what is too much, and whoever asks too fast."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from time import monotonic
from typing import Any, Final, override

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse

from wayhome.exchange.forms import LARGEST, MOST_FILES

type Answer = Callable[[HttpRequest], HttpResponse]

#: A number in an address that no database can hold, let alone has given to anything.
BEYOND: Final = re.compile(r"/\d{19,}(?:/|$)")

METHODS: Final = ("GET", "HEAD", "OPTIONS", "POST")


class Pace:
    """How often each browser has asked within this minute. Counted by each process for itself, without a query."""

    def __init__(self) -> None:
        self._minute, self._asked = 0, Counter[str]()

    def is_too_fast(self, browser: str) -> bool:
        minute = int(monotonic() // 60)
        if minute != self._minute:
            self._minute, self._asked = minute, Counter()
        self._asked[browser] += 1
        return self._asked[browser] > settings.WAYHOME_REQUESTS_A_MINUTE


def turn_away(answer: Answer) -> Answer:
    """Middleware: methods that no page has, and a browser that asks faster than any person.

    Whoever is not signed in can do no more than try to, and that is counted there.
    """
    pace = Pace()

    def met(request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        if BEYOND.search(request.path):
            raise Http404
        browser = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        if browser and pace.is_too_fast(browser):
            return render(request, "429.html", status=429)
        return answer(request)

    return met


class Files(FileUploadHandler):
    """Files are taken where a page asks for some, from who is signed in. Asked before anything is read or kept:
    Django would put all of it on the disk first, to find the token of a form in it.
    """

    @override
    def handle_raw_input(
        self,
        input_data: object,
        META: dict[str, Any],
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        if content_length > self._most():
            raise RequestDataTooBig("more was sent than the page asks for")

    @override
    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data  # the handlers after this one keep it

    @override
    def file_complete(self, file_size: int) -> None:
        return

    def _most(self) -> int:
        """In bytes."""
        request = self.request
        if request and request.user.is_authenticated and request.path == reverse("exchange:upload"):
            return (MOST_FILES * LARGEST + 1) * 1024 * 1024  # and what else stands in the form
        return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0)
