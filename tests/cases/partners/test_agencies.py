import pytest
from django.db import IntegrityError, transaction

from wayhome.cases.audit.models import Entry
from wayhome.cases.partners.actions import create_agency, create_team
from wayhome.cases.partners.models import Agency, Team
from wayhome.cases.partners.models.team import TeamKind
from wayhome.rules import facts
from wayhome.rules.refusal import Refusal


def test_an_agency_is_a_fact_the_rules_can_read(authority, police, at):
    assert authority.as_fact() == facts.Agency(
        "E08000032", facts.AgencyKind.AUTHORITY, facts.Nation.ENGLAND, at
    )
    assert police.as_fact() == facts.Agency("E23000010", facts.AgencyKind.POLICE, None, None)


def test_adding_an_agency_leaves_one_entry(administrator, at):
    before = Entry.objects.count()
    made = create_agency("oak-house", "Oak House", "childrens_home", by=administrator, at=at)
    entry = Entry.objects.order_by("pk").last()
    assert Entry.objects.count() == before + 1
    assert (entry.verb, entry.subject, entry.actor_id) == (
        "create_agency",
        f"agency:{made.pk}",
        administrator.pk,
    )


@pytest.mark.parametrize("code", ["E08000032", "e08000032"])
def test_a_code_names_one_agency_however_it_is_typed(authority, administrator, at, code):
    with pytest.raises(Refusal) as refused:
        create_agency(code, "Another", "authority", by=administrator, at=at)
    assert (refused.value.sentence.key, refused.value.field) == ("partners.code_taken", "code")


def test_the_force_of_an_area_is_a_police_force(authority, administrator, at):
    with pytest.raises(Refusal) as refused:
        create_agency("elm", "Elm School", "school", force=authority, by=administrator, at=at)
    assert (refused.value.sentence.key, refused.value.field) == ("partners.force_is_not_police", "force")


def test_a_place_stands_in_an_authority(police, administrator, at):
    with pytest.raises(Refusal) as refused:
        create_agency("oak", "Oak House", "childrens_home", host_authority=police, by=administrator, at=at)
    assert refused.value.field == "host_authority"


def test_an_agency_has_one_team_of_a_name(desk, authority, administrator, at):
    with pytest.raises(Refusal) as refused:
        create_team(authority, "duty DESK", TeamKind.OTHER, by=administrator, at=at)
    assert refused.value.field == "name"
    with pytest.raises(IntegrityError), transaction.atomic():
        Team.objects.create(agency=authority, name="Duty desk", kind=TeamKind.OTHER)


def test_teams_that_acknowledge_reports_are_told_from_those_that_do_not(
    desk, nights, authority, administrator, at
):
    create_team(authority, "Interviews", TeamKind.RETURN_INTERVIEWS, by=administrator, at=at)
    assert set(authority.teams.answering()) == {desk, nights}


def test_everybody_sees_every_agency_and_their_own_teams(desk, control_room, worker, officer, administrator):
    assert Agency.objects.visible_to(worker).count() == 2
    assert set(Team.objects.visible_to(worker)) == {desk}
    assert set(Team.objects.visible_to(officer)) == {control_room}
    assert set(Team.objects.visible_to(administrator)) == {desk, control_room}


def test_only_an_administrator_manages_agencies(desk, worker, officer, administrator):
    assert Agency.objects.managed_by(administrator).count() == 2
    assert not Agency.objects.managed_by(worker).exists()
    assert not Team.objects.managed_by(officer).exists()
