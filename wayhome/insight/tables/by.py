"""By what more than one table is counted."""

from __future__ import annotations

from wayhome.insight.tables.declared import bands, words, yes_or_no

SEX = words("sex", "sex as stated of the child", "sex", (("F", "Females"), ("M", "Males")))

#: In care by what is stated, or by where the child went missing from.
IN_CARE = "(coalesce(care = 'looked_after', FALSE) OR from_care)"

CARE = yes_or_no(
    "care",
    "looked after as stated, or missing from a placement; neither is not stated, since a file may not say",
    f"CASE WHEN {IN_CARE} THEN TRUE WHEN care IS NOT NULL THEN FALSE END",
    "Looked after",
    "Not looked after",
)

OUTSIDE = yes_or_no(
    "boundary",
    "the placement stands in another authority's area than the one responsible",
    "outside",
    "Outside the authority's boundary",
    "Inside the authority's boundary",
)

#: The wide groups of police figures, by the word with which a file begins, by the code of the annual return, and by the
#: code by which forces write what a person said of themselves.
_GROUPS = (
    ("White", "white wbri wiri wirt wrom woth w1 w2 w9"),
    ("Mixed", "mixed mwbc mwba mwas moth m1 m2 m3 m9"),
    ("Asian or Asian British", "asian aind apkn aban chne aoth a1 a2 a3 a4 a9"),
    ("Black, African, Caribbean or Black British", "black bcrb bafr both b1 b2 b9"),
    ("Other", "other ooth arab o1 o2 o9"),
)

ETHNIC_GROUP = words(
    "ethnicity",
    "wide group of the ethnicity as stated; refused, not yet obtained and any other wording are not stated",
    "split_part(replace(lower(ethnicity), '/', ' '), ' ', 1)",
    tuple((word, group) for group, begins in _GROUPS for word in begins.split()),
)

AGE_BAND = bands(
    "age", "age when the incident began", "age", (("0 to 11", 12), ("12 to 17", 18)), "18 and over"
)
