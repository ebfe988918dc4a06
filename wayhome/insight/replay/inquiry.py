"""One child of the record gone through again: by all that is known today, and as each agency knew it then."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wayhome.insight.replay.known_then import agencies_told, known_then
from wayhome.insight.replay.one_child import Replayed, replayed
from wayhome.insight.replay.really import days_earlier, first_decided
from wayhome.rules.alerts import Alerts
from wayhome.rules.alerts.decisions import Asked
from wayhome.rules.alerts.findings import began_here
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import Company, company_as_at
from wayhome.rules.episode import episodes


@dataclass(frozen=True, slots=True)
class Inquired:
    """`one` is what counts: of everybody together, or of the one agency that was asked about.

    `knew` has each agency that was told of an episode, by its code, or that one alone. `decided` is when a person first
    decided; None: nobody has.
    """

    one: Replayed
    knew: Mapping[str, Replayed]
    decided: datetime | None

    @property
    def as_json(self) -> str:
        """One object; what `_said` holds stands under each agency in `known_by` as well."""
        said = {
            "child": self.one.child,
            "decided_at": self.decided.isoformat() if self.decided is not None else None,
            **_said(self.one, self.decided),
            "known_by": {code: _said(one, self.decided) for code, one in self.knew.items()},
        }
        return json.dumps(said)


def inquired(
    chronology: Chronology, company: Company, alerts: Alerts, as_at: datetime, known_by: str | None
) -> Inquired | None:
    """`known_by` is an agency's code; None: everybody's together. Gives None where no episode is known so."""
    then = chronology.as_at(as_at)
    decided = first_decided(then)
    if known_by is not None:
        known = known_then(chronology, company, known_by, alerts, as_at)
        return Inquired(known, {known_by: known}, decided) if known is not None else None
    of_child = episodes(then)
    if not of_child:
        return None
    seen = company_as_at(company, as_at)
    one = replayed(then, of_child, seen, alerts, as_at, began_here(then, of_child))
    each = {code: known_then(chronology, company, code, alerts, as_at) for code in agencies_told(chronology)}
    return Inquired(one, {code: known for code, known in each.items() if known is not None}, decided)


def _said(one: Replayed, decided: datetime | None) -> dict[str, Any]:
    """The first alert as in a replay of files; when each rule was first seen, and every decision, in order."""
    first = one.first_alert
    return {
        "first_alert_at": first.at.isoformat() if first else None,
        "first_alert_episode": first.episode if first else None,
        "rule": first.rule if first else None,
        "days_earlier": days_earlier(first, decided) if first else None,
        "rules": {
            rule: {
                "at": seen.at.isoformat(),
                "episode": seen.episode,
                "days_earlier": days_earlier(seen, decided),
            }
            for rule, seen in one.first_seen.items()
        },
        "decisions": [_decision(asked) for asked in one.asked],
    }


def _decision(asked: Asked) -> dict[str, Any]:
    """`answered_at` holds when people answered, and is empty where nobody did."""
    return {
        "asked_at": asked.at.isoformat(),
        "due_at": asked.due.ends.isoformat(),
        "answered_at": [answer.happened_at.begins.isoformat() for answer in asked.answers],
        "rules": [pattern.rule for pattern in asked.seen],
    }
