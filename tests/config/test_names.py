"""A page says what the partnership calls its meetings and panels."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from tests.saying import after
from wayhome.config import names
from wayhome.rules.guidance.protocol import DEFAULT, Protocol
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say

HELD = Sentence("facts.kind.MissingMeeting")


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(say(HELD))


def named(name: str, **days: date) -> Protocol:
    return replace(DEFAULT, names=(("missing_meeting", name),), **days)  # type: ignore[arg-type]


@pytest.mark.parametrize(("hours", "name"), [(-24, "Missing meeting"), (2.9, "CMET"), (3.1, "MACE")])
def test_the_names_are_those_agreed_for_today(
    hours: float, name: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    evening, morning = date(2026, 1, 12), date(2026, 1, 13)
    settings.WAYHOME_PROTOCOL = (
        named("CMET", in_force_from=evening, in_force_until=evening),
        named("MACE", in_force_from=morning),
    )
    monkeypatch.setattr(names, "now", lambda: after(hours))
    assert names.call_as_agreed(page)(RequestFactory().get("/")).content.decode() == name
    assert say(HELD) == "Missing meeting"
