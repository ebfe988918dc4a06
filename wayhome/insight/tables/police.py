"""Incidents and individuals, as police forces' figures are printed: the unknown is always shown."""

from __future__ import annotations

from itertools import product
from typing import Final

from wayhome.insight.tables.by import AGE_BAND, CARE, ETHNIC_GROUP, SEX
from wayhome.insight.tables.declared import (
    NOT_STATED,
    Breakdown,
    Measure,
    Ratio,
    Table,
    bands,
    words,
    yes_or_no,
)
from wayhome.insight.tables.sources import UKMPU


def _flag(name: str, says: str, mark: str) -> Breakdown:
    """A mark that nobody made is none: a file marks what applies."""
    marked = yes_or_no(name, says, f"coalesce({mark}, FALSE)", "Marked", "Not marked")
    return marked.of("children", "incidents")


EXPLOITATION: Final = _flag("exploitation", "a mark says exploitation of any form", "exploitation")

RISK: Final = words(
    "risk",
    "level last assessed",
    "risk",
    (
        ("no_apparent_risk", "No apparent risk"),
        ("low", "Low"),
        ("medium", "Medium"),
        ("high", "High"),
    ),
    other="Another word",
)

FOUND_BY: Final = words(
    "found_by",
    "who found the child, of those who were found",
    "CASE WHEN ended_at IS NULL THEN 'open' ELSE found_by END",
    (
        ("returned", "Returned by themselves"),
        ("police", "Police"),
        ("family", "Family"),
        ("carer", "Carer"),
        ("other", "Somebody else"),
        ("open", "Not found"),
    ),
)

MISSING_FROM: Final = words(
    "missing_from",
    "from where",
    "missing_from",
    (
        ("family_home", "Family home"),
        ("childrens_home", "Children's home"),
        ("foster_home", "Foster home"),
        ("care", "Care, kind not stated"),
        ("school", "School"),
        ("elsewhere", "Elsewhere, or not stated"),
    ),
)

DURATION: Final = bands(
    "duration",
    "from the report, or else from when last seen, until found; the bands are this project's own",
    "hours_reported",
    (
        ("Less than 8 hours", 8),
        ("8 to 24 hours", 24),
        ("1 to 2 days", 48),
        ("2 to 7 days", 168),
        ("7 to 28 days", 672),
    ),
    "More than 28 days",
)

FLAGGED_BY_SEX: Final = words(
    "exploitation_by_sex",
    "incidents marked for exploitation, by the child's sex",
    "CASE WHEN exploitation THEN coalesce(sex, 'U') ELSE 'none' END",
    (("F", "Marked, females"), ("M", "Marked, males"), ("none", "Not marked")),
    other="Marked, sex not stated",
)

_MARKED_BY_SEX: Final = {
    category: category if category == "Not marked" else "Marked" for category in FLAGGED_BY_SEX.categories
}

_AGES: Final = (*AGE_BAND.categories, "Age not stated")
_SEXES: Final = (*SEX.categories, "Sex not stated")

#: Each age with each sex, the unknown as well, so that they add up to either.
_BOTH: Final = {f"{age}, {sex.lower()}": (age, sex) for age, sex in product(_AGES, _SEXES)}

AGE_AND_SEX: Final = (
    Breakdown(
        "age_and_sex",
        "age when the incident began, and sex as stated of the child",
        f"coalesce({AGE_BAND.sql}, '{_AGES[-1]}') || ', ' || lower(coalesce({SEX.sql}, '{_SEXES[-1]}'))",
        tuple(_BOTH),
    )
    .of("incidents")
    .part_of(AGE_BAND, {both: NOT_STATED if age == _AGES[-1] else age for both, (age, _) in _BOTH.items()})
    .part_of(SEX, {both: NOT_STATED if sex == _SEXES[-1] else sex for both, (_, sex) in _BOTH.items()})
)

TABLE: Final = Table(
    name="police",
    says="Incidents of missing children, and the children, as police record them",
    source=UKMPU,
    needs=("RiskAssessed",),
    over="""
        SELECT episodes.*, children.sex, children.ethnicity, count(*) OVER (PARTITION BY episodes.child) AS of_child
        FROM episodes JOIN children USING (child)
        WHERE began_on BETWEEN :begins AND :ends AND NOT away
    """,
    keeps=("child", "of_child"),
    measures=(
        Measure(
            "children",
            "children with at least one incident that began in the period",
            "count(DISTINCT child)",
        ),
        Measure("incidents", "incidents that began in the period", "count(*)"),
        Measure(
            "more_than_once",
            "of the children, those with two or more",
            "count(DISTINCT child) FILTER (WHERE of_child > 1)",
        ),
    ),
    ratios=(Ratio("mean", "incidents for each child", "incidents", "children", places=1),),
    breakdowns=(
        AGE_BAND.of("children", "incidents"),
        SEX.of("children", "incidents"),
        AGE_AND_SEX,
        ETHNIC_GROUP.of("children", "incidents"),
        RISK.of("incidents"),
        EXPLOITATION,
        FLAGGED_BY_SEX.of("incidents").part_of(EXPLOITATION, _MARKED_BY_SEX),
        _flag("trafficking", "a mark says trafficked or unaccompanied", "trafficking"),
        _flag("self_harm", "a mark says self-harm or suicide", "self_harm"),
        _flag("harm", "a mark says harm, or the child came back injured", "harm"),
        DURATION.of("incidents"),
        FOUND_BY.of("incidents"),
        MISSING_FROM.of("incidents"),
        CARE.of("children", "incidents"),
    ),
)
