"""A load as its page counts it."""

from __future__ import annotations

from dataclasses import dataclass

from wayhome.exchange.models import Load
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language
from wayhome.ui.wording import say

_COUNTED = ("children", "episodes", "interviews", "contacts", "unchanged")


@dataclass(frozen=True, slots=True)
class Tile:
    figure: str
    label: str
    tone: str = ""


def tiles(load: Load, refused: int) -> list[Tile]:
    """What was created so far; which rows were seen before or refused is known at the end."""
    counted = [(name, load.counts.get(name, 0)) for name in _COUNTED]
    shown = [_tile(name, n) for name, n in counted if name != "unchanged" or load.finished_at]
    if load.finished_at:
        shown.append(_tile("refused", refused, "alarm" if refused else ""))
    return shown


def _tile(name: str, n: int, tone: str = "") -> Tile:
    return Tile(f"{n:,}", say(Sentence(f"upload.{name}", n=n), language()), tone)
