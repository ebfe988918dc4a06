"""How often forces mark a child's incidents as sexual exploitation, and whose are in truth: two readings of one figure.

Of the missing incidents of children that had such a mark in 2018/19, 69 in 100 were girls' and 26 boys' (the UKMPU's
report, as the Children's Society quotes it, 20 July 2020: 12,392 and 4,595 of 17,940). Nothing that we have read says
how much of that is the truth, and how much is who is recognised. The two readings lie at either end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: Of those who go missing now and then, how many are sexually exploited where all of the figure is the truth.
_GIRLS, _BOYS = 0.145, 0.05

#: Of the incidents of a child who is, how many are marked so where girls and boys are marked alike.
_MARKED = 0.62


@dataclass(frozen=True, slots=True)
class Marking:
    """By sex, as a share: who is sexually exploited in truth, and in how many of their incidents a force marks it.

    Whose sex is neither is counted with boys.
    """

    exploited: Mapping[str, float]
    marked: Mapping[str, float]


def _by_sex(girls: float, boys: float) -> Mapping[str, float]:
    return {"F": girls, "M": boys, "U": boys}


#: All of the difference is the truth: the forces see girls and boys alike.
SEEN_ALIKE = Marking(_by_sex(_GIRLS, _BOYS), _by_sex(_MARKED, _MARKED))

#: None of it is: boys are exploited as girls are, and are marked so much less.
BOYS_UNSEEN = Marking(_by_sex(_GIRLS, _GIRLS), _by_sex(_MARKED, _MARKED * _BOYS / _GIRLS))
