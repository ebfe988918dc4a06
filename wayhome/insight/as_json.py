"""A finding as JSON."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import lru_cache
from json.encoder import encode_basestring_ascii as _text

from wayhome.rules.facts import Agency
from wayhome.rules.finding import Finding, Source
from wayhome.rules.held import Held, Hours, Part

_HOUR = timedelta(hours=1)


def as_json(finding: Finding, held: Held | None = None) -> str:
    """One object. `since` and `due_at` are ISO 8601 in UTC; `due_at` is the last moment in time, null: no limit.

    What is late has `held`: each agency, by its code, in the order of learning, with its hours; and the hours
    `before_known` to anybody and `before_owner`, null: no telling to it is recorded. Where it is not known exactly,
    hours are [least, most], and where several learned at one moment, `agency` is a list. Written here, for a file may
    hold a hundred thousand of them.
    """
    due_at = f'"{finding.due.ends.isoformat()}"' if finding.due is not None else "null"
    evidence = ", ".join(map(_text, finding.evidence))
    late = _held(held) if held is not None else ""
    return (
        f'{{"child": {_text(finding.child)}, "rule": "{finding.rule}", "state": "{finding.state}"'
        f', "since": "{finding.since.isoformat()}", "due_at": {due_at}, "episode": {_text(finding.episode)}'
        f', "rung": "{finding.rung}", "evidence": [{evidence}]{late}, "source": {_source(finding.source)}}}'
    )


def _held(held: Held) -> str:
    parts = ", ".join(map(_part, held.parts))
    before_owner = _hours(held.before_owner) if held.before_owner is not None else "null"
    before = f'"before_known": {_hours(held.before_known)}, "before_owner": {before_owner}'
    return f', "held": [{parts}], {before}'


def _part(part: Part) -> str:
    assumed = "true" if part.assumed else "false"
    return f'{{"agency": {_codes(part.by)}, "hours": {_hours(part.hours)}, "assumed": {assumed}}}'


def _hours(hours: Hours) -> str:
    least, most = hours
    if least == most:
        return f"{least / _HOUR:.2f}"
    return f"[{least / _HOUR:.2f}, {most / _HOUR:.2f}]"


@lru_cache(maxsize=4096)
def _codes(agencies: tuple[Agency, ...]) -> str:
    codes = [agency.code for agency in agencies]
    return json.dumps(codes[0] if len(codes) == 1 else codes)


@lru_cache
def _source(source: Source) -> str:
    return json.dumps(
        {
            "title": source.title,
            "dated": source.dated,
            "paragraph": source.paragraph,
            "url": source.url,
            "checked": source.checked,
        }
    )
