"""This morning: what the night's export brought and whether it came, who is missing, what is late, of one agency."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from html import unescape
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from tests.exchange.files import police_files
from tests.exchange.uploading import force_and_council, somebody
from wayhome.cases.children.models import Episode, Finding
from wayhome.cases.partners.models import Agency
from wayhome.cases.worklist.work import Line
from wayhome.exchange import jobs
from wayhome.exchange.drops import taking
from wayhome.exchange.models import Drop, Load
from wayhome.exchange.morning.this_morning import Morning
from wayhome.rules.moment import LONDON

pytestmark = pytest.mark.django_db

#: A morning long enough ago that the next ones are over as well.
EIGHT = datetime.combine(now().astimezone(LONDON).date() - timedelta(days=5), time(8), LONDON)
NIGHT = EIGHT - timedelta(hours=6)


@pytest.fixture(autouse=True)
def in_the_night(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "now", lambda: NIGHT)


@pytest.fixture
def drop(tmp_path: Path, settings: object) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]
    settings.WAYHOME_DROP_FOLDER = str(tmp_path / "drop")  # type: ignore[attr-defined]
    place = tmp_path / "drop" / "C-X" / "police"
    place.mkdir(parents=True)
    return place


@pytest.fixture
def council(drop: Path) -> Agency:
    _, council = force_and_council()
    Agency.objects.update(joined_at=EIGHT - timedelta(days=900))
    return Agency.objects.get(pk=council.pk)


def row(number: int, name: str, seen: timedelta, back: timedelta | None = None) -> str:
    times = [EIGHT - seen, EIGHT - seen + timedelta(hours=1), *([EIGHT - back] if back else [])]
    written = [f"{at.astimezone(LONDON):%Y-%m-%d %H:%M}" for at in times] + [""]
    return f"I{number},P{number},{name},Example,2011-05-06,{','.join(written[:3])},home,medium"


def night(place: Path, *rows: str) -> None:
    police_files(place, *rows)
    jobs.take_in_what_is_still([one.fingerprint for one in taking.look()])


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    def opened(agency: Agency, role: str = "duty_worker", at: datetime = EIGHT, query: str = "") -> str:
        monkeypatch.setattr("wayhome.exchange.views.now", lambda: at)
        browser = Client()
        who = agency.users.filter(role=role).first() or somebody(agency, role)
        browser.force_login(who)
        answer = browser.get(reverse("exchange:morning") + query)
        return unescape(answer.content.decode()) if answer.status_code == 200 else str(answer.status_code)

    return opened


HOURS = timedelta(hours=1)


def test_a_nights_export_and_what_follows_from_it(
    council: Agency, drop: Path, page: Callable[..., str]
) -> None:
    night(
        drop,
        row(1, "Wren", 20 * HOURS),
        row(2, "Robin", 70 * HOURS, 60 * HOURS),
        row(3, "Kit", 900 * HOURS, 890 * HOURS),
        "I4,P4,Sam,Example,2011-05-06,yesterday,,,home,low",
    )
    said = page(council)
    assert "Wren Example" in said
    assert "Robin Example" in said.partition("Back</h2>")[2].partition("</ul>")[0]
    assert "Kit Example" not in said.partition("Back</h2>")[2].partition("</ul>")[0]
    assert "This is not a date" in said
    assert "DID NOT COME" not in said
    morning = Morning(council.users.get(role="duty_worker"), 1, EIGHT)
    assert [row["number"] for row in morning.missing] == [Episode.objects.get(child__forename="Wren").pk]
    assert morning.new == set(Episode.objects.values_list("pk", flat=True))
    assert dict(morning.recorded)  # by kind
    due = {line.child.forename for line in morning.interviews_today}
    late = {line.child.forename for line in (*morning.newly_overdue, *morning.still_overdue)}
    assert "Robin" in due | late
    assert "Kit" in late


def test_what_fell_overdue_in_the_night_is_told_apart_from_what_was_overdue(
    council: Agency, drop: Path
) -> None:
    night(drop, row(1, "Kit", 900 * HOURS, 890 * HOURS))
    who = somebody(council, "duty_worker")
    of_today = Morning(who, 1, EIGHT)
    assert of_today.still_overdue
    assert not of_today.newly_overdue
    then = ends(of_today.still_overdue)[0]
    assert ends(Morning(who, 1, then + HOURS).newly_overdue) == [then]


def test_what_contradicts_itself_stands_by_its_kind_and_whose_it_is_each_child_once(
    council: Agency, drop: Path, page: Callable[..., str]
) -> None:
    one, again, third = (
        row(n, name, n * 100 * HOURS, n * 99 * HOURS).replace(f"P{n}", "P1")
        for n, name in ((3, "Wren"), (2, "Wrenna"), (1, "Renn"))
    )
    night(drop, one, again, third, row(4, "Robin", 400 * HOURS, 500 * HOURS), row(5, "Kit", 20 * HOURS))
    assert Finding.objects.filter(child__forename="Wren", rule="record.identity_differs").count() == 2
    morning = Morning(somebody(council, "duty_worker"), 1, EIGHT)
    settle = [(heap.what, [line.child.forename for line in heap.lines]) for heap in morning.contradictions]
    assert settle == [("Times are out of order", ["Robin"]), ("Two names or dates of birth", ["Wren"])]
    assert morning.contradictions_count == morning.contradictions_shown == 2
    shown = page(council).partition("contradict each other</h2>")[2].partition("</h2>")[0]
    assert shown.count("Wren Example") == 1
    assert "Kit" not in shown


def test_if_the_worst_happened_tonight_those_of_whom_most_is_overdue_come_first_with_what_mends_it(
    council: Agency, drop: Path, page: Callable[..., str]
) -> None:
    night(
        drop,
        row(1, "Wren", 20 * HOURS),
        row(2, "Kit", 900 * HOURS, 890 * HOURS),
        *(
            row(3, "Robin", days * 24 * HOURS, (days * 24 - 5) * HOURS).replace("I3", f"I3{days}")
            for days in (40, 33, 20)
        ),
    )
    worst = Morning(somebody(council, "duty_worker"), 1, EIGHT).least_defended
    assert [one.child.forename for one in worst] == ["Robin", "Kit"]
    assert [one.overdue for one in worst] == sorted((one.overdue for one in worst), reverse=True)
    robin, kit = worst
    assert robin.patterns > 0
    assert robin.first.due["words"] == "Decide what is done about the pattern"
    assert (kit.patterns, kit.first.due["words"]) == (0, "Hold the return interview")
    said = page(council).partition("If the worst happened tonight</h2>")[2].partition("</ol>")[0]
    assert said.index("Robin Example") < said.index("Kit Example")
    assert f"{robin.overdue} things overdue, {robin.patterns} patterns open" in said
    assert "Wren" not in said


def test_where_nothing_is_overdue_the_worst_is_not_spoken_of(
    council: Agency, drop: Path, page: Callable[..., str]
) -> None:
    assert "If the worst happened" not in page(council)


def ends(lines: list[Line]) -> list[datetime]:
    return [line.due["by"].ends for line in lines if line.due["by"]]


def test_an_export_that_did_not_come_is_loud(council: Agency, drop: Path, page: Callable[..., str]) -> None:
    assert "DID NOT COME" in page(council)
    night(drop, row(1, "Wren", 20 * HOURS))
    assert "DID NOT COME" not in page(council)
    said = page(council, at=EIGHT + timedelta(days=1))
    assert "LAST NIGHT’S EXPORT DID NOT COME" in said
    assert "Last export taken in" in said


def test_one_that_was_refused_or_stopped_is_no_export_and_says_why(
    council: Agency, drop: Path, page: Callable[..., str]
) -> None:
    drop.joinpath("x.csv").write_text("a,b\n1,2\n")
    jobs.take_in_what_is_still([one.fingerprint for one in taking.look()])
    said = page(council)
    assert "AN EXPORT WAS NOT TAKEN IN" in said
    assert "DID NOT COME" in said
    night(drop, row(1, "Wren", 20 * HOURS))
    Load.objects.update(finished_at=None, stopped="The disk was full.", started_at=EIGHT - HOURS)
    said = page(council)
    assert "The disk was full." in said
    assert "DID NOT COME" in said


def test_an_agency_that_sends_nothing_by_night_is_not_alarmed(
    council: Agency, drop: Path, page: Callable[..., str]
) -> None:
    drop.rmdir()
    drop.parent.rmdir()
    said = page(council)
    assert "DID NOT COME" not in said
    assert "None is expected by night" in said


def test_another_agencys_children_and_exports_are_not_on_it(
    council: Agency, drop: Path, page: Callable[..., str]
) -> None:
    night(drop, row(1, "Wren", 20 * HOURS), "I4,P4,Sam,Example,2011-05-06,yesterday,,,home,low")
    stranger = force_and_council("Y")[1]
    said = page(stranger)
    assert "Wren" not in said
    assert "not a date" not in said
    assert "No export has been taken in" in said
    assert Drop.objects.count() == 1


def test_a_weekend_can_be_looked_back_on(council: Agency, drop: Path, page: Callable[..., str]) -> None:
    night(drop, row(1, "Wren", 20 * HOURS))
    monday = EIGHT + timedelta(days=2)
    new = '<strong class="govuk-tag govuk-tag--blue">New</strong>'
    assert new not in page(council, at=monday)
    assert new in page(council, at=monday, query="?days=3")
    assert new not in page(council, at=monday, query="?days=400")


@pytest.mark.parametrize(
    ("role", "is_there"),
    [
        ("coordinator", True),
        ("duty_worker", True),
        ("team_manager", True),
        ("safeguarding_lead", True),
        ("social_worker", False),
        ("governance_lead", False),
        ("administrator", False),
    ],
)
def test_it_is_there_for_those_who_see_all_of_the_board(
    role: str, is_there: bool, council: Agency, page: Callable[..., str]
) -> None:
    assert (page(council, role) != "404") is is_there


def test_however_many_children_it_asks_equally_often(
    council: Agency, drop: Path, page: Callable[..., str]
) -> None:
    asked = []
    for children in (3, 30):
        night(drop, *(row(n, f"Child{n}", (20 + n) * HOURS) for n in range(children)))
        page(council)
        with CaptureQueriesContext(connection) as queries:
            assert "Child2" in page(council)
        asked.append(len(queries))
    assert asked[0] == asked[1] < 55
