"""The board: who is missing now, most urgent first, and nothing that hides a child."""

import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cases.worklist.night import agency, on_shift, reported, said, user
from tests.saying import ENGLISH, FORCE, HOME, WELSH, after
from wayhome.cases.children import index
from wayhome.cases.children.actions import relate
from wayhome.cases.children.models import Relation, Watch
from wayhome.cases.missing import actions
from wayhome.cases.partners.actions import change_agency
from wayhome.rules import facts
from wayhome.rules.access import RelationKind
from wayhome.rules.guidance.protocol import DEFAULT

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(signed_in, coordinator, at):
    """Its text, as at so many hours, with the index kept up unless `kept_up` is False."""

    def text(hours: float = 1, query: str = "", who=None, kept_up: bool = True, **headers: str) -> str:
        at(hours)
        while kept_up and index.refresh(at=after(hours)):
            pass
        page = signed_in(who or coordinator).get(f"/{query}", headers=headers, follow=True)
        assert page.status_code == 200
        return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())

    return text


def names(text: str) -> list[str]:
    return re.findall(r"\b(?:Amber|Bilal|Cerys|Dean|Esme)\b", text)


def assessed(episode, level: facts.Risk, coordinator, hours: float = 0.5):
    return said(episode, facts.RiskAssessed(episode=episode.key, level=level), hours, coordinator)


def test_a_missing_child_is_there_with_how_long_where_from_and_risk(board, coordinator):
    assessed(reported(0, forename="Amber"), facts.Risk.HIGH, coordinator)
    text = board(3.5)
    assert "Amber" in text
    assert "Missing 3 hours 30 minutes" in text
    assert "from children's home" in text or "from children&#x27;s home" in text
    assert "High risk" in text


def test_not_assessed_is_a_state_of_its_own(board):
    reported(0)
    assert "Risk not assessed" in board()


def test_police_not_told_is_said_in_words_on_its_clock_with_its_owner(board, coordinator):
    reported(0, police=None)
    assert "POLICE NOT TOLD 5 minutes left, Simulated oak-house" in board(0.25 + 10 / 60)
    assert "POLICE NOT TOLD 45 minutes late, Simulated oak-house" in board(1.25)
    assert "telephone 101, or 999 in an emergency" in board(1.25)


def test_a_telling_that_police_did_not_accept_is_police_not_told(board):
    reported(0, police=False)
    assert "POLICE NOT TOLD" in board()


def test_found_and_not_returned_stays_ages_and_has_an_owner(board, coordinator):
    episode = reported(0)
    said(episode, facts.Found(episode=episode.key), 2, coordinator)
    text = board(8)
    assert "Found, not yet returned found 6 hours ago" in text
    assert "Simulated E-A" in text


def test_a_child_who_is_back_is_gone(board, coordinator):
    episode = reported(0, forename="Amber")
    said(episode, facts.Found(episode=episode.key), 2, coordinator)
    said(episode, facts.Returned(episode=episode.key, to=facts.ReturnedTo.HOSPITAL), 3, coordinator)
    assert "Amber" not in board(4)


def test_whose_it_is_and_that_nobody_has_stated_it_are_both_said(board, coordinator):
    episode = reported(0, police=None, by=coordinator, authority=False)
    assert "Nobody has stated whose it is" in board()
    said(episode, facts.Found(episode=episode.key), 2, coordinator)
    assert "Nobody has stated whose it is" in board(2.5)


def test_a_watch_that_is_due_is_being_worked_out_and_never_nothing_late(board):
    episode = reported(0)
    Watch.objects.filter(child=episode.child).update(is_due=True)
    text = board(0.3, kept_up=False)
    assert "1 Being worked out" in text
    assert text.count("Being worked out") > 1
    assert "Nothing late" not in text
    assert episode.child.name in board(0.3, "?only=being_worked_out", kept_up=False)


def test_once_an_agency_has_changed_every_child_is_being_worked_out(board, coordinator):
    reported(0)
    assert "Late" in board(30)
    force = agency(FORCE)
    stays = {"name": force.name, "nation": force.nation, "force": None, "host_authority": None}
    change_agency(force, **stays, joined_at=after(29), by=coordinator, at=after(30))
    text = board(30, kept_up=False)
    assert "1 Being worked out" in text
    assert "Nothing late" not in text
    assert "1 Being worked out" not in board(30)


def test_time_that_passed_the_worker_by_is_being_worked_out(board):
    reported(0)
    assert "Nothing late" not in board(30, kept_up=False)


def test_the_most_urgent_come_first(board, coordinator):
    supervisor, desk = user("control_room_supervisor", FORCE), user("duty_worker", ENGLISH)
    taken_up = {}
    for name, hours in (("Amber", 0), ("Bilal", 0.01), ("Cerys", 0.02)):
        taken_up[name] = reported(hours, forename=name)
        actions.acknowledge(taken_up[name], by=supervisor, at=after(0.4))
        actions.acknowledge(taken_up[name], by=desk, at=after(0.4))
    assessed(taken_up["Amber"], facts.Risk.MEDIUM, coordinator)
    assessed(taken_up["Bilal"], facts.Risk.HIGH, coordinator)
    assessed(taken_up["Cerys"], facts.Risk.HIGH, coordinator)
    assessed(reported(0.1, forename="Dean"), facts.Risk.LOW, coordinator)
    reported(0.2, forename="Esme", police=None)
    assert names(board(0.6)) == ["Esme", "Dean", "Bilal", "Cerys", "Amber"]


def test_the_counts_are_of_the_whole_board_and_each_narrows_it(board, coordinator):
    reported(0, forename="Amber", police=None)
    found = reported(0, forename="Bilal")
    said(found, facts.Found(episode=found.key), 0.5, coordinator)
    text = board(0.6, "?only=found")
    assert "1 Missing now 1 Found, not yet returned 1 Police not told" in text
    assert names(text) == ["Bilal"]
    assert names(board(0.6, "?only=police_not_told")) == ["Amber"]


def test_a_decision_that_nobody_gave_in_time_is_late_on_the_row_in_the_count_and_when_narrowed(
    board, coordinator
):
    reported(0.5, forename="Bilal")
    child = None
    for hours in (-300, -250, -200, 0.6):
        episode = reported(hours, forename="Amber", child=child)
        child = episode.child
        if hours < 0:
            said(episode, facts.Found(episode=episode.key), hours + 2, coordinator)
            back = facts.Returned(episode=episode.key, to=facts.ReturnedTo.HOSPITAL)
            said(episode, back, hours + 3, coordinator)
    text = board(0.9)
    row = text[text.index("Amber") :].partition("Bilal")[0]
    assert "Decide what is done about the pattern" in row
    assert names(board(0.9, "?only=overdue")) == ["Amber"]


def test_it_is_narrowed_by_codes_and_a_code_that_is_none_hides_nobody(board, coordinator):
    assessed(reported(0, forename="Amber"), facts.Risk.HIGH, coordinator)
    reported(0, forename="Bilal")
    assert names(board(1, "?risk=high")) == ["Amber"]
    assert names(board(1, "?risk=not_assessed")) == ["Bilal"]
    assert set(names(board(1, f"?force={FORCE.code}"))) == {"Amber", "Bilal"}
    assert names(board(1, f"?authority={WELSH.code}")) == []
    assert "No child on the board fits this filter" in board(1, f"?authority={WELSH.code}")
    assert set(names(board(1, "?risk=purple&standing=nowhere&force=x"))) == {"Amber", "Bilal"}


def test_what_you_may_not_see_is_neither_listed_nor_counted(board):
    reported(0, forename="Amber")
    text = board(1, who=user("coordinator", WELSH))
    assert "Amber" not in text
    assert "0 Missing now" in text
    assert "Amber" not in board(1, who=user("administrator", ENGLISH))
    assert "Amber" not in board(1, who=user("social_worker", ENGLISH))


def test_a_relation_that_ended_hides_the_child_at_the_next_click(board, coordinator):
    episode = reported(0, forename="Amber")
    assert "Amber" in board()
    Relation.objects.filter(child=episode.child).update(until=after(0.9))
    assert "Amber" not in board()


def test_a_child_of_two_relations_is_there_once(board, coordinator):
    episode = reported(0, forename="Amber")
    relate(
        episode.child,
        coordinator,
        RelationKind.ALLOCATED,
        because="allocation",
        by=coordinator,
        at=after(0.5),
    )
    text = board()
    assert names(text) == ["Amber"]
    assert "allocated to coordinator" in text


def test_a_desk_with_nobody_on_is_an_alarm_by_itself(board):
    text = board(1, who=user("registered_manager", HOME))
    assert "Nobody is on shift" not in text
    home = agency(HOME)
    home.force = agency(FORCE)
    home.save()
    assert "Nobody is on shift at Simulated E-P" in board(1, who=user("registered_manager", HOME))
    on_shift(user("control_room_supervisor", FORCE), "control_room")
    assert "Nobody is on shift" not in board(1, who=user("registered_manager", HOME))


def test_a_refresh_is_the_board_alone_and_says_when(board):
    reported(0, forename="Amber")
    text = board(1.5, **{"HX-Request": "true"})
    assert "Amber" in text
    assert "Refreshed 22:30:00" in text
    assert "Skip to main content" not in text


def test_it_refreshes_without_javascript_too(signed_in, coordinator):
    page = signed_in(coordinator).get("/").content.decode()
    assert '<noscript><meta http-equiv="refresh" content="30; url=?unattended=on"></noscript>' in page
    assert "Refresh now" in page


def test_no_address_on_it_names_a_child_and_no_place_is_on_it(signed_in, coordinator):
    reported(0, forename="Amber")
    page = signed_in(coordinator).get("/").content.decode()
    assert not [address for address in re.findall(r'(?:href|hx-get)="([^"]*)"', page) if "Amber" in address]
    assert "bus station" not in page


def test_it_takes_as_many_queries_for_one_child_as_for_a_full_page(signed_in, coordinator, at):
    browser = signed_in(coordinator)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            browser.get("/")
        return len(asked)

    for n in range(3):
        reported(0, forename=f"Sam {n}")
    few = queries()
    for n in range(24):
        reported(0, forename=f"Kim {n}", police=None if n % 2 else True)
    assert queries() == few
    assert few == 10


def test_there_are_twenty_five_on_a_page(board):
    for _ in range(26):
        reported(0, forename="Amber")
    assert len(names(board())) == 25
    assert len(names(board(1, "?page=2"))) == 1


def test_a_meeting_is_called_what_the_partnership_calls_it_now(board, settings):
    reported(0, forename="Amber")
    for name in ("CMET", "Missing episode meeting"):
        settings.WAYHOME_PROTOCOL = (replace(DEFAULT, names=(("missing_meeting", name),)),)
        text = board(24)
        assert f"{name} at 1 day" in text
        assert "Missing meeting" not in text


def test_the_board_is_read_page_by_page_and_a_page_that_there_is_not_is_the_last(board):
    for minute in range(26):
        reported(minute / 60, forename="Amber" if minute < 25 else "Bilal")
    urgent_first = names(board(1))
    assert urgent_first == ["Amber"] * 25
    for beyond in ("?page=2", "?page=3", "?page=9999"):
        assert names(board(1, beyond)) == ["Bilal"], beyond
    for none in ("?page=0", "?page=-1", "?page=two", "?page=²", f"?page={'9' * 400}"):
        assert len(names(board(1, none))) in (1, 25), none
    assert "26 Missing now" in board(1, "?page=2")


def test_pages_of_a_narrowed_board_are_of_those_who_fit_and_the_counts_of_everyone(board, coordinator):
    for minute in range(26):
        reported(minute / 60, forename="Amber", police=None)
    assessed(reported(0.5, forename="Bilal"), facts.Risk.HIGH, coordinator, 0.6)
    text = board(1, "?risk=high&page=2")
    assert names(text) == ["Bilal"]
    assert "27 Missing now" in text
    assert "26 Police not told" in text
