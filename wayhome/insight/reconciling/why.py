"""Why claims cannot all be true, in arithmetic that a person can do again by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from math import ceil, floor

from wayhome.insight.reconciling.highs import extent
from wayhome.insight.reconciling.narrowing import Narrowed, Step, anything, narrowed
from wayhome.rules.published.claim import Called, Claim
from wayhome.rules.published.counts import OfCount
from wayhome.rules.published.fractions import in_fractions
from wayhome.rules.published.parts import Parts
from wayhome.rules.published.relation import Relation
from wayhome.rules.sentence import Sentence
from wayhome.rules.span import Span

#: More than this nobody follows.
MOST_STEPS = 4

#: One end of what a count may be: its name, which end, and the number.
End = tuple[str, str, int]


def why(conflict: Sequence[Claim], called: Called) -> Sentence:
    """Published counts are put into the other claims, one after another, until two results do not meet.

    Where they always meet, a claim is said to miss what the others leave it; or a count, to be no whole number, or
    none of a few.
    """
    reasons = (said(conflict, called) for said in (_worked_out, _missed, _broken, _tried))
    return next(filter(None, reasons), Sentence("published.why.together"))


def _worked_out(conflict: Sequence[Claim], called: Called) -> Sentence | None:
    counts_first = sorted(conflict, key=lambda claim: not isinstance(claim, OfCount))
    by = narrowed(counts_first, anything(conflict))
    for reached in (_before_the_last(by), by):
        clash = reached.against and reached.against.clash(reached.spans, called)
        makes = tuple(
            claim.makes(count, before, found.in_words, called)
            for claim, count, found, before in reversed([*_needed(reached)])
            if isinstance(claim, Relation)
        )
        if clash is not None and len(makes) <= MOST_STEPS:
            how = "step_by_step" if makes else "at_once"
            return Sentence(f"published.why.{how}", makes=makes, clash=clash)
    return None


def _before_the_last(by: Narrowed) -> Narrowed:
    """As it was before the claim that cannot be true said anything in its last turn."""
    own = [*takewhile(lambda step: step.claim is by.against, reversed(by.steps))]
    return by._replace(spans=own[-1].before, steps=by.steps[: -len(own)]) if own else by


def _needed(by: Narrowed) -> Iterator[Step]:
    """Those by which the spans that do not meet came to be as they are, the last first."""
    needed = {end for count in by.against.counts for end in _ends(count, by.spans)} if by.against else set()
    for step in reversed(by.steps):
        made = needed & _ends(step.of, {step.of: step.found})
        if made:
            others = (_ends(count, step.before) for count in step.claim.counts if count != step.of)
            needed = needed.difference(made).union(*others)
            yield step


def _ends(count: str, spans: Mapping[str, Span]) -> set[End]:
    """Those for which there is a reason: nobody counts below nought, nor publishes a share of nobody."""
    least, most = spans[count]
    ends = {(count, "least", least)} if least > 1 else set[End]()
    return ends if most is None else {*ends, (count, "most", most)}


def _missed(conflict: Sequence[Claim], called: Called) -> Sentence | None:
    parts_first = sorted(conflict, key=lambda claim: not isinstance(claim, Parts))
    for claim in parts_first:
        if isinstance(claim, Relation):
            others = [row for other in conflict if other is not claim for row in other.rows]
            measured = extent(others, claim.added, claim.over)
            if claim.is_missed_by(measured):
                return Sentence("published.why.missed", misses=claim.misses(measured, called))
    return None


def _broken(conflict: Sequence[Claim], called: Called) -> Sentence | None:
    rows = [row for claim in conflict for row in claim.rows]
    for count in dict.fromkeys(count for claim in conflict for count in claim.counts):
        least, most = extent(rows, {count: 1})
        if least is not None and most is not None and ceil(least) > floor(most):
            return Sentence("published.why.broken", found=in_fractions(least, most), what=called[count])
    return None


def _tried(conflict: Sequence[Claim], called: Called) -> Sentence | None:
    """The count of which the fewest numbers are left, each of which can be tried by hand."""
    left = narrowed(conflict, anything(conflict)).spans
    few = {count: most - least for count, (least, most) in left.items() if most is not None}
    if not few:
        return None
    count = min(few, key=few.__getitem__)
    return Sentence("published.why.none_fits", found=left[count].in_words, what=called[count])
