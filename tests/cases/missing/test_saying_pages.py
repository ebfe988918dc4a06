"""The pages on which something is said of an episode."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from tests.cases.missing.conftest import People, agency, ago, reported, say
from tests.cases.missing.test_report_pages import when
from tests.saying import ENGLISH, FORCE, HOME, WELSH
from wayhome.cases.audit.models import Entry
from wayhome.cases.children.actions import answer_reason
from wayhome.cases.children.models import Episode, Event, Finding, Relation, Telling
from wayhome.cases.children.reading.known import known_of
from wayhome.cases.missing import actions
from wayhome.cases.missing.next_steps import STEPS
from wayhome.cases.missing.reports import Report
from wayhome.cases.partners.models import Agency, User
from wayhome.rules import facts
from wayhome.rules.facts import ReturnDecided
from wayhome.rules.moment import Moment

pytestmark = pytest.mark.django_db


def post(client: Client, episode: Episode, slug: str, hours: float = 0.1, **typed: object):
    url = reverse("missing:say", args=[episode.pk, slug])
    sent = client.post(url, {**when("happened_at", hours), **typed})
    episode.refresh_from_db()
    return sent


def said(kind: str) -> dict[str, object]:
    return Event.objects.get(kind=kind).detail


def found(episode: Episode, by: User) -> None:
    say(episode, facts.Found(episode=episode.key), hours=3, by=by)


@pytest.fixture
def desk(client: Client, duty: User) -> Client:
    client.force_login(duty)
    return client


def test_every_kind_of_step_has_a_page_that_can_be_opened(desk: Client, episode: Episode) -> None:
    pages = {
        step.slug: desk.get(reverse("missing:say", args=[episode.pk, step.slug])).status_code
        for step in STEPS
    }
    assert set(pages.values()) == {200}


def test_a_fact_is_said_and_leaves_an_entry(desk: Client, episode: Episode) -> None:
    sent = post(desk, episode, "enquiry", what="Called the friend's mother")
    assert sent.url == reverse("missing:episode", args=[episode.pk])
    assert said("Enquiry")["what"] == "Called the friend's mother"
    assert Entry.objects.filter(verb="say_Enquiry").exists()


def test_the_same_page_sent_twice_says_it_once(desk: Client, episode: Episode) -> None:
    form = desk.get(reverse("missing:say", args=[episode.pk, "sighting"])).context["form"]
    for _ in range(2):
        post(desk, episode, "sighting", where="Stand 4", confirmed="None", token=form["token"].value())
    assert Event.objects.filter(kind="Sighting").count() == 1


def test_a_token_cannot_write_over_something_else(desk: Client, episode: Episode) -> None:
    post(desk, episode, "enquiry", what="First", token="a" * 32)
    post(desk, episode, "sighting", where="Stand 4", confirmed="None", token="a" * 32)
    assert said("Enquiry")["what"] == "First"
    assert Event.objects.get(kind="Sighting").edition == 1


def test_known_needs_a_named_adult_how_and_whether_it_is_of_concern(desk: Client, episode: Episode) -> None:
    errors = post(desk, episode, "whereabouts", standing="known").context["form"].errors
    assert "verified_by" in errors
    post(desk, episode, "whereabouts", hours=0.5, standing="claimed")
    assert episode.standing == "missing"
    known = {"standing": "known", "verified_by": "Her aunt", "how": "Saw her", "where": "At the aunt's"}
    post(desk, episode, "whereabouts", hours=0.3, **known, place_of_concern="True")
    assert episode.standing == "missing"
    post(desk, episode, "whereabouts", **known, place_of_concern="False")
    assert episode.standing == "whereabouts_known"


def test_no_apparent_risk_needs_a_time_of_review(desk: Client, episode: Episode) -> None:
    typed = {"level": "no_apparent_risk", "rationale": "With her aunt."}
    assert "review_by" in post(desk, episode, "risk", **typed).context["form"].errors
    post(desk, episode, "risk", **typed, **when("review_by", -6))
    assert said("RiskAssessed")["assessor"] == "Simulated duty_worker"


def test_a_person_may_be_told_nothing_unless_somebody_says_so(desk: Client, episode: Episode) -> None:
    form = desk.get(reverse("missing:say", args=[episode.pk, "contact"])).context["form"]
    assert form["may_be_told"].value() == "nothing"
    post(desk, episode, "contact", contact="person", value="Alex", may_be_told="nothing")
    assert said("Contact")["episode"] == episode.key


def test_what_cannot_follow_is_refused_on_the_page(desk: Client, episode: Episode) -> None:
    refused = post(desk, episode, "close")
    assert "cannot be said now" in refused.content.decode()


def test_a_notice_given_in_time_may_be_written_down_once_the_child_is_found(
    desk: Client, episode: Episode, duty: User
) -> None:
    found(episode, duty)
    assert (
        "however late you write it down"
        in desk.get(reverse("missing:say", args=[episode.pk, "notice"])).content.decode()
    )
    sent = post(desk, episode, "notice", hours=4, notice="missing_persons_unit")
    assert sent.url == reverse("missing:episode", args=[episode.pk])
    answers = {one.rule: one.state for one in known_of(episode.child, at=ago(0)).findings}
    assert answers["uk.missing_persons_unit_told"] == "met"


def test_a_child_who_comes_back_was_found_by_that_and_is_asked_first(desk: Client, episode: Episode) -> None:
    assert "decided_by" in post(desk, episode, "returned", to="placement").context["form"].errors
    unasked = post(desk, episode, "returned", to="placement", decided_by="A manager")
    assert "child_said" in unasked.context["form"].errors
    assert not Event.objects.filter(kind__in=("Found", "Returned")).exists()
    post(desk, episode, "returned", to="placement", decided_by="A manager", child_said="Glad to be back")
    assert episode.standing == "returned"
    assert said("Found")["by"] == "returned"
    assert said("ReturnDecided")["safe"] is True
    assert Finding.objects.filter(child=episode.child, rule="england.return_interview_offer").exists()


def test_not_safe_needs_what_happens_instead_and_stops_the_return_there(
    desk: Client, episode: Episode, duty: User
) -> None:
    found(episode, duty)
    typed = {"safe": "False", "decided_by": "A manager", "child_said": "No"}
    assert "instead" in post(desk, episode, "safe-to-return", **typed).context["form"].errors
    post(desk, episode, "safe-to-return", **typed, instead="police_protection")
    assert (
        "Not safe to return there" in desk.get(reverse("missing:episode", args=[episode.pk])).content.decode()
    )
    assert "to" in post(desk, episode, "returned", to="family_home").context["form"].errors
    post(desk, episode, "returned", to="other_placement")
    assert episode.standing == "returned"


def test_declined_needs_the_child_spoken_to_and_by_whom(desk: Client, episode: Episode, duty: User) -> None:
    found(episode, duty)
    refused = post(desk, episode, "interview-answered", answer="declined", spoken_to="False")
    assert "answer" in refused.context["form"].errors
    refused = post(desk, episode, "interview-answered", answer="declined", spoken_to="True")
    assert "by" in refused.context["form"].errors
    post(desk, episode, "interview-answered", answer="not_reached", spoken_to="False")
    assert said("InterviewAnswered")["answer"] == "not_reached"


def returned(episode: Episode, by: User, hours: float) -> None:
    key = episode.key
    say(episode, facts.Found(episode=key), hours=hours, by=by)
    say(episode, ReturnDecided(episode=key, safe=True, decided_by="A", child_said="Yes"), hours=hours, by=by)
    say(episode, facts.Returned(episode=key, to=facts.ReturnedTo.PLACEMENT), hours=hours, by=by)


def test_one_interview_may_cover_several_episodes(desk: Client, worker: User, duty: User) -> None:
    first = reported(worker, hours=90)
    returned(first, duty, hours=80)
    again = Report(
        missing=facts.Missing(missing_from=facts.MissingFrom.CHILDRENS_HOME),
        last_seen_at=Moment.at(ago(20)),
        children=(first.child,),
    )
    (second,) = actions.report_missing(again, by=worker, at=ago(19))
    returned(second, duty, hours=5)
    post(
        desk,
        second,
        "interview-held",
        interviewer="An interviewer",
        independent="True",
        covers=[first.key, second.key],
    )
    assert set(said("InterviewHeld")["covers"]) == {first.key, second.key}
    left = Finding.objects.filter(child=first.child, rule="england.return_interview")
    assert not left.exists()


def test_what_a_child_told_is_ticked_and_asks_for_a_decision(
    desk: Client, episode: Episode, duty: User
) -> None:
    returned(episode, duty, hours=5)
    ticked = {"push": ["conflict", "forced_to_leave"], "dangers": ["violence"]}
    post(desk, episode, "interview-held", interviewer="A", independent="True", **ticked)
    held = said("InterviewHeld")
    assert {name: held[name] for name in ticked} == ticked
    assert "pull" not in held
    open_rules = {one.rule for one in Finding.objects.filter(child=episode.child, state="open")}
    assert {"alert.harm_at_home", "alert.danger_told"} <= open_rules


def test_what_a_child_came_back_with_is_something_and_explained_or_not(
    desk: Client, episode: Episode, duty: User
) -> None:
    found(episode, duty)
    refused = post(desk, episode, "came-back-with")
    assert {"items", "explained"} <= set(refused.context["form"].errors)
    post(desk, episode, "came-back-with", items=["phone", "injuries"], explained="None")
    assert said("CameBackWith") == {"episode": episode.key, "items": ["phone", "injuries"]}
    open_rules = {one.rule for one in Finding.objects.filter(child=episode.child, state="open")}
    assert "alert.came_back_with" in open_rules


def test_a_carers_account_leaves_the_interview_due(desk: Client, episode: Episode, duty: User) -> None:
    returned(episode, duty, hours=2)
    page = desk.get(reverse("missing:say", args=[episode.pk, "carer-account"])).content.decode()
    assert "never counts as the interview held" in page
    post(desk, episode, "carer-account", account="She seemed quiet")
    assert Finding.objects.filter(child=episode.child, rule="england.return_interview", state="due").exists()


def test_what_is_not_done_is_chosen_from_what_is_due_and_waits_for_somebody_else(
    desk: Client, episode: Episode, duty: User, people: People
) -> None:
    returned(episode, duty, hours=2)
    form = desk.get(reverse("missing:say", args=[episode.pk, "not-done"])).context["form"]
    offered = [value for value, _ in form.fields["what"].choices]
    assert "england.return_interview|" in offered
    assert not [value for value in offered if "offer" in value]
    post(
        desk,
        episode,
        "not-done",
        what="england.return_interview|",
        reason="Moved abroad",
        decided_by="A manager",
    )
    assert Finding.objects.filter(child=episode.child, rule="england.return_interview").exists()
    form = desk.get(reverse("missing:say", args=[episode.pk, "not-done"])).context["form"]
    assert "england.return_interview|" not in [value for value, _ in form.fields["what"].choices]
    page = desk.get(reverse("missing:episode", args=[episode.pk])).content.decode()
    assert "Reason given, waits for agreement" in page
    answer_reason(Event.objects.get(kind="NotDone"), True, "", by=people("team_manager"), at=now())
    assert not Finding.objects.filter(child=episode.child, rule="england.return_interview").exists()


def test_a_death_must_be_confirmed_and_may_end_ones_own_part(
    client: Client, people: People, worker: User
) -> None:
    episode = reported(worker)
    manager = people("registered_manager", worker.agency.as_fact())
    client.force_login(manager)
    assert "sure" in post(client, episode, "found-dead").context["form"].errors
    assert post(client, episode, "found-dead", sure="on").url == "/"
    assert episode.standing == "found_dead"


def test_a_death_is_acknowledged_without_a_green_banner(desk: Client, episode: Episode) -> None:
    post(desk, episode, "found-dead", sure="on")
    page = desk.get(reverse("missing:episode", args=[episode.pk])).content.decode()
    assert "only police, the authorities and those allocated there can read this record" in page
    assert "Everyone who works on this episode can see it" not in page
    assert "notification-banner--success" not in page


def test_closed_and_opened_again(desk: Client, episode: Episode, duty: User) -> None:
    returned(episode, duty, hours=2)
    post(desk, episode, "close", hours=0.5)
    assert episode.standing == "closed"
    assert "reason" in post(desk, episode, "reopen").context["form"].errors
    post(desk, episode, "reopen", reason="New information")
    assert episode.standing == "returned"


def test_police_told_later_with_their_reference(desk: Client, episode: Episode) -> None:
    url = reverse("missing:tell_police", args=[episode.pk])
    desk.post(url, {"force": agency(FORCE).pk, **when("at", 1), "reference": ""})
    episode.refresh_from_db()
    assert not episode.police_told
    desk.post(url, {"force": agency(FORCE).pk, **when("at", 1), "reference": "LOG-2"})
    episode.refresh_from_db()
    assert episode.police_told


def test_an_authority_is_told_of_missing_and_of_found(desk: Client, episode: Episode, duty: User) -> None:
    url = reverse("missing:tell_agency", args=[episode.pk])
    typed = {"agency": agency(ENGLISH).pk, **when("told_at", 1)}
    assert desk.post(url, {**typed, "that": "Found"}).status_code == 200
    found(episode, duty)
    assert desk.post(url, {**typed, "that": "Found"}).status_code == 302
    told = Event.objects.get(kind="Found").tellings.filter(
        to=agency(ENGLISH), at_begins__gt=ago(1.1), stated=True
    )
    assert told.exists()


def test_an_authority_told_that_the_child_is_back_knows_that_the_child_was_found(
    desk: Client, episode: Episode, duty: User
) -> None:
    returned(episode, duty, hours=2)
    url = reverse("missing:tell_agency", args=[episode.pk])
    typed = {"agency": agency(WELSH).pk, **when("told_at", 1), "that": "Returned"}
    assert desk.post(url, typed).status_code == 302
    told = Telling.objects.filter(to=agency(WELSH), stated=True).values_list("event__kind", flat=True)
    assert sorted(told) == ["Found", "Returned"]


def test_the_interview_is_handed_to_a_provider_once_there_is_one_to_hold(
    desk: Client, episode: Episode, duty: User
) -> None:
    provider = Agency.objects.create(code="rhi", name="Listening Post", kind="interview_provider")
    url = reverse("missing:tell_agency", args=[episode.pk])
    typed = {"agency": provider.pk, **when("told_at", 1)}
    assert "agency" in desk.post(url, {**typed, "that": "Missing"}).context["form"].errors
    returned(episode, duty, hours=2)
    assert desk.post(url, {**typed, "that": "Returned"}).status_code == 302
    told = Event.objects.get(kind="Returned").tellings.get(to=provider)
    assert told.stated
    assert Relation.objects.get(child=episode.child, agency=provider).kind == "referred"


def test_of_two_returns_only_the_one_that_had_happened_is_told(
    desk: Client, episode: Episode, duty: User
) -> None:
    key = episode.key
    found(episode, duty)
    say(episode, facts.Returned(episode=key, to=facts.ReturnedTo.CUSTODY), hours=3, by=duty)
    say(episode, ReturnDecided(episode=key, safe=True, decided_by="A", child_said="Yes"), hours=1, by=duty)
    say(episode, facts.Returned(episode=key, to=facts.ReturnedTo.PLACEMENT), hours=1, by=duty)
    url = reverse("missing:tell_agency", args=[episode.pk])
    desk.post(url, {"agency": agency(WELSH).pk, **when("told_at", 2), "that": "Returned"})
    told = Telling.objects.filter(to=agency(WELSH), event__kind="Returned")
    assert [one.event.detail["to"] for one in told] == ["custody"]


def test_a_time_still_to_come_is_refused_at_its_box(desk: Client, episode: Episode) -> None:
    refused = post(desk, episode, "enquiry", hours=-30, what="Call")
    assert "happened_at" in refused.context["form"].errors


def test_a_registered_manager_states_a_serious_event_and_gives_the_notice_that_falls_on_the_home(
    client: Client, episode: Episode, people: People
) -> None:
    manager = people("registered_manager", HOME)
    client.force_login(manager)
    page = client.get(reverse("missing:episode", args=[episode.pk])).content.decode()
    assert "This is a serious event" in page
    assert "Somebody outside was told" not in page
    judged = {"event": "childrens_home", "reason": "A crime against her", "decided_by": "The manager"}
    post(client, episode, "serious-event", hours=2, **judged)
    form = client.get(reverse("missing:say", args=[episode.pk, "notice"])).context["form"]
    assert [value for value, _ in form.fields["notice"].choices] == ["serious_event"]
    post(client, episode, "notice", hours=1, notice="serious_event")
    answers = {one.rule: one for one in known_of(episode.child, at=ago(0)).findings}
    notified = answers["england.serious_event_notified"]
    assert (notified.state, notified.owner.code) == ("met", HOME.code)


def test_what_nobody_asks_for_is_not_offered_as_a_notice(desk: Client, episode: Episode) -> None:
    form = desk.get(reverse("missing:say", args=[episode.pk, "notice"])).context["form"]
    offered = {value for value, _ in form.fields["notice"].choices}
    assert "missing_persons_unit" in offered
    assert offered.isdisjoint({"director", "rapid_review", "grade_confirmed", "serious_event"})
