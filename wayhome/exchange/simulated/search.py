"""From a missing report to the search: who was told, how grave it is, what has been looked into."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from wayhome.exchange.simulated.child import Incident
from wayhome.exchange.simulated.course import HOUR, Course, Heard
from wayhome.exchange.simulated.story import Story
from wayhome.exchange.simulated.words import (
    AGREED,
    CIRCUMSTANCES,
    CIRCUMSTANCES_ELSEWHERE,
    CLAIMED,
    CLOTHING,
    ENQUIRIES,
    LAST_SEEN_BY,
    RATIONALE,
    SEEN_AT,
    UNCHANGED,
    VERIFIED,
)
from wayhome.rules.event import Telling
from wayhome.rules.facts import (
    Acknowledged,
    Contact,
    Enquiry,
    MarkersStated,
    Missing,
    MissingMeeting,
    Notice,
    NoticeGiven,
    RiskAssessed,
    Sighting,
    Whereabouts,
    WhereaboutsStanding,
)
from wayhome.rules.moment import Moment

DAY = timedelta(days=1)


def tell_search(story: Story, incident: Incident, course: Course) -> None:
    """Everything that is said until the child is found."""
    _tell_missing(story, incident, course)
    _tell_acknowledged(story, incident, course)
    _tell_risk(story, incident, course)
    _tell_around(story, incident, course)
    if course.police is not None:
        _tell_enquiries(story, incident, course)
        _tell_outside(story, incident, course)
    for number, one in enumerate(course.heard, start=1):
        _tell_heard(story, incident, course, one, number)


def _tell_missing(story: Story, incident: Incident, course: Course) -> None:
    child, chance, place = story.child, story.chance, incident.missing_from
    home = child.care.home if child.care else None
    fact = Missing(
        missing_from=place,
        force=child.force,
        place=course.reporter if course.reporter not in (child.force, child.authority) else None,
        report=course.report,
        last_seen_by=LAST_SEEN_BY.get(place, "a friend"),
        reported_by=LAST_SEEN_BY.get(place, "father"),
        clothing=chance.choice(CLOTHING),
        circumstances=chance.choice(CIRCUMSTANCES.get(place, CIRCUMSTANCES_ELSEWHERE)),
        phone="own phone, switched off" if chance.random() < 0.4 else "",
        medication=story.medication,
    )
    reference = f"{child.force.code[-1]}-{incident.span.last_seen:%y%m%d}-{child.number:05}"
    told = {course.reporter.code: Telling(course.reporter, Moment.at(course.told))}
    if course.police is not None:
        told[child.force.code] = Telling(child.force, Moment.at(course.police), reference=reference)
    if course.council is not None:
        told.setdefault(child.authority.code, Telling(child.authority, Moment.at(course.council)))
    if home is not None:
        told.setdefault(home.code, Telling(home, Moment.at(course.told)))
    story.tell(f"{incident.number}/missing", fact, incident.span.last_seen, course.reporter, told.values())


def _tell_acknowledged(story: Story, incident: Incident, course: Course) -> None:
    episode = story.episode(incident.number)
    desks = (
        ("control-room", course.control_room, story.child.force),
        ("duty-desk", course.duty_desk, story.child.authority),
    )
    for what, at, desk in desks:
        story.say(
            f"{incident.number}/{what}", Acknowledged(episode=episode, desk=desk), at, desk, course.reporter
        )


def _tell_risk(story: Story, incident: Incident, course: Course) -> None:
    """Graded by police, and looked at again while the child is missing, if somebody does."""
    child, number, episode = story.child, incident.number, story.episode(incident.number)
    assessed = RiskAssessed(
        episode=episode,
        level=incident.risk,
        rationale=RATIONALE[incident.risk],
        assessor="control-room supervisor",
        review_by=Moment.at(course.review_by) if course.review_by else None,
    )
    story.say(f"{number}/risk", assessed, course.assessed, child.force, child.authority, course.reporter)
    if course.reviewed is not None and (course.found is None or course.reviewed < course.found):
        reviewed = replace(assessed, rationale=UNCHANGED, review_by=Moment.at(course.reviewed + DAY))
        story.say(f"{number}/risk/2", reviewed, course.reviewed, child.force, child.authority)
    if incident.flags:
        markers = MarkersStated(episode=episode, markers=incident.flags)
        story.say(f"{number}/markers", markers, course.assessed, child.force, child.authority)


def _tell_around(story: Story, incident: Incident, course: Course) -> None:
    child, episode = story.child, story.episode(incident.number)
    for place, one in enumerate(incident.around, start=1):
        fact = Contact(contact=one.kind, value=one.value, role=one.role, episode=episode)
        at = course.told + timedelta(minutes=15)
        story.say(
            f"{incident.number}/contact/{place}",
            fact,
            at,
            course.reporter,
            child.force,
            child.authority,
        )


def _tell_enquiries(story: Story, incident: Incident, course: Course) -> None:
    child, chance, number = story.child, story.chance, incident.number
    episode, until = story.episode(number), course.found or story.partnership.now
    for nth, (what, outcome) in enumerate(chance.sample(ENQUIRIES, k=4), start=1):
        at = incident.reported + nth * nth * HOUR + timedelta(minutes=chance.randrange(50))
        if at < until:
            fact = Enquiry(episode=episode, what=what, outcome=outcome)
            story.say(f"{number}/enquiry/{nth}", fact, at, child.force, child.authority)
    for nth, at in enumerate(course.meetings, start=1):
        agreed = MissingMeeting(episode=episode, agreed=chance.choice(AGREED))
        story.say(f"{number}/meeting/{nth}", agreed, at, child.authority, child.force, course.reporter)
    if course.seen is not None and course.seen < until:
        seen = Sighting(
            episode=episode, where=chance.choice(SEEN_AT), seen_by="member of the public", confirmed=False
        )
        story.say(f"{number}/sighting", seen, course.seen, child.force, child.authority)


def _tell_outside(story: Story, incident: Incident, course: Course) -> None:
    """Those who keep no record here, mostly in time; a few are forgotten."""
    child, chance, number = story.child, story.chance, incident.number
    episode, until = story.episode(number), course.found or story.partnership.now
    told = [
        (Notice.NATIONAL_COMPUTER, child.force, incident.reported + timedelta(hours=chance.randint(2, 30))),
        (
            Notice.MISSING_PERSONS_UNIT,
            child.force,
            incident.span.last_seen + timedelta(hours=chance.randint(50, 74)),
        ),
    ]
    if child.care is not None:
        told += [
            (Notice.PARENTS, child.authority, course.told + timedelta(minutes=chance.randint(20, 90))),
            (Notice.REVIEWING_OFFICER, child.authority, course.told + timedelta(hours=chance.randint(2, 20))),
        ]
    for notice, by, at in told:
        if at < until and chance.random() < 0.93:
            fact = NoticeGiven(episode=episode, notice=notice)
            story.say(f"{number}/notice/{notice}", fact, at, by, child.force, child.authority)


def _tell_heard(story: Story, incident: Incident, course: Course, heard: Heard, number: int) -> None:
    known = heard.standing is WhereaboutsStanding.KNOWN
    fact = Whereabouts(
        episode=story.episode(incident.number),
        standing=heard.standing,
        place_of_concern=heard.of_concern,
        verified_by="police officer" if known else "",
        how=VERIFIED if known else CLAIMED,
        where="An address known to police" if known else "",
    )
    what = f"{incident.number}/whereabouts/{number}"
    story.say(what, fact, heard.at, story.child.force, story.child.authority, course.reporter)
