"""Sets of claims that cannot all be true, though any one of them left out the others can."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from wayhome.insight.reconciling.fitting import fitting
from wayhome.insight.reconciling.highs import largest
from wayhome.rules.published.claim import Claim
from wayhome.rules.published.relation import Relation

#: More than anybody mends before checking again.
MOST = 20

#: Sets that are asked about, beside those by which a conflict is made minimal.
QUESTIONS = 300

#: As many claims as a person can hold against each other.
FEW = 6

Conflict = tuple[Claim, ...]


class Conflicts(NamedTuple):
    """The smallest first. `are_all`: whatever is set aside of each of them, all the rest can be true."""

    found: tuple[Conflict, ...]
    are_all: bool


def conflicts(claims: Sequence[Claim]) -> Conflicts:
    """Sets of claims are asked about, the largest first, each with a claim of every known conflict set aside.

    What can be true is not asked about again, nor any part of it. Raises Undecided.
    """
    found: list[frozenset[int]] = []
    set_aside: list[frozenset[int]] = []
    everything = frozenset(range(len(claims)))
    for _ in range(QUESTIONS):
        asked = largest(len(claims), found, set_aside)
        if asked is None or len(found) == MOST:
            break
        if _fit(claims, asked):
            set_aside.append(everything - asked)
        else:
            found.append(_minimal(claims, asked))
    smallest_first = sorted(found, key=lambda one: (len(one), sorted(one)))
    shown = tuple(worth_showing(_those(claims, one) for one in smallest_first))
    return Conflicts(shown, are_all=asked is None and len(shown) == len(found))


def worth_showing(smallest_first: Iterable[Conflict]) -> Iterator[Conflict]:
    """Those of few claims, or with one sum or share among them. Of a table with one slip there are very many more, each
    with another way round to the same number: a larger one is shown where no smaller one has a claim of it.
    """
    shown: set[Claim] = set()
    for conflict in smallest_first:
        relations = sum(isinstance(claim, Relation) for claim in conflict)
        if len(conflict) <= FEW or relations == 1 or shown.isdisjoint(conflict):
            shown.update(conflict)
            yield conflict


def _minimal(claims: Sequence[Claim], asked: frozenset[int]) -> frozenset[int]:
    """What is left once every claim is dropped without which the others still cannot all be true.

    What joins the most counts is dropped first, so that what is left is plain.
    """
    left = asked
    for n in sorted(asked, key=lambda n: (len(claims[n].counts), n), reverse=True):
        if not _fit(claims, left - {n}):
            left -= {n}
    return left


def _fit(claims: Sequence[Claim], asked: Iterable[int]) -> bool:
    return fitting(_those(claims, asked)) is not None


def _those(claims: Sequence[Claim], asked: Iterable[int]) -> Conflict:
    return tuple(claims[n] for n in sorted(asked))
