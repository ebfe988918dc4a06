"""What the sector's own checker finds, row by row: run in its own environment, on folders named on standard input.

Prints one JSON object a folder. It calls the checker's rules on the tables as its own reader makes them; what it
derives from postcodes is left out, for none of the twenty rules reads it.
"""

import importlib
import json
import logging
import sys
from math import isnan
from pathlib import Path

CODES = (
    *("1004", "1005", "1006", "1012", "564", "565", "566", "567", "570", "571", "574", "575", "576"),
    *("577", "578", "580", "581", "586", "INT04", "INT13"),
)
YEAR = {"collection_start": "01/04/2017", "collection_end": "31/03/2018", "collectionYear": "2018/19"}


def main() -> None:
    logging.disable(logging.CRITICAL)
    ingress = importlib.import_module("lac_validator.ingress")
    rules = importlib.import_module("lac_validator.rules.lac2022_23").registry
    by_code = {str(code): rule for code, rule in rules.items()}
    for folder in map(str.strip, sys.stdin):
        files = [
            {"name": file.name, "description": "This year", "file_content": file.read_bytes()}
            for file in sorted(Path(folder).glob("*.csv"))
        ]
        tables, _ = ingress.read_from_text(raw_files=files)
        print(json.dumps({code: found(by_code[code], tables) for code in CODES}), flush=True)


def found(rule, tables) -> dict[str, list[int]]:
    copy = {name: table.copy() for name, table in tables.items()}
    answers = rule.func({**copy, "metadata": dict(YEAR)})
    wanted = {"580": "Episodes"}.get(str(rule.code), "Missing")
    rows = sorted({int(row) for row in answers.get(wanted, []) if not isnan(row)})
    return {wanted: rows} if rows else {}


if __name__ == "__main__":
    main()
