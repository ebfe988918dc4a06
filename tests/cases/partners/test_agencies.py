from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from wayhome.cases.audit.models import Entry
from wayhome.cases.partners.actions import change_agency, create_agency, create_team
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


def changed(agency, by, at, **to):
    """The agency as it is from now on: with what is said here, and the rest as it was."""
    fields = ("name", "nation", "joined_at", "force", "host_authority")
    return change_agency(agency, **{field: getattr(agency, field) for field in fields} | to, by=by, at=at)


def test_changing_an_agency_leaves_one_entry_that_says_what_stood_there_in_codes(
    authority, police, administrator, at
):
    before = Entry.objects.count()
    earlier = at - timedelta(days=30)
    said = {"name": "City of Bradford", "nation": "wales", "joined_at": earlier, "force": None}
    after = changed(authority, administrator, at, **said)
    after.refresh_from_db()
    assert {field: getattr(after, field) for field in said} == said
    entry = Entry.objects.latest("pk")
    assert Entry.objects.count() == before + 1
    assert (entry.verb, entry.subject, entry.actor_id, entry.at) == (
        "change_agency",
        f"agency:{authority.pk}",
        administrator.pk,
        at,
    )
    assert entry.detail == {
        "name_was": True,
        "nation_was": "england",
        "joined_at_was": "2026-03-02T09:00:00Z",
        "force_was": police.code,
    }


def test_what_is_said_as_it_stands_changes_nothing(authority, administrator, at):
    before = Entry.objects.count()
    changed(authority, administrator, at)
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("to", "editions"),
    [
        ({"joined_at": None}, 1),
        ({"nation": ""}, 1),
        ({"nation": "wales", "joined_at": None}, 1),
        ({"name": "City of Bradford", "force": None}, 0),
    ],
)
def test_only_what_the_rules_read_makes_what_was_derived_old(authority, administrator, at, to, editions):
    changed(authority, administrator, at, **to)
    assert list(Agency.objects.editions()) == [editions]


def test_an_agency_that_is_added_makes_nothing_old(authority, administrator, at):
    changed(authority, administrator, at, nation="wales")
    create_agency("oak-house", "Oak House", "childrens_home", by=administrator, at=at)
    assert list(Agency.objects.editions()) == [1]


def test_what_is_changed_is_what_stands_there_by_then(authority, administrator, at):
    """Two who hold the same row from before."""
    one, other = (Agency.objects.get(pk=authority.pk) for _ in range(2))
    changed(one, administrator, at, nation="wales")
    assert changed(other, administrator, at, nation="wales", joined_at=None).edition == 2
    assert Entry.objects.latest("pk").detail == {"joined_at_was": "2026-03-02T09:00:00Z"}


@pytest.mark.parametrize(
    ("field", "refused_with"),
    [("force", "partners.force_is_not_police"), ("host_authority", "partners.host_is_not_an_authority")],
)
def test_a_change_is_refused_what_creation_is(authority, police, administrator, at, field, refused_with):
    wrong = {"force": authority, "host_authority": police}[field]
    with pytest.raises(Refusal) as refused:
        changed(authority, administrator, at, **{field: wrong})
    assert (refused.value.sentence.key, refused.value.field) == (refused_with, field)


@pytest.mark.parametrize("field", ["force", "host_authority"])
def test_no_agency_is_its_own_force_or_stands_in_itself(authority, police, administrator, at, field):
    itself = {"force": police, "host_authority": authority}[field]
    before = Entry.objects.count()
    with pytest.raises(Refusal) as refused:
        changed(itself, administrator, at, **{field: itself})
    assert (refused.value.sentence.key, refused.value.field) == (f"partners.is_its_own_{field}", field)
    itself.refresh_from_db()
    assert (getattr(itself, field), Entry.objects.count()) == (None, before)


def test_an_agency_that_is_not_there_yet_cannot_be_its_own_force(police, administrator, at):
    """Its code is all by which it could be meant, and that is taken by whoever is there to be chosen."""
    with pytest.raises(Refusal) as refused:
        create_agency(police.code, "Itself", "police", force=police, by=administrator, at=at)
    assert refused.value.sentence.key == "partners.code_taken"


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


def test_a_beginning_that_has_not_come_is_refused_for_all_that_is_due_would_be_inherited(
    authority, administrator, at
):
    tomorrow = at + timedelta(days=1)
    with pytest.raises(Refusal) as added:
        create_agency("elm", "Elm School", "school", joined_at=tomorrow, by=administrator, at=at)
    with pytest.raises(Refusal) as put_off:
        changed(authority, administrator, at, joined_at=tomorrow)
    for refused in (added.value, put_off.value):
        assert (refused.sentence.key, refused.field) == ("partners.begins_later", "joined_at")
    authority.refresh_from_db()
    assert (authority.joined_at, authority.edition) == (at, 0)


def test_what_was_let_in_before_does_not_stand_in_the_way_of_another_change(authority, administrator, at):
    Agency.objects.filter(pk=authority.pk).update(joined_at=at + timedelta(days=1))
    authority.refresh_from_db()
    assert changed(authority, administrator, at, name="City of Bradford").name == "City of Bradford"
