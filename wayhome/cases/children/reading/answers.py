"""What the rules say of a child as somebody reads it: the most pressing first, with source and evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from wayhome.cases.children.reading.held import WhoHeld, who_held_it
from wayhome.cases.children.reading.known import Known
from wayhome.cases.children.reading.parts import Entry
from wayhome.cases.children.reading.story import Reader, entry_of
from wayhome.rules.access import may_see_part
from wayhome.rules.finding import Finding, State
from wayhome.rules.guidance.clocks import CLOCKS
from wayhome.rules.guidance.patterns import DECISION
from wayhome.rules.guidance.record import DOUBTS
from wayhome.rules.sentence import Sentence

#: What is read first. What is unknown comes before what is only due: it may be overdue.
_ORDER = (State.OVERDUE, State.OPEN, State.UNKNOWN, State.DUE)

#: What a record asks of itself is mended where it was said.
ASKED_OF_ITSELF = frozenset(doubt.rule for doubt in DOUBTS)

NOTICED = frozenset(clock.rule for clock in CLOCKS if clock.notices)

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Answer:
    """`owner` is blank where nobody has stated whose it is; `evidence` is what it rests on that is known here.

    `held` is None for what is not late. `withheld` says why this reader may not know what a pattern saw, and whom to
    ask; None: they may.
    """

    finding: Finding
    owner: str
    evidence: tuple[Entry, ...]
    held: WhoHeld | None
    withheld: Sentence | None = None

    @property
    def reason_given(self) -> Entry | None:
        """Why it will not be done, to which nobody else has agreed yet."""
        return next((one for one in self.evidence if one.event.key == self.finding.reason_given), None)

    @property
    def is_noticed(self) -> bool:
        """Met by a notice, which is written down on the child's pages."""
        return self.is_of_care and self.finding.rule in NOTICED

    @property
    def is_of_care(self) -> bool:
        """Of a placement or a time in care: settled on the child's pages, and not on an episode's."""
        return not (self.finding.episode or self.is_decision or self.finding.rule in ASKED_OF_ITSELF)

    @property
    def is_decision(self) -> bool:
        """About a pattern: it is given on a page of its own."""
        return self.finding.rule == DECISION.rule


def pressing(known: Known) -> list[Finding]:
    """What needs someone, without what its agency inherited; the episode the child is in comes first."""
    current = known.current.key if known.current else None
    needed = (finding for finding in _own(known) if finding.needs_someone and not finding.inherited)
    return sorted(needed, key=lambda finding: (finding.episode != current, _urgency(finding)))


def settled(known: Known) -> list[Finding]:
    """What was met, not done or could not be said, the latest first."""
    done = (finding for finding in _own(known) if not finding.needs_someone)
    return sorted(done, key=lambda finding: finding.since, reverse=True)


def inherited(known: Known) -> list[Finding]:
    """What fell due before its agency began here and was never settled."""
    held = (finding for finding in _own(known) if finding.needs_someone and finding.inherited)
    return sorted(held, key=lambda finding: finding.since, reverse=True)


def _own(known: Known) -> Iterator[Finding]:
    """Without patterns: each is evidence for a decision, and stands on its page."""
    return (finding for finding in known.findings if finding.why is None)


def answers(findings: Iterable[Finding], known: Known, reader: Reader) -> list[Answer]:
    return [_answer(finding, known, reader) for finding in findings]


def _answer(finding: Finding, known: Known, reader: Reader) -> Answer:
    events = (known.standing[key] for key in finding.evidence if key in known.standing)
    owner = reader.names.get(finding.owner.code, finding.owner.code) if finding.owner else ""
    evidence = tuple(entry_of(event, known, reader) for event in events)
    withheld = _withheld(finding, reader)
    return Answer(finding, owner, () if withheld else evidence, who_held_it(finding, known, reader), withheld)


def _withheld(finding: Finding, reader: Reader) -> Sentence | None:
    """That the same vehicle came again tells as much of it as its number does."""
    decisions = (may_see_part(reader.role, part, reader.relations) for part in finding.parts)
    return next((decision.reason for decision in decisions if not decision), None)


def _urgency(finding: Finding) -> tuple[int, datetime, datetime]:
    return _ORDER.index(finding.state), finding.due.ends if finding.due else _NEVER, finding.since
