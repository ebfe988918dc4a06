"""One episode's page: what it shows to whom, and what it offers."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cases.missing.conftest import People, agency, ago, reported, say
from tests.saying import ENGLISH, FORCE, HOME, WELSH
from wayhome.cases.children.actions import relate
from wayhome.cases.children.actions.statements import state
from wayhome.cases.children.models import Episode
from wayhome.cases.missing import actions
from wayhome.cases.missing.reports import PoliceTold
from wayhome.cases.partners.models import Agency, User
from wayhome.rules import facts
from wayhome.rules.access import RelationKind
from wayhome.rules.guidance.protocol import DEFAULT
from wayhome.rules.moment import Moment, day_of
from wayhome.ui.wording import say as in_words

pytestmark = pytest.mark.django_db


def page_of(client: Client, episode: Episode, by: User):
    client.force_login(by)
    return client.get(reverse("missing:episode", args=[episode.pk]))


def slugs(page) -> set[str]:
    return {step.slug for _, steps in page.context["steps"] for step in steps}


def test_what_is_not_shared_is_not_there(client: Client, episode: Episode, people: People) -> None:
    stranger = people("duty_worker", WELSH)
    assert page_of(client, episode, stranger).status_code == 404
    for name, more in (("tell_police", []), ("tell_agency", []), ("say", ["found"])):
        url = reverse(f"missing:{name}", args=[episode.pk, *more])
        assert (client.get(url).status_code, client.post(url).status_code) == (404, 404)
    assert client.post(reverse("missing:acknowledge", args=[episode.pk])).status_code == 404


def test_police_not_told_is_said_in_words_until_they_hold_it(
    client: Client, episode: Episode, duty: User
) -> None:
    assert "POLICE NOT TOLD" in page_of(client, episode, duty).content.decode()
    told = PoliceTold(force=agency(FORCE), at=Moment.at(ago(1)), reference="LOG-1")
    actions.tell_police(episode, told, by=duty, at=ago(1))
    assert "POLICE NOT TOLD" not in page_of(client, episode, duty).content.decode()


def test_everything_due_leads_to_its_source_and_to_what_it_rests_on(
    client: Client, episode: Episode, duty: User
) -> None:
    page = page_of(client, episode, duty).content.decode()
    assert "Not checked against the original" in page
    assert f'href="#event-{episode.pk}"' in page
    assert f'id="event-{episode.pk}"' in page


def test_where_the_child_is_is_withheld_from_a_home_and_shown_to_police(
    client: Client, episode: Episode, people: People, worker: User
) -> None:
    say(
        episode,
        facts.Sighting(episode=episode.key, where="Stand 4"),
        hours=2,
        by=people("coordinator", FORCE),
    )
    to_home = page_of(client, episode, worker).content.decode()
    assert "Stand 4" not in to_home
    assert "The front door" not in to_home
    assert "Withheld" in to_home
    assert "Stand 4" in page_of(client, episode, people("coordinator", FORCE)).content.decode()


def test_what_the_child_said_is_withheld_from_the_control_room(
    client: Client, episode: Episode, people: People, duty: User
) -> None:
    key = episode.key
    say(episode, facts.Found(episode=key), hours=3, by=duty)
    decided = facts.ReturnDecided(
        episode=key, safe=True, decided_by="A manager", child_said="I am afraid of him"
    )
    say(episode, decided, hours=2, by=duty)
    shown = page_of(client, episode, people("control_room_supervisor", FORCE)).content.decode()
    assert "I am afraid of him" not in shown
    assert "A manager" in shown


@pytest.mark.parametrize(
    ("role", "of", "offered"),
    [
        ("school_safeguarding_lead", HOME, set()),
        (
            "residential_worker",
            HOME,
            {
                "whereabouts",
                "sighting",
                "enquiry",
                "contact",
                "another-force",
                "meeting",
                "found",
                "recovered",
                "returned",
            },
        ),
        ("safeguarding_lead", ENGLISH, set()),
    ],
)
def test_only_what_this_person_may_say_now_is_offered(
    client: Client, episode: Episode, people: People, role: str, of: facts.Agency, offered: set[str]
) -> None:
    assert slugs(page_of(client, episode, people(role, of))) == offered


def test_whoever_opens_the_door_says_that_the_child_is_back_and_is_told_that_police_must_hear(
    client: Client, episode: Episode, people: People
) -> None:
    carer = people("foster_carer", ENGLISH)
    relate(episode.child, carer, RelationKind.CARES_FOR, because="foster_care", by=carer, at=ago(5))
    assert {"found", "returned"} <= slugs(page_of(client, episode, carer))
    assert "found-dead" not in slugs(page_of(client, episode, carer))
    for who, is_told in ((carer, True), (people("control_room_supervisor", FORCE), False)):
        client.force_login(who)
        for slug in ("found", "returned"):
            shown = client.get(reverse("missing:say", args=[episode.pk, slug])).content.decode()
            assert ("does not tell police" in shown) is is_told
    client.force_login(carer)
    shown = client.get(reverse("missing:say", args=[episode.pk, "recovered"])).content.decode()
    assert "does not tell police" not in shown


def test_what_is_offered_follows_how_the_episode_stands(client: Client, episode: Episode, duty: User) -> None:
    assert {"found", "risk"} <= slugs(page_of(client, episode, duty))
    say(episode, facts.Found(episode=episode.key), hours=2, by=duty)
    found = slugs(page_of(client, episode, duty))
    assert {"returned", "interview-held", "safe-to-return"} <= found
    assert not {"found", "risk", "close"} & found


def test_a_page_for_an_act_of_another_role_is_not_there(
    client: Client, episode: Episode, worker: User
) -> None:
    client.force_login(worker)
    assert client.get(reverse("missing:say", args=[episode.pk, "risk"])).status_code == 404
    assert client.get(reverse("missing:say", args=[episode.pk, "nonsense"])).status_code == 404


def test_found_and_not_returned_ages_with_an_owner(client: Client, episode: Episode, duty: User) -> None:
    say(episode, facts.Found(episode=episode.key), hours=3, by=duty)
    plan = facts.CollectionPlanned(
        episode=episode.key, collector="A worker", collect_by=Moment.at(ago(1)), waits_at="A police station"
    )
    say(episode, plan, hours=2.5, by=duty)
    page = page_of(client, episode, duty).content.decode()
    assert "not yet back" in page
    assert "Simulated E-A sees to it" in page
    assert "Who collects the child: A worker" in page
    assert "Overdue" in page


def test_a_child_with_an_adult_waits_for_no_collection_and_is_not_sent_where_it_is_unsafe(
    client: Client, episode: Episode, duty: User
) -> None:
    say(episode, facts.Found(episode=episode.key), hours=3, by=duty)
    assert "Nobody has said who collects the child" in page_of(client, episode, duty).content.decode()
    say(episode, facts.Recovered(episode=episode.key, by="An aunt"), hours=2, by=duty)
    unsafe = facts.ReturnDecided(
        episode=episode.key, safe=False, decided_by="A manager", instead=facts.InsteadOfReturn.ACCOMMODATION
    )
    say(episode, unsafe, hours=1, by=duty)
    page = page_of(client, episode, duty).content.decode()
    assert "Nobody has said who collects the child" not in page
    assert "is brought back" not in page
    assert "Simulated E-A sees to it that the child has somewhere safe to stay" in page


def test_a_death_leaves_only_the_notifications_to_be_done(
    client: Client, episode: Episode, duty: User, people: People
) -> None:
    say(episode, facts.FoundDead(episode=episode.key), hours=1, by=duty)
    page = page_of(client, episode, duty)
    assert slugs(page) == {"not-done", "notice", "serious-event"}
    assert not [one for one in page.context["read"].pressing if "interview" in one.finding.rule]
    assert page_of(client, episode, people("registered_manager", HOME)).status_code == 404


def test_an_acknowledgement_is_one_button_pressed_once(client: Client, episode: Episode, duty: User) -> None:
    assert "Acknowledge this report" in page_of(client, episode, duty).content.decode()
    url = reverse("missing:acknowledge", args=[episode.pk])
    client.post(url)
    said_again = client.post(url, follow=True).content.decode()
    assert "acknowledged this report already" in said_again
    assert "Acknowledge this report" not in said_again
    assert client.get(url).status_code == 405


def test_its_queries_do_not_grow_with_what_was_said(client: Client, worker: User, duty: User) -> None:
    short, long = reported(worker), reported(worker, name="Sam")
    for number in range(20):
        say(long, facts.Enquiry(episode=long.key, what=f"Call {number}"), hours=2, by=duty)
    page_of(client, short, duty)
    counts = []
    for one in (short, long):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(reverse("missing:episode", args=[one.pk])).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_once_found_the_page_says_who_may_be_told_and_that_nobody_else_is(
    client: Client, episode: Episode, duty: User, worker: User
) -> None:
    friend = {"contact": facts.ContactKind.PERSON, "episode": episode.key}
    cleared = facts.Contact(value="Alex", role="brother", may_be_told=facts.MayBeTold.SAFE, **friend)
    say(episode, cleared, hours=3, by=duty)
    say(episode, facts.Contact(value="Big Dave", **friend), hours=3, by=duty)
    say(episode, facts.Found(episode=episode.key), hours=2, by=duty)
    page = page_of(client, episode, duty)
    assert [one.event.fact.value for one in page.context["read"].to_be_told] == ["Alex"]
    assert "Alex (brother): That the child is safe" in page.content.decode()
    to_home = page_of(client, episode, worker).content.decode()
    assert "Alex" not in to_home
    assert "Nobody else is told anything" in to_home


def test_a_child_who_turns_18_while_missing_stays_open_with_police(client: Client, duty: User) -> None:
    day = day_of(ago(30))
    born = date(day.year - 18, day.month, min(day.day, 28))
    episode = reported(duty, hours=24 * 8, born=born)
    page = page_of(client, episode, duty)
    assert "turned 18 while missing" in page.content.decode()
    assert "close" not in slugs(page)
    disputed = facts.AgeDisputed(reason="Two assessments differ")
    state(episode.child, disputed, happened_at=Moment.at(ago(1)), by=duty, at=ago(1))
    page = page_of(client, episode, duty).content.decode()
    assert "turned 18 while missing" not in page
    assert "Age disputed: treated as a child" in page


def test_a_late_interview_says_who_held_it_and_what_had_gone_before_its_owner_knew(
    client: Client, people: People, duty: User
) -> None:
    """Police told the authority after 31 hours, it told a provider after 13, who saw the child after 40 more."""
    back = ago(100).replace(second=0)

    def say_it(fact: facts.Fact, hours: float, by: User) -> None:
        at = back + timedelta(hours=hours)
        actions.say(episode, fact, happened_at=Moment.at(at), by=by, at=at + timedelta(seconds=40))

    supervisor = people("control_room_supervisor", FORCE)
    provider = Agency.objects.create(code="rhi", name="Listening Post", kind="interview_provider")
    Agency.objects.filter(code=ENGLISH.code).update(
        joined_at=None
    )  # it has nothing before it until it is told
    episode = reported(supervisor, hours=130)
    key = episode.key
    say_it(facts.Found(episode=key), 0, supervisor)
    say_it(facts.ReturnDecided(episode=key, safe=True, decided_by="A", child_said="Yes"), 0, supervisor)
    say_it(facts.Returned(episode=key, to=facts.ReturnedTo.PLACEMENT), 0, supervisor)
    for told, hours in ((agency(ENGLISH), 31), (provider, 44)):
        at = back + timedelta(hours=hours)
        actions.tell_agency(episode, told, Moment.at(at), that="Returned", by=supervisor, at=at)
    say_it(facts.InterviewHeld(covers=(key,)), 84, duty)
    page = page_of(client, episode, supervisor)
    (late,) = [one for one in page.context["read"].settled if one.finding.rule == "england.return_interview"]
    assert late.held is not None
    assert [(row.who, in_words(row.length)) for row in late.held.rows] == [
        ("Simulated E-P", "31 hours"),
        ("Simulated E-A", "13 hours"),
        ("Listening Post", "40 hours"),
    ]
    words = page.content.decode()
    assert "31 hours had gone before Simulated E-A was told. The limit stays where it was." in words
    assert ": 84 hours</caption>" in words


def test_a_meeting_is_called_what_the_partnership_calls_it_wherever_it_is_spoken_of(
    client: Client, episode: Episode, duty: User, settings: Any
) -> None:
    say(episode, facts.MissingMeeting(episode=episode.key, agreed="Look at the station"), hours=2, by=duty)
    for name, shown in (("CMET", "CMET"), ("Tom & Jo’s <meeting>", "Tom &amp; Jo’s &lt;meeting&gt;")):
        settings.WAYHOME_PROTOCOL = (replace(DEFAULT, names=(("missing_meeting", name),)),)
        page = page_of(client, episode, duty).content.decode()
        assert f"{shown} at 1 day" in page
        assert f">{shown} held</a>" in page
        assert re.search(f'moj-timeline__title">{shown}<', page)
        form = client.get(reverse("missing:say", args=[episode.pk, "meeting"])).content.decode()
        assert f">{shown} held</h1>" in form
        assert "Missing meeting" not in page + form
