"""What may be said next of an episode: one row for each kind of fact, with its page."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from wayhome.cases.missing.actions.episodes import ACTS
from wayhome.cases.missing.forms.ending import (
    ClosedForm,
    NotDoneForm,
    NoticeGivenForm,
    ReopenedForm,
    SeriousEventForm,
)
from wayhome.cases.missing.forms.fact import FactForm
from wayhome.cases.missing.forms.interview import (
    CarerAccountForm,
    InterviewAnsweredForm,
    InterviewHeldForm,
    InterviewOfferedForm,
)
from wayhome.cases.missing.forms.returning import (
    CameBackWithForm,
    CollectionPlannedForm,
    FoundDeadForm,
    FoundForm,
    PreventionInterviewForm,
    RecoveredForm,
    ReturnDecidedForm,
    ReturnedForm,
)
from wayhome.cases.missing.forms.searching import (
    BelievedToBeForm,
    ContactForm,
    EnquiryForm,
    MissingMeetingForm,
    RiskForm,
    SightingForm,
    WhereaboutsForm,
)
from wayhome.cases.missing.forms.telling import MissingForm
from wayhome.rules.access import RelationKind, may
from wayhome.rules.episode import MAY_BE_SAID, MOVES, Standing
from wayhome.rules.sentence import Sentence

SEARCH, RETURN, INTERVIEW, END = "search", "return", "interview", "end"


@dataclass(frozen=True, slots=True)
class Step:
    """One page on which a fact is said. `note` keys what its page says first; `is_grave` asks to be sure."""

    slug: str
    form: type[FactForm]
    group: str
    note: str = ""
    is_grave: bool = False

    @property
    def title(self) -> Sentence:
        return Sentence(f"missing.step.{self.slug}")

    @property
    def kind(self) -> str:
        return self.form.kind.__name__

    def may_follow(self, standing: str) -> bool:
        """Is there anything of this kind that may be said of an episode that stands so?"""
        steps = {*MOVES[Standing(standing)], *MAY_BE_SAID[Standing(standing)]}
        words = {"WhereaboutsKnown", "WhereaboutsNotKnown"} if self.kind == "Whereabouts" else {self.kind}
        return bool(words & steps)


STEPS = (
    Step("found", FoundForm, RETURN, note="found"),
    Step("collection", CollectionPlannedForm, RETURN),
    Step("recovered", RecoveredForm, RETURN),
    Step("safe-to-return", ReturnDecidedForm, RETURN, note="safe_to_return"),
    Step("returned", ReturnedForm, RETURN, note="returned"),
    Step("came-back-with", CameBackWithForm, RETURN, note="came_back_with"),
    Step("prevention-interview", PreventionInterviewForm, RETURN),
    Step("risk", RiskForm, SEARCH, note="risk"),
    Step("whereabouts", WhereaboutsForm, SEARCH, note="whereabouts"),
    Step("sighting", SightingForm, SEARCH),
    Step("enquiry", EnquiryForm, SEARCH),
    Step("contact", ContactForm, SEARCH, note="contact"),
    Step("another-force", BelievedToBeForm, SEARCH),
    Step("meeting", MissingMeetingForm, SEARCH),
    Step("interview-offered", InterviewOfferedForm, INTERVIEW),
    Step("interview-answered", InterviewAnsweredForm, INTERVIEW),
    Step("interview-held", InterviewHeldForm, INTERVIEW, note="interview_held"),
    Step("carer-account", CarerAccountForm, INTERVIEW, note="carer_account"),
    Step("not-done", NotDoneForm, END, note="not_done"),
    Step("notice", NoticeGivenForm, END, note="notice"),
    Step("serious-event", SeriousEventForm, END, note="serious_event"),
    Step("close", ClosedForm, END, note="close"),
    Step("reopen", ReopenedForm, END),
    Step("found-dead", FoundDeadForm, END, note="found_dead", is_grave=True),
)

BY_SLUG = {step.slug: step for step in STEPS}

#: What police must hear from whoever says it, for they look for the child until they do.
ENDS_A_SEARCH = frozenset({"Found", "Returned"})

#: The form in which what was said can be put right, by kind of fact.
CORRECTED_IN: dict[str, type[FactForm]] = {"Missing": MissingForm, **{step.kind: step.form for step in STEPS}}


def offered(standing: str, role: str, relations: Collection[RelationKind]) -> Iterator[Step]:
    """Exactly what this person may say of an episode that stands so."""
    for step in STEPS:
        if step.may_follow(standing) and may(role, ACTS[step.kind], relations):
            yield step
