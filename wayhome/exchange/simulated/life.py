"""What is known of the child as such: names, numbers, who is responsible, where the child lives."""

from __future__ import annotations

from datetime import datetime, timedelta

from wayhome.exchange.simulated.around import relatives
from wayhome.exchange.simulated.story import Story
from wayhome.rules.facts import (
    CareStatus,
    CareStatusStated,
    Contact,
    IdentifierStated,
    IdentityStated,
    MayBeTold,
    Placed,
    ResponsibleAuthorityStated,
)


def tell_life(story: Story, at: datetime) -> None:
    """As the agencies stated it to each other when they began to write here, or before the first episode."""
    child, force, authority = story.child, story.child.force, story.child.authority
    known = IdentityStated(
        forename=child.forename,
        surname=child.surname,
        born=child.born,
        sex=child.sex,
        ethnicity=child.ethnicity,
        postcode=child.postcode,
    )
    number = IdentifierStated(scheme=number_scheme(force.code), value=child.person_id)
    story.say("identity", known, at, force, authority)
    story.say("number", number, at, force, authority)
    story.say("authority", ResponsibleAuthorityStated(authority=authority), at, authority, force)
    status = CareStatus.LOOKED_AFTER if child.care else CareStatus.NOT_LOOKED_AFTER
    story.say("care", CareStatusStated(status=status), at, authority, force)
    _tell_placement(story, at)
    for place, one in enumerate(relatives(story.chance), start=1):
        told = MayBeTold.SAFE if place == 1 else MayBeTold.NOTHING
        fact = Contact(contact=one.kind, value=one.value, role=one.role, may_be_told=told)
        story.say(f"relative/{place}", fact, at, authority, force)


def number_scheme(force: str) -> str:
    """As the profile of police files names the numbers of a force: both must mean the same child."""
    return f"police person id {force}"


def _tell_placement(story: Story, at: datetime) -> None:
    """Placed some months ago. The children's home, the host authority and its force are told."""
    care, authority = story.child.care, story.child.authority
    if care is None:
        return
    began = at - timedelta(days=story.chance.randrange(20, 300))
    told = [agency for agency in (care.home, care.host, story.child.force) if agency is not None]
    placed = Placed(placement=care.placement, home=care.home, host=care.host)
    story.say("placement", placed, began, authority, *told)
