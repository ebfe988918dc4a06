"""A child's way from a missing report to a safe return, as acts."""

import pytest

from tests.saying import ENGLISH, FORCE, HOME, WELSH, after
from wayhome.cases.audit.models import Entry
from wayhome.cases.children.actions import end_relation, relate
from wayhome.cases.children.chronologies import chronology_of
from wayhome.cases.children.models import Child, Episode, Event, Finding, Relation
from wayhome.cases.missing import actions
from wayhome.cases.missing.reports import PoliceTold, Report
from wayhome.cases.partners.models import Agency, User
from wayhome.rules import facts
from wayhome.rules.access import RelationKind
from wayhome.rules.facts import IdentityStated, Missing, MissingFrom
from wayhome.rules.moment import Moment
from wayhome.rules.refusal import Refusal

pytestmark = pytest.mark.django_db


def agency(of: facts.Agency) -> Agency:
    return Agency.objects.get(code=of.code)


def user(role: str, of: facts.Agency) -> User:
    return User.objects.create(
        email=f"{role}@{of.code.lower()}.example", full_name=role, agency=agency(of), role=role
    )


@pytest.fixture
def joined(partnership: User) -> User:
    """All agencies have used the record for long."""
    for one in Agency.objects.all():
        one.joined_at = after(-1000)
        one.save()
    return partnership


def reported(by: User, hours: float = 0, police: PoliceTold | None = None) -> Episode:
    report = Report(
        missing=Missing(
            missing_from=MissingFrom.CHILDRENS_HOME,
            force=FORCE,
            place=HOME,
            circumstances="Left after tea and did not come back.",
        ),
        last_seen_at=Moment.at(after(hours)),
        added=(IdentityStated(forename="Sam", surname="Example"),),
        authority=agency(ENGLISH),
        police=police,
    )
    (episode,) = actions.report_missing(report, by=by, at=after(hours + 1))
    return episode


def states(episode: Episode) -> dict[str, str]:
    return dict(Finding.objects.filter(child=episode.child).values_list("rule", "state"))


def test_a_report_opens_an_episode_and_everybody_concerned_can_see_the_child(joined: User) -> None:
    worker = user("residential_worker", HOME)
    episode = reported(worker)
    assert episode.standing == "missing"
    for role, of in (("coordinator", FORCE), ("duty_worker", ENGLISH), ("registered_manager", HOME)):
        assert episode.child in Child.objects.visible_to(user(role, of))
    assert episode.child in Child.objects.visible_to(worker)
    assert episode.child not in Child.objects.visible_to(user("administrator", ENGLISH))


def test_police_are_not_told_until_they_give_a_reference_or_accept_the_report(joined: User) -> None:
    worker = user("residential_worker", HOME)
    episode = reported(worker)
    assert not episode.police_told
    assert states(episode)["local.police_told"] == "due"
    told = PoliceTold(force=agency(FORCE), at=Moment.at(after(1.1)), reference="LOG-7")
    actions.tell_police(episode, told, by=worker, at=after(1.2))
    episode.refresh_from_db()
    assert episode.police_told
    assert "local.police_told" not in states(episode)


def test_a_forces_acknowledgement_is_its_acceptance(joined: User) -> None:
    episode = reported(user("residential_worker", HOME))
    actions.acknowledge(episode, by=user("control_room_supervisor", FORCE), at=after(1.1))
    episode.refresh_from_db()
    assert episode.police_told


def test_a_child_already_missing_is_refused(joined: User) -> None:
    worker = user("residential_worker", HOME)
    episode = reported(worker)
    again = Report(
        missing=Missing(missing_from=MissingFrom.SCHOOL),
        last_seen_at=Moment.at(after(3)),
        children=(episode.child,),
    )
    with pytest.raises(Refusal) as refused:
        actions.report_missing(again, by=worker, at=after(4))
    assert refused.value.sentence.key == "missing.already_missing"


def test_found_recovered_returned_interviewed_closed(joined: User) -> None:
    duty = user("duty_worker", ENGLISH)
    episode = reported(duty)
    key = episode.key
    for hours, fact in (
        (5, facts.Found(episode=key, by=facts.FoundBy.POLICE)),
        (6, facts.Recovered(episode=key, by="A worker of the home")),
        (6.5, facts.ReturnDecided(episode=key, safe=True, decided_by="Duty manager")),
        (7, facts.Returned(episode=key, to=facts.ReturnedTo.PLACEMENT)),
        (8, facts.PreventionInterview(episode=key, seen_by="A police officer")),
        (20, facts.InterviewOffered(covers=(key,), by="An interviewer")),
        (30, facts.InterviewHeld(covers=(key,), interviewer="An interviewer", independent=True)),
        (40, facts.Closed(episode=key)),
    ):
        actions.say(episode, fact, happened_at=Moment.at(after(hours)), by=duty, at=after(hours + 0.1))
        episode.refresh_from_db()
    assert episode.standing == "closed"
    assert not [rule for rule in states(episode) if "interview" in rule]


def test_found_is_not_returned(joined: User) -> None:
    duty = user("duty_worker", ENGLISH)
    episode = reported(duty)
    found = facts.Found(episode=episode.key)
    actions.say(episode, found, happened_at=Moment.at(after(5)), by=duty, at=after(5))
    assert episode in Episode.objects.not_back()


def test_what_cannot_follow_is_refused(joined: User) -> None:
    duty = user("duty_worker", ENGLISH)
    episode = reported(duty)
    with pytest.raises(Refusal) as refused:
        actions.say(
            episode, facts.Closed(episode=episode.key), happened_at=Moment.at(after(2)), by=duty, at=after(2)
        )
    assert refused.value.sentence.key == "missing.cannot_follow"


def test_who_may_not_is_refused_at_the_act(joined: User) -> None:
    episode = reported(user("duty_worker", ENGLISH))
    worker = user("residential_worker", HOME)
    with pytest.raises(Refusal) as refused:
        actions.say(
            episode,
            facts.RiskAssessed(episode=episode.key, level=facts.Risk.LOW),
            happened_at=Moment.at(after(2)),
            by=worker,
            at=after(2),
        )
    assert refused.value.sentence.key == "access.not_in_role"


def test_a_death_silences_what_faces_the_child_and_restricts_the_record(joined: User) -> None:
    home = user("registered_manager", HOME)
    duty = user("duty_worker", ENGLISH)
    episode = reported(home)
    dead = facts.FoundDead(episode=episode.key)
    actions.say(episode, dead, happened_at=Moment.at(after(9)), by=duty, at=after(9))
    assert not [rule for rule in states(episode) if "interview" in rule]
    assert states(episode)["england.serious_incident_notified"] == "due"
    assert episode.child not in Child.objects.visible_to(home)
    assert episode.child in Child.objects.visible_to(duty)


def test_of_a_death_nobody_is_told_who_may_no_longer_read_of_it(joined: User) -> None:
    home, duty = user("registered_manager", HOME), user("duty_worker", ENGLISH)
    told = {}
    for by in (duty, home):
        episode = reported(home)
        dead = facts.FoundDead(episode=episode.key)
        said = actions.say(episode, dead, happened_at=Moment.at(after(9)), by=by, at=after(9))
        told[by] = {telling.to.code for telling in said.told}
    assert HOME.code not in told[duty]
    assert ENGLISH.code in told[duty]
    assert HOME.code in told[home]  # it said so itself


def test_a_correction_keeps_both_versions_and_refuses_one_made_from_an_old_page(joined: User) -> None:
    duty = user("duty_worker", ENGLISH)
    episode = reported(duty)
    found = facts.Found(episode=episode.key, by=facts.FoundBy.POLICE)
    said = actions.say(episode, found, happened_at=Moment.at(after(5)), by=duty, at=after(5))
    row = Event.objects.get(key=said.key)
    by_family = facts.Found(episode=episode.key, by=facts.FoundBy.FAMILY)
    actions.correct(row, by_family, happened_at=Moment.at(after(5)), by=duty, at=after(6), expects=1)
    assert [e.edition for e in chronology_of(episode.child).editions if e.key == said.key] == [1, 2]
    with pytest.raises(Refusal) as refused:
        actions.correct(row, found, happened_at=Moment.at(after(5)), by=duty, at=after(7), expects=1)
    assert refused.value.sentence.key == "missing.corrected_meanwhile"


def test_what_is_sealed_is_gone_from_every_reading_and_its_chain_is_whole(joined: User) -> None:
    duty = user("duty_worker", ENGLISH)
    episode = reported(duty)
    sighting = facts.Sighting(episode=episode.key, where="A refuge")
    said = actions.say(episode, sighting, happened_at=Moment.at(after(5)), by=duty, at=after(5))
    actions.seal_and_withdraw(Event.objects.get(key=said.key), "Location error", by=duty, at=after(6))
    editions = [e for e in chronology_of(episode.child).editions if e.key == said.key]
    assert [e.kind for e in editions] == ["Withdrawn"]
    assert Event.objects.filter(key=said.key).count() == 2
    assert Entry.objects.filter(verb="seal").exists()


def test_nobody_ties_their_own_agency_to_a_child_by_saying_that_it_was_told(joined: User) -> None:
    episode = reported(user("residential_worker", HOME))
    guest = user("coordinator", WELSH)
    shared = {"because": "share", "by": joined, "at": after(2)}
    relate(episode.child, guest.agency, RelationKind.SHARED, **shared)
    actions.tell_agency(episode, guest.agency, Moment.at(after(3)), by=guest, at=after(4))
    ties = Relation.objects.filter(child=episode.child, agency=guest.agency)
    assert [tie.kind for tie in ties] == ["shared"]
    other = user("duty_worker", ENGLISH)
    actions.tell_agency(episode, guest.agency, Moment.at(after(3)), by=other, at=after(4))
    assert {tie.kind for tie in ties.all()} == {"shared", "own_agency"}


def test_a_relation_that_has_ended_opens_nothing(joined: User) -> None:
    home = user("registered_manager", HOME)
    episode = reported(home)
    for relation in Relation.objects.filter(child=episode.child, agency=home.agency):
        end_relation(relation, by=home, at=after(2))
    assert episode.child not in Child.objects.visible_to(home)
