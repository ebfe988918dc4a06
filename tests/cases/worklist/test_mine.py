"""My work: what falls on my agency and my role, drafts, my children, and children nobody has."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cases.worklist.night import agency, on_shift, reported, said, user
from tests.saying import ENGLISH, FORCE, HOME, WELSH, after
from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.children import index
from wayhome.cases.children.actions import relate
from wayhome.cases.children.models import Finding
from wayhome.cases.missing.models import Draft
from wayhome.cases.partners.models import Agency
from wayhome.cases.worklist import work
from wayhome.cases.worklist.actions import make_notices
from wayhome.cases.worklist.models import Notice
from wayhome.rules import facts
from wayhome.rules.access import RelationKind
from wayhome.rules.guidance.clocks import CLOCKS
from wayhome.rules.guidance.patterns import DECISION
from wayhome.rules.guidance.record import DOUBTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(signed_in, at):
    def text(who, hours: float = 1, path: str = "/mine/") -> str:
        at(hours)
        while index.refresh(at=after(hours)):
            pass
        got = signed_in(who).get(path)
        assert got.status_code == 200
        return " ".join(re.sub(r"<[^>]+>", " ", got.content.decode()).split())

    return text


def test_a_report_waits_first_for_whoever_is_on_shift(page):
    desk = user("duty_worker", ENGLISH)
    on_shift(desk, "duty_desk")
    reported(0, forename="Amber")
    text = page(desk, 0.5)
    assert "You are on shift for duty_desk until" in text
    assert "Reports that wait for you to acknowledge" in text
    assert (
        "Amber Duty desk to acknowledge the report 15 minutes Due You are on shift, call order 1 Acknowledge"
        in text
    )
    assert "Reports that wait" not in page(user("team_manager", ENGLISH), 0.5)


@pytest.mark.parametrize("role", ["administrator", "governance_lead", "analyst"])
def test_whoever_opens_no_record_is_not_told_that_nothing_waits_for_them(page, role):
    text, beside = page(user(role, ENGLISH)), page(user("social_worker", ENGLISH))
    assert "Your role opens no child’s record" in text
    for words in ("Nothing here waits for you", "Overdue (0)", "What was inherited"):
        assert (words in text, words in beside) == (False, True)


def test_the_duties_are_those_of_my_agency_and_my_role(page):
    reported(0, forename="Amber", police=None)
    home = page(user("registered_manager", HOME))
    assert "Tell police" in home
    assert "Duty desk to acknowledge" not in home
    assert "Tell police" not in page(user("duty_worker", ENGLISH))


def test_they_lie_on_heaps_by_how_soon_they_are_due(page):
    reported(0)
    desk = user("duty_worker", ENGLISH)
    assert "Overdue (0) Due within 24 hours (2) Later (2)" in page(desk, 0.5)
    assert "Overdue (1) Due within 24 hours (1)" in page(desk, 1)
    assert "Tell parents: missing from care" in page(desk, 1, "/mine/?heap=later")
    assert "Missing meeting at 1 day" in page(desk, 1, "/mine/?heap=soon")


def test_a_draft_is_there_to_resume_for_its_writer_alone(page):
    worker = user("residential_worker", HOME)
    draft = Draft.objects.create(by=worker, begun_at=after(0), saved_at=after(0))
    assert "Finish the report begun Mon 12 Jan 2026, 21:00" in page(worker)
    assert "Finish the report" not in page(user("registered_manager", HOME))
    Draft.objects.filter(pk=draft.pk).update(finished_at=after(0.5))
    assert "Finish the report" not in page(worker)


def test_a_child_allocated_to_nobody_is_shown_to_whoever_may_allocate(page, coordinator):
    episode = reported(0, forename="Amber")
    assert "Amber" in page(coordinator, 1, "/mine/?heap=unallocated")
    worker = user("social_worker", ENGLISH)
    assert "Nobody allocated" not in page(worker, 1, "/mine/?heap=unallocated")
    relate(episode.child, worker, RelationKind.ALLOCATED, because="allocation", by=coordinator, at=after(0.5))
    assert "Nobody allocated (0)" in page(coordinator)
    assert "Amber" in page(worker, 1, "/mine/?heap=allocated")


def test_whoever_answers_for_a_child_has_the_child_among_their_own_and_the_case_is_still_nobodys(
    page, coordinator
):
    episode, manager = reported(0, forename="Amber"), user("team_manager", ENGLISH)
    assert "Amber" not in page(manager, 1, "/mine/?heap=allocated")
    relate(episode.child, manager, RelationKind.ANSWERS_FOR, because="named", by=coordinator, at=after(0.5))
    assert "Amber" in page(manager, 1, "/mine/?heap=allocated")
    assert "Amber" in page(coordinator, 1, "/mine/?heap=unallocated")


def test_a_provider_sees_the_interviews_of_children_referred_to_it(page, coordinator):
    Agency.objects.create(code="talk", name="Talk", kind="interview_provider", joined_at=after(-1000))
    worker = user("return_interview_worker", facts.Agency("talk", facts.AgencyKind.INTERVIEW_PROVIDER))
    episode = reported(0, forename="Amber")
    said(episode, facts.Found(episode=episode.key), 2, coordinator)
    assert "Offer the return interview" not in page(worker, 3)
    relate(episode.child, worker, RelationKind.ALLOCATED, because="referral", by=coordinator, at=after(2))
    assert "Offer the return interview" in page(worker, 3, "/mine/?heap=later")


def test_what_was_inherited_is_counted_and_stands_on_a_page_of_its_own(page):
    reported(0, forename="Amber")
    Agency.objects.filter(code=ENGLISH.code).update(joined_at=after(900))
    desk = user("duty_worker", ENGLISH)
    Finding.objects.all().delete()
    for _ in index.rebuild(at=after(1000)):
        pass
    heaps = ["overdue", "soon", "later", "unknown"]
    assert not any("to acknowledge the" in page(desk, 1000, f"/mine/?heap={heap}") for heap in heaps)
    assert "inherited" in page(desk, 1000)
    text = page(desk, 1000, "/inherited/")
    assert "Duty desk to acknowledge the report for Amber" in text
    assert "Missing meeting at 1 day for Amber" in text
    assert "Brought to" not in text
    assert "Duty desk to acknowledge" not in page(desk, 1000, "/")


def test_nothing_of_a_child_i_may_not_see(page):
    reported(0, forename="Amber")
    for path in ("/", "/mine/", "/mine/?heap=unallocated", "/inherited/", "/print/"):
        assert "Amber" not in page(user("coordinator", WELSH), 1, path)


def test_a_notice_is_seen_with_one_press_by_its_reader_alone(page, signed_in, coordinator):
    make_notices(by=INSTALLATION, at=after(0.5))
    notice = Notice.objects.get(to=coordinator)
    assert "Nobody is on shift to acknowledge reports" in page(coordinator)
    other = user("team_manager", ENGLISH)
    assert signed_in(other).post(f"/notices/{notice.pk}/seen/").status_code == 404
    assert signed_in(coordinator).get(f"/notices/{notice.pk}/seen/").status_code == 405
    assert signed_in(coordinator).post(f"/notices/{notice.pk}/seen/").status_code == 302
    assert "Notices sent to you" not in page(coordinator)


def test_the_gaps_of_my_rota_and_the_desks_with_nobody_on(page, coordinator):
    on_shift(user("duty_worker", ENGLISH), "duty_desk", hours=4)
    text = page(coordinator, 1, "/gaps/")
    assert "Nobody on from Tue 13 Jan 2026, 00:00 to Mon 26 Jan 2026, 22:00" in text
    assert "Simulated E-A , since" not in text
    row = agency(ENGLISH)
    row.force = agency(FORCE)
    row.save()
    coordinator.refresh_from_db()
    assert "Simulated E-P , since" in page(coordinator, 1, "/gaps/")


def test_the_printed_board_has_every_child_when_it_was_printed_and_no_place(page, coordinator):
    for n in range(26):
        reported(0, forename=f"Sam{n:02}", police=None)
    text = page(coordinator, 1, "/print/")
    assert all(f"Sam{n:02}" in text for n in range(26))
    assert "OFFICIAL-SENSITIVE" in text
    assert "Missing children, Mon 12 Jan 2026, 22:00" in text
    assert "POLICE NOT TOLD" in text
    assert "bus station" not in text


@pytest.mark.parametrize("path", ["/mine/", "/mine/?heap=overdue", "/inherited/", "/print/", "/gaps/"])
def test_every_page_takes_as_many_queries_for_many_children_as_for_few(signed_in, at, path):
    desk = user("duty_worker", ENGLISH)
    on_shift(desk, "duty_desk")
    browser = signed_in(desk)
    at(1)

    def queries() -> int:
        while index.refresh(at=after(1)):
            pass
        with CaptureQueriesContext(connection) as asked:
            browser.get(path)
        return len(asked)

    for n in range(3):
        reported(0, forename=f"Sam {n}")
    few = queries()
    for n in range(24):
        reported(0, forename=f"Kim {n}")
    assert queries() == few


def test_every_rule_that_can_need_somebody_is_somebodys_work():
    assert {rule.rule for rule in (*CLOCKS, *DOUBTS, DECISION)} == set(work.MET_BY)
