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

SEARCH, RETURN, INTERVIEW, END = "search", "return", "interview", "end"


@dataclass(frozen=True, slots=True)
class Step:
    """One page on which a fact is said. `note` keys what its page says first; `is_grave` asks to be sure."""

    slug: str
    form: type[FactForm]
    title: str
    group: str
    note: str = ""
    is_grave: bool = False

    @property
    def kind(self) -> str:
        return self.form.kind.__name__

    def may_follow(self, standing: str) -> bool:
        """Is there anything of this kind that may be said of an episode that stands so?"""
        steps = {*MOVES[Standing(standing)], *MAY_BE_SAID[Standing(standing)]}
        words = {"WhereaboutsKnown", "WhereaboutsNotKnown"} if self.kind == "Whereabouts" else {self.kind}
        return bool(words & steps)


STEPS = (
    Step("found", FoundForm, "The child has been found", RETURN, note="found"),
    Step("collection", CollectionPlannedForm, "Plan who collects the child", RETURN),
    Step("recovered", RecoveredForm, "A responsible adult is with the child", RETURN),
    Step("safe-to-return", ReturnDecidedForm, "Is it safe to return?", RETURN, note="safe_to_return"),
    Step("returned", ReturnedForm, "The child is back", RETURN, note="returned"),
    Step("prevention-interview", PreventionInterviewForm, "Police prevention interview", RETURN),
    Step("risk", RiskForm, "Assess the risk", SEARCH, note="risk"),
    Step("whereabouts", WhereaboutsForm, "Whereabouts", SEARCH, note="whereabouts"),
    Step("sighting", SightingForm, "Add a sighting", SEARCH),
    Step("enquiry", EnquiryForm, "Add an enquiry", SEARCH),
    Step(
        "contact", ContactForm, "Add a person, place, vehicle, phone or online name", SEARCH, note="contact"
    ),
    Step("another-force", BelievedToBeForm, "Believed to be in another force's area", SEARCH),
    Step("meeting", MissingMeetingForm, "Missing meeting held", SEARCH),
    Step("interview-offered", InterviewOfferedForm, "Return interview: an offer", INTERVIEW),
    Step("interview-answered", InterviewAnsweredForm, "Return interview: the child's answer", INTERVIEW),
    Step("interview-held", InterviewHeldForm, "Return interview: held", INTERVIEW, note="interview_held"),
    Step("carer-account", CarerAccountForm, "A parent's or carer's account", INTERVIEW, note="carer_account"),
    Step("not-done", NotDoneForm, "Something that is due will not be done", END, note="not_done"),
    Step("notice", NoticeGivenForm, "Somebody outside was told", END, note="notice"),
    Step("serious-event", SeriousEventForm, "This is a serious event", END, note="serious_event"),
    Step("close", ClosedForm, "Close the episode", END, note="close"),
    Step("reopen", ReopenedForm, "Open the episode again", END),
    Step("found-dead", FoundDeadForm, "The child has been found dead", END, note="found_dead", is_grave=True),
)

BY_SLUG = {step.slug: step for step in STEPS}

#: The form in which what was said can be put right, by kind of fact.
CORRECTED_IN: dict[str, type[FactForm]] = {"Missing": MissingForm, **{step.kind: step.form for step in STEPS}}


def offered(standing: str, role: str, relations: Collection[RelationKind]) -> Iterator[Step]:
    """Exactly what this person may say of an episode that stands so."""
    for step in STEPS:
        if step.may_follow(standing) and may(role, ACTS[step.kind], relations):
            yield step
