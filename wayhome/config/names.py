"""Every page says what the partnership calls its meetings and panels, as its protocol has it."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now  # noqa: TID251 - time comes in here, as it does in a view

from wayhome.rules.guidance.protocol import words_of
from wayhome.rules.moment import day_of
from wayhome.ui.names import calling

type Answer = Callable[[HttpRequest], HttpResponse]


def call_as_agreed(answer: Answer) -> Answer:
    """Middleware: by the protocol in force today, whichever one a clock on the page began under.

    A limit that moved would make the timely late; a name measures nobody, and people look for the one they use now.
    """

    def called(request: HttpRequest) -> HttpResponse:
        with calling(words_of(settings.WAYHOME_PROTOCOL, day_of(now()))):
            return answer(request)

    return called
