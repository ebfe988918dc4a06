"""Which forms of harm are feared of the same children: county lines is within criminal exploitation, never beside."""

from __future__ import annotations

from itertools import combinations
from typing import Final

from wayhome.insight.tables.by import ETHNIC_GROUP, SEX
from wayhome.insight.tables.declared import Measure, Ratio, Table, bands, words
from wayhome.insight.tables.sources import CONCERNS
from wayhome.rules.facts import FormOfHarm

#: What stands on a day of the period: it was stated by then, and no review had ended it.
STOOD: Final = "began_on <= :ends AND coalesce(ended_on >= :begins, TRUE)"

#: The forms that are counted as exploitation.
EXPLOITATION: Final = (
    (FormOfHarm.SEXUAL, "Sexual exploitation"),
    (FormOfHarm.CRIMINAL, "Criminal exploitation"),
    (FormOfHarm.COUNTY_LINES, "County lines, also within criminal exploitation"),
    (FormOfHarm.TRAFFICKING, "Trafficking or modern slavery"),
)

_SAYS: Final = (
    "a child counts in each form that stands, and in criminal exploitation for county lines as well"
)

FORM_OF_EXPLOITATION: Final = words("form", _SAYS, "form", EXPLOITATION)

_FORMS: Final[tuple[tuple[FormOfHarm, str], ...]] = (
    *EXPLOITATION,
    (FormOfHarm.SERIOUS_VIOLENCE, "Serious violence"),
    (FormOfHarm.ONLINE, "Harm online"),
    (FormOfHarm.AT_HOME, "Harm at home"),
    (FormOfHarm.EXTRA_FAMILIAL, "Other harm outside the family"),
)

FORM: Final = words("form", _SAYS, "form", _FORMS)

#: Any two forms that can stand beside each other, each by its code and its category.
_TWO: Final = tuple(combinations([one for one in _FORMS if one[0] is not FormOfHarm.COUNTY_LINES], 2))


def _both(one: str, other: str) -> str:
    return f"{one} and {other.lower()}"


#: Of two codes, in the order of the alphabet, the category of both.
_PAIRS: Final = {"+".join(sorted((one[0], other[0]))): _both(one[1], other[1]) for one, other in _TWO}

#: The categories of the two forms that each category of both is of.
OF_PAIRS: Final = {_both(one[1], other[1]): (one[1], other[1]) for one, other in _TWO}

_BROAD: Final = "CASE WHEN form = 'county_lines' THEN 'criminal' ELSE form END"

_STOOD: Final = f"SELECT child, form, {_BROAD} AS broad FROM concerns WHERE {STOOD} GROUP BY child, form"  # nosec B608

TABLE: Final = Table(
    name="crossovers",
    says="Children of whom a concern stood, by its form, and by which forms stood of the same child",
    source=CONCERNS,
    needs=("ConcernStated",),
    over=f"""
        SELECT one.*, other.broad AS other, children.sex, children.ethnicity,
            least(one.broad, other.broad) || '+' || greatest(one.broad, other.broad) AS pair
        FROM (
            SELECT *, sum(CASE WHEN form = broad THEN 1 ELSE 0 END) OVER (PARTITION BY child) AS forms
            FROM ({_STOOD}) AS of_each
        ) AS one
        JOIN children ON children.child = one.child
        LEFT JOIN (SELECT child, broad FROM ({_STOOD}) AS of_each WHERE form = broad) AS other
            ON other.child = one.child AND other.broad <> one.broad
    """,  # nosec B608
    keeps=("child", "forms"),
    measures=(
        Measure(
            "children", "children of whom a concern stood on a day of the period", "count(DISTINCT child)"
        ),
        Measure(
            "two_or_more",
            "of these, those of whom two forms did, at once or one after the other; county lines is one with criminal",
            "count(DISTINCT child) FILTER (WHERE forms > 1)",
        ),
    ),
    ratios=(
        Ratio("two_or_more_share", "of all children, those of two forms or more", "two_or_more", "children"),
    ),
    breakdowns=(
        FORM.of("children", "two_or_more"),
        bands(
            "how_many",
            "how many forms, of those of whom there is more than one",
            "nullif(forms, 1)",
            (("2", 3),),
            "3 or more",
        ).of("two_or_more"),
        words(
            "pair",
            "both forms stood, whatever else did; a child of three forms counts in three pairs",
            "pair",
            tuple(_PAIRS.items()),
        ).of("two_or_more"),
        SEX.of("children", "two_or_more"),
        ETHNIC_GROUP.of("children", "two_or_more"),
    ),
)
