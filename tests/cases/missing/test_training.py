"""Where a protocol asks for training, who has had it records an interview held; to offer one waits for nobody."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from tests.cases.missing.conftest import People, say
from wayhome.cases.children.models import Episode, Event
from wayhome.cases.partners.actions import record_training
from wayhome.cases.partners.models import User
from wayhome.rules import facts
from wayhome.rules.guidance.protocol import Protocol
from wayhome.rules.refusal import Refusal
from wayhome.rules.training import Course

pytestmark = pytest.mark.django_db


@pytest.fixture
def back(episode: Episode, duty: User) -> Episode:
    """The child is with their family again."""
    for hours, fact in (
        (3, facts.Found(episode=episode.key)),
        (2.5, facts.ReturnDecided(episode=episode.key, safe=True, decided_by="A manager")),
        (2, facts.Returned(episode=episode.key, to=facts.ReturnedTo.FAMILY_HOME)),
    ):
        say(episode, fact, hours=hours, by=duty)
        episode.refresh_from_db()
    return episode


@pytest.fixture
def asked(settings: Any) -> None:
    settings.WAYHOME_PROTOCOL = (Protocol(training_to_interview=(Course.RETURN_INTERVIEWS,)),)


def hold(one: Episode, by: User) -> None:
    say(one, facts.InterviewHeld(covers=(one.key,), interviewer="Sam", independent=True), hours=1, by=by)


def test_where_none_is_asked_for_it_is_recorded(back: Episode, duty: User) -> None:
    hold(back, duty)
    assert Event.objects.filter(kind="InterviewHeld").exists()


@pytest.mark.usefixtures("asked")
def test_without_it_an_offer_is_recorded_and_an_interview_is_not(back: Episode, duty: User) -> None:
    say(back, facts.InterviewOffered(covers=(back.key,), by="Sam", how="By phone"), hours=1.5, by=duty)
    with pytest.raises(Refusal) as refused:
        hold(back, duty)
    assert refused.value.sentence.key == "training.lacked"
    assert {one.kind for one in Event.objects.filter(kind__startswith="Interview")} == {"InterviewOffered"}


@pytest.mark.usefixtures("asked")
def test_with_it_the_interview_is_recorded_until_it_runs_out(
    back: Episode, duty: User, people: People
) -> None:
    today, manager = now().date(), people("team_manager")
    taken = {"taken_on": today - timedelta(days=9), "by": manager, "at": now()}
    record_training(duty, Course.RETURN_INTERVIEWS, valid_until=today - timedelta(days=2), **taken)
    with pytest.raises(Refusal) as refused:
        hold(back, duty)
    assert refused.value.sentence.key == "training.lapsed"
    record_training(duty, Course.RETURN_INTERVIEWS, **taken)
    hold(back, duty)
    assert Event.objects.filter(kind="InterviewHeld").exists()


@pytest.mark.usefixtures("asked")
def test_the_page_says_why_and_asks_nothing(back: Episode, duty: User, client: Client) -> None:
    client.force_login(duty)
    page = client.get(reverse("missing:say", args=[back.pk, "interview-held"])).content.decode()
    assert "Holding return interviews" in page
    assert "Who held the interview?" not in page
    offer = client.get(reverse("missing:say", args=[back.pk, "interview-offered"])).content.decode()
    assert "Who offered it?" in offer
