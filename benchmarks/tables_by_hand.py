"""A peer of published tables: the same cells, as somebody would count them who wants these and nothing else.

One query for each table, over all years at once, written by hand but for the words of the categories, which are the
tables' own. It answers with the exact number of every cell that is not nought.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb

from wayhome.insight.extract.rows import TABLES
from wayhome.insight.tables import (
    crossovers,
    decisions,
    duties,
    ever_missing,
    in_care,
    interviews,
    long_term,
    looked_after,
    next_episode,
    police,
    reasons,
    repeats,
)
from wayhome.insight.tables.declared import NOT_STATED, Breakdown
from wayhome.insight.tables.query import ALL

#: Table, year to 31 March, breakdown, category, measure.
type Key = tuple[str, int, str, str, str]

YEAR = "(year({day}) + CAST(month({day}) > 3 AS INTEGER))"
BEGAN = YEAR.format(day="began_on")

IN_CARE = "(coalesce(care = 'looked_after', FALSE) OR from_care)"

LOOKED_AFTER = """
    SELECT child, y, {by}, count(*) OVER (PARTITION BY child, y) > 1 AS again,
        began_on <= make_date(y, 3, 31) AND coalesce(ended > make_date(y, 3, 31), TRUE) AS at_end
    FROM (
        SELECT *, make_date(y, 3, 31) AS until FROM (
            SELECT *, least(ended_on, came_of_age_on) AS ended FROM episodes JOIN children USING (child)
            WHERE {away} AND {care}
        ), unnest(range(CAST({began} AS BIGINT), CAST({until} AS BIGINT) + 1)) AS years(y)
        WHERE y BETWEEN {first} AND {last}
    )
"""
ALL_IN_CARE = """
    SELECT child, y, {by}, at_end FROM (
        SELECT child, y, bool_or(there) AS at_end, max(kind) FILTER (WHERE there) AS kind_then,
            bool_or(outside) FILTER (WHERE there) AS outside_then
        FROM (
            SELECT *, began_on <= make_date(y, 3, 31) AND coalesce(ended_on > make_date(y, 3, 31), TRUE) AS there
            FROM placements, unnest(range(CAST({began} AS BIGINT), CAST({until_found} AS BIGINT) + 1)) AS years(y)
            WHERE coalesce(NOT short_breaks, TRUE) AND y BETWEEN {first} AND {last}
        ) GROUP BY child, y
    ) JOIN children USING (child)
"""
POLICE = """
    SELECT child, {began} AS y, {by}, count(*) OVER (PARTITION BY child, {began}) > 1 AS again
    FROM episodes JOIN children USING (child) WHERE NOT away AND {began} BETWEEN {first} AND {last}
"""
INTERVIEWS = """
    SELECT child, {began} AS y, {by}, {care} AS cared_for, returned_at, offered_at, held_at, in_time FROM (
        SELECT e.*, c.sex, offered_at, held_at, in_time, answer, i.hours AS until_held
        FROM episodes e JOIN children c USING (child) LEFT JOIN interviews i USING (child, number)
    ) WHERE {began} BETWEEN {first} AND {last}
"""
REASONS = """
    SELECT child, (child, number) AS incident, {began} AS y, {by}, coalesce(push, pull, danger) IS NULL AS nothing
    FROM (
        SELECT child, number, began_on, sex, pushes.code AS push, pulls.code AS pull, dangers.code AS danger
        FROM episodes JOIN children USING (child) JOIN interviews USING (child, number)
        LEFT JOIN (FROM told WHERE what = 'push') AS pushes USING (child, number)
        LEFT JOIN (FROM told WHERE what = 'pull') AS pulls USING (child, number)
        LEFT JOIN (FROM told WHERE what = 'danger') AS dangers USING (child, number)
        WHERE held_at IS NOT NULL
    ) WHERE {began} BETWEEN {first} AND {last}
"""
REPEATS = """
    SELECT *, {by},
        row_number() OVER (PARTITION BY y ORDER BY n DESC) <= ceil(count(*) OVER (PARTITION BY y) * 0.05) AS top
    FROM (SELECT child, {began} AS y, count(*) AS n FROM episodes WHERE NOT away AND {began} BETWEEN {first} AND {last}
        GROUP BY ALL)
"""
LONG_TERM = """
    SELECT child, y, {by}, still_missing FROM (
        SELECT *, date_diff('day', began_on, least(ended_on, until)) AS days,
            coalesce(ended_on > until, TRUE) AS still_missing,
            CASE WHEN age IS NOT NULL THEN age >= 18 OR coalesce(came_of_age_on <= until, FALSE) END AS of_age
        FROM (
            SELECT *, make_date(y, 3, 31) AS until FROM episodes JOIN children USING (child),
                unnest(range(CAST({began} AS BIGINT), CAST({until_found} AS BIGINT) + 1)) AS years(y)
            WHERE NOT away AND coalesce(date_diff('day', began_on, ended_on) >= 28, TRUE)
                AND y BETWEEN {first} AND {last}
        )
    ) WHERE days >= 28
"""
NEXT_EPISODE = """
    SELECT *, {by} FROM (
        SELECT *, CASE WHEN went THEN greatest(date_diff('day', ended_on, then_on), 0)
            ELSE least(date_diff('day', ended_on, known) + 1, coalesce(of_age_within, 366)) END AS until_day
        FROM (
            SELECT *, {ended} AS y, make_date(y, 3, 31) AS known,
                coalesce(then_on <= known AND NOT (of_age_within IS NOT NULL AND then_age >= 18), FALSE) AS went
            FROM (
                SELECT child, ended_on, of_age_within, row_number() OVER each_child AS nth,
                    lead(began_on) OVER each_child AS then_on, lead(age) OVER each_child AS then_age
                FROM episodes WHERE NOT away
                WINDOW each_child AS (PARTITION BY child ORDER BY began_at, number)
            ) WHERE ended_on IS NOT NULL
        ) WHERE y BETWEEN {first} AND {last}
    )
"""
STOOD = """
    SELECT DISTINCT child, form, CASE WHEN form = 'county_lines' THEN 'criminal' ELSE form END AS broad, y
    FROM concerns, unnest(range(CAST({began} AS BIGINT), CAST({until_found} AS BIGINT) + 1)) AS years(y)
    WHERE y BETWEEN {first} AND {last}
"""
CROSSOVERS = f"""
    WITH stood AS ({STOOD})
    SELECT child, y, {{by}}, forms FROM (
        SELECT one.*, sex, ethnicity, forms, least(one.broad, two.form) || '+' || greatest(one.broad, two.form) AS pair
        FROM stood one JOIN children USING (child)
        JOIN (SELECT child, y, count(DISTINCT broad) AS forms FROM stood GROUP BY ALL) AS counted USING (child, y)
        LEFT JOIN stood two ON one.child = two.child AND one.y = two.y
            AND one.broad <> two.form AND two.form = two.broad
    )
"""
EVER_MISSING = f"""
    SELECT child, y, {{by}}, missing_on FROM (
        SELECT *, CASE WHEN first_on <= make_date(y, 3, 31) THEN first_on END AS missing_on
        FROM ({STOOD}) JOIN children USING (child)
        JOIN (SELECT child, min(began_on) AS stated_on FROM concerns WHERE {{exploited}} GROUP BY child) USING (child)
        LEFT JOIN (SELECT child, min(began_on) AS first_on FROM episodes WHERE NOT away GROUP BY child) USING (child)
        WHERE {{exploited}}
    )
"""
DUTIES = """
    SELECT {since} AS y, {by}, state FROM findings WHERE rule IN ({rules}) AND {since} BETWEEN {first} AND {last}
"""
DECISIONS = """
    SELECT *, {asked} AS y, {by} FROM decisions WHERE {asked} BETWEEN {first} AND {last}
"""


def in_duckdb(folder: Path, years: Sequence[int]) -> dict[Key, int]:
    told = {"began": BEGAN, "care": IN_CARE, "first": years[0], "last": years[-1]}
    told |= {
        "since": YEAR.format(day="since_on"),
        "until": f"coalesce({YEAR.format(day='ended')}, {years[-1]})",
        "asked": YEAR.format(day="asked_on"),
        "ended": YEAR.format(day="ended_on"),
        "exploited": "form IN ('sexual', 'criminal', 'county_lines', 'trafficking')",
        "until_found": f"coalesce({YEAR.format(day='ended_on')}, {years[-1]})",
    }
    told["rules"] = ", ".join(f"'{rule}'" for rule in duties.TABLE.breakdowns[0].categories)
    found: dict[Key, int] = {}
    with closing(duckdb.connect()) as connection:
        for table in TABLES:
            file = folder / f"{table}.parquet"
            connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{file}')")
        for name, rows, by, measures in _asked():
            columns = ", ".join(f"coalesce({one.sql}, '{NOT_STATED}') AS by_{one.name}" for one in by)
            query = _grouped(rows.format(**told, by=columns, away=_AWAY.get(name, "")), by, measures)
            found |= dict(_cells(name, by, list(measures), connection.execute(query).fetchall()))
    return found


_AWAY = {"cla_missing": "NOT away", "cla_away": "away"}


def _asked() -> Iterator[tuple[str, str, tuple[Breakdown, ...], dict[str, str]]]:
    cared = {
        "children": "count(DISTINCT child)",
        "more_than_once": "count(DISTINCT child) FILTER (WHERE again)",
        "incidents": "count(*)",
        "at_31_march": "count(DISTINCT child) FILTER (WHERE at_end)",
    }
    yield "cla_missing", LOOKED_AFTER, looked_after.MISSING.breakdowns, cared
    yield "cla_away", LOOKED_AFTER, looked_after.AWAY.breakdowns, cared
    yield (
        "in_care",
        ALL_IN_CARE,
        in_care.TABLE.breakdowns,
        {"children": "count(*)", "at_31_march": "count(*) FILTER (WHERE at_end)"},
    )
    told = {name: cared[name] for name in ("incidents", "children", "more_than_once")}
    yield "police", POLICE, police.TABLE.breakdowns, told
    yield (
        "interviews",
        INTERVIEWS,
        interviews.TABLE.breakdowns,
        {
            "children": "count(DISTINCT child)",
            "incidents": "count(*)",
            "children_looked_after": "count(DISTINCT child) FILTER (WHERE cared_for)",
            "incidents_looked_after": "count(*) FILTER (WHERE cared_for)",
            "returned": "count(returned_at)",
            "offered": "count(offered_at)",
            "held": "count(held_at)",
            "within_72_hours": "count(*) FILTER (WHERE in_time)",
            "unknown_whether_in_time": "count(*) FILTER (WHERE held_at IS NOT NULL AND in_time IS NULL)",
        },
    )
    yield (
        "reasons",
        REASONS,
        reasons.TABLE.breakdowns,
        {
            "children": "count(DISTINCT child)",
            "interviews": "count(DISTINCT incident)",
            "told": "count(DISTINCT incident) FILTER (WHERE NOT nothing)",
        },
    )
    yield (
        "repeats",
        REPEATS,
        repeats.TABLE.breakdowns,
        {
            "children": "count(*)",
            "incidents": "sum(n)",
            "after_first": "sum(n) - count(*)",
            "children_with_2plus": "count(*) FILTER (WHERE n > 1)",
            "incidents_of_those": "sum(n) FILTER (WHERE n > 1)",
            "incidents_of_top_5_percent": "sum(n) FILTER (WHERE top)",
        },
    )
    yield (
        "long_term",
        LONG_TERM,
        long_term.TABLE.breakdowns,
        {
            "children": "count(DISTINCT child)",
            "incidents": "count(*)",
            "still_missing": "count(DISTINCT child) FILTER (WHERE still_missing)",
        },
    )
    yield (
        "crossovers",
        CROSSOVERS,
        crossovers.TABLE.breakdowns,
        {
            "children": "count(DISTINCT child)",
            "two_or_more": "count(DISTINCT child) FILTER (WHERE forms > 1)",
        },
    )
    yield (
        "ever_missing",
        EVER_MISSING,
        ever_missing.TABLE.breakdowns,
        {
            "children": "count(DISTINCT child)",
            "ever_missing": "count(DISTINCT child) FILTER (WHERE missing_on IS NOT NULL)",
            "never_missing": "count(DISTINCT child) FILTER (WHERE missing_on IS NULL)",
        },
    )
    states = [one.name for one in duties.TABLE.measures if one.name != "asked"]
    yield (
        "duties",
        DUTIES,
        duties.TABLE.breakdowns,
        {
            "asked": "count(*)",
            **{state: f"count(*) FILTER (WHERE state = '{state}')" for state in states},
        },
    )

    yield (
        "next_episode",
        NEXT_EPISODE,
        next_episode.TABLE.breakdowns,
        {
            "children": "count(DISTINCT child)",
            "incidents": "count(*)",
            "children_again": "count(DISTINCT child) FILTER (WHERE went AND until_day <= 365)",
            "again": "count(*) FILTER (WHERE went AND until_day <= 365)",
            "not_followed": "count(*) FILTER (WHERE NOT went AND until_day <= 365)",
            "not_again": "count(*) FILTER (WHERE until_day > 365)",
        },
    )
    stood = {"in_time": "met", "late": "met_late", "fell_away": "not_applicable"}
    yield (
        "decisions",
        DECISIONS,
        decisions.TABLE.breakdowns,
        {
            "children": "count(DISTINCT child)",
            "asked": "count(*)",
            "answered": "count(answer)",
            **{
                name: f"count(*) FILTER (WHERE state = '{stood.get(name, name)}')"
                for name in ("in_time", "late", "unknown", "overdue", "due", "fell_away")
            },
            "same_reason": "count(*) FILTER (WHERE same_reason)",
        },
    )


def _grouped(rows: str, by: Sequence[Breakdown], measures: dict[str, str]) -> str:
    names = [f"by_{one.name}" for one in by]
    sets = ", ".join(["(y)", *(f"(y, {name})" for name in names)])
    counted = ", ".join(f"{sql} AS {name}" for name, sql in measures.items())
    return f"SELECT y, {', '.join(names)}, {counted} FROM ({rows}) GROUP BY GROUPING SETS ({sets})"


def _cells(
    table: str, by: Sequence[Breakdown], measures: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> Iterator[tuple[Key, int]]:
    """Of each breakdown the measures that its table is asked for; in a set's rows one column alone is not empty."""
    for row in rows:
        named = [(one, row[1 + place]) for place, one in enumerate(by) if row[1 + place] is not None]
        breakdown, category, wanted = (ALL, ALL, measures) if not named else (*_named(*named[0]),)
        for place, measure in enumerate(measures):
            if measure in wanted and row[1 + len(by) + place]:
                yield (table, row[0], breakdown, category, measure), int(row[1 + len(by) + place])


def _named(one: Breakdown, category: str) -> tuple[str, str, Sequence[str]]:
    return one.name, category, one.measures
