from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from tests.sending import submit
from wayhome.cases.audit.models import Entry
from wayhome.cases.partners.actions import create_user, deactivate_user, put_on_shift
from wayhome.cases.partners.models import Agency, Shift, Team, User

HOUR = timedelta(hours=1)


def url(name, *args):
    return reverse(f"partners:{name}", args=args)


@pytest.fixture
def shift(desk, worker, administrator):
    """The worker, on since an hour ago and for seven more."""
    begins = now() - HOUR
    return put_on_shift(desk, worker, begins=begins, ends=begins + 8 * HOUR, by=administrator, at=begins)


@pytest.fixture
def every_page(authority, desk, worker, shift):
    return {
        "read": [
            url("agencies"),
            url("agency", authority.code),
            url("user", worker.pk),
            url("rota", desk.pk),
            url("my_account"),
        ],
        "change": [
            url("add_agency"),
            url("change_agency", authority.code),
            url("add_team", authority.code),
            url("add_user", authority.code),
            url("change_role", worker.pk),
            url("change_team", worker.pk),
            url("close_account", worker.pk),
            url("open_account", worker.pk),
            url("add_shift", desk.pk),
            url("take_off", shift.pk),
            url("hand_over", shift.pk),
        ],
    }


def statuses(client, pages):
    return {client.get(page).status_code for page in pages}


def test_every_page_needs_sign_in(client, every_page):
    assert statuses(client, every_page["read"] + every_page["change"]) == {302}


def test_an_administrator_reads_and_changes(client, every_page, administrator):
    client.force_login(administrator)
    assert statuses(client, every_page["read"] + every_page["change"]) == {200}


def test_a_worker_reads_their_own_agency_and_changes_nothing(client, every_page, worker):
    client.force_login(worker)
    assert statuses(client, every_page["read"]) == {200}
    assert statuses(client, every_page["change"]) == {404}
    assert {client.post(page).status_code for page in every_page["change"]} == {404}


def test_another_agencys_people_and_rotas_are_not_there_but_its_name_is(
    client, desk, worker, authority, officer
):
    client.force_login(officer)
    assert statuses(client, [url("user", worker.pk), url("rota", desk.pk)]) == {404}
    page = client.get(url("agency", authority.code)).content.decode()
    assert "Bradford" in page
    assert "Wes Worker" not in page
    assert "Duty desk" not in page


def test_an_agencys_page_says_who_is_on_duty_and_when_nobody_will_be(client, shift, authority, worker):
    client.force_login(worker)
    page = client.get(url("agency", authority.code))
    assert [on.user.full_name for on in page.context["on_duty"]] == ["Wes Worker"]
    (gap,) = page.context["gaps"]
    assert gap.begins == shift.ends
    assert "Nobody on duty" not in page.content.decode()


def test_an_agencys_page_says_in_words_that_nobody_is_on_duty(client, desk, authority, worker):
    client.force_login(worker)
    assert "Nobody on duty" in client.get(url("agency", authority.code)).content.decode()


def test_an_agencys_page_asks_as_many_questions_for_many_users_as_for_one(
    client, shift, authority, worker, administrator, at, django_assert_num_queries
):
    client.force_login(worker)
    client.get(url("agency", authority.code))
    for n in range(10):
        person = {"email": f"u{n}@bradford.example", "full_name": f"User {n}", "role": "duty_worker"}
        create_user(authority, **person, team=shift.team, by=administrator, at=at)
    with django_assert_num_queries(8):  # session, reader, agency, teams, answering, users, on duty, gaps
        client.get(url("agency", authority.code))


def test_an_agency_is_added_from_its_page(client, administrator):
    client.force_login(administrator)
    form = {"name": "Oak House", "code": "oak-house", "kind": "childrens_home", "nation": ""}
    answer = client.post(url("add_agency"), {**form, "joined_at_day": "", "joined_at_time": ""})
    assert answer.url == url("agency", "oak-house")
    assert Agency.objects.get(code="oak-house").joined_at is None


def test_an_agency_that_was_only_known_begins_to_record(client, police, administrator):
    client.force_login(administrator)
    known = {"name": "West Yorkshire Police", "nation": "england", "force": "", "host_authority": ""}
    page = url("change_agency", police.code)
    submit(client, page, known | {"joined_at_day": "27 November 2026", "joined_at_time": "9:00"})
    police.refresh_from_db()
    assert (police.nation, police.joined_at) == ("england", datetime(2026, 11, 27, 9, tzinfo=UTC))
    assert "Fri 27 Nov 2026, 09:00" in client.get(url("agency", police.code)).content.decode()


def test_a_beginning_that_nobody_touched_stays_to_the_second(client, authority, administrator):
    client.force_login(administrator)
    at = datetime(2026, 3, 2, 9, 0, 7, tzinfo=UTC)
    Agency.objects.filter(pk=authority.pk).update(joined_at=at)
    page = url("change_agency", authority.code)
    boxes = client.get(page).context["form"]["joined_at"].subwidgets[0].data["subwidgets"]
    shown = {box["name"]: box["value"] for box in boxes}
    assert shown == {"joined_at_day": "2 March 2026", "joined_at_time": "09:00"}
    force = str(authority.force_id)
    typed = {"name": "City of Bradford", "nation": "england", "force": force, "host_authority": ""}
    submit(client, page, typed | shown)
    authority.refresh_from_db()
    assert (authority.name, authority.joined_at, authority.edition) == ("City of Bradford", at, 0)


def test_a_change_that_cannot_be_made_says_what_to_do(client, authority, administrator):
    client.force_login(administrator)
    typed = {"name": "", "nation": "", "joined_at_day": "2 March 2026", "joined_at_time": ""}
    answer = submit(client, url("change_agency", authority.code), typed).content.decode()
    assert "Fill in ‘Name’" in answer
    assert "Enter the time, for example 21:40" in answer
    assert "Change Bradford" in answer
    authority.refresh_from_db()
    assert authority.name == "Bradford"


@pytest.mark.parametrize(
    ("field", "what_to_do"),
    [
        ("force", "for a police force itself, leave it blank"),
        ("host_authority", "for an authority itself, leave it blank"),
    ],
)
def test_whoever_states_an_agency_as_its_own_reads_what_to_do(
    client, authority, police, administrator, field, what_to_do
):
    itself = {"force": police, "host_authority": authority}[field]
    client.force_login(administrator)
    known = {"name": itself.name, "nation": itself.nation, "joined_at_day": "", "joined_at_time": ""}
    typed = known | {"force": "", "host_authority": ""} | {field: str(itself.pk)}
    answer = submit(client, url("change_agency", itself.code), typed).content.decode()
    assert answer.count(what_to_do) == 2  # above the form, and at the field
    itself.refresh_from_db()
    assert getattr(itself, field) is None


def test_an_agency_is_not_offered_itself(client, authority, police, administrator):
    client.force_login(administrator)
    other = Agency.objects.create(code="E08000035", name="Leeds", kind=authority.kind)
    assert offered(client, authority) == ({police.pk}, {other.pk})
    assert offered(client, police) == (set(), {authority.pk, other.pk})


def offered(client, agency):
    """As the force of an agency's area, and as the authority where it stands."""
    form = client.get(url("change_agency", agency.code)).context["form"]
    return tuple(
        {option.data["value"].value for option in form[name].subwidgets if option.data["value"]}
        for name in ("force", "host_authority")
    )


def test_a_team_and_a_user_are_added_to_an_agency(client, authority, administrator):
    client.force_login(administrator)
    client.post(url("add_team", authority.code), {"name": "Nights", "kind": "emergency_duty"})
    team = Team.objects.get(name="Nights", agency=authority)
    person = {
        "full_name": "New Person",
        "email": "new@bradford.example",
        "role": "duty_worker",
        "team": team.pk,
    }
    client.post(url("add_user", authority.code), person)
    made = User.objects.get(email="new@bradford.example")
    assert (made.agency, made.team) == (authority, team)
    assert "Waits for another administrator" in client.get(url("user", made.pk)).content.decode()
    refused = client.post(url("open_account", made.pk))
    assert "another administrator opens it" in refused.content.decode()


def test_a_refusal_is_read_at_the_field_it_is_about(client, authority, worker, administrator):
    client.force_login(administrator)
    person = {"full_name": "Again", "email": worker.email, "role": "duty_worker", "team": ""}
    page = client.post(url("add_user", authority.code), person)
    assert (
        "Somebody has an account with this e-mail address already" in page.context["form"].errors["email"][0]
    )


def test_nobody_is_given_a_first_password_by_a_colleague(client, authority, administrator):
    client.force_login(administrator)
    page = url("add_user", authority.code)
    assert 'type="password"' not in client.get(page).content.decode()
    person = {"full_name": "New", "email": "new@bradford.example", "role": "duty_worker"}
    client.post(page, {**person, "password": "a lantern in the hall"})
    assert not User.objects.get(email="new@bradford.example").has_usable_password()


def test_a_users_role_team_and_account_are_changed_one_at_a_time(client, desk, worker, administrator):
    client.force_login(administrator)
    submit(client, url("change_role", worker.pk), {"role": "team_manager"})
    submit(client, url("change_team", worker.pk), {"team": desk.pk})
    submit(client, url("close_account", worker.pk))
    worker.refresh_from_db()
    assert (worker.role, worker.team, worker.is_active) == ("team_manager", desk, False)
    submit(client, url("open_account", worker.pk))
    worker.refresh_from_db()
    assert worker.is_active
    verbs = Entry.objects.about(f"user:{worker.pk}").order_by("pk").values_list("verb", flat=True)
    assert list(verbs)[2:] == ["change_role", "move_user", "deactivate_user", "reactivate_user"]


def test_a_system_account_is_shown_and_offers_no_change(client, authority, administrator, at):
    from wayhome.cases.partners.actions import create_system_account

    account = create_system_account(authority, "Files from Bradford", by=administrator, at=at)
    client.force_login(administrator)
    page = client.get(url("user", account.pk)).content.decode()
    assert "System account" in page
    assert url("change_role", account.pk) not in page
    assert client.get(url("change_role", account.pk)).status_code == 404


def test_somebody_is_put_on_call_and_the_rota_opens_at_their_week(client, desk, worker, administrator):
    client.force_login(administrator)
    form = {"user": worker.pk, "step": 1, "begins_day": "4 January 2100", "begins_time": "20:00"}
    answer = submit(client, url("add_shift", desk.pk), {**form, "ends_day": "05/01/2100", "ends_time": "8am"})
    assert answer.url == url("rota", desk.pk) + "?week=2100-W01"
    assert "Wes Worker" in client.get(answer.url).content.decode()


def test_a_shift_that_overlaps_is_sent_back_with_what_to_do(client, shift, desk, worker, administrator):
    client.force_login(administrator)
    day = f"{shift.begins:%d/%m/%Y}"
    form = {
        "user": worker.pk,
        "step": 1,
        "begins_day": day,
        "begins_time": "00:01",
        "ends_day": f"{shift.ends + 24 * HOUR:%d/%m/%Y}",
    }
    page = submit(client, url("add_shift", desk.pk), {**form, "ends_time": "23:59"})
    assert "on this rota already" in page.context["form"].errors["begins"][0]


def test_a_shift_is_handed_over_and_taken_off(client, shift, worker, administrator):
    client.force_login(administrator)
    submit(client, url("hand_over", shift.pk), {"user": administrator.pk})
    theirs = Shift.objects.get(user=administrator)
    submit(client, url("take_off", theirs.pk))
    assert not Shift.objects.on_duty(shift.team, now()).exists()


def test_a_rota_shows_this_week_where_the_address_names_none_or_nonsense(client, desk, shift, worker):
    client.force_login(worker)
    for query in ("", "?week=", "?week=next"):
        assert "Wes Worker" in client.get(url("rota", desk.pk) + query).content.decode()


def test_my_account_says_when_i_am_on_call(client, shift, worker, officer):
    client.force_login(worker)
    assert "On now" in client.get(url("my_account")).content.decode()
    client.force_login(officer)
    assert "You are on no rota" in client.get(url("my_account")).content.decode()


def test_a_closed_account_is_marked_in_words(client, authority, worker, administrator, at):
    deactivate_user(worker, by=administrator, at=at)
    client.force_login(administrator)
    assert "Account closed" in client.get(url("agency", authority.code)).content.decode()


def test_a_gap_on_the_rota_leads_to_a_form_that_is_filled_in_with_it(client, desk, administrator):
    client.force_login(administrator)
    rota = client.get(url("rota", desk.pk) + "?week=2100-W02").content.decode()
    link = (
        url("add_shift", desk.pk)
        + "?begins=2100-01-11T00%3A00%3A00%2B00%3A00&amp;ends=2100-01-12T00%3A00%3A00%2B00%3A00"
    )
    assert link in rota
    page = client.get(link.replace("&amp;", "&")).content.decode()
    assert 'value="11 January 2100"' in page
    assert 'value="12 January 2100"' in page


@pytest.mark.parametrize("begins", ["soon", "2100-13-01T00:00:00Z", "2100-01-01T00:00:00", "2100-01-01"])
def test_times_in_the_address_that_cannot_be_read_are_left_blank(client, desk, administrator, begins):
    client.force_login(administrator)
    assert client.get(url("add_shift", desk.pk), {"begins": begins}).status_code == 200


def test_the_past_of_a_rota_is_no_alarm(client, desk, worker):
    client.force_login(worker)
    page = client.get(url("rota", desk.pk) + "?week=2020-W10").content.decode()
    assert "Nobody was on" in page
    assert "alarm" not in page
