"""A form filled in with what it asks for, so that what is sent is taken, and a refusal is one of the person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.forms import BoundField

from wayhome.rules.moment import Moment
from wayhome.ui.fields import DayAndTime, DayField, MomentField


def filled(form: forms.BaseForm, at: datetime) -> dict[str, Any]:
    return dict(pair for bound in form for pair in _answers(bound, at))


def _answers(bound: BoundField, at: datetime) -> Iterator[tuple[str, Any]]:
    name, field = bound.html_name, bound.field
    match field:
        case MomentField():
            boxes = zip(DayAndTime().widgets_names, DayAndTime().decompress(Moment.at(at)), strict=True)
            yield from ((f"{name}{box}", typed) for box, typed in boxes)
        case DayField():
            yield name, f"{at:%d/%m/%Y}"
        case forms.BooleanField():
            yield name, "on"
        case forms.MultipleChoiceField():
            yield name, bound.value() or [_first(field.choices)]
        case forms.ChoiceField():
            yield name, _first(field.choices)
        case _:
            yield name, bound.value() or "Said so"


def _first(choices: Iterable[Any]) -> str:
    """The first that is an answer, in whatever group; blank where there is none."""
    flat = (
        one for value, label in choices for one in (label if isinstance(label, list) else [(value, label)])
    )
    return next((str(value) for value, _ in flat if str(value)), "")
