"""The local protocol as a frozen value: what a partnership has agreed where law and guidance leave it to them.

Every default here is a default, not law, and says in its source where it was taken from. A partnership agrees one
protocol after another; a clock keeps the one under which it began.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from wayhome.rules.basis import Regime
from wayhome.rules.duties import Duty
from wayhome.rules.facts import AgencyKind
from wayhome.rules.guidance.local_patterns import LocalPattern, pattern_of
from wayhome.rules.guidance.overdue import USUAL, USUAL_OF_RULES, Steps, StepsOfRules
from wayhome.rules.guidance.patterns import PATTERNS, USUALLY_OPEN, Pattern
from wayhome.rules.guidance.whole_numbers import ChildYears, Times, Years
from wayhome.rules.ladders import Ladder
from wayhome.rules.limits import Setting
from wayhome.rules.moment import is_within
from wayhome.rules.training import Course
from wayhome.rules.working_days import WorkingDays

_DAY = timedelta(days=1)

#: Meetings and panels of which something here speaks, by our codes. What they are called otherwise `ui` knows.
MEETINGS_AND_PANELS = ("missing_meeting", "long_term_review", "placement_panel", "exploitation_panel")

#: Patterns by rule.
type PatternRules = tuple[str, ...]

#: Of the partnership's own making.
type LocalPatterns = tuple[LocalPattern, ...]

#: Keys of roles.
type Roles = tuple[str, ...]

#: What somebody was trained in.
type Courses = tuple[Course, ...]

#: Kinds of agency, each with the regime under which it records.
type Regimes = tuple[tuple[AgencyKind, Regime], ...]

#: What a partnership calls some of them, by code.
Names = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """`version` names it wherever something was derived with it. Durations are elapsed time.

    It is in force for the clocks that start from the first of its days to the last; None: open at that end.
    """

    version: str = "default-1"
    in_force_from: date | None = None
    in_force_until: date | None = None

    #: From the moment a carer or other agency knew. Domain R02: immediately on deciding that the child is missing.
    police_told_within: timedelta = timedelta(minutes=15)

    #: From the report's arrival, by whoever is on shift.
    control_room_acknowledges_within: timedelta = timedelta(minutes=15)
    duty_desk_acknowledges_within: timedelta = timedelta(minutes=30)

    #: From the moment police knew that the child is missing, and that the child is found.
    authority_told_of_missing_within: timedelta = timedelta(hours=1)
    authority_told_of_found_within: timedelta = timedelta(hours=1)

    #: Multi-agency meetings while the child is missing, counted from when the child was last seen.
    meetings_at: tuple[timedelta, ...] = (timedelta(hours=24), timedelta(hours=72))
    meetings_then_every: timedelta | None = timedelta(days=7)

    #: Of a child missing from care in England. The guidance leaves the times to the protocol; None: at once, no limit.
    parents_told_within: timedelta | None = None
    reviewing_officer_told_within: timedelta | None = None

    #: Of a child who stays missing, counted from when the child was last seen; None: not asked for.
    service_manager_told_within: timedelta | None = None
    director_told_within: timedelta | None = None
    long_term_reviews_at: tuple[timedelta, ...] | None = None
    long_term_reviews_then_every: timedelta | None = None

    #: From when a child was recorded as away, or was known to be so; None: not asked for.
    away_reconsidered_within: timedelta | None = None

    #: From when the return interview was held; None: not asked for.
    interview_written_up_within: WorkingDays | None = None

    #: From when a return interview was held, or a mark of harm or exploitation was made; None: not asked for.
    screened_again_within: WorkingDays | None = None

    #: Clocks usually kept in an agency's own system that are written here, by rule. The law is the same without them;
    #: but a clock that nobody answers here would be overdue for every child, and teach people to look away.
    written_here: tuple[str, ...] = ()

    #: Until which birthday a care leaver gets the same response as a child; None: until the eighteenth.
    care_leavers_until_age: int | None = None

    #: Patterns that ask for a decision by themselves; every other is evidence within one. By when it is due, counted
    #: from when the first of them could be known, and for how long it then stands.
    patterns_that_open: PatternRules = USUALLY_OPEN
    pattern_decided_within: timedelta = 5 * _DAY
    decision_stands_for: timedelta = 28 * _DAY

    #: What makes a pattern: see `rules/alerts`.
    repeat_missing_times: Times = 3
    repeat_missing_within: timedelta = 30 * _DAY
    missing_again_within: timedelta = 28 * _DAY
    short_absence_of: timedelta = timedelta(hours=6)
    short_absences_times: Times = 3
    short_absences_within: timedelta = 90 * _DAY
    young_under_years: ChildYears = 12
    new_placement_for: timedelta = 28 * _DAY
    missing_together_within: timedelta = _DAY
    interviews_not_held_times: Times = 2
    nobody_interviewed_times: Times = 3

    #: From when the child was last seen; None: not looked for.
    long_term_missing_after: timedelta | None = None

    #: Patterns of the partnership's own, looked for as all the others are.
    local_patterns: LocalPatterns = ()

    #: A marker on a child, and a concern about exploitation, is looked at again within so long at most.
    marker_reviewed_within: timedelta = 84 * _DAY

    #: Who is told when a duty is late, and then; and for the rules for which something else is agreed. Not of new
    #: reports, which go along the rota.
    escalation: Steps = USUAL
    escalation_of: StepsOfRules = USUAL_OF_RULES

    #: What makes a gap in an agency's recording: see `rules/recording`. It records nothing for so long, though others
    #: told of it so often, or it recorded so much in as long up to its last entry. And it is late every time: so often
    #: of the last so many, of what began in so long. None: not looked for. No finding of a child is derived with these.
    nothing_recorded_for: timedelta | None = field(default=28 * _DAY, repr=False)
    told_by_others_times: Times = field(default=3, repr=False)
    recorded_before_times: Times = field(default=10, repr=False)
    late_looked_at_for: timedelta | None = field(default=90 * _DAY, repr=False)
    late_of_the_last: Times = field(default=10, repr=False)
    late_times: Times = field(default=9, repr=False)

    #: How long records are kept of which no law speaks, from the 18th birthday or, where that is later, the last thing
    #: the agency said; None: nothing is agreed, and nothing may be erased. No finding is derived with it.
    authority_records_kept_years: Years | None = field(default=None, repr=False)
    police_records_kept_years: Years | None = field(default=None, repr=False)
    other_records_kept_years: Years | None = field(default=None, repr=False)

    #: Whose search, of a child named whole whom they may not see, is told which authority to ask and nothing else: by
    #: default nobody's. No finding is derived with it.
    search_beyond: Roles = field(default=(), repr=False)

    #: Without which nobody records that they held a return interview, or screens for exploitation: by default nothing,
    #: since no text that was read names a course. For how long one counts whose certificate does not say; None: it does
    #: not run out. No finding is derived with any of these.
    training_to_interview: Courses = field(default=(), repr=False)
    training_to_screen: Courses = field(default=(), repr=False)
    training_lasts_years: Years | None = field(default=None, repr=False)

    #: Under which regime of data protection a kind of agency records, where that is not the usual one. Each event keeps
    #: what held when it was recorded; no finding is derived with it.
    regimes: Regimes = field(default=(), repr=False)

    #: No source names a meeting or panel, and every partnership does. Nothing is derived with a name, so that `named`
    #: leaves it out: to call a meeting something else is not to work everything out anew.
    names: Names = field(default=(), repr=False)

    def __hash__(self) -> int:
        """Quick, since protocols are looked up for every line of a list; any two alike in this are compared whole."""
        return hash((self.version, self.in_force_from))

    def opens(self, rule: str) -> bool:
        """Does this pattern ask for a decision by itself?"""
        return rule in self.patterns_that_open or any(
            one.opens for one in self.local_patterns if one.rule == rule
        )

    def steps_of(self, rule: str) -> Steps:
        return dict(self.escalation_of).get(rule, self.escalation)

    def is_in_force(self, day: date) -> bool:
        return is_within(day, self.in_force_from, self.in_force_until)

    def asks_for(self, rule: Duty | Ladder) -> bool:
        """Is it in use here? Law and guidance are, but for what is written elsewhere."""
        if getattr(rule, "kept_elsewhere", False) and rule.rule not in self.written_here:
            return False
        limits = (getattr(rule, field, None) for field in ("within", "rungs"))
        return all(
            getattr(self, limit.name) is not None
            for limit in limits
            if isinstance(limit, Setting) and limit.off_when_unset
        )

    def settle[Clock: (Duty, Ladder)](self, rule: Clock) -> Clock:
        """The same rule with every setting of the protocol's filled in."""
        fields = ((field, getattr(rule, field, None)) for field in ("within", "rungs", "then_every"))
        filled: dict[str, Any] = {
            field: getattr(self, value.name) for field, value in fields if isinstance(value, Setting)
        }
        return replace(rule, **filled) if filled else rule


DEFAULT = Protocol()

#: A partnership's own, one after another, none of them in force on a day of another's.
Protocols = tuple[Protocol, ...]


@lru_cache(maxsize=8)
def without_gaps(agreed: Protocols) -> Protocols:
    """The same with the default wherever none of them is in force, so that one is on every day."""
    whole: list[Protocol] = []
    begins: date | None = None
    for one in agreed:
        if one.in_force_from is not None and one.in_force_from != begins:
            whole.append(replace(DEFAULT, in_force_from=begins, in_force_until=one.in_force_from - _DAY))
        whole.append(one)
        begins = one.in_force_until and one.in_force_until + _DAY
    if not whole or begins is not None:
        whole.append(replace(DEFAULT, in_force_from=begins))
    return tuple(whole)


def in_force_on(agreed: Protocols, day: date) -> Protocol:
    """By which a clock runs that started on that day."""
    return next(one for one in without_gaps(agreed) if one.is_in_force(day))


@lru_cache(maxsize=8)
def local_patterns_of(agreed: Protocols) -> LocalPatterns:
    """Of all of them, each once."""
    return tuple(dict.fromkeys(pattern for one in agreed for pattern in one.local_patterns))


def patterns_of(agreed: Protocols) -> tuple[Pattern, ...]:
    """Every pattern that is looked for under them, the partnership's own last."""
    return (*PATTERNS, *map(pattern_of, local_patterns_of(agreed)))


@lru_cache(maxsize=8)
def words_of(agreed: Protocols, day: date) -> Names:
    """What a partnership calls its meetings on that day, and the words of its own patterns, by the keys they are said
    under. Of two protocols with the same pattern the later words it.
    """
    local = {
        key: words
        for one in local_patterns_of(agreed)
        for key, words in ((one.rule, one.title), (f"{one.rule}.why", one.why))
    }
    return (*in_force_on(agreed, day).names, *local.items())


def named(agreed: Protocols) -> str:
    """The last version, and a digest of all that any of them sets: a value changed under an old name is another."""
    last = agreed[-1].version if agreed else DEFAULT.version
    return f"{last}-{blake2b(repr(without_gaps(agreed)).encode(), digest_size=3).hexdigest()}"


def settled[Clock: (Duty, Ladder)](rule: Clock, agreed: Protocols) -> Iterator[Clock]:
    """The rule once, or if it takes anything from the protocol once for each that asks for it, while that is in force.

    A clock that started under one protocol so runs by it to its end, whatever is agreed later.
    """
    asking = [one for one in without_gaps(agreed) if one.asks_for(rule)]
    if len(asking) == len(without_gaps(agreed)) and all(one.settle(rule) == rule for one in asking):
        yield rule
        return
    for one in asking:
        begins = max(filter(None, (rule.in_force_from, one.in_force_from)), default=None)
        ends = min(filter(None, (rule.in_force_until, one.in_force_until)), default=None)
        yield replace(one.settle(rule), in_force_from=begins, in_force_until=ends)
