"""One child's rows, made of the chronology and of what the rules say of it, as at a moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from wayhome.cases.children.reading.care import responsible_authority
from wayhome.insight.extract import rows
from wayhome.insight.extract.of_age import OfAge
from wayhome.insight.extract.of_an_episode import (
    first,
    found_by,
    harmed,
    hours,
    marked,
    police_told,
    since_return,
    told,
)
from wayhome.insight.extract.pseudonyms import Pseudonyms
from wayhome.rules.ages import age_on, is_age_disputed, stated_birth
from wayhome.rules.alerts.decisions import Asked
from wayhome.rules.chronology import Chronology
from wayhome.rules.episode import Episode, Standing
from wayhome.rules.exploitation import dated, picture
from wayhome.rules.factors import Factor, agency_for
from wayhome.rules.facts import (
    CareStatusStated,
    IdentityStated,
    InterviewAnswered,
    PatternDecided,
)
from wayhome.rules.finding import Finding, State
from wayhome.rules.guidance.marks import EXPLOITATION, SELF_HARM, TRAFFICKING
from wayhome.rules.guidance.patterns import SAME_REASON_AGAIN
from wayhome.rules.guidance.readings import arrived_home_or_in_care, may_be_independent
from wayhome.rules.identity import standing_identity
from wayhome.rules.moment import Moment, day_of
from wayhome.rules.placement import Placement, placements

#: Within which an interview is held: the same hours as the rule's own, whatever nation the child is of.
IN_TIME = timedelta(hours=72)


class OfChild:
    """The rows of one child. `then` is the chronology as at the moment, `of_child` the episodes in it."""

    def __init__(
        self, then: Chronology, of_child: tuple[Episode, ...], pseudonyms: Pseudonyms, as_at: datetime
    ) -> None:
        self.then, self.episodes = then, of_child
        self.child = pseudonyms.of(then.child)
        self.placements = placements(then)
        stated = None if is_age_disputed(then) else stated_birth(then)
        self.born = stated[1] if stated else None
        self.of_age = OfAge.by(as_at, self.born, then, of_child)

    def who(self) -> rows.Child:
        stated = standing_identity(self.then)
        fact = stated.fact if stated is not None else None
        sex, ethnicity = (fact.sex, fact.ethnicity.strip()) if isinstance(fact, IdentityStated) else ("", "")
        authority = responsible_authority(self.then)
        return rows.Child(self.child, sex or None, ethnicity or None, authority.code if authority else None)

    def of_episodes(self) -> Iterator[rows.Episode]:
        for episode in self.episodes:
            began, ended = episode.opened_by.happened_at, episode.counted_end
            began_on = day_of(began.begins)
            ended_on = day_of(ended.happened_at.begins) if ended else None
            returned = first(episode, "Returned", arrived_home_or_in_care)
            reported, lived_in = police_told(episode), self._placement_at(began)
            authority = agency_for(Factor.RESPONSIBLE_AUTHORITY, self.then, episode)
            yield rows.Episode(
                child=self.child,
                number=episode.number,
                away=episode.is_away,
                began_at=began.begins,
                began_on=began_on,
                reported_at=reported.begins if reported else None,
                ended_at=ended.happened_at.begins if ended else None,
                ended_on=ended_on,
                hours=hours(began, ended.happened_at) if ended else None,
                hours_reported=hours(reported or began, ended.happened_at) if ended else None,
                returned_at=returned.happened_at.begins if returned else None,
                found_dead=episode.standing is Standing.FOUND_DEAD,
                came_of_age_on=self.of_age.while_missing(began_on, ended_on) if self.of_age else None,
                of_age_within=self.of_age.within(episode, ended_on) if self.of_age else None,
                age=age_on(began_on, self.born) if self.born else None,
                care=self._care_at(began),
                from_care=episode.missing.missing_from.is_care,
                missing_from=episode.missing.missing_from.value,
                placement=lived_in.fact.placement.value if lived_in else None,
                outside=_outside(lived_in, authority.code if authority else None),
                authority=authority.code if authority else None,
                force=episode.force.code if episode.force else None,
                risk=episode.risk.value if episode.risk else None,
                exploitation=marked(episode, EXPLOITATION),
                trafficking=marked(episode, TRAFFICKING),
                self_harm=marked(episode, SELF_HARM),
                harm=harmed(episode),
                found_by=found_by(episode),
            )

    def of_interviews(self) -> Iterator[rows.Interview]:
        for episode in self.episodes:
            offered, answered = episode.first("InterviewOffered"), episode.last("InterviewAnswered")
            held = first(episode, "InterviewHeld", may_be_independent)
            if not (offered or answered or held):
                continue
            fact = answered.fact if answered else None
            returned = first(episode, "Returned", arrived_home_or_in_care)
            until = since_return(returned, held)
            yield rows.Interview(
                child=self.child,
                number=episode.number,
                offered_at=offered.happened_at.begins if offered else None,
                answer=fact.answer.value if isinstance(fact, InterviewAnswered) else None,
                held_at=held.happened_at.begins if held else None,
                hours=hours(*until) if until else None,
                in_time=until[1].by(until[0].plus(IN_TIME)) if until else None,
            )

    def of_told(self) -> Iterator[rows.Told]:
        for episode in self.episodes:
            for what, code in told(episode):
                yield rows.Told(self.child, episode.number, what, code)

    def of_concerns(self) -> Iterator[rows.Concern]:
        for concern in picture(self.then).concerns:
            ended, phase = concern.ended, dated(concern.began.happened_at, self.episodes)
            for form in sorted(concern.fact.form.counts_as):
                yield rows.Concern(
                    child=self.child,
                    form=form.value,
                    began_on=day_of(concern.began.happened_at.begins),
                    ended_on=day_of(ended.happened_at.begins) if ended else None,
                    harm_occurred=concern.harm_occurred.value,
                    at_risk=concern.at_risk.value,
                    phase=phase.phase.value if phase else None,
                )

    def of_placements(self) -> Iterator[rows.Placement]:
        for one in self.placements:
            authority = agency_for(Factor.RESPONSIBLE_AUTHORITY, self.then, one)
            yield rows.Placement(
                child=self.child,
                number=one.number,
                kind=one.fact.placement.value,
                began_on=day_of(one.began.happened_at.begins),
                ended_on=day_of(one.ended.happened_at.begins) if one.ended else None,
                outside=_outside(one, authority.code if authority else None),
                short_breaks=one.fact.short_breaks,
            )

    def of_findings(self, findings: Iterable[Finding]) -> Iterator[rows.Finding]:
        """Without those that a source could not say: whoever counts them has no child to name."""
        numbers = {episode.key: episode.number for episode in self.episodes}
        for one in findings:
            if one.state is not State.NOT_STATED:
                yield rows.Finding(
                    child=self.child,
                    number=numbers.get(one.episode),
                    rule=one.rule,
                    rung=one.rung,
                    state=one.state.value,
                    since=one.since,
                    since_on=day_of(one.since),
                    due_at=one.due.ends if one.due else None,
                    settled_at=one.settled_at.begins if one.settled_at else None,
                    owner=one.owner.code if one.owner else None,
                    inherited=one.inherited,
                )

    def of_decisions(self, decisions: Iterable[tuple[Asked, State]]) -> Iterator[rows.Decision]:
        """Without those that nobody could answer here when due; nothing of what was written comes with them."""
        for number, (one, state) in enumerate(decisions, start=1):
            if one.of_nobody:
                continue
            first = one.answers[0] if one.answers else None
            fact = first.fact if first else None
            yield rows.Decision(
                child=self.child,
                number=number,
                asked_on=day_of(one.at),
                opened_by=one.opened_by.rule if one.opened_by else None,
                state=state.value,
                due_at=one.due.ends,
                answered_at=first.happened_at.begins if first else None,
                answer=fact.answer.value if isinstance(fact, PatternDecided) else None,
                same_reason=SAME_REASON_AGAIN in one.seen,
            )

    def _placement_at(self, began: Moment) -> Placement | None:
        """The last that had begun and had not ended before the child went missing."""
        lived_in = None
        for one in self.placements:
            has_begun = one.began.happened_at.begins <= began.ends
            if has_begun and not (one.ended and one.ended.happened_at.before(began)):
                lived_in = one
        return lived_in

    def _care_at(self, began: Moment) -> str | None:
        status = None
        for event in self.then.by_kind.get("CareStatusStated", ()):
            if event.happened_at.begins <= began.begins and isinstance(event.fact, CareStatusStated):
                status = event.fact.status.value
        return status


def _outside(lived_in: Placement | None, authority: str | None) -> bool | None:
    """None: no placement, or nobody states in whose area it stands or who is responsible."""
    host = lived_in.fact.host if lived_in else None
    return host.code != authority if host is not None and authority is not None else None
