"""Whose is each duty? Asked of the duties themselves, in every combination of agencies to which a child may be tied.

For each combination the smallest story is told that starts a duty; whoever the duty then says owes it is its owner.
A duty sees no more of an agency than its kind, its nation and whether it is the same as another, so two of each kind
and nation stand for all of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import combinations, product
from typing import NamedTuple

from wayhome.rules.company import ALONE
from wayhome.rules.duties import Duty
from wayhome.rules.facts import Agency, AgencyKind
from wayhome.rules.guidance import england, wales
from wayhome.rules.ladders import Ladder
from wayhome.rules.rulebook import Rulebook
from wayhome.rules.stories import Situation, story, told_by

#: What each nation asks for in its own way: in every combination one of these rules must bind, and only one.
VERSIONS: Mapping[str, tuple[str, ...]] = {
    "return_interview": (england.RETURN_INTERVIEW.rule, wales.RETURN_INTERVIEW.rule),
    "review_after_a_death": (england.RAPID_REVIEW.rule, wales.UNIFIED_REVIEW.rule),
}

#: A situation in words that agencies alike share: a code for each field of `Situation`, such as "not_stated".
Said = tuple[str, ...]

#: Some fields of a `Situation`, by name, each with what is said of it; empty: always.
Condition = tuple[tuple[str, str], ...]

NOT_STATED, THE_SAME = "not_stated", "the_same"


class Why(StrEnum):
    NEVER = "never"  # no combination starts it, or binds its nation
    NOBODY = "nobody"  # the agency on which it falls has not been stated
    SEVERAL = "several"  # it is asked of two at once
    NO_VERSION = "no_version"  # no nation's version binds
    SEVERAL_VERSIONS = "several_versions"


class Gap(NamedTuple):
    """`what` is a rule, or a key of VERSIONS, that has not exactly one owner, or version, wherever `when` holds."""

    why: Why
    what: str
    when: Condition


def gaps(book: Rulebook, agencies: Iterable[Agency], today: date) -> Iterator[Gap]:
    """Every gap, in the order of the rules, each by the fewest words that say when. Nothing: there is none.

    A rule that is not in force today is asked on the day of its own that is nearest.
    """
    known = two_of_each(agencies)
    every, bound = situations(known), defaultdict[str, set[Said]](set)
    for rule in dict.fromkeys(clock.rule for clock in book.every_clock):
        of_rule = book.of_rule(rule)
        owners = [
            (said, _owners(clock, of_rule, (one, known), today))
            for clock in of_rule.every_clock
            for said, one in every.items()
        ]
        asked = bound[rule] = {said for said, who in owners if who}
        if not asked:
            yield Gap(Why.NEVER, rule, ())
        unowned = {said for said, who in owners if None in who}
        twice = {said for said, who in owners if len(who) > 1}
        yield from (Gap(Why.NOBODY, rule, when) for when in _conditions(unowned, asked))
        yield from (Gap(Why.SEVERAL, rule, when) for when in _conditions(twice, asked))
    for what, rules in VERSIONS.items():
        binding = {said: sum(said in bound[rule] for rule in rules) for said in every}
        none = {said for said, n in binding.items() if n == 0}
        several = {said for said, n in binding.items() if n > 1}
        yield from (Gap(Why.NO_VERSION, what, when) for when in _conditions(none, every))
        yield from (Gap(Why.SEVERAL_VERSIONS, what, when) for when in _conditions(several, every))


def situations(agencies: Iterable[Agency]) -> Mapping[Said, Situation]:
    """Every combination, once for all that are alike. Nobody reports without being an agency."""
    known = two_of_each(agencies)
    authorities = [None, *(one for one in known if one.kind is AgencyKind.AUTHORITY)]
    homes = [None, *(one for one in known if one.kind is AgencyKind.CHILDRENS_HOME)]
    forces = [None, *(one for one in known if one.kind is AgencyKind.POLICE)]
    every = map(Situation._make, product(authorities, authorities, homes, forces, forces, known))
    return {_said(one): one for one in every}


def two_of_each(agencies: Iterable[Agency]) -> list[Agency]:
    seen = Counter[tuple[str, str]]()
    kept = []
    for one in agencies:
        alike = one.kind.value, _nation(one)
        seen[alike] += 1
        if seen[alike] <= 2:
            kept.append(one)
    return kept


def _said(of: Situation) -> Said:
    host = THE_SAME if of.host is not None and of.host == of.responsible else _nation(of.host)
    reporting = f"{of.reporting.kind.value}.{_nation(of.reporting)}"
    stated = map(_nation, (of.home, of.force, of.believed))
    return _nation(of.responsible), host, *stated, reporting


def _nation(agency: Agency | None) -> str:
    if agency is None:
        return NOT_STATED
    return agency.nation.value if agency.nation is not None else "no_nation"


def _owners(
    clock: Duty | Ladder, of_rule: Rulebook, tied: tuple[Situation, Sequence[Agency]], today: date
) -> list[Agency | None]:
    """On whom the rule falls in the story that starts this clock; None: on nobody who has been stated.

    Of a ladder, what its first rung says: those that follow it are no second asking.
    """
    day = max(clock.in_force_from or today, min(clock.in_force_until or today, today))
    found = of_rule.findings(story(clock.starts, *tied, day), ALONE, told_by(day))
    return [finding.owner for finding in found if finding.rung == found[0].rung]


def _conditions(found: Collection[Said], among: Collection[Said]) -> Iterator[Condition]:
    """The fewest words that hold for these, and for none of the others among which they were found."""
    left, fields = set(found), range(len(Situation._fields))
    for size in range(len(fields) + 1):
        for chosen in combinations(fields, size):
            if not left:
                return
            part = Counter(tuple(said[n] for n in chosen) for said in found)
            whole = Counter(tuple(said[n] for n in chosen) for said in among)
            for values, n in sorted(part.items()):
                covered = {said for said in left if tuple(said[n] for n in chosen) == values}
                if covered and n == whole[values]:
                    left -= covered
                    yield tuple(
                        (Situation._fields[n], value) for n, value in zip(chosen, values, strict=True)
                    )
