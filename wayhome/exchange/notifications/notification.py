"""A notification as it was confirmed: the report it makes, and what else it says of the child."""

from __future__ import annotations

from dataclasses import dataclass

from wayhome.cases.missing.reports import Report
from wayhome.rules.facts import IdentityStated, Risk


@dataclass(frozen=True, slots=True)
class Notification:
    """`number` is the force's own for the child, blank: not said. `level` None: no risk is said."""

    report: Report
    identity: IdentityStated
    number: str = ""
    level: Risk | None = None
    rationale: str = ""
