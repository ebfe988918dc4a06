"""Two leads who hold, lift or erase the same record, and two windows in which one report is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from tests.cases.keeping.conftest import DUE, in_care
from tests.promises.halves import Ready
from tests.promises.hands import EVERYTHING, Hands
from tests.saying import FORCE, WELSH
from wayhome.cases.children.actions import state
from wayhome.cases.children.models import Child, Event, Hold, Telling
from wayhome.cases.keeping.actions import ask_to_erase
from wayhome.cases.keeping.models import Certificate, ErasureRequest
from wayhome.cases.missing.actions import begin_draft, choose_children, correct, say
from wayhome.cases.missing.models import Draft
from wayhome.cases.partners.models import Agency, User
from wayhome.rules.access import ROLES
from wayhome.rules.facts import IdentityStated, Placed, PlacementKind, Sighting
from wayhome.rules.moment import Moment
from wayhome.ui.news import MARK

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(partnership: User, monkeypatch: pytest.MonkeyPatch) -> Ready:
    monkeypatch.setitem(ROLES, EVERYTHING.key, EVERYTHING)
    return Ready(partnership)


@pytest.fixture
def first(ready: Ready) -> Hands:
    return Hands("First", "governance_lead")


@pytest.fixture
def second(ready: Ready) -> Hands:
    return Hands("Second", "safeguarding_lead")


@pytest.fixture
def child(ready: Ready, monkeypatch: pytest.MonkeyPatch) -> Child:
    """Whose record is due to go."""
    monkeypatch.setattr("wayhome.cases.keeping.views.erasing.now", lambda: DUE + timedelta(days=400))
    return in_care(ready.coordinator)


def keeping(name: str, child: Child, *more: object) -> str:
    return reverse(f"keeping:{name}", args=[child.pk, *more])


def test_a_hold_that_both_place(child: Child, first: Hands, second: Hands) -> None:
    url = keeping("hold", child)
    theirs, mine = first.open(url, "An inquest"), second.open(url, "An inquiry")
    first.saves(url, theirs)
    second.saves(url, second.is_shown(url, mine, first, "An inquest"))
    assert {one.reason for one in Hold.objects.all()} == {"An inquest", "An inquiry"}


def test_a_hold_that_a_colleague_lifted(child: Child, ready: Ready, first: Hands, second: Hands) -> None:
    placed = Hold.objects.create(
        child=child, agency=first.user.agency, reason="An inquest", by=ready.coordinator, at=now()
    )
    url = keeping("lift", child, placed.pk)
    theirs, mine = first.open(url, "It has ended"), second.open(url, "Not needed")
    first.saves(url, theirs)
    again = second.is_shown(url, mine, first, "It has ended")
    assert "Not needed" in second.send(url, again).content.decode()
    placed.refresh_from_db()
    assert placed.lifted_because == "It has ended"


def test_an_erasure_that_both_ask_for(child: Child, first: Hands, second: Hands) -> None:
    url = keeping("ask", child)
    mine = second.open(url)
    first.saves(url, first.open(url))
    second.send(url, second.is_shown(url, mine, first))
    assert ErasureRequest.objects.get().by == first.user


def test_a_hold_that_is_placed_while_somebody_asks(child: Child, first: Hands, second: Hands) -> None:
    url, hold = keeping("ask", child), keeping("hold", child)
    mine = second.open(url)
    first.saves(hold, first.open(hold, "An inquest"))
    second.is_shown(url, mine, first, "An inquest")


@pytest.mark.parametrize("page", ["take_back", "erase"])
def test_what_was_taken_back_meanwhile_leads_to_what_stands(
    page: str, child: Child, ready: Ready, first: Hands, second: Hands
) -> None:
    ask_to_erase(child, by=first.user, at=DUE)
    url, take_back = keeping(page, child), keeping("take_back", child)
    mine = second.open(url, f"erase child {child.pk}")
    first.saves(take_back, first.open(take_back))
    there = second.browser.post(url, mine, follow=True)
    assert there.redirect_chain == [(keeping("kept", child), 302)]
    assert not Certificate.objects.exists()


def test_nothing_is_erased_that_was_recorded_while_the_page_was_open(
    child: Child, ready: Ready, first: Hands, second: Hands
) -> None:
    ask_to_erase(child, by=first.user, at=DUE)
    url = keeping("erase", child)
    mine = second.open(url, f"erase child {child.pk}")
    state(
        child, IdentityStated(forename="Quill"), happened_at=Moment.at(now()), by=ready.coordinator, at=now()
    )
    back = second.send(url, mine)
    assert "Something more was recorded of this child" in back.content.decode()
    assert "Quill" not in back.content.decode()
    assert Event.objects.filter(child=child).exists()


def test_a_copy_is_not_given_of_what_was_recorded_while_its_page_was_open(child: Child, ready: Ready) -> None:
    lead = Hands("Reviewer", "safeguarding_lead")
    url = reverse("keeping:pack", args=[child.pk])
    mine = lead.open(url)
    state(
        child, IdentityStated(forename="Quill"), happened_at=Moment.at(now()), by=ready.coordinator, at=now()
    )
    back = lead.send(url, mine)
    assert "text/html" in back.headers["Content-Type"]
    given = lead.send(url, mine | {MARK: back.context["form"].mark})
    assert "text/html" not in given.headers["Content-Type"]


# ── tellings, versions and decisions ─────────────────────────────────────────────────────────────────


@pytest.fixture
def others(ready: Ready) -> tuple[Hands, Hands]:
    return Hands("First"), Hands("Second")


def test_police_whom_both_told(ready: Ready, others: tuple[Hands, Hands]) -> None:
    first, second = others
    url = reverse("missing:tell_police", args=[ready.episode().pk])
    force = {"force": str(Agency.objects.get(code=FORCE.code).pk)}
    theirs, mine = first.open(url, "LOG-1") | force, second.open(url, "LOG-2") | force
    first.saves(url, theirs)
    second.saves(url, second.is_shown(url, mine, first, "LOG-1"))
    assert set(Telling.objects.exclude(reference="").values_list("reference", flat=True)) == {
        "LOG-1",
        "LOG-2",
    }


def test_an_authority_that_both_told(ready: Ready, others: tuple[Hands, Hands]) -> None:
    first, second = others
    url = reverse("missing:tell_agency", args=[ready.episode().pk])
    of = {"agency": str(Agency.objects.get(code=WELSH.code).pk)}
    mine = second.open(url) | of
    first.saves(url, first.open(url) | of)
    second.saves(url, second.is_shown(url, mine, first, "Simulated W-A was told"))


def test_a_host_that_both_told(ready: Ready, others: tuple[Hands, Hands]) -> None:
    first, second = others
    child, fact = ready.child, Placed(placement=PlacementKind.FOSTER_HOME, host=WELSH)
    state(child, fact, happened_at=Moment.at(now()), by=ready.coordinator, at=now())
    url = reverse("children:tell_host", args=[child.pk])
    mine = second.open(url)
    first.saves(url, first.open(url))
    second.saves(url, second.is_shown(url, mine, first, "Simulated W-A was told"))


def test_which_identity_stands(ready: Ready, others: tuple[Hands, Hands]) -> None:
    first, second = others
    child = ready.child
    state(
        child, IdentityStated(forename="Alex"), happened_at=Moment.at(now()), by=ready.coordinator, at=now()
    )
    url = reverse("children:decide_identity", args=[child.pk])
    theirs, mine = first.open(url, "A passport"), second.open(url, "A letter")
    first.saves(url, theirs)
    second.saves(url, second.is_shown(url, mine, first, "A passport"))
    assert Event.objects.filter(kind="IdentityDecided").count() == 2


def _sighting(ready: Ready) -> Event:
    one = ready.episode()
    said = say(
        one,
        Sighting(episode=one.key, where="Stand 4"),
        happened_at=Moment.at(now()),
        by=ready.coordinator,
        at=now(),
    )
    return Event.objects.get(key=said.key)


def test_nothing_is_sealed_that_was_corrected_while_its_page_was_open(
    ready: Ready, others: tuple[Hands, Hands]
) -> None:
    first, second = others
    row = _sighting(ready)
    url = reverse("missing:seal", args=[row.pk])
    mine = second.open(url)
    fact = Sighting(episode=row.detail["episode"], where="Stand 5")
    correct(row, fact, happened_at=Moment.at(now()), by=first.user, at=now(), expects=1)
    second.saves(url, second.is_shown(url, mine, first, "corrected", "Stand 5"))
    assert not Event.objects.filter(key=row.key, seal=None).exclude(kind="Withdrawn").exists()


def test_a_correction_made_meanwhile_stands_beside_what_was_typed(
    ready: Ready, others: tuple[Hands, Hands]
) -> None:
    first, second = others
    row = _sighting(ready)
    url = reverse("missing:correct", args=[row.pk])
    theirs, mine = (
        hands.open(url, "A driver") | {"where": where, "edition": "1"}
        for hands, where in ((first, "Stand 5"), (second, "Stand 6"))
    )
    first.saves(url, theirs)
    page = second.send(url, mine).content.decode()
    assert "Stand 5" in page
    assert "Stand 6" in page
    assert first.name in page
    second.saves(url, mine | {"edition": "2"})
    assert Event.objects.filter(key=row.key).count() == 3


# ── one report in two windows ────────────────────────────────────────────────────────────────────────


@pytest.fixture
def draft(others: tuple[Hands, Hands]) -> Draft:
    return begin_draft("police", {"told": "True"}, by=others[0].user, at=now())


def test_a_page_of_a_report(draft: Draft, others: tuple[Hands, Hands]) -> None:
    hands = others[0]
    url = reverse("missing:report_page", args=[draft.pk, "circumstances"])
    one, other = hands.open(url, "Left after a call"), hands.open(url, "Left by the window")
    hands.saves(url, one)
    back = hands.send(url, other)
    page = back.content.decode()
    assert "You, in another window" in page
    assert "Left after a call" in page
    assert "Left by the window" in page
    draft.refresh_from_db()
    assert draft.answers["circumstances"]["circumstances"] == "Left after a call"
    hands.saves(url, other | {MARK: back.context["form"].mark})
    draft.refresh_from_db()
    assert draft.answers["circumstances"]["circumstances"] == "Left by the window"
    assert MARK not in draft.answers["circumstances"]


def test_the_same_answer_sent_twice_goes_on(draft: Draft, others: tuple[Hands, Hands]) -> None:
    hands = others[0]
    url = reverse("missing:report_page", args=[draft.pk, "circumstances"])
    one = hands.open(url, "Left after a call")
    for _ in range(2):
        hands.saves(url, one)


@pytest.mark.parametrize("page", ["report_discard", "report_check"])
def test_a_report_is_neither_sent_nor_thrown_away_unseen(
    page: str, draft: Draft, others: tuple[Hands, Hands], answered: Callable[[Hands, Draft], None]
) -> None:
    hands = others[0]
    answered(hands, draft)
    url, written = (
        reverse(f"missing:{name}", args=[draft.pk, *more])
        for name, more in ((page, ()), ("report_page", ("circumstances",)))
    )
    mine = hands.open(url)
    hands.saves(written, hands.open(written) | {"circumstances": "Left by the window"})
    back = hands.send(url, mine)
    assert back.status_code == 200
    assert "Left by the window" in back.content.decode()
    draft.refresh_from_db()
    assert draft.finished_at is None
    hands.saves(url, mine | {MARK: back.context["form"].mark})


#: The pages that are asked of a child missing from the family home, of whom police were told.
ASKED = ("told", "from", "responsible", "last-seen", "whereabouts", "circumstances", "reported-by")


@pytest.fixture
def answered(ready: Ready) -> Callable[[Hands, Draft], None]:
    """Everything that is asked, so that the report could be sent."""
    child = ready.child

    def answer(hands: Hands, draft: Draft) -> None:
        hands.browser.post(reverse("missing:report_take_child", args=[draft.pk, child.pk]))
        for slug in ASKED:
            page = reverse("missing:report_page", args=[draft.pk, slug])
            hands.saves(page, hands.open(page, "Said"))

    return answer


def test_two_windows_that_add_a_child_each_have_added_both(draft: Draft) -> None:
    """Each as it read the report before the other had added one."""
    for child in (7, 9):
        read = Draft(pk=draft.pk, by=draft.by, answers=draft.answers)
        choose_children(
            read,
            lambda chosen, child=child: {**chosen, "known": [*chosen.get("known", []), child]},
            by=draft.by,
            at=now(),
        )
    draft.refresh_from_db()
    assert draft.answers["children"]["known"] == [7, 9]


def test_no_other_child_is_taken_out_than_the_page_showed(draft: Draft, others: tuple[Hands, Hands]) -> None:
    hands = others[0]
    add = reverse("missing:report_add_child", args=[draft.pk])
    for forename in ("Ann", "Bea"):
        hands.saves(add, {"forename": forename})
    chosen = reverse("missing:report_children", args=[draft.pk])
    mark = {MARK: hands.browser.get(chosen).context[MARK]}
    out = reverse("missing:report_leave_out_added", args=[draft.pk, 0])
    hands.saves(out, mark)
    again = hands.browser.post(out, mark, follow=True).content.decode()
    assert "have changed in another window" in again
    draft.refresh_from_db()
    assert [one["forename"] for one in draft.answers["children"]["added"]] == ["Bea"]
