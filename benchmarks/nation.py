"""An extract as large as a nation's, made of nothing but numbers: ten years of incidents under made-up pseudonyms.

Some children go missing once and a few very often; everything else is drawn evenly. It is for timing alone: no rate in
it means anything.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import duckdb

from wayhome.insight.extract.about import About
from wayhome.insight.extract.folder import Extract
from wayhome.insight.extract.rows import TABLES

CHILDREN_OF = 4  # incidents for each child

#: A number from 0 to 1 for a row and a purpose, the same in every run.
CHANCE = "CREATE MACRO chance(n, what) AS (hash(n, what) % 1000003) / 1000003.0"

#: One of a list, by a row's own number.
PICK = "CREATE MACRO pick(words, h) AS words[1 + CAST(h % len(words) AS BIGINT)]"

CHILDREN = """
    SELECT md5('child' || c) AS child,
        CASE WHEN chance(c, 'sex') < 0.48 THEN 'F' WHEN chance(c, 'sex') < 0.98 THEN 'M' END AS sex,
        pick(['WBRI', 'WOTH', 'MWBC', 'APKN', 'BAFR', 'OOTH', 'NOBT', 'White British'], hash(c, 'e')) AS ethnicity,
        'E' || hash(c, 'authority') % 152 AS authority
    FROM range({children}) AS of_children(c)
"""

EPISODES = """
    WITH drawn AS (
        SELECT n, CAST(floor(pow(chance(n, 'who'), 3) * {children}) AS BIGINT) AS c,
            TIMESTAMPTZ '2015-04-01 00:00:00+00' + to_seconds(CAST(chance(n, 'when') * 315360000 AS BIGINT)) AS began,
            pow(chance(n, 'long'), 6) * 900 AS h
        FROM range({incidents}) AS of_incidents(n)
    ), timed AS (SELECT *, began + to_seconds(CAST(h * 3600 AS BIGINT)) AS back FROM drawn)
    SELECT md5('child' || c) AS child,
        CAST(row_number() OVER (PARTITION BY c ORDER BY began, n) AS INTEGER) AS number,
        chance(n, 'away') < 0.1 AS away, began AS began_at, CAST(began AS DATE) AS began_on,
        began + INTERVAL 1 HOUR AS reported_at,
        CASE WHEN chance(n, 'open') > 0.001 THEN back END AS ended_at,
        CASE WHEN chance(n, 'open') > 0.001 THEN CAST(back AS DATE) END AS ended_on,
        CASE WHEN chance(n, 'open') > 0.001 THEN h END AS hours,
        CASE WHEN chance(n, 'open') > 0.001 THEN h - 1 END AS hours_reported,
        CASE WHEN chance(n, 'open') > 0.001 THEN back END AS returned_at,
        FALSE AS found_dead,
        CASE WHEN h > 24 AND chance(n, 'came of age') < 0.05 THEN CAST(began AS DATE) + 1 END AS came_of_age_on,
        CASE WHEN chance(n, 'of age') < 0.05 THEN pick([7, 28, 90, 180, 365], hash(n, 'within')) END AS of_age_within,
        CAST(10 + floor(chance(n, 'age') * 8.5) AS INTEGER) AS age,
        CASE WHEN chance(c, 'care') < 0.4 THEN 'looked_after' WHEN chance(c, 'care') < 0.7 THEN 'not_looked_after' END
            AS care,
        FALSE AS from_care,
        pick(['family_home', 'childrens_home', 'foster_home', 'school', 'elsewhere'], hash(n, 'from')) AS missing_from,
        CASE WHEN chance(c, 'care') < 0.4 THEN
            pick(['childrens_home', 'foster_home', 'secure', 'supported_accommodation', 'other'], hash(n, 'placed')) END
            AS placement,
        chance(n, 'out') < 0.4 AS outside, 'E' || hash(c, 'authority') % 152 AS authority,
        'P' || hash(c, 'force') % 43 AS force,
        pick(['low', 'medium', 'high', 'no_apparent_risk'], hash(n, 'risk')) AS risk,
        chance(n, 'cse') < 0.09 AS exploitation, chance(n, 'nrm') < 0.02 AS trafficking,
        chance(n, 'self') < 0.1 AS self_harm, chance(n, 'harm') < 0.04 AS harm,
        pick(['returned', 'police', 'family', 'carer', 'other'], hash(n, 'found')) AS found_by
    FROM timed
"""

INTERVIEWS = """
    SELECT child, number, returned_at + INTERVAL 1 DAY AS offered_at,
        pick(['accepted', 'declined', 'not_reached'], hash(child, number, 'a')) AS answer,
        CASE WHEN hash(child, number, 'a') % 3 = 0 THEN returned_at + INTERVAL 60 HOUR END AS held_at,
        CASE WHEN hash(child, number, 'a') % 3 = 0 THEN 60.0 END AS hours,
        CASE WHEN hash(child, number, 'a') % 3 = 0 THEN TRUE END AS in_time
    FROM read_parquet('{folder}/episodes.parquet') WHERE returned_at IS NOT NULL AND hash(child, number, 'i') % 2 = 0
"""

TOLD = """
    SELECT child, number, what, code FROM (
        SELECT child, number, what, CASE what
            WHEN 'push' THEN pick(['conflict', 'not_heard', 'school', 'harm', NULL], hash(child, number, what, n))
            WHEN 'pull' THEN pick(['friends', 'family', 'parties', NULL, NULL], hash(child, number, what, n))
            ELSE pick(['grooming', 'violence', NULL, NULL, NULL, NULL], hash(child, number, what, n)) END AS code
        FROM read_parquet('{folder}/interviews.parquet'), unnest(['push', 'pull', 'danger']) AS of_each(what),
            range(2) AS of_some(n)
        WHERE held_at IS NOT NULL
    ) WHERE code IS NOT NULL GROUP BY ALL
"""

FINDINGS = """
    SELECT child, number, rule, '' AS rung,
        pick(['met', 'met', 'met_late', 'overdue', 'not_done'], hash(child, number, rule)) AS state,
        began_at AS since, began_on AS since_on, began_at + INTERVAL 72 HOUR AS due_at,
        CAST(NULL AS TIMESTAMPTZ) AS settled_at, authority AS owner, FALSE AS inherited
    FROM read_parquet('{folder}/episodes.parquet'),
        unnest(['england.return_interview', 'england.return_interview_offer', 'local.police_told']) AS of_rules(rule)
"""

CONCERNS = """
    WITH drawn AS (
        SELECT c, n, DATE '2015-04-01' + CAST(chance(c, 'feared ' || n) * 3650 AS INTEGER) AS began_on,
            pick(['sexual', 'criminal', 'county_lines', 'trafficking', 'serious_violence', 'online', 'at_home'],
                hash(c, n, 'form')) AS form
        FROM range({children}) AS of_children(c), range(3) AS of_each(n) WHERE chance(c, 'concern ' || n) < 0.05
    )
    SELECT md5('child' || c) AS child,
        unnest(CASE WHEN form = 'county_lines' THEN ['county_lines', 'criminal'] ELSE [form] END) AS form, began_on,
        CASE WHEN chance(c, 'over ' || n) < 0.7 THEN began_on + CAST(chance(c, 'long ' || n) * 900 AS INTEGER) END
            AS ended_on,
        'not_known' AS harm_occurred, 'yes' AS at_risk, CAST(NULL AS VARCHAR) AS phase
    FROM drawn
"""

DECISIONS = """
    SELECT child, number, began_on AS asked_on,
        pick(['alert.repeat_missing', 'alert.exploitation_marked', 'alert.local.x', NULL], hash(child, number, 'by'))
            AS opened_by,
        state, began_at + INTERVAL 120 HOUR AS due_at,
        CASE WHEN state IN ('met', 'met_late', 'unknown') THEN began_at + INTERVAL 100 HOUR END AS answered_at,
        CASE WHEN state IN ('met', 'met_late', 'unknown') THEN
            pick(['plan_changed', 'missing_meeting', 'not_now'], hash(child, number, 'answer')) END AS answer,
        hash(child, number, 'words') % 50 = 0 AS same_reason
    FROM (
        SELECT *, pick(['met', 'met', 'met_late', 'unknown', 'overdue', 'due'], hash(child, number, 'decided')) AS state
        FROM read_parquet('{folder}/episodes.parquet') WHERE hash(child, number, 'asks') % 5 = 0
    ) AS asked
"""

PLACEMENTS = """
    SELECT md5('child' || c) AS child, CAST(n + 1 AS INTEGER) AS number,
        pick(['childrens_home', 'foster_home', 'secure', 'with_parents', 'other'], hash(c, n, 'kind')) AS kind,
        DATE '2015-04-01' + CAST(chance(c, 'placed ' || n) * 3650 AS INTEGER) AS began_on,
        CASE WHEN chance(c, 'ended ' || n) < 0.8 THEN began_on + CAST(chance(c, 'lived ' || n) * 900 AS INTEGER) END
            AS ended_on,
        chance(c, 'outside ' || n) < 0.4 AS outside,
        CASE WHEN chance(c, 'short ' || n) < 0.1 THEN TRUE END AS short_breaks
    FROM range({children}) AS of_children(c), range(2) AS of_each(n) WHERE chance(c, 'care') < 0.4
"""


def made(folder: Path, incidents: int) -> Extract:
    """Of so many incidents, and a fourth as many children at most."""
    how = {"incidents": incidents, "children": incidents // CHILDREN_OF, "folder": folder}
    of = {
        "children": CHILDREN,
        "episodes": EPISODES,
        "interviews": INTERVIEWS,
        "told": TOLD,
        "findings": FINDINGS,
        "concerns": CONCERNS,
        "decisions": DECISIONS,
        "placements": PLACEMENTS,
    }
    count = {}
    with closing(duckdb.connect()) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(CHANCE)
        connection.execute(PICK)
        for table in (*of,):
            file = folder / f"{table}.parquet"
            connection.execute(
                f"COPY ({of[table].format(**how)}) TO '{file}' (FORMAT parquet, COMPRESSION zstd)"
            )
            [(count[table],)] = connection.execute(f"SELECT count(*) FROM read_parquet('{file}')").fetchall()
    assert set(count) == set(TABLES)
    return Extract(folder, About("2025-12-31T12:00:00+00:00", "wayhome", None, "made up", count, {}))
