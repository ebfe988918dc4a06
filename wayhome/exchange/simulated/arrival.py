"""From being found to a safe return, and the return interview after it."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from wayhome.exchange.simulated.child import Incident, Interview
from wayhome.exchange.simulated.course import Course
from wayhome.exchange.simulated.story import Story
from wayhome.exchange.simulated.told import tell_came_back, told_of
from wayhome.exchange.simulated.words import (
    CHILD_SAID,
    CONDITION,
    FOUND_AT,
    NOT_HELD,
    SEEN_WELL,
    UNSAFE_SAID,
    WHAT_HAPPENED,
    WOULD_HELP,
)
from wayhome.rules.event import Telling
from wayhome.rules.facts import (
    Agency,
    Answer,
    Closed,
    CollectionPlanned,
    ContactKind,
    Found,
    FoundBy,
    InterviewAnswered,
    InterviewHeld,
    InterviewOffered,
    Nation,
    NotDone,
    PreventionInterview,
    Recovered,
    ReturnDecided,
    Returned,
)
from wayhome.rules.moment import Moment

PROVIDER = "SIM-RHI"

#: After so long without an offer, a team manager settles some with a reason and a name.
SETTLED_AFTER = timedelta(days=12)


FOUND_WITH = {ContactKind.PLACE: "At", ContactKind.PERSON: "With"}


def tell_arrival(story: Story, incident: Incident, course: Course) -> None:
    """Everything from being found; nothing while the child is missing."""
    if course.found is None or course.found > story.partnership.now:
        return
    _tell_found(story, incident, course)
    tell_came_back(story, incident, course.found)
    _tell_back(story, incident, course)
    if incident.interview is not None:
        tell_interview(story, incident, incident.interview)
    else:
        _settle_interview(story, incident, course)
    closed = Closed(
        episode=story.episode(incident.number), reason="Safe, and everything due has been settled."
    )
    story.say(f"{incident.number}/closed", closed, course.closed, story.child.authority, story.child.force)


def tell_interview(story: Story, incident: Incident, interview: Interview) -> None:
    """Offered by the authority's provider, answered, and held with the child."""
    number, episode, provider = incident.number, story.episode(incident.number), story.partnership[PROVIDER]
    authority, covers = story.child.authority, (episode,)
    offered = InterviewOffered(covers=covers, by="return-interview worker", how="telephone")
    story.say(f"{number}/offered", offered, interview.offered, provider, authority)
    if interview.answer is not None:
        declined = interview.answer is Answer.DECLINED
        answered = InterviewAnswered(
            covers=covers,
            answer=interview.answer,
            spoken_to=interview.answer is not Answer.NOT_REACHED,
            by="return-interview worker" if declined else "",
        )
        story.say(
            f"{number}/answered", answered, interview.offered + timedelta(minutes=20), provider, authority
        )
    held = InterviewHeld(
        covers=covers,
        interviewer="return-interview worker",
        independent=True,
        **told_of(story, incident),
        what_happened=story.chance.choice(WHAT_HAPPENED),
        would_help=WOULD_HELP[(story.child.number + number) % len(WOULD_HELP)],
    )
    story.say(f"{number}/held", held, interview.held, provider, authority)


def _tell_found(story: Story, incident: Incident, course: Course) -> None:
    child, chance, number = story.child, story.chance, incident.number
    assert course.found is not None
    fact = Found(
        episode=story.episode(number),
        by=incident.found_by,
        where=_found_where(incident, chance),
        condition=chance.choice(CONDITION),
    )
    told = {child.force.code: Telling(child.force, Moment.at(course.found))}
    if course.found_told is not None:
        told[child.authority.code] = Telling(child.authority, Moment.at(course.found_told))
    told.setdefault(course.reporter.code, Telling(course.reporter, Moment.at(course.found)))
    story.tell(f"{number}/found", fact, course.found, child.force, told.values())
    if course.collect_by is not None:
        planned = CollectionPlanned(
            episode=fact.episode,
            collector="key worker" if child.care else "parent",
            collect_by=Moment.at(course.collect_by),
            waits_at="police station, family room",
        )
        story.say(
            f"{number}/collection",
            planned,
            course.found + timedelta(minutes=10),
            child.force,
            *_council(story, course, course.found),
        )


def _found_where(incident: Incident, chance: Random) -> str:
    """Often where, or with whom, the report said that the child might be."""
    by = incident.found_by
    if by not in (FoundBy.RETURNED, FoundBy.NOT_STATED):
        for one in incident.around:
            if one.kind in FOUND_WITH:
                return f"{FOUND_WITH[one.kind]} {one.value}"
    return chance.choice(FOUND_AT[by])


def _tell_back(story: Story, incident: Incident, course: Course) -> None:
    child, chance, number = story.child, story.chance, incident.number
    episode, everyone = story.episode(number), _everyone(story, course)
    council = _council(story, course, course.recovered)
    recovered = Recovered(episode=episode, by="key worker" if child.care else "parent")
    story.say(f"{number}/recovered", recovered, course.recovered, child.force, *everyone)
    decided = ReturnDecided(
        episode=episode,
        safe=course.unsafe is None,
        decided_by="social worker on duty" if council else "police officer",
        child_said=UNSAFE_SAID if course.unsafe else chance.choice(CHILD_SAID),
        instead=course.unsafe,
    )
    story.say(f"{number}/decided", decided, course.recovered, *council, child.force)
    back = Returned(episode=episode, to=course.returned_to, how="by car", condition=chance.choice(CONDITION))
    later = (child.authority, course.back_told), (story.partnership[PROVIDER], course.handed_on)
    story.say(f"{number}/returned", back, course.returned, child.force, *everyone, later=later)
    prevention = PreventionInterview(episode=episode, seen_by="police officer", summary=SEEN_WELL)
    council = _council(story, course, course.prevention)
    story.say(f"{number}/prevention", prevention, course.prevention, child.force, *council)


def _settle_interview(story: Story, incident: Incident, course: Course) -> None:
    """Some interviews that nobody offered are settled in the end; the rest stay due for all to see."""
    child = story.child
    if course.returned is None or child.authority.nation is not Nation.ENGLAND or story.chance.random() > 0.4:
        return
    fact = NotDone(
        covers=(story.episode(incident.number),),
        duty="england.return_interview",
        reason=NOT_HELD,
        decided_by="team manager",
    )
    story.say(f"{incident.number}/interview-not-done", fact, course.returned + SETTLED_AFTER, child.authority)


def _council(story: Story, course: Course, at: datetime | None) -> tuple[Agency, ...]:
    """The authority; nobody, while it had not been told."""
    return (story.child.authority,) if course.reaches_council(at) else ()


def _everyone(story: Story, course: Course) -> tuple[Agency, ...]:
    home = story.child.care.home if story.child.care else None
    told = (*_council(story, course, course.recovered), course.reporter, home)
    return tuple(agency for agency in told if agency is not None)
