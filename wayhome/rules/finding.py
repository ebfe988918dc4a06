"""What a rule says as at a moment, with the events it rests on and its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from wayhome.rules.facts import Agency, Part
from wayhome.rules.moment import Moment
from wayhome.rules.quickly_made import quickly_made
from wayhome.rules.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from. `checked` is False until somebody has read the words at the paragraph named.

    `paragraph` is blank where the number is not known, `dated` is as the source prints it, and `url` is blank
    for a text that has no public address.
    """

    title: str
    dated: str
    paragraph: str = ""
    url: str = ""
    checked: bool = False


class Weight(StrEnum):
    """How binding a duty is."""

    LAW = "law"
    STATUTORY_GUIDANCE = "statutory_guidance"
    PRACTICE_GUIDANCE = "practice_guidance"  # published for a whole nation, and not statutory
    POLICE_PRACTICE = "police_practice"
    LOCAL_PROTOCOL = "local_protocol"


class State(StrEnum):
    DUE = "due"
    OVERDUE = "overdue"
    MET = "met"
    MET_LATE = "met_late"
    NOT_DONE = "not_done"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"
    NOT_STATED = "not_stated"
    OPEN = "open"


#: States that wait for somebody. What is settled is derived when a page asks.
NEEDS_SOMEONE = frozenset({State.DUE, State.OVERDUE, State.UNKNOWN, State.OPEN})


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`since` is when its clock or cause began; `due` None: the source sets no limit.

    `owner` None: nobody has stated whose it is, which is itself for somebody to settle. `evidence` are keys of
    events, of which a clock's first started it. `rung` is blank but for a ladder's. `inherited`: it fell due before
    its owner began here; of a decision and what it rests on, besides, that nobody has ever decided about the child.
    `started_at` is when a clock began, at its true width, and `settled_at` when it was met or it was agreed that it
    will not be; None: no clock, and not yet. `reason_given` is the key of a reason why it will not be done, to which
    nobody else has agreed yet; blank: none waits. `why` says what a pattern saw; None: it is of none.
    `parts` are those of the record of which a pattern tells. `turns_at` is when what is settled is asked about again;
    None: by no time alone.
    """

    child: str
    rule: str
    state: State
    since: datetime
    source: Source
    due: Moment | None = None
    owner: Agency | None = None
    evidence: tuple[str, ...] = ()
    episode: str = ""
    rung: str = ""
    inherited: bool = False
    started_at: Moment | None = None
    settled_at: Moment | None = None
    reason_given: str = ""
    why: Sentence | None = None
    parts: tuple[Part, ...] = ()
    turns_at: datetime | None = None

    @property
    def needs_someone(self) -> bool:
        return self.state in NEEDS_SOMEONE

    @property
    def is_late(self) -> bool:
        """Is it overdue, was it met late, or was it given up only after its limit?"""
        if self.state is State.NOT_DONE and self.settled_at is not None and self.due is not None:
            return self.settled_at.by(self.due) is False
        return self.state in (State.OVERDUE, State.MET_LATE)

    @property
    def sentence(self) -> Sentence:
        return asks(self.rule, self.rung)


def met_state(met: Moment, due: Moment | None) -> State:
    """Was it in time? Where the two overlap, nobody can say yet, and a person can settle it."""
    in_time = True if due is None else met.by(due)
    if in_time is None:
        return State.UNKNOWN
    return State.MET if in_time else State.MET_LATE


def unmet_state(due: Moment | None, as_at: datetime) -> State:
    if due is None or as_at < due.begins:
        return State.DUE
    return State.OVERDUE if as_at >= due.ends else State.UNKNOWN


def fell_away_state(ended: Moment, due: Moment | None) -> State | None:
    """How an unmet duty stands once its reason ended: None if late by then, unknown where nobody can say."""
    in_time = True if due is None else ended.by(due)
    if in_time is None:
        return State.UNKNOWN
    return State.NOT_APPLICABLE if in_time else None


def asks(rule: str, rung: str = "") -> Sentence:
    """What a rule asks for. A ladder's rung, which is named in hours, is said as the time it stands for."""
    return Sentence(rule, rung=timedelta(hours=int(rung.removesuffix("h")))) if rung else Sentence(rule)
