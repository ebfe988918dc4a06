from datetime import timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.audit.models import Entry
from wayhome.cases.partners.actions import (
    change_role,
    create_system_account,
    create_user,
    deactivate_user,
    give_password,
    move_user,
    put_on_shift,
    reactivate_user,
)
from wayhome.cases.partners.models import Shift, User
from wayhome.rules.refusal import Refusal


def refusal(act):
    """The key and field of what an action refuses."""
    with pytest.raises(Refusal) as refused, transaction.atomic():
        act()
    return refused.value.sentence.key.removeprefix("partners."), refused.value.field


def test_a_person_is_known_by_one_e_mail_address_in_any_case(authority, worker, administrator, at):
    person = {"email": " WES@bradford.example", "full_name": "Another", "role": "duty_worker"}
    assert refusal(lambda: create_user(authority, **person, by=administrator, at=at)) == (
        "email_taken",
        "email",
    )
    assert User.objects.get_by_natural_key("wes@bradford.example") == worker


@pytest.mark.parametrize("email", ["wes@bradford.gov.uk", "wes@example.org", "wes@example"])
def test_nobody_whose_address_could_be_somebodys_is_given_a_password(authority, at, email):
    made = create_user(authority, email=email, full_name="Wes", role="duty_worker", by=INSTALLATION, at=at)
    given = refusal(lambda: give_password(made, make_password("known to us"), by=INSTALLATION, at=at))
    assert given == ("not_simulated", None)
    made.refresh_from_db()
    assert not made.has_usable_password()


def test_a_system_account_is_given_no_password(authority, at):
    account = create_system_account(authority, "Files", by=INSTALLATION, at=at)
    given = refusal(lambda: give_password(account, make_password("known to us"), by=INSTALLATION, at=at))
    assert given == ("not_simulated", None)


@pytest.mark.parametrize("role", ["registered_manager", "nobody", "system_account", ""])
def test_a_role_fits_the_kind_of_agency(authority, worker, administrator, at, role):
    assert refusal(lambda: change_role(worker, role, by=administrator, at=at)) == (
        "role_does_not_fit",
        "role",
    )
    person = {"email": "new@bradford.example", "full_name": "New", "role": role}
    made = refusal(lambda: create_user(authority, **person, by=administrator, at=at))
    assert made == ("role_does_not_fit", "role")


def test_a_team_is_of_the_persons_own_agency(worker, control_room, administrator, at):
    moved = refusal(lambda: move_user(worker, control_room, by=administrator, at=at))
    assert moved == ("team_of_another_agency", "team")


def test_changing_role_and_team_says_from_what_to_what(worker, desk, administrator, at):
    change_role(worker, "social_worker", by=administrator, at=at)
    move_user(worker, desk, by=administrator, at=at)
    worker.refresh_from_db()
    assert (worker.role_title, worker.team) == ("Social worker", desk)
    said = [
        (entry.verb, entry.detail) for entry in Entry.objects.about(f"user:{worker.pk}").order_by("pk")[2:]
    ]
    assert said == [
        ("change_role", {"from": "duty_worker", "to": "social_worker"}),
        ("move_user", {"from": None, "to": desk.pk}),
    ]


def test_no_entry_about_a_user_holds_a_name_or_an_address(worker, administrator, at):
    deactivate_user(worker, by=administrator, at=at)
    said = " ".join(str(entry.detail) for entry in Entry.objects.all()).lower()
    assert "wes" not in said
    assert "@" not in said


def test_closing_an_account_empties_its_rota_from_that_moment_and_the_gap_shows(
    desk, worker, administrator, at
):
    hour = timedelta(hours=1)
    put_on_shift(desk, worker, begins=at, ends=at + 8 * hour, by=administrator, at=at)
    put_on_shift(desk, worker, begins=at + 24 * hour, ends=at + 32 * hour, by=administrator, at=at)
    deactivate_user(worker, by=administrator, at=at + 2 * hour)
    assert [(shift.begins, shift.ends) for shift in Shift.objects.all()] == [(at, at + 2 * hour)]
    assert not Shift.objects.on_duty(desk, at + hour).exists()
    assert Shift.objects.gaps(desk, at + 2 * hour, at + 3 * hour) == [(at + 2 * hour, at + 3 * hour)]


def test_an_account_that_was_closed_can_be_opened_again(worker, administrator, at):
    deactivate_user(worker, by=administrator, at=at)
    reactivate_user(worker, by=administrator, at=at)
    assert User.objects.get(pk=worker.pk).is_active


def test_the_only_administrator_stays_one(administrator, at):
    assert refusal(lambda: deactivate_user(administrator, by=INSTALLATION, at=at)) == (
        "last_administrator",
        None,
    )
    changed = refusal(lambda: change_role(administrator, "duty_worker", by=INSTALLATION, at=at))
    assert changed == ("last_administrator", "role")


def test_an_administrator_whose_account_is_closed_does_not_count(authority, administrator, at):
    person = {"email": "second@bradford.example", "full_name": "Second", "role": "administrator"}
    second = create_user(authority, **person, by=INSTALLATION, at=at)
    deactivate_user(second, by=administrator, at=at)
    assert refusal(lambda: deactivate_user(administrator, by=INSTALLATION, at=at)) == (
        "last_administrator",
        None,
    )


def test_nobody_closes_their_own_account(authority, administrator, at):
    person = {"email": "second@bradford.example", "full_name": "Second", "role": "administrator"}
    create_user(authority, **person, by=INSTALLATION, at=at)
    assert refusal(lambda: deactivate_user(administrator, by=administrator, at=at)) == ("own_account", None)


def test_nobody_changes_their_own_role_or_team(authority, administrator, desk, at):
    person = {"email": "second@bradford.example", "full_name": "Second", "role": "administrator"}
    second = create_user(authority, **person, by=INSTALLATION, at=at)
    assert refusal(lambda: change_role(second, "team_manager", by=second, at=at)) == ("own_access", "role")
    assert refusal(lambda: move_user(second, desk, by=second, at=at)) == ("own_access", "team")
    change_role(second, "team_manager", by=administrator, at=at)
    second.refresh_from_db()
    assert second.role == "team_manager"


def test_an_account_is_added_by_one_administrator_and_opened_by_another(authority, administrator, at):
    person = {"email": "new@bradford.example", "full_name": "New", "role": "coordinator"}
    second = {"email": "second@bradford.example", "full_name": "Second", "role": "administrator"}
    another = create_user(authority, **second, by=INSTALLATION, at=at)
    added = create_user(authority, **person, by=administrator, at=at)
    assert not User.objects.get(pk=added.pk).is_active
    opened = refusal(lambda: reactivate_user(added, by=administrator, at=at))
    assert opened == ("account_you_added", None)
    reactivate_user(added, by=another, at=at)
    assert User.objects.get(pk=added.pk).is_active
    deactivate_user(added, by=administrator, at=at)
    reactivate_user(added, by=administrator, at=at)  # it was looked at by two
    assert User.objects.get(pk=added.pk).is_active


def test_an_administrator_adds_nobody_who_would_then_open_accounts_for_them(authority, administrator, at):
    puppet = {"email": "puppet@bradford.example", "full_name": "Puppet", "role": "administrator"}
    added = create_user(authority, **puppet, by=administrator, at=at)
    assert not added.is_administrator


def test_a_system_account_has_no_address_no_password_and_nothing_to_change(authority, administrator, at):
    account = create_system_account(authority, "Files from Bradford", by=administrator, at=at)
    assert (account.email, account.has_usable_password(), account.agency_code) == (None, False, "E08000032")
    assert refusal(lambda: change_role(account, "duty_worker", by=administrator, at=at)) == (
        "system_account",
        None,
    )
    assert not User.objects.managed_by(administrator).filter(pk=account.pk).exists()
    again = refusal(lambda: create_system_account(authority, "Files from Bradford", by=administrator, at=at))
    assert again == ("system_account_exists", "name")


def test_the_database_holds_no_system_account_that_could_sign_in(authority):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(agency=authority, email="a@b.example", is_system=True, role="")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(agency=authority, email=None, role="duty_worker")


def test_people_see_their_own_agencys_users(worker, officer, administrator):
    assert set(User.objects.visible_to(worker)) == {worker, administrator}
    assert set(User.objects.visible_to(officer)) == {officer}
    assert User.objects.visible_to(administrator).count() == 3
    assert not User.objects.managed_by(worker).exists()
