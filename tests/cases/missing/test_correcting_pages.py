"""Putting right what was said, and sealing what must not be read."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cases.missing.conftest import People, ago, reported, say
from tests.cases.missing.test_report_pages import when
from tests.saying import ENGLISH, FORCE, HOME, WELSH
from tests.sending import submit
from tests.signing_in import BY_PASSWORD_ALONE, equip
from wayhome.cases.audit.models import Entry
from wayhome.cases.children.models import Episode, Event
from wayhome.cases.missing import actions
from wayhome.cases.missing.actions.episodes import ACTS
from wayhome.cases.missing.next_steps import CORRECTED_IN
from wayhome.cases.partners.models import User
from wayhome.rules import facts
from wayhome.rules.moment import Moment
from wayhome.rules.refusal import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def sighting(episode: Episode, duty: User) -> Event:
    return say(
        episode, facts.Sighting(episode=episode.key, where="Stand 4", seen_by="A driver"), hours=2, by=duty
    )


@pytest.fixture
def desk(client: Client, duty: User) -> Client:
    client.force_login(duty)
    return client


def url(name: str, row: Event) -> str:
    return reverse(f"missing:{name}", args=[row.pk])


def correct(client: Client, row: Event, edition: int = 1, **typed: str):
    sent = {
        "where": "Stand 5",
        "confirmed": "True",
        **when("happened_at", 2),
        "edition": str(edition),
        **typed,
    }
    return client.post(url("correct", row), sent)


def test_the_form_begins_with_what_was_said(desk: Client, sighting: Event) -> None:
    page = desk.get(url("correct", sighting))
    assert page.context["form"]["where"].value() == "Stand 4"
    assert 'name="edition" value="1"' in page.content.decode()


def test_what_was_ticked_is_ticked_when_it_is_corrected(desk: Client, episode: Episode, duty: User) -> None:
    say(episode, facts.Found(episode=episode.key), hours=3, by=duty)
    items = (facts.Item.PHONE, facts.Item.WEAPON)
    came_back = facts.CameBackWith(episode=episode.key, items=items, explained=False)
    row = say(episode, came_back, hours=2, by=duty)
    assert desk.get(url("correct", row)).context["form"]["items"].value() == ["phone", "weapon"]
    typed = {"items": "phone", "explained": "False", **when("happened_at", 2), "edition": "1"}
    assert desk.post(url("correct", row), typed).status_code == 302
    assert Event.objects.get(kind="CameBackWith", edition=2).detail["items"] == ["phone"]
    desk.post(url("correct", row), {**typed, "edition": "2"})
    assert Event.objects.filter(kind="CameBackWith").count() == 2, "what says the same is no new edition"


def test_a_moment_of_which_nobody_said_when_it_ended_is_asked_for_anew(
    desk: Client, episode: Episode, duty: User
) -> None:
    say(episode, facts.Found(episode=episode.key), hours=3, by=duty)
    offered = facts.InterviewOffered(covers=(episode.key,))
    actions.say(episode, offered, happened_at=Moment.since(ago(3)), by=duty, at=ago(1))
    page = desk.get(url("correct", Event.objects.get(kind="InterviewOffered")))
    assert page.context["form"]["happened_at"].value() is None


def test_every_kind_that_can_be_said_can_be_corrected_but_an_acknowledgement() -> None:
    assert set(ACTS) - set(CORRECTED_IN) == {"Acknowledged"}


def test_the_report_itself_can_be_corrected_and_keeps_what_was_not_asked(
    desk: Client, episode: Episode
) -> None:
    row = Event.objects.get(pk=episode.pk)
    typed = {"missing_from": "school", "recorded_as": "missing", "circumstances": "Left at noon"}
    sent = desk.post(url("correct", row), {**typed, **when("happened_at", 6), "edition": "1"})
    assert sent.status_code == 302, sent.context["form"].errors
    episode.refresh_from_db()
    assert episode.missing_from == "school"


def test_both_versions_can_be_read_side_by_side(desk: Client, sighting: Event, episode: Episode) -> None:
    assert correct(desk, sighting).status_code == 302
    page = desk.get(url("versions", sighting)).content.decode()
    assert "Stand 4" in page
    assert "Stand 5" in page
    shown = desk.get(reverse("missing:episode", args=[episode.pk])).content.decode()
    assert "Corrected: read every version" in shown


def test_a_correction_made_from_an_old_page_is_refused_and_shows_the_other(
    desk: Client, sighting: Event
) -> None:
    correct(desk, sighting, where="Stand 5")
    refused = correct(desk, sighting, where="Stand 6")
    page = refused.content.decode()
    assert "Somebody has corrected this" in page
    assert "Stand 5" in page
    assert "Stand 6" in page
    assert 'name="edition" value="2"' in page
    assert correct(desk, sighting, edition=2, where="Stand 6").status_code == 302
    assert Event.objects.filter(key=sighting.key).count() == 3


def test_versions_withhold_what_the_page_withholds(client: Client, sighting: Event, worker: User) -> None:
    client.force_login(worker)
    page = client.get(url("versions", sighting)).content.decode()
    assert "Stand 4" not in page
    assert "Withheld" in page


def test_who_may_not_read_all_of_it_cannot_correct_it(
    client: Client, episode: Episode, duty: User, people: People
) -> None:
    supervisor = people("control_room_supervisor", FORCE)
    say(episode, facts.Found(episode=episode.key), hours=3, by=duty)
    decided = facts.ReturnDecided(
        episode=episode.key, safe=True, decided_by="A", child_said="I want to go home"
    )
    row = say(episode, decided, hours=2, by=duty)
    client.force_login(supervisor)
    assert client.get(url("correct", row)).status_code == 404
    with pytest.raises(Refusal) as refused:
        actions.correct(row, decided, happened_at=_moment(row), by=supervisor, at=row.recorded_at, expects=1)
    assert refused.value.sentence.key == "access.part_withheld"


def _moment(row: Event) -> Moment:
    return Moment(row.happened_begins, row.happened_ends)


def test_what_is_sealed_is_unreadable_and_its_place_says_so(
    desk: Client, sighting: Event, episode: Episode
) -> None:
    sent = submit(desk, url("seal", sighting), {"reason": "It said where the child is"})
    assert sent.url == reverse("missing:episode", args=[episode.pk])
    page = desk.get(sent.url).content.decode()
    assert "Stand 4" not in page
    assert "Sealed" in page
    assert desk.get(url("correct", sighting)).status_code == 404
    assert desk.get(url("versions", sighting)).status_code == 404
    assert desk.get(url("sealed", sighting)).status_code == 404


@pytest.mark.parametrize("role", ["governance_lead", "safeguarding_lead"])
def test_the_two_leads_read_what_was_sealed_and_that_is_kept(
    client: Client, sighting: Event, people: People, duty: User, role: str
) -> None:
    actions.seal_and_withdraw(sighting, "It was about another child", by=duty, at=sighting.recorded_at)
    client.force_login(people(role, ENGLISH))
    assert url("sealed", sighting) in client.get(reverse("missing:sealed_entries")).content.decode()
    assert "Stand 4" in client.get(url("sealed", sighting)).content.decode()
    assert Entry.objects.filter(verb="read_sealed").count() == 1


def test_whoever_reads_a_sealed_entry_is_told_of_which_child_by_number(
    client: Client, people: People, sighting: Event, desk: Client
) -> None:
    submit(desk, url("seal", sighting), {"reason": "It was about another child"})
    client.force_login(people("governance_lead", ENGLISH))
    page = client.get(url("sealed", sighting)).content.decode()
    assert (f"child {sighting.child_id}," in page, sighting.child.forename in page) == (True, False)


def test_a_lead_elsewhere_reads_nothing_sealed_here(
    client: Client, sighting: Event, people: People, duty: User
) -> None:
    actions.seal_and_withdraw(sighting, "It was about another child", by=duty, at=sighting.recorded_at)
    client.force_login(people("governance_lead", WELSH))
    assert client.get(url("sealed", sighting)).status_code == 404
    assert list(client.get(reverse("missing:sealed_entries")).context["rows"]) == []


def test_sealing_and_reading_what_was_sealed_ask_again_who_it_is(
    client: Client, sighting: Event, people: People, duty: User
) -> None:
    again = reverse("account_reauthenticate")
    BY_PASSWORD_ALONE(client, equip(duty))
    reason = {"reason": "It was about another child"}
    assert submit(client, url("seal", sighting), reason).headers["Location"].startswith(again)
    actions.seal_and_withdraw(sighting, reason["reason"], by=duty, at=sighting.recorded_at)
    BY_PASSWORD_ALONE(client, equip(people("governance_lead", ENGLISH)))
    assert client.get(url("sealed", sighting)).headers["Location"].startswith(again)
    assert not Entry.objects.filter(verb="read_sealed").exists()


def test_sealing_the_report_takes_the_episode_away(desk: Client, worker: User) -> None:
    episode = reported(worker)
    row = Event.objects.get(pk=episode.pk)
    assert submit(desk, url("seal", row), {"reason": "It was about another child"}).url == "/"
    assert not Episode.objects.exists()


def test_who_may_not_correct_finds_no_page(client: Client, sighting: Event, people: People) -> None:
    client.force_login(people("registered_manager", HOME))
    for name in ("correct", "seal"):
        assert client.get(url(name, sighting)).status_code == 404
        assert client.post(url(name, sighting)).status_code == 404
    client.force_login(people("duty_worker", WELSH))
    assert client.get(url("versions", sighting)).status_code == 404
