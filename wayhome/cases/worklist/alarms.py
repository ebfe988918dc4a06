"""What cannot wait, in words above everything else on a page, and the counts beneath it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse

from wayhome.cases.worklist.desks import Desk
from wayhome.cases.worklist.not_back import ONLY
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language
from wayhome.ui.wording import say

ALARMING = frozenset({"police_not_told", "unacknowledged", "overdue", "nobody_on"})


@dataclass(frozen=True, slots=True)
class Alarm:
    """See `ui/alarm.html`."""

    title: str
    text: str
    url: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """See `ui/counts.html`."""

    figure: int
    label: str
    url: str
    tone: str


def alarms(police_not_told: int, empty: Iterable[Desk]) -> Iterator[Alarm]:
    if police_not_told:
        text = Sentence("alarm.police_text", n=police_not_told)
        yield Alarm(_say(Sentence("alarm.police_title")), _say(text))
    for desk in empty:
        title, text = Sentence("alarm.desk_title", desk=desk.name), Sentence("alarm.desk_text")
        yield Alarm(_say(title), _say(text), reverse("worklist:gaps"), _say(Sentence("alarm.desk_label")))


def tiles(counts: Mapping[str, int], empty: int) -> Iterator[Tile]:
    """One for each thing the board can be narrowed to, and one for desks at which nobody sits."""
    for only in ONLY:
        address = reverse("worklist:board", query={"only": only})
        yield _tile(only, counts[only], address)
    yield _tile("nobody_on", empty, reverse("worklist:gaps"))


def _tile(name: str, figure: int, url: str) -> Tile:
    tone = "alarm" if name in ALARMING and figure else ""
    if name == "being_worked_out" and figure:
        tone = "unknown"
    return Tile(figure, _say(Sentence(f"board.only.{name}")), url, tone)


def _say(sentence: Sentence) -> str:
    return say(sentence, language())
