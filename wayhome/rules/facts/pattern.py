"""What a person decided about a pattern."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wayhome.rules.facts.fact import Fact, Part, required, words
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


class PatternAnswer(StrEnum):
    """What is done about it. There is no putting it off without a reason and a day, and no dismissing it."""

    MARKER_ADDED = "marker_added"
    STRATEGY_DISCUSSION = "strategy_discussion"
    MISSING_MEETING = "missing_meeting"
    SUPPORT_OFFERED = "support_offered"
    PLAN_CHANGED = "plan_changed"
    SAFE_EXIT_PLAN = "safe_exit_plan"  # from debt and reprisals, moving away where need be
    COVERED_BY_PANEL = "covered_by_panel"
    NOT_NOW = "not_now"


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternDecided(Fact):
    """A person's answer to every pattern that waited. `weighed` are keys of the events they rested on.

    `look_again_on` is the day on which it is asked again; None: when a decision stands no longer, by the protocol.
    'Not now' names such a day.
    """

    answer: PatternAnswer
    weighed: tuple[str, ...]
    because: str = words(Part.INTELLIGENCE)
    decided_by: str = words(Part.EPISODE)
    look_again_on: date | None = None

    def __post_init__(self) -> None:
        required(self.because, "because")
        required(self.decided_by, "decided_by")
        if self.answer is PatternAnswer.NOT_NOW and self.look_again_on is None:
            raise Refusal(Sentence("facts.say_when_to_look_again"), field="look_again_on")
