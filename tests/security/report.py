"""What `make security` prints: the scorecard's sum, what other judges say, and last how much is open."""

from __future__ import annotations

import sys
from collections import Counter
from itertools import groupby

from tests.security.judges import judged
from tests.security.scorecard import ORGANISATION, SOFTWARE, Row, open_to, scorecard


def main() -> int:
    rows = scorecard()
    print(summary(rows), flush=True)
    judgements = judged()
    print("\n".join(map(str, judgements)))
    ours, theirs = (len(open_to(rows, whose)) for whose in (SOFTWARE, ORGANISATION))
    print(f"\nopen: {ours} software, {theirs} organisation")
    return 1 if any(one.clean is False for one in judgements) else 0


def summary(rows: list[Row]) -> str:
    """Each chapter's count of answers, and the rows that are ours to close."""
    chapters = groupby(rows, key=lambda row: row.chapter)
    lines = [f"  {key:<4}{_counted(list(of))}" for key, of in chapters]
    ours = [f"  {row.key:<8}{row.asks}: {row.missing}" for row in open_to(rows, SOFTWARE)]
    return "\n".join(
        (
            f"OWASP ASVS 5.0, levels 1 and 2: {len(rows)} rows, {_counted(rows)}",
            *lines,
            "",
            "open for the software:",
            *ours,
            "",
        )
    )


def _counted(rows: list[Row]) -> str:
    counts = Counter(_answer(row) for row in rows)
    return ", ".join(f"{counts[answer]} {answer}" for answer in ("pass", "not applicable", "open"))


def _answer(row: Row) -> str:
    if row.open:
        return "open"
    return "pass" if row.shown_by else "not applicable"


if __name__ == "__main__":
    sys.exit(main())
