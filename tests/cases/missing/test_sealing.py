"""A seal acts at once, and is confirmed or undone by somebody else."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from tests.cases.missing.conftest import People, say
from tests.saying import ENGLISH, WELSH
from wayhome.cases.audit.models import Entry
from wayhome.cases.children.chronologies import chronology_of
from wayhome.cases.children.models import Episode, Event, SealReview
from wayhome.cases.children.models.seal import review_due
from wayhome.cases.missing import actions
from wayhome.cases.partners.models import User
from wayhome.rules import facts
from wayhome.rules.refusal import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(people: People) -> User:
    return people("safeguarding_lead", ENGLISH)


@pytest.fixture
def withdrawn(episode: Episode, duty: User) -> Event:
    """A sighting that was put right once and then sealed; the edition by which it was withdrawn."""
    seen = facts.Sighting(episode=episode.key, where="Stand 4", seen_by="A driver")
    row = say(episode, seen, hours=2, by=duty)
    better = facts.Sighting(episode=episode.key, where="Stand 5", seen_by="A driver")
    said = chronology_of(episode.child).by_key[row.key]
    actions.correct(row, better, happened_at=said.happened_at, by=duty, at=row.recorded_at, expects=1)
    actions.seal_and_withdraw(row, "It said where the child is", by=duty, at=now())
    return Event.objects.get(key=row.key, kind="Withdrawn")


def url(row: Event) -> str:
    return reverse("missing:review_seal", args=[row.pk])


def places(row: Event) -> list[str]:
    """Where, as far as anybody can read it."""
    events = chronology_of(row.child).events
    return [event.fact.where for event in events if isinstance(event.fact, facts.Sighting)]


def refused(row: Event, by: User, *, upheld: bool = True) -> str:
    with pytest.raises(Refusal) as refusal:
        actions.review_seal(row, upheld=upheld, by=by, at=now())
    return refusal.value.sentence.key


def test_what_is_sealed_is_gone_before_anybody_reviews_it(withdrawn: Event) -> None:
    assert places(withdrawn) == []
    assert not SealReview.objects.exists()


def test_a_seal_that_is_confirmed_stays(withdrawn: Event, lead: User) -> None:
    actions.review_seal(withdrawn, upheld=True, by=lead, at=now())
    assert places(withdrawn) == []
    entry = Entry.objects.get(verb="review_seal")
    assert (entry.actor_id, entry.detail) == (lead.pk, {"event": withdrawn.pk, "upheld": True})


def test_a_seal_that_is_undone_gives_back_what_it_said_last_and_keeps_the_chain(
    withdrawn: Event, lead: User
) -> None:
    before = Event.objects.filter(key=withdrawn.key).count()
    actions.review_seal(withdrawn, upheld=False, by=lead, at=now())
    assert places(withdrawn) == ["Stand 5"]
    assert Event.objects.filter(key=withdrawn.key).count() == before + 1
    assert [one.edition for one in chronology_of(withdrawn.child).editions if one.key == withdrawn.key] == [
        3,
        4,
    ]
    assert Entry.objects.filter(verb="undo_seal", actor_id=lead.pk).exists()


def test_whoever_sealed_never_reviews_it(withdrawn: Event, duty: User) -> None:
    duty.role = "safeguarding_lead"
    duty.save()
    assert refused(withdrawn, duty) == "missing.own_seal"
    assert refused(withdrawn, duty, upheld=False) == "missing.own_seal"


def test_who_may_not_read_what_was_sealed_reviews_nothing(withdrawn: Event, people: People) -> None:
    assert refused(withdrawn, people("team_manager", ENGLISH)).startswith("access.")
    assert refused(withdrawn, people("safeguarding_lead", WELSH)).startswith("access.")


def test_a_seal_is_reviewed_once(withdrawn: Event, lead: User, people: People) -> None:
    actions.review_seal(withdrawn, upheld=True, by=lead, at=now())
    assert refused(withdrawn, people("governance_lead", ENGLISH)) == "missing.seal_is_reviewed"


def test_what_was_said_anew_in_its_place_is_not_overwritten(
    withdrawn: Event, lead: User, episode: Episode, duty: User
) -> None:
    anew = facts.Sighting(episode=episode.key, where="Stand 6", confirmed=True)
    said = chronology_of(episode.child).editions
    last = next(one for one in said if one.key == withdrawn.key)
    actions.correct(withdrawn, anew, happened_at=last.happened_at, by=duty, at=now(), expects=3)
    assert refused(withdrawn, lead, upheld=False) == "missing.said_since_sealed"
    assert not SealReview.objects.exists()
    actions.review_seal(withdrawn, upheld=True, by=lead, at=now())
    assert places(withdrawn) == ["Stand 6"]


def test_what_is_sealed_again_is_reviewed_again(withdrawn: Event, lead: User, duty: User) -> None:
    actions.review_seal(withdrawn, upheld=False, by=lead, at=now())
    actions.seal_and_withdraw(withdrawn, "It said where the child is", by=duty, at=now())
    again = Event.objects.filter(key=withdrawn.key, kind="Withdrawn").latest("edition")
    assert again != withdrawn
    actions.review_seal(again, upheld=True, by=lead, at=now())
    assert places(withdrawn) == []


@pytest.mark.parametrize(
    ("sealed", "due"),
    [("2026-01-12T21:00", "2026-01-13T23:59"), ("2026-01-16T09:00", "2026-01-19T23:59")],
)
def test_a_review_is_due_by_the_end_of_the_next_working_day(sealed: str, due: str) -> None:
    asked = review_due(datetime.fromisoformat(f"{sealed}+00:00"))
    assert asked is not None
    assert asked.last.strftime("%Y-%m-%dT%H:%M") == due


def test_the_leads_see_what_waits_and_what_is_late(
    client: Client, withdrawn: Event, lead: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(lead)
    page = client.get(reverse("missing:sealed_entries")).content.decode()
    assert ("Waiting for a review" in page, url(withdrawn) in page, "Late" in page) == (True, True, False)
    later = now() + timedelta(days=9)
    monkeypatch.setattr("wayhome.cases.missing.views.sealed.now", lambda: later)
    assert "Late" in client.get(reverse("missing:sealed_entries")).content.decode()


def test_the_page_says_who_sealed_and_why_and_never_what(
    client: Client, withdrawn: Event, lead: User, duty: User
) -> None:
    client.force_login(lead)
    page = client.get(url(withdrawn)).content.decode()
    assert ("It said where the child is" in page, duty.full_name in page) == (True, True)
    assert ("Stand 4" in page, "Stand 5" in page, withdrawn.child.forename in page) == (False, False, False)
    sent = client.post(url(withdrawn), {"upheld": "False"})
    assert sent.url == reverse("missing:sealed_entries")
    assert places(withdrawn) == ["Stand 5"]
    assert "Save the review" not in client.get(url(withdrawn)).content.decode()


def test_for_anybody_else_the_page_is_not_there(client: Client, withdrawn: Event, people: People) -> None:
    for who in (people("team_manager", ENGLISH), people("governance_lead", WELSH)):
        client.force_login(who)
        assert client.get(url(withdrawn)).status_code == 404


def test_the_page_is_of_what_was_sealed_and_of_nothing_else(
    client: Client, withdrawn: Event, lead: User
) -> None:
    client.force_login(lead)
    kept = Event.objects.filter(key=withdrawn.key, kind="Sighting").first()
    assert kept is not None
    assert client.get(url(kept)).status_code == 404
