"""Two people who change the same thing: the second sees what it has come to, and by whom, before theirs is saved."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from tests.cases.children.conftest import agency
from tests.cases.children.patterns import times_missing
from tests.promises.halves import Ready, agreeing, opening_in_an_emergency, sharing
from tests.promises.hands import Hands
from tests.saying import ENGLISH, WELSH, WELSH_FORCE
from tests.signing_in import equip
from wayhome.cases.children.actions import record
from wayhome.cases.children.actions.allocation import allocate
from wayhome.cases.children.actions.restricting import restrict
from wayhome.cases.children.models import Child, Event, Relation, Restriction, SealReview
from wayhome.cases.emergency.models import Opening
from wayhome.cases.missing.actions import say, seal_and_withdraw
from wayhome.cases.partners.actions import deactivate_user, put_on_shift
from wayhome.cases.partners.models import Shift, Team, Training, User
from wayhome.cases.sharing.models import Agreement, Share
from wayhome.rules.access import RestrictionKind
from wayhome.rules.facts import NotDone, Sighting
from wayhome.rules.moment import Moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(partnership: User) -> Ready:
    return Ready(partnership)


def both(role: str, of: object = ENGLISH) -> tuple[Hands, Hands]:
    return Hands("First", role, of), Hands("Second", role, of)  # type: ignore[arg-type]


@pytest.fixture
def worker(ready: Ready) -> User:
    return ready.who("duty_worker", name="Wes Worker")


def test_a_role(worker: User) -> None:
    first, second = both("administrator")
    url = reverse("partners:change_role", args=[worker.pk])
    theirs, mine = first.open(url) | {"role": "team_manager"}, second.open(url) | {"role": "social_worker"}
    first.saves(url, theirs)
    again = second.is_shown(url, mine, first, "Changed a role", "Team manager")
    worker.refresh_from_db()
    assert worker.role == "team_manager"
    second.saves(url, again)
    worker.refresh_from_db()
    assert worker.role == "social_worker"


def test_an_agency(ready: Ready) -> None:
    first, second = both("administrator")
    url = reverse("partners:change_agency", args=[WELSH.code])
    theirs = first.open(url) | {
        "name": "Theirs",
        "nation": "",
        "joined_at_day": "2/3/2026",
        "joined_at_time": "9:00",
    }
    mine = second.open(url) | {"name": "Mine", "nation": "wales"}
    first.saves(url, theirs)
    words = ("Changed what is known of an agency", "Theirs", "England and Wales", "2 Mar 2026")
    again = second.is_shown(url, mine, first, *words)
    welsh = agency(WELSH)
    assert (welsh.name, welsh.nation) == ("Theirs", "")
    second.saves(url, again)
    welsh.refresh_from_db()
    assert (welsh.name, welsh.nation) == ("Mine", "wales")


def test_a_role_and_the_account_are_one_thing(worker: User) -> None:
    first, second = both("administrator")
    url = reverse("partners:close_account", args=[worker.pk])
    mine = second.open(url)
    role = reverse("partners:change_role", args=[worker.pk])
    first.saves(role, first.open(role) | {"role": "team_manager"})
    second.saves(url, second.is_shown(url, mine, first, "Team manager"))


@pytest.mark.parametrize("page", ["open_account", "reset_second_factor"])
def test_an_account(page: str, worker: User) -> None:
    first, second = both("administrator")
    if page == "open_account":
        deactivate_user(worker, by=first.user, at=now())
    else:
        equip(worker)
    url = reverse(f"partners:{page}", args=[worker.pk])
    mine = second.open(url)
    first.saves(url, first.open(url))
    second.is_shown(url, mine, first)


def test_a_training(worker: User) -> None:
    first, second = both("team_manager")
    url = reverse("partners:record_training", args=[worker.pk])
    theirs, mine = (
        one.open(url) | {"course": "missing", "taken_on": "2/3/2026", "valid_until": until}
        for one, until in ((first, "2/3/2027"), (second, "2/3/2028"))
    )
    first.saves(url, theirs)
    second.saves(url, second.is_shown(url, mine, first, "Children who go missing", "2 Mar 2027"))
    assert Training.objects.latest("pk").valid_until == date(2028, 3, 2)
    assert Training.objects.count() == 2


def test_a_team(worker: User) -> None:
    first, second = both("administrator")
    days, nights = (
        Team.objects.create(agency=agency(ENGLISH), name=name, kind="duty_desk")
        for name in ("Days", "Nights")
    )
    url = reverse("partners:change_team", args=[worker.pk])
    theirs, mine = first.open(url) | {"team": str(days.pk)}, second.open(url) | {"team": str(nights.pk)}
    first.saves(url, theirs)
    second.saves(url, second.is_shown(url, mine, first, "Days"))
    worker.refresh_from_db()
    assert worker.team == nights


@pytest.fixture
def shift(worker: User) -> Shift:
    team = Team.objects.create(agency=agency(ENGLISH), name="Duty", kind="duty_desk")
    begins = now() + timedelta(hours=2)
    return put_on_shift(team, worker, begins=begins, ends=begins + timedelta(hours=8), by=worker, at=now())


def test_a_rota(shift: Shift, ready: Ready) -> None:
    first, second = both("coordinator")
    for name in ("Ann", "Bea"):
        ready.who("duty_worker", name=name)
    url = reverse("partners:add_shift", args=[shift.team_id])
    when = {"begins_day": f"{localdate() + timedelta(days=1):%d/%m/%Y}", "begins_time": "10:00"}
    when |= {"ends_day": f"{localdate() + timedelta(days=1):%d/%m/%Y}", "ends_time": "18:00"}
    on = {name: str(User.objects.get(full_name=name).pk) for name in ("Ann", "Bea")}
    theirs, mine = (hands.open(url) | when | {"step": "1"} for hands in (first, second))
    first.saves(url, theirs | {"user": on["Ann"]})
    second.saves(url, second.is_shown(url, mine | {"user": on["Bea"]}, first, "Ann"))
    assert Shift.objects.filter(user__full_name__in=on).count() == 2


def test_a_shift_that_is_handed_over(shift: Shift, ready: Ready) -> None:
    first, second = both("coordinator")
    url = reverse("partners:hand_over", args=[shift.pk])
    mine = second.open(url)
    Shift.objects.filter(pk=shift.pk).update(begins=now() - timedelta(hours=1))
    first.saves(url, first.open(url))
    refused = second.send(url, second.is_shown(url, mine, first))
    assert refused.context["form"].errors
    assert Shift.objects.count() == 2


@pytest.mark.parametrize("how", ["take_off", "hand_over"])
def test_a_shift_that_is_gone_leads_to_the_rota_as_it_stands(how: str, shift: Shift, ready: Ready) -> None:
    first, second = both("coordinator")
    url = reverse("partners:take_off", args=[shift.pk])
    mine = second.open(url)
    theirs = reverse(f"partners:{how}", args=[shift.pk])
    first.saves(theirs, first.open(theirs))
    rota = second.browser.post(url, mine, follow=True)
    assert rota.redirect_chain == [(reverse("partners:rota", args=[shift.team_id]), 302)]
    assert "Somebody else has taken this person off" in rota.content.decode()


def test_whose_case_a_child_is(ready: Ready) -> None:
    child = ready.child
    ann, bea = (ready.who("social_worker", name=name) for name in ("Ann", "Bea"))
    first, second = both("team_manager")
    url = reverse("children:allocate", args=[child.pk])
    theirs, mine = (
        hands.open(url) | {"who": f"user-{who.pk}-allocated"} for hands, who in ((first, ann), (second, bea))
    )
    first.saves(url, theirs)
    again = second.is_shown(url, mine, first, "The child is now given to", "Ann")
    assert Relation.objects.in_force().filter(user=ann).exists()
    second.saves(url, again)
    assert [one.user for one in Relation.objects.in_force().filter(kind="allocated")] == [bea]


def test_an_allocation_that_a_colleague_ended(ready: Ready) -> None:
    child, first, second = ready.child, *both("team_manager")
    held = allocate(child, ready.who("social_worker"), by=first.user, at=now())
    url = reverse("children:end_allocation", args=[child.pk, held.pk])
    mine = second.open(url)
    first.saves(url, first.open(url))
    refused = second.send(url, second.is_shown(url, mine, first))
    assert refused.context["form"].errors


def test_an_agreement_that_both_propose(ready: Ready) -> None:
    first, second = both("governance_lead")
    url = reverse("sharing:propose")
    more = {"other": str(agency(WELSH).pk), "begins": f"{localdate():%d/%m/%Y}", "ends": ""}
    theirs, mine = first.open(url, "ISA-1") | more, second.open(url, "ISA-2") | more
    first.saves(url, theirs)
    second.saves(url, second.is_shown(url, mine, first, "ISA-1"))
    assert {one.reference for one in Agreement.objects.all()} == {"ISA-1", "ISA-2"}


@pytest.mark.parametrize("page", ["agree", "end_agreement"])
def test_what_is_done_once_to_an_agreement_says_who_was_first(page: str, ready: Ready) -> None:
    one = agreeing(ready).args[0]  # type: ignore[attr-defined]
    first, second = both("governance_lead", WELSH)
    url = reverse(f"sharing:{page}", args=[one.pk])
    for hands in (first, second):
        said = hands.browser.post(url, follow=True).content.decode()
    assert first.name in said
    assert second.name not in said.partition("<main")[2]
    assert "govuk-notification-banner" in said


def _shared(ready: Ready) -> tuple[Child, Agreement]:
    act = sharing(ready)
    return act.args[0], act.args[1]  # type: ignore[attr-defined]


def test_a_share_that_both_make(ready: Ready) -> None:
    child, agreement = _shared(ready)
    first, second = both("duty_worker")
    url = reverse("sharing:share", args=[child.pk])
    more = {"agreement": str(agreement.pk), "until": f"{localdate():%d/%m/%Y}"}
    theirs, mine = first.open(url, "Seen in Cardiff") | more, second.open(url, "A friend there") | more
    first.saves(url, theirs)
    again = second.is_shown(url, mine, first, "Seen in Cardiff", "Simulated W-A")
    refused = second.send(url, again)
    assert "A friend there" in refused.content.decode()
    assert Share.objects.count() == 1


def test_a_share_that_a_colleague_took_back(ready: Ready) -> None:
    act = sharing(ready)
    one = act()
    first, second = both("duty_worker")
    url = reverse("sharing:end_share", args=[one.relation_id])  # type: ignore[attr-defined]
    mine = second.open(url)
    first.saves(url, first.open(url))
    refused = second.send(url, second.is_shown(url, mine, first))
    assert refused.context["form"].errors


def test_a_review_of_an_opening(ready: Ready) -> None:
    opening_in_an_emergency(ready)()
    opening = Opening.objects.get()
    first, second = both("governance_lead", WELSH_FORCE)
    url = reverse("emergency:review", args=[opening.pk])
    theirs, mine = (
        first.open(url, "It was needed") | {"verdict": "right"},
        second.open(url, "I doubt it") | {"verdict": "not_right"},
    )
    first.saves(url, theirs)
    again = second.is_shown(url, mine, first, "It was needed")
    assert "I doubt it" in second.send(url, again).content.decode()
    opening.refresh_from_db()
    assert (opening.verdict, opening.said) == ("right", "It was needed")


def test_a_reason_that_a_colleague_answered(ready: Ready) -> None:
    one = ready.episode()
    reason = NotDone(
        covers=(one.key,), duty="england.return_interview", reason="Moved", decided_by="A manager"
    )
    say(one, reason, happened_at=Moment.at(now()), by=ready.coordinator, at=now())
    first, second = both("team_manager")
    url = reverse("children:answer_reason", args=[one.child_id, Event.objects.get(kind="NotDone").pk])
    theirs, mine = (
        first.open(url, "Not while the child is here") | {"agreed": "False"},
        second.open(url, "I agree") | {"agreed": "True"},
    )
    first.saves(url, theirs)
    again = second.is_shown(url, mine, first, "Not while the child is here")
    assert "I agree" in second.send(url, again).content.decode()
    assert Event.objects.get(kind="NotDoneAnswered").detail["agreed"] is False


def test_a_pattern_that_a_colleague_decided_on(ready: Ready) -> None:
    child = ready.child
    record(times_missing(child, 20, 10, 2), by=ready.coordinator, at=now())
    first, second = both("team_manager")
    url = reverse("children:decision", args=[child.pk])
    theirs = first.open(url, "The plan names the park") | {"answer": "plan_changed", "look_again_on": ""}
    mine = second.open(url, "They meet on Friday") | {"answer": "missing_meeting", "look_again_on": ""}
    first.saves(url, theirs)
    again = second.is_shown(url, mine, first, "The plan names the park")
    assert Event.objects.filter(kind="PatternDecided").count() == 1
    second.saves(url, again)
    said = (
        Event.objects.filter(kind="PatternDecided").order_by("pk").values_list("detail__because", flat=True)
    )
    assert list(said) == ["The plan names the park", "They meet on Friday"]


def test_a_seal_that_a_colleague_reviewed(ready: Ready) -> None:
    one = ready.episode()
    seen = say(
        one,
        Sighting(episode=one.key, where="Stand 4"),
        happened_at=Moment.at(now()),
        by=ready.coordinator,
        at=now(),
    )
    seal_and_withdraw(Event.objects.get(key=seen.key), "Another child", by=ready.coordinator, at=now())
    withdrawn = Event.objects.get(kind="Withdrawn")
    first, second = both("safeguarding_lead")
    url = reverse("missing:review_seal", args=[withdrawn.pk])
    theirs, mine = first.open(url) | {"upheld": "True"}, second.open(url) | {"upheld": "False"}
    first.saves(url, theirs)
    refused = second.send(url, second.is_shown(url, mine, first, "it stays sealed"))
    assert refused.context["form"].errors
    assert SealReview.objects.get(event=withdrawn).upheld


@pytest.fixture
def leads(ready: Ready) -> tuple[Hands, Hands]:
    return both("safeguarding_lead")


def test_a_record_that_both_restrict(ready: Ready, leads: tuple[Hands, Hands]) -> None:
    first, second = leads
    child = ready.child
    url = reverse("children:restrict", args=[child.pk])
    kind = {"kind": "refuge", "named": "", "barred": ""}
    theirs, mine = first.open(url, "In a refuge") | kind, second.open(url, "In hiding") | kind
    first.saves(url, theirs)
    again = second.is_shown(url, mine, first, "In a refuge")
    assert "In hiding" in second.send(url, again).content.decode()
    assert Restriction.objects.get().reason == "In a refuge"


@pytest.fixture
def restricted(ready: Ready) -> Restriction:
    named = ready.who("social_worker", name="Nan Named")
    said = {"named": [named], "by": ready.coordinator, "at": now()}
    return restrict(ready.child, RestrictionKind.REFUGE, "In a refuge", **said)  # type: ignore[arg-type]


@pytest.mark.parametrize("page", ["name_on_restricted", "lift_restriction"])
def test_a_restriction_that_a_colleague_lifted(
    page: str, restricted: Restriction, leads: tuple[Hands, Hands]
) -> None:
    first, second = leads
    url, lift = (
        reverse(f"children:{name}", args=[restricted.child_id, restricted.pk])
        for name in (page, "lift_restriction")
    )
    mine = second.open(url, "Not needed")
    first.saves(lift, first.open(lift, "The child has moved"))
    refused = second.send(url, second.is_shown(url, mine, first))
    assert refused.context["form"].errors
    restricted.refresh_from_db()
    assert restricted.lifted_because == "The child has moved"


def test_somebody_whom_a_colleague_took_off_a_restriction(
    restricted: Restriction, leads: tuple[Hands, Hands]
) -> None:
    first, second = leads
    listed = restricted.named.get(user__full_name="Nan Named")
    url = reverse("children:take_off_restricted", args=[restricted.child_id, listed.pk])
    mine = second.open(url)
    first.saves(url, first.open(url))
    there = second.browser.post(url, mine, follow=True)
    assert there.redirect_chain == [(reverse("children:access", args=[restricted.child_id]), 302)]
    assert "govuk-notification-banner" in there.content.decode()
