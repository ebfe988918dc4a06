"""However often somebody is refused, little is kept of it, and how often it was can be told."""

from datetime import UTC, datetime, timedelta

import pytest

from wayhome.cases.audit.actions import INSTALLATION, Stranger
from wayhome.cases.audit.models import Entry
from wayhome.cases.audit.refusals import EACH, TALLY, enter_refusal, is_entered

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def refuse(times: int = 1, whose: object = 1, verb: str = "ask_hidden", at: datetime = AT) -> None:
    for _ in range(times):
        enter_refusal(verb, by=lambda: Stranger("E08000032"), at=at, subject="child:1", whose=whose)


def kept() -> list[int]:
    return list(Entry.objects.order_by("pk").values_list("detail__times", flat=True))


def test_the_first_ten_are_entered_each_and_then_ever_fewer() -> None:
    refuse(1_200)
    assert kept() == [*range(1, EACH + 1), 100, 1_000]


def test_a_flood_of_a_million_leaves_fifteen_entries() -> None:
    assert sum(map(is_entered, range(1, 1_000_001))) == 15


def test_the_next_hour_is_counted_anew() -> None:
    refuse(12)
    refuse(2, at=AT + timedelta(hours=1))
    assert kept()[EACH:] == [1, 2]


def test_one_person_and_one_kind_hide_no_other() -> None:
    refuse(12)
    refuse(whose=2)
    refuse(verb="hurry")
    assert kept()[EACH:] == [1, 1]


def test_who_it_was_is_asked_only_where_it_is_entered() -> None:
    asked: list[int] = []

    def who() -> Stranger:
        asked.append(1)
        return Stranger("E08000032")

    for _ in range(50):
        enter_refusal("hurry", by=who, at=AT, subject="page:any", whose="a browser")
    assert len(asked) == EACH


def test_what_is_no_identifier_is_refused_as_in_any_entry() -> None:
    with pytest.raises(ValueError, match="not an identifier"):
        enter_refusal(
            "hurry", by=lambda: INSTALLATION, at=AT, subject="page:any", whose=1, asked="Sam Example"
        )


def test_only_this_hour_is_kept_in_memory() -> None:
    for who in range(50):
        TALLY.count("hurry", who, AT)
    TALLY.count("hurry", 1, AT + timedelta(hours=1))
    assert len(TALLY._times) == 1
