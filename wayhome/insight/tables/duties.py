"""What was due, and whether it was met: by rule, for every clock that began in the period."""

from __future__ import annotations

from typing import Final

from wayhome.insight.tables.declared import Breakdown, Measure, Ratio, Table, yes_or_no
from wayhome.insight.tables.sources import RECORD
from wayhome.rules.guidance.clocks import CLOCKS

_STATES: Final = (
    ("met", "met in time"),
    ("met_late", "met after the limit"),
    ("overdue", "not met, and the limit has passed"),
    ("not_done", "it was agreed, with a reason, that it will not be"),
    ("due", "not met, and the limit has not passed"),
    ("unknown", "nobody can say yet, and a person can settle it"),
    ("not_applicable", "its cause fell away in time"),
)

_RULES: Final = tuple(dict.fromkeys(clock.rule for clock in CLOCKS))

TABLE: Final = Table(
    name="duties",
    says="Duties by how they stand at the moment of the extract; a duty that a source cannot speak of is in none",
    source=RECORD,
    needs=(),
    over=f"""
        SELECT * FROM findings
        WHERE since_on BETWEEN :begins AND :ends AND rule IN ({", ".join(f"'{rule}'" for rule in _RULES)})
    """,  # nosec B608
    keeps=("state",),
    measures=(
        Measure("asked", "clocks that began", "count(*)"),
        *(Measure(state, says, f"count(*) FILTER (WHERE state = '{state}')") for state, says in _STATES),
    ),
    parted={"asked": tuple(state for state, _ in _STATES)},
    ratios=(Ratio("met_share", "of all that began, met in time", "met", "asked"),),
    breakdowns=(
        Breakdown(
            "rule",
            "the duty, as the manual calls it; left out where nothing began or the source cannot speak of it",
            "rule",
            _RULES,
            as_found=True,
        ).of("asked", *(state for state, _ in _STATES)),
        yes_or_no(
            "when_due",
            "whether it had fallen due before the agency on which it falls began to record here: what was done about "
            "it may never have been told",
            "inherited",
            "Before its agency began here",
            "Since, or told by a file alone",
        ).of("asked", *(state for state, _ in _STATES)),
    ),
)
