"""What a person says of a child as such."""

from datetime import date

import pytest

from tests.cases.children.conftest import agency, user
from tests.saying import ENGLISH, FORCE, HOME, WELSH, after
from wayhome.cases.audit.models import Entry
from wayhome.cases.children.actions.statements import introduce, state, tell_host
from wayhome.cases.children.chronologies import chronology_of
from wayhome.cases.children.models import Child, Event, Relation
from wayhome.cases.children.reading.care import care_status, open_placements, responsible_authority
from wayhome.cases.partners.models import Agency, User
from wayhome.rules.facts import (
    CareStatus,
    CareStatusStated,
    IdentityStated,
    NotDone,
    Placed,
    PlacementEnded,
    PlacementKind,
    ResponsibleAuthorityStated,
)
from wayhome.rules.moment import Moment
from wayhome.rules.refusal import Refusal

pytestmark = pytest.mark.django_db

SAM = IdentityStated(forename="Sam", surname="Example", born=date(2011, 4, 3))


def sees(who: User, child: Child) -> bool:
    return Child.objects.visible_to(who).filter(pk=child.pk).exists()


def test_a_child_is_added_with_who_says_so_and_both_agencies_see_the_child(partnership: User) -> None:
    child = introduce(SAM, authority=agency(WELSH), by=partnership, at=after(1))
    events = chronology_of(child).events
    assert {event.kind for event in events} == {"IdentityStated", "ResponsibleAuthorityStated"}
    assert {event.of.code for event in events} == {ENGLISH.code}
    assert sees(partnership, child)
    assert sees(user("coordinator", WELSH), child)
    assert not sees(user("coordinator", FORCE), child)


def test_an_authority_is_never_guessed(partnership: User) -> None:
    child = introduce(SAM, authority=None, by=partnership, at=after(1))
    assert responsible_authority(chronology_of(child)) is None


def test_a_child_without_any_name_is_refused_and_nothing_is_kept(partnership: User) -> None:
    with pytest.raises(Refusal):
        introduce(IdentityStated(born=date(2011, 4, 3)), authority=None, by=partnership, at=after(1))
    assert not Child.objects.exists()


def test_whoever_may_not_report_a_child_may_not_add_one(partnership: User) -> None:
    with pytest.raises(Refusal):
        introduce(SAM, authority=None, by=user("return_interview_worker", ENGLISH), at=after(1))


def test_a_statement_stands_beside_the_others_and_is_told_to_those_who_work_with_the_child(
    partnership: User, sam: Child
) -> None:
    force = agency(FORCE)
    force.joined_at = after(-100)
    force.save()
    also = IdentityStated(forename="Sammy", surname="Example")
    said = state(sam, also, happened_at=Moment.at(after(10)), by=partnership, at=after(10))
    assert len(chronology_of(sam).by_kind["IdentityStated"]) == 2
    assert [(one.to.code, one.stated) for one in said.told] == [(ENGLISH.code, True), (FORCE.code, False)]
    sam.refresh_from_db()
    assert sam.name == "Sam Example"


def test_each_statement_leaves_one_entry_of_its_own(partnership: User, sam: Child) -> None:
    before = Entry.objects.count()
    fact = CareStatusStated(status=CareStatus.LOOKED_AFTER)
    state(sam, fact, happened_at=Moment.day(date(2026, 1, 2)), by=partnership, at=after(1))
    assert Entry.objects.count() == before + 1
    assert Entry.objects.get(verb="state_CareStatusStated").subject == f"child:{sam.pk}"
    assert care_status(chronology_of(sam)) is CareStatus.LOOKED_AFTER


def test_a_page_sent_twice_says_one_thing(partnership: User, sam: Child) -> None:
    fact = CareStatusStated(status=CareStatus.LOOKED_AFTER)
    for _ in range(2):
        state(sam, fact, happened_at=Moment.day(date(2026, 1, 2)), by=partnership, at=after(1), token="once")
    assert Event.objects.filter(kind="CareStatusStated").count() == 1


def test_what_is_dated_ahead_is_refused(partnership: User, sam: Child) -> None:
    fact = CareStatusStated(status=CareStatus.CARE_LEAVER)
    with pytest.raises(Refusal) as refused:
        state(sam, fact, happened_at=Moment.at(after(2)), by=partnership, at=after(1))
    assert refused.value.field == "happened_at"


def test_a_role_that_does_not_state_is_refused(sam: Child) -> None:
    fact = CareStatusStated(status=CareStatus.LOOKED_AFTER)
    with pytest.raises(Refusal):
        state(sam, fact, happened_at=Moment.at(after(1)), by=user("residential_worker", HOME), at=after(1))
    assert not Event.objects.filter(kind="CareStatusStated").exists()


def test_an_authority_made_responsible_sees_the_child_from_then_on(partnership: User, sam: Child) -> None:
    worker = user("duty_worker", WELSH)
    assert not sees(worker, sam)
    fact = ResponsibleAuthorityStated(authority=WELSH)
    state(sam, fact, happened_at=Moment.at(after(1)), by=partnership, at=after(1))
    assert sees(worker, sam)
    assert responsible_authority(chronology_of(sam)) == agency(WELSH).as_fact()


def test_when_a_placement_ends_what_it_alone_had_opened_closes(partnership: User, sam: Child) -> None:
    Relation.objects.filter(child=sam, agency=agency(HOME)).delete()
    worker = user("residential_worker", HOME)
    placed = Placed(placement=PlacementKind.CHILDRENS_HOME, home=HOME, host=WELSH)
    began = state(sam, placed, happened_at=Moment.at(after(1)), by=partnership, at=after(1))
    responsible = ResponsibleAuthorityStated(authority=WELSH)
    state(sam, responsible, happened_at=Moment.at(after(2)), by=partnership, at=after(2))
    assert sees(worker, sam)
    ended = PlacementEnded(began=began.key)
    state(sam, ended, happened_at=Moment.at(after(3)), by=partnership, at=after(3))
    assert open_placements(chronology_of(sam)) == []
    assert not sees(worker, sam)
    assert sees(user("duty_worker", WELSH), sam)  # responsible, whoever looks after the child
    with pytest.raises(Refusal):
        state(sam, ended, happened_at=Moment.at(after(4)), by=partnership, at=after(4))


def test_a_host_outside_is_told_of_a_placement_once_and_only_of_one_it_hosts(
    partnership: User, sam: Child
) -> None:
    placed = Placed(placement=PlacementKind.FOSTER_HOME, host=WELSH)
    began = state(sam, placed, happened_at=Moment.at(after(1)), by=partnership, at=after(2))
    Agency.objects.filter(code=WELSH.code).update(joined_at=None)
    for _ in range(2):
        tell_host(sam, began.key, told_at=Moment.at(after(3)), by=partnership, at=after(4))
    kept = chronology_of(sam).by_kind["Placed"][-1]
    assert [one.at for one in kept.told if one.to.code == WELSH.code][-1] == Moment.at(after(3))
    assert len({one for one in kept.told if one.at == Moment.at(after(3))}) == 1
    with pytest.raises(Refusal):
        tell_host(sam, "nothing", told_at=Moment.at(after(3)), by=partnership, at=after(4))
    with pytest.raises(Refusal):
        tell_host(sam, began.key, told_at=Moment.at(after(9)), by=partnership, at=after(4))


def test_what_will_not_be_done_is_said_of_a_placement_of_this_child_by_who_settles(
    partnership: User, sam: Child
) -> None:
    placed = Placed(placement=PlacementKind.FOSTER_HOME, host=WELSH)
    began = state(sam, placed, happened_at=Moment.at(after(1)), by=partnership, at=after(1))
    for key, by in (("nothing", partnership), (began.key, user("registered_manager", HOME))):
        fact = NotDone(covers=(key,), duty="england.host_told_of_placement", reason="r", decided_by="m")
        with pytest.raises(Refusal):
            state(sam, fact, happened_at=Moment.at(after(2)), by=by, at=after(2))
    assert not Event.objects.filter(kind="NotDone").exists()
