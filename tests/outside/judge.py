"""What the sector's own checker finds, row by row: run in its own environment, on returns named on standard input.

A line is a JSON object: the folder of a return, the calendar year in which its collection year began, the folder of the
return of the year before, or null, and whether the whole checker is to be run. Prints one JSON object a return.

Otherwise each of the twenty rules is called on the tables as the checker's own reader makes them, each on a copy of its
own; what the checker derives from postcodes is left out, for none of them reads it.
"""

import importlib
import json
import logging
import sys
from contextlib import redirect_stdout
from functools import cache
from math import isnan
from pathlib import Path

CODES = (
    *("1004", "1005", "1006", "1012", "564", "565", "566", "567", "570", "571", "574", "575", "576"),
    *("577", "578", "580", "581", "586", "INT04", "INT13"),
)

#: There is a set of rules for each collection since; those of the first judge what is older.
FIRST, LAST = 2022, 2026


def main() -> None:
    logging.disable(logging.CRITICAL)
    for line in sys.stdin:
        asked = json.loads(line)
        files = of(asked["folder"], "This year") + of(asked["last"], "Prev year")
        judge = by_the_whole if asked["whole"] else by_each_rule
        with redirect_stdout(sys.stderr):  # one of its rules prints
            answer = judge(files, asked["began"])
        print(json.dumps(answer), flush=True)


def of(folder: str | None, description: str) -> list[dict]:
    return [
        {"name": file.name, "description": description, "file_content": file.read_bytes()}
        for file in (sorted(Path(folder).glob("*.csv")) if folder else ())
    ]


@cache
def in_force(began: int):
    year = min(max(began, FIRST), LAST)
    return importlib.import_module(f"lac_validator.rules.lac{year}_{(year + 1) % 100}").registry


def by_each_rule(files: list[dict], began: int) -> dict[str, dict[str, list[int]]]:
    rules = {str(code): rule for code, rule in in_force(began).items()}
    tables, _ = importlib.import_module("lac_validator.ingress").read_from_text(raw_files=files)
    year = {
        "collection_start": f"01/04/{began}",
        "collection_end": f"31/03/{began + 1}",
        "collectionYear": f"{began + 1}/{(began + 2) % 100:02}",
    }
    return {code: found(rules[code], tables, year) for code in CODES}


def by_the_whole(files: list[dict], began: int) -> dict[str, dict[str, list[int]]]:
    """As a council runs it: every rule of the year, one after the other, on tables that all of them share."""
    run = importlib.import_module("lac_validator.lac_validator").LacValidator(
        metadata={"collectionYear": f"{began + 1}", "localAuthority": "E08000032"},
        files=files,
        registry=in_force(began),
    )
    rows = {}
    for code in CODES:
        wanted = {"580": "Episodes"}.get(code, "Missing")
        table = run.ds_results[wanted]
        marked = table.index[table[f"ERR_{code}"] == True] if f"ERR_{code}" in table else []  # noqa: E712 - a column
        rows[code] = {wanted: sorted(map(int, marked))} if len(marked) else {}
    return rows


def found(rule, tables, year) -> dict[str, list[int]]:
    copy = {name: table.copy() for name, table in tables.items()}
    answers = rule.func({**copy, "metadata": dict(year)})
    wanted = {"580": "Episodes"}.get(str(rule.code), "Missing")
    rows = sorted({int(row) for row in answers.get(wanted, []) if not isnan(row)})
    return {wanted: rows} if rows else {}


if __name__ == "__main__":
    main()
