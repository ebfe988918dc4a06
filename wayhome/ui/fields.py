"""Form fields for days and moments, typed as people type them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import CharField, Field, MultiWidget, TextInput, Widget

from wayhome.rules.moment import LONDON, Moment, local
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language
from wayhome.ui.typed import read_day, read_time
from wayhome.ui.wording import say


class DayField(CharField):
    """A day typed by a person; cleans to a `date`, or None if it may be left blank and was."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", TextInput(attrs={"class": "govuk-input--width-10"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:  # type: ignore[override]
        typed = super().to_python(value)
        return _read(read_day, typed) if typed else None

    def validate(self, value: date | None) -> None:
        if value is None and self.required:
            raise ValidationError(_words("typed.day_missing"), code="required")

    def prepare_value(self, value: Any) -> Any:
        return _day(value) if isinstance(value, date) else value


class DayAndTime(MultiWidget):
    """Two boxes, a day and a time."""

    template_name = "ui/forms/moment.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes: dict[str, Widget | type[Widget]] = {
            "day": TextInput(attrs={"class": "govuk-input govuk-input--width-10"}),
            "time": TextInput(attrs={"class": "govuk-input govuk-input--width-5"}),
        }
        super().__init__(boxes, attrs)

    def decompress(self, value: Moment | None) -> list[str]:
        if value is None:
            return ["", ""]
        begins = value.begins.astimezone(LONDON)
        return [_day(begins), f"{begins:%H:%M}" if value.is_instant else ""]


class MomentField(Field):
    """A day and a time typed by a person; cleans to a `Moment`, or None if it may be left blank and was.

    With `time_required=False` a day alone is a Moment one day wide. The time is London's: in the hour that
    happens twice the first is taken, one that does not exist moves forward, and the page that plays the
    answer back shows which (`when`).
    """

    widget = DayAndTime

    def __init__(self, *, time_required: bool = True, **kwargs: Any) -> None:
        self.time_required = time_required
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Moment | None:
        typed_day, typed_time = ((part or "").strip() for part in value or ("", ""))
        if not (typed_day or typed_time) and not self.required:
            return None
        day, at = self._read_both(typed_day, typed_time)
        return Moment.day(day) if at is None else Moment.at(local(datetime.combine(day, at))[0])

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = initial if isinstance(initial, list) else DayAndTime().decompress(initial)
        return list(data or ["", ""]) != before

    def _read_both(self, typed_day: str, typed_time: str) -> tuple[date, time | None]:
        """Reads both boxes before it complains, so that both can be mended at once."""
        errors: list[ValidationError] = []
        day = _or_note(errors, read_day, typed_day, missing="typed.day_missing")
        at = None
        if typed_time or self.time_required:
            at = _or_note(errors, read_time, typed_time, missing="typed.time_missing")
        if errors or day is None:
            raise ValidationError(errors)
        return day, at


def _or_note[T](
    errors: list[ValidationError], read: Callable[[str], T], typed: str, *, missing: str
) -> T | None:
    try:
        if not typed:
            raise ValidationError(_words(missing))
        return _read(read, typed)
    except ValidationError as error:
        errors.append(error)
        return None


def _read[T](read: Callable[[str], T], typed: str) -> T:
    try:
        return read(typed)
    except Refusal as refusal:
        raise ValidationError(say(refusal.sentence, language())) from None


def _words(key: str) -> str:
    return say(Sentence(key), language())


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
