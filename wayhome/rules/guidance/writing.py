"""A protocol as the text that people write, so that it reads back as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from datetime import date, timedelta

from wayhome.rules.facts import AgencyKind
from wayhome.rules.guidance.local_patterns import LocalPattern, LooksFor
from wayhome.rules.guidance.overdue import Step, Steps
from wayhome.rules.guidance.protocol import DEFAULT, MEETINGS_AND_PANELS, Protocol
from wayhome.rules.working_days import WorkingDays

UNITS = {
    "week": timedelta(weeks=1),
    "day": timedelta(days=1),
    "hour": timedelta(hours=1),
    "minute": timedelta(minutes=1),
}

#: What may be set, with its type as the protocol declares it.
SETTINGS: Mapping[str, str] = {field.name: str(field.type) for field in fields(Protocol)}

#: For a setting that the default sets and a partnership does not want.
NEVER = "never"


def written(protocol: Protocol) -> Iterator[tuple[str, str | None]]:
    """Every setting with its value as the text writes it; None for one that is not set, as it is not by default."""
    for name, kind in SETTINGS.items():
        value = getattr(protocol, name)
        if kind == "StepsOfRules":
            yield from ((f'{name}."{rule}"', _steps(steps)) for rule, steps in value)
        elif kind == "Regimes":
            agreed = {of: _quoted(regime) for of, regime in value}
            yield from ((f"{name}.{of}", agreed.get(of)) for of in AgencyKind)
        elif kind == "Names":
            given = {code: _quoted(words) for code, words in value}
            yield from ((f"{name}.{code}", given.get(code)) for code in MEETINGS_AND_PANELS)
        elif kind == "LocalPatterns":
            yield from ((f"{name}.{one.key}", _table(one)) for one in value)
            if not value:
                yield f"{name}.your_key", None
        elif value is None:
            yield name, None if getattr(DEFAULT, name) is None else _quoted(NEVER)
        else:
            yield name, _WRITERS[kind.removesuffix(" | None")](value)


def length(of: timedelta) -> str:
    """In the largest unit of which it is a whole number: weeks, days, hours or minutes."""
    for unit, one in UNITS.items():
        if not of % one:
            return _counted(of // one, unit)
    raise ValueError("a protocol counts in whole minutes")


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _quoted(words: str) -> str:
    return f'"{words}"'


def _list(words: Iterator[str]) -> str:
    return f"[{', '.join(map(_quoted, words))}]"


def _table(said: LocalPattern | LooksFor) -> str:
    """All that is not as it is left unsaid, but for the key under which it stands."""
    given = ((one.name, one.default, getattr(said, one.name)) for one in fields(said) if one.name != "key")
    return (
        f"{{ {', '.join(f'{name} = {_value(value)}' for name, unsaid, value in given if value != unsaid)} }}"
    )


def _value(said: object) -> str:
    return next(write(said) for kind, write in _OF_A_PATTERN if isinstance(said, kind))


def _steps(steps: Steps) -> str:
    return _list(map(_step, steps))


def _step(one: Step) -> str:
    side = "before" if one.after < timedelta() else "after"
    when = f"{length(abs(one.after))} {side}" if one.after else "when due"
    return f"{when}: {', '.join(one.to)}"


def _working_days(of: WorkingDays) -> str:
    return _counted(of.count, "working day")


#: By the type of the setting.
_WRITERS: Mapping[str, Callable[..., str]] = {
    "str": _quoted,
    "date": date.isoformat,
    "int": str,
    "Years": str,
    "Times": str,
    "ChildYears": str,
    "PatternRules": lambda rules: _list(iter(rules)),
    "timedelta": lambda of: _quoted(length(of)),
    "WorkingDays": lambda of: _quoted(_working_days(of)),
    "tuple[timedelta, ...]": lambda lengths: _list(map(length, lengths)),
    "tuple[str, ...]": lambda words: _list(iter(words)),
    "Roles": lambda roles: _list(iter(roles)),
    "Courses": lambda courses: _list(iter(courses)),
    "Steps": _steps,
}

#: What may stand in a pattern's table.
_OF_A_PATTERN: tuple[tuple[type, Callable[..., str]], ...] = (
    (LooksFor, _table),
    (bool, lambda said: "true" if said else "false"),
    (date, date.isoformat),
    (timedelta, lambda of: _quoted(length(of))),
    (tuple, lambda words: _list(iter(words))),
    (int, str),
    (str, _quoted),
)
