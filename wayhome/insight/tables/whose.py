"""Whose rows of an extract are counted: everybody's, or those that are one agency's own.

Its own are incidents of children for whom it was responsible, or that its police dealt with; whatever else is told of
these children, and of those for whom it was last stated to be responsible; and what rules say of duties that were its
own.
"""

from __future__ import annotations

from wayhome.insight.extract.folder import Extract


def rows_of(extract: Extract, table: str, agency: str | None) -> str:
    """As what a query takes them from, under the name `held`. `agency` is a code; None: everybody's."""
    rows = _read(extract, table)
    if agency is not None:
        rows = f"(SELECT * FROM {rows} WHERE {_own(extract, table, _quoted(agency))})"  # nosec B608 - quoted
    return f"FROM {rows} AS held"


def _own(extract: Extract, table: str, code: str) -> str:
    episodes = f"authority = {code} OR force = {code}"
    held = f"FROM {_read(extract, 'episodes')} WHERE {episodes}"
    match table:
        case "episodes":
            return episodes
        case "findings":
            return f"owner = {code}"
        case "interviews" | "told":
            return f"(child, number) IN (SELECT (child, number) {held})"  # nosec B608 - quoted
        case _:
            theirs = f"SELECT child FROM {_read(extract, 'children')} WHERE authority = {code}"  # nosec B608 - quoted
            return f"child IN (SELECT child {held} UNION ALL {theirs})"  # nosec B608 - quoted


def _read(extract: Extract, table: str) -> str:
    return f"read_parquet({_quoted(str(extract.file(table)))})"


def _quoted(text: str) -> str:
    return "'{}'".format(text.replace("'", "''"))
