"""The pages of duties, one for each nation: what is due, from whom and by when, and its source."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta

from rule_pages import cited, plain, words

from wayhome.rules.duties import Duty
from wayhome.rules.factors import Factor
from wayhome.rules.facts import AgencyKind, Fact, Nation
from wayhome.rules.guidance import bank_holidays, record, values
from wayhome.rules.guidance.bank_holidays import ENGLAND_AND_WALES
from wayhome.rules.guidance.clocks import CLOCKS
from wayhome.rules.guidance.overdue import Step
from wayhome.rules.guidance.protocol import DEFAULT
from wayhome.rules.guidance.sources import LOCAL_ESCALATION
from wayhome.rules.guidance.unseen import UNSEEN
from wayhome.rules.ladders import Ladder
from wayhome.rules.limits import Limit, SetBy, Setting
from wayhome.rules.sentence import Sentence
from wayhome.rules.triggers import EitherOf, Happened, Noticed, PlacedOutOfArea, Told, Trigger
from wayhome.rules.working_days import Months, WorkingDays
from wayhome.ui.wording import say

Clock = Duty | Ladder

SPEC = "../../tests/spec"

#: What kind of agency each factor names; a report may come from any.
_OWNERS = {
    Factor.RESPONSIBLE_AUTHORITY: AgencyKind.AUTHORITY,
    Factor.HOST_AUTHORITY: AgencyKind.AUTHORITY,
    Factor.FORCE_MISSING_FROM: AgencyKind.POLICE,
    Factor.FORCE_BELIEVED_TO_BE: AgencyKind.POLICE,
    Factor.HOME_MISSING_FROM: AgencyKind.CHILDRENS_HOME,
}

NEWLINE = "\n"


def duties_in(nation: Nation) -> Callable[[], str]:
    """The page of one nation's clocks, those of both nations among them, and what nobody has checked first."""
    return lambda: _duties(nation)


def _duties(nation: Nation) -> str:
    clocks = [clock for clock in CLOCKS if _binds_in(clock, nation)]
    unchecked = [clock for clock in clocks if not clock.source.checked]
    return f"""# Duties in {nation.value.capitalize()}

What is due, from whom and by when, for a practitioner and a lawyer to review. Each rule leads to its cases, which
are its tests. Limits that a partnership sets are shown with their default; one that is *off* is not asked for until
it sets one. Who is told when one is overdue, and how it goes up, is theirs as well: {cited(LOCAL_ESCALATION)}.
A clock whose evidence usually lives in an agency's own system is *kept* only where a partnership writes
it here: the law is the same, but nobody here could answer it.
Working days are counted by [{bank_holidays.SOURCE.title}]({bank_holidays.SOURCE.url}), from
{ENGLAND_AND_WALES.begins:%d %B %Y} to {ENGLAND_AND_WALES.ends:%d %B %Y}; a limit beyond that is *unknown*.

## Not yet checked

Nobody has read the words of these {len(unchecked)} at the place named. Every page that shows one of them says so.

{_named(unchecked)}

## Every duty

{NEWLINE.join(map(_entry, clocks))}
## What the record cannot see

Clocks of the same sources that are not kept here, and why.

{_unseen(nation)}

## What the record asks of itself

| rule | source |
|---|---|
{_doubts()}
"""


def _binds_in(clock: Clock, nation: Nation) -> bool:
    return getattr(clock, "nation", None) in (None, nation)


def _named(clocks: Iterable[Clock]) -> str:
    return "\n".join(f"- [{_asks(clock)}](#{_anchor(clock)})" for clock in clocks)


def _doubts() -> str:
    return "\n".join(
        f"| [`{one.rule}`](../{SPEC}/{one.rule}.md) | {cited(one.source)} |" for one in record.DOUBTS
    )


def _unseen(nation: Nation) -> str:
    rows = "\n".join(f"| {one.what} | {one.why} |" for one in UNSEEN if one.nation in (None, nation))
    return f"| what | why |\n|---|---|\n{rows}"


def _asks(clock: Clock) -> str:
    return say(Sentence(clock.rule, rung="each of its times"))


def _anchor(clock: Clock) -> str:
    return "".join(c for c in _asks(clock).lower().replace(" ", "-") if c.isalnum() or c == "-")


def _entry(clock: Clock) -> str:
    rows = {
        "Rule": f"[`{clock.rule}`](../{SPEC}/{clock.rule}.md)",
        "Starts": started_by(clock.starts),
        "Met by": "; or ".join(map(started_by, _met_by(clock))),
        "Limit": _beforehand(clock) + limit(clock),
        "Falls on": plain(clock.falls_on),
        "When overdue": when_overdue(clock),
        "How binding": plain(clock.weight),
        "In force": _in_force(clock),
        "After a death": "goes on" if getattr(clock, "after_death", False) else "ends",
        "Kept": _kept(clock),
        "Source": cited(clock.source),
    }
    told = "\n".join(f"| {name} | {value} |" for name, value in rows.items())
    return f"### {_asks(clock)}\n\n| | |\n|---|---|\n{told}\n"


def _beforehand(clock: Clock) -> str:
    asked = getattr(clock, "beforehand", None)
    return f"before it begins if it {words_of(asked)}, else " if asked else ""


def _kept(clock: Clock) -> str:
    if getattr(clock, "kept_elsewhere", False):
        return "where a partnership writes them here (`written_here`); elsewhere in the agency's own system"
    return "here"


def _met_by(clock: Clock) -> tuple[Trigger, ...]:
    return clock.met_by if isinstance(clock, Duty) else (clock.met_by,)


def _in_force(clock: Clock) -> str:
    begun, over = getattr(clock, "in_force_from", None), getattr(clock, "in_force_until", None)
    since = f"from {begun:%d %B %Y}" if begun else "since before this record"
    return f"{since}, until {over:%d %B %Y}" if over else since


def started_by(trigger: Trigger) -> str:
    """A trigger in words: what happened, or who was told of it."""
    match trigger:
        case PlacedOutOfArea():
            return f"{_which(trigger.where)}placed out of area"
        case Happened():
            return f"{_which(trigger.where)}{words(trigger.kind.__name__)}"
        case Noticed():
            return f"({plain(trigger.notice)}) notice given"
        case EitherOf():
            return f"{started_by(trigger.one)}; or {started_by(trigger.other)}"
        case Told():
            accepted = ", who gave a reference or said so themselves" if trigger.accepted else ""
            return (
                f"{plain(trigger.to)} told: {_which(trigger.where)}{words(trigger.kind.__name__)}{accepted}"
            )
        case _:
            return words(type(trigger).__name__)


def _which(where: Callable[[Fact], bool] | None) -> str:
    """The name of what must hold of it, read aloud."""
    return f"({words_of(where)}) " if where else ""


def words_of(holds: Callable[[Fact], bool]) -> str:
    return holds.__name__.replace("_", " ")


def limit(clock: Clock) -> str:
    """A limit in words; what the protocol sets, with its default."""
    written_here = replace(DEFAULT, written_here=(clock.rule,))
    if not written_here.asks_for(clock):
        return "off (set locally)"
    settled = written_here.settle(clock)
    if isinstance(settled, Ladder):
        assert isinstance(settled.rungs, tuple)
        rungs = ", ".join(elapsed(rung) for rung in settled.rungs)
        every = (
            f", then every {elapsed(settled.then_every)}" if isinstance(settled.then_every, timedelta) else ""
        )
        return f"{rungs}{every} (set locally)"
    local = " (set locally)" if isinstance(clock, Duty) and isinstance(clock.within, Setting) else ""
    limits = settled.within if isinstance(settled.within, tuple) else (settled.within,)
    return ", then ".join(map(_limit, limits)) + local


def _limit(within: Limit) -> str:
    match within:
        case timedelta():
            return elapsed(within) if within else "before it begins"
        case WorkingDays(count=count):
            return f"{count} working days"
        case Months(count=count):
            return f"{count} months"
        case SetBy():
            return "the time set with it"
        case _:
            return "none of its own"


def when_overdue(clock: Clock) -> str:
    """Who is told by the default, of an agency such as the one on which it falls."""
    if clock.rule not in values.GO_UP:
        return "it goes along the rota from its start, and beyond it when the rota has run out"
    if isinstance(clock, Duty) and clock.within is None:
        return "nobody: without a limit it is due from its start and never overdue"
    steps = ((step, step.of(_OWNERS.get(clock.falls_on))) for step in DEFAULT.steps_of(clock.rule))
    return "; ".join(f"{_at(step)}: {', '.join(map(_who, roles))}" for step, roles in steps if roles)


def _at(step: Step) -> str:
    if not step.after:
        return "at once"
    return f"{elapsed(abs(step.after))} {'before' if step.after < timedelta() else 'later'}"


def _who(role: str) -> str:
    return say(Sentence(f"overdue.to.{role}"))


def elapsed(time: timedelta) -> str:
    for unit, length in (
        ("day", timedelta(days=1)),
        ("hour", timedelta(hours=1)),
        ("minute", timedelta(minutes=1)),
    ):
        if time >= length * (4 if unit == "day" else 1) and not time % length:
            count = time // length
            return f"{count} {unit}{'s' if count > 1 else ''}"
    return str(time)
