"""What may stand under each setting of a protocol: what people write, read as a value, or every fault in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from difflib import get_close_matches
from itertools import pairwise

from wayhome.rules.access import ROLES
from wayhome.rules.basis import Regime
from wayhome.rules.facts import AgencyKind, Part
from wayhome.rules.guidance import uk
from wayhome.rules.guidance.clocks import CLOCKS
from wayhome.rules.guidance.faults import Fault, Unagreed, read_values
from wayhome.rules.guidance.overdue import ON_SHIFT, USUAL_OF_RULES, Step, Steps, StepsOfRules
from wayhome.rules.guidance.pattern_values import local_patterns
from wayhome.rules.guidance.patterns import DECISION, PATTERNS, SAME_REASON_AGAIN
from wayhome.rules.guidance.plain_values import TIMES, day, length, whole_number, words
from wayhome.rules.guidance.protocol import MEETINGS_AND_PANELS, Names, PatternRules, Regimes
from wayhome.rules.guidance.writing import NEVER, SETTINGS
from wayhome.rules.sentence import Sentence
from wayhome.rules.training import Course
from wayhome.rules.working_days import WorkingDays

_WORKING_DAYS = re.compile(r"(\d{1,2}) working days?")
_STEP = re.compile(r"(?:when due|(?P<length>.+) (?P<side>before|after)): (?P<to>.+)")
#: The clocks that go up when they are late, the decision about a pattern, and that one was put off twice in the same
#: words. New reports go along the rota.
GO_UP = {DECISION.rule, SAME_REASON_AGAIN.rule} | {
    clock.rule
    for clock in CLOCKS
    if clock not in (uk.ACKNOWLEDGED_BY_CONTROL_ROOM, uk.ACKNOWLEDGED_BY_DUTY_DESK)
}

#: Clocks that may be `written_here`.
KEPT_ELSEWHERE = tuple(clock.rule for clock in CLOCKS if getattr(clock, "kept_elsewhere", False))

#: Ages up to which law knows care leavers.
AGES = range(19, 26)

#: For how many years a record may be kept; archivists ask for no more than 125 from birth.
YEARS = range(1, 126)

#: Ages of children below which something holds.
CHILD_YEARS = range(1, 19)

#: Roles that search for children at all.
SEARCHING = tuple(role.key for role in ROLES.values() if role.readable[Part.IDENTITY])

#: With the other versions it stands in one short column.
LONGEST_VERSION = 30

#: It begins a line of a list, and a time follows it.
LONGEST_NAME = 50


def value_of(key: str, value: object) -> object:
    kind = SETTINGS.get(key)
    if kind is None:
        near = get_close_matches(key, SETTINGS, n=1) or [""]
        raise Unagreed(Fault(key, Sentence("protocol.unknown", near=near[0])))
    if value == NEVER and kind.endswith(" | None"):
        return None
    return _READERS[kind.removesuffix(" | None")](key, value)


def _rules(key: str, values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise Unagreed(Fault(key, Sentence("protocol.rules")))
    for one in values:
        if one not in KEPT_ELSEWHERE:
            near = get_close_matches(str(one), KEPT_ELSEWHERE, n=1, cutoff=0) or [""]
            raise Unagreed(Fault(key, Sentence("protocol.not_kept_elsewhere", said=str(one), near=near[0])))
    return tuple(map(str, values))


def _patterns(key: str, values: object) -> PatternRules:
    """In our order, whatever that of the text."""
    known = [pattern.rule for pattern in PATTERNS]
    said = values if isinstance(values, list) else [values]
    for one in said:
        if one not in known:
            near = get_close_matches(str(one), known, n=1, cutoff=0)
            raise Unagreed(Fault(key, Sentence("protocol.no_such_pattern", said=str(one), near=near[0])))
    return tuple(rule for rule in known if rule in said)


def _working_days(key: str, value: object) -> WorkingDays:
    said = _WORKING_DAYS.fullmatch(value.strip()) if isinstance(value, str) else None
    if said is None or int(said[1]) == 0:
        raise Unagreed(Fault(key, Sentence("protocol.working_days")))
    return WorkingDays(int(said[1]))


def _lengths(key: str, values: object) -> tuple[timedelta, ...]:
    """One after the other: a ladder's rungs are counted from one start."""
    if not isinstance(values, list):
        raise Unagreed(Fault(key, Sentence("protocol.lengths")))
    lengths = tuple(length(key, value) for value in values)
    if not lengths or any(later <= earlier for earlier, later in pairwise(lengths)):
        raise Unagreed(Fault(key, Sentence("protocol.in_order")))
    return lengths


def _steps_of_rules(key: str, said: object) -> StepsOfRules:
    """Those of the default stand for every rule of which the text says nothing."""
    if not isinstance(said, dict):
        raise Unagreed(Fault(key, Sentence("protocol.steps_of_rules")))
    agreed = read_values(said, lambda rule, steps: _steps_of(f'{key}."{rule}"', rule, steps))
    return tuple((dict(USUAL_OF_RULES) | agreed).items())


def _steps_of(key: str, rule: str, steps: object) -> Steps:
    if rule not in GO_UP:
        near = get_close_matches(rule, GO_UP, n=1) or [""]
        raise Unagreed(Fault(key, Sentence("protocol.no_such_clock", near=near[0])))
    return _steps(key, steps)


def _steps(key: str, said: object) -> Steps:
    steps = tuple(_step(key, one) for one in said) if isinstance(said, list) else ()
    if not steps or any(later.after <= earlier.after for earlier, later in pairwise(steps)):
        raise Unagreed(Fault(key, Sentence("protocol.steps")))
    return steps


def _step(key: str, said: object) -> Step:
    read = _STEP.fullmatch(said) if isinstance(said, str) else None
    if read is None:
        raise Unagreed(Fault(key, Sentence("protocol.steps")))
    after = length(key, read["length"]) if read["length"] else timedelta()
    to = tuple(role.strip() for role in read["to"].split(","))
    for role in to:
        if role != ON_SHIFT and role not in ROLES:
            known = ", ".join((ON_SHIFT, *ROLES))
            raise Unagreed(Fault(key, Sentence("protocol.no_such_role", said=role, known=known)))
    return Step(-after if read["side"] == "before" else after, to)


def _some_of[One: str](known: Iterable[One], otherwise: str) -> Callable[[str, object], tuple[One, ...]]:
    by_word = {str(one): one for one in known}

    def read(key: str, said: object) -> tuple[One, ...]:
        words = list(map(str, said if isinstance(said, list) else [said]))
        for word in words:
            if word not in by_word:
                raise Unagreed(Fault(key, Sentence(otherwise, said=word, known=", ".join(by_word))))
        return tuple(by_word[word] for word in words)

    return read


def _regimes(key: str, said: object) -> Regimes:
    """In our order, whatever that of the text."""
    if not isinstance(said, dict):
        raise Unagreed(Fault(key, Sentence("protocol.regimes")))
    given = read_values(said, lambda kind, regime: _regime(f"{key}.{kind}", kind, regime))
    return tuple((kind, given[kind]) for kind in AgencyKind if kind in given)


def _regime(key: str, kind: str, said: object) -> Regime:
    if kind not in [*AgencyKind]:
        raise Unagreed(Fault(key, Sentence("protocol.no_such_kind", known=", ".join(AgencyKind))))
    if said not in [*Regime]:
        raise Unagreed(Fault(key, Sentence("protocol.no_such_regime", known=", ".join(Regime))))
    return Regime(str(said))


def _names(key: str, said: object) -> Names:
    """In our order, whatever that of the text."""
    if not isinstance(said, dict):
        raise Unagreed(Fault(key, Sentence("protocol.names")))
    given = read_values(said, lambda code, name: _name(f"{key}.{code}", code, name))
    called = Counter(name.casefold() for name in given.values())
    alike = [code for code, name in given.items() if called[name.casefold()] > 1]
    if alike:
        raise Unagreed(*(Fault(f"{key}.{code}", Sentence("protocol.one_name_for_two")) for code in alike))
    return tuple((code, given[code]) for code in MEETINGS_AND_PANELS if code in given)


def _name(key: str, code: str, said: object) -> str:
    if code not in MEETINGS_AND_PANELS:
        known = ", ".join(MEETINGS_AND_PANELS)
        raise Unagreed(Fault(key, Sentence("protocol.no_such_meeting", known=known)))
    return words(LONGEST_NAME, "protocol.name")(key, said)


#: By the type of the setting.
_READERS: Mapping[str, Callable[[str, object], object]] = {
    "str": words(LONGEST_VERSION, "protocol.version"),
    "date": day,
    "timedelta": length,
    "tuple[timedelta, ...]": _lengths,
    "WorkingDays": _working_days,
    "int": whole_number(AGES, "protocol.age"),
    "Years": whole_number(YEARS, "protocol.years"),
    "Times": whole_number(TIMES, "protocol.times"),
    "ChildYears": whole_number(CHILD_YEARS, "protocol.child_years"),
    "PatternRules": _patterns,
    "tuple[str, ...]": _rules,
    "Roles": _some_of(SEARCHING, "protocol.no_such_role"),
    "Courses": _some_of(Course, "protocol.no_such_course"),
    "Regimes": _regimes,
    "Steps": _steps,
    "StepsOfRules": _steps_of_rules,
    "Names": _names,
    "LocalPatterns": local_patterns,
}
