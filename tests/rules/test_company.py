"""What children share, where it is rare."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.saying import HOME, after, missing, said
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import (
    EARLIEST,
    RARE,
    Company,
    Share,
    company_as_at,
    company_of,
    first_shared,
    shares,
)
from wayhome.rules.facts import (
    Agency,
    AgencyKind,
    Contact,
    ContactKind,
    Missing,
    MissingFrom,
    Nation,
    Placed,
    PlacementKind,
)
from wayhome.rules.moment import Moment

PHONE = "phone:07700900123"

ELM_HOUSE = Agency("elm-house", AgencyKind.CHILDRENS_HOME, Nation.WALES)


def share(child: int, hours: float, key: str = PHONE) -> Share:
    return Share(key, f"other-{child}", f"e-{child}-{hours:g}", Moment.at(after(hours)), ())


def gathered(everyones: list[Share], first: float = 100) -> Company:
    return company_of("1", {PHONE: after(first)}, everyones)


def test_what_children_may_share() -> None:
    phone = Contact(contact=ContactKind.PHONE, value="07700 900123", episode="m")
    report = Missing(missing_from=MissingFrom.SCHOOL, report="r1")
    placed = Placed(placement=PlacementKind.CHILDRENS_HOME, home=HOME)
    events = [
        said(phone, 3),
        said(report, 2),
        said(placed, 1),
        missing(0),
        missing(4, key="n"),
        missing(5, key="o"),
    ]
    touched = sorted(one.key for one in shares(Chronology.of("1", events)))
    assert touched == ["from:oak-house", PHONE, "report:r1"]


def test_what_is_around_every_child_or_of_no_episode_joins_nobody() -> None:
    of_home = Contact(contact=ContactKind.PHONE, value="07700 900123", role="Mother", episode="m")
    known_before = Contact(contact=ContactKind.PHONE, value="07700 900456")
    events = [said(of_home, 1), said(known_before, 2), missing(0)]
    assert list(shares(Chronology.of("1", events))) == []


def test_a_child_went_missing_from_the_home_or_school_that_is_stated_or_else_where_they_were_placed_then() -> (
    None
):
    moved = Placed(placement=PlacementKind.CHILDRENS_HOME, home=ELM_HOUSE)
    stated = Missing(missing_from=MissingFrom.CHILDRENS_HOME, place=HOME)
    from_home = Missing(missing_from=MissingFrom.FAMILY_HOME)
    placed = Placed(placement=PlacementKind.CHILDRENS_HOME, home=HOME)
    events = [
        said(placed, 0),
        said(moved, 10),
        said(from_home, 12, key="x"),
        said(stated, 14, key="y"),
        missing(16),
    ]
    shared = [(one.key, one.event) for one in shares(Chronology.of("1", events))]
    assert shared == [("from:oak-house", "y"), ("from:elm-house", "m")]


def test_a_report_and_a_home_are_never_common() -> None:
    homes = [share(child, child, key="from:oak-house") for child in range(RARE * 2)]
    assert len(company_of("1", {"from:oak-house": after(100)}, homes)["from:oak-house"]) == EARLIEST


def test_capitals_and_spaces_make_no_other_thing() -> None:
    handles = [
        Contact(contact=ContactKind.HANDLE, value=value, episode="m") for value in ("@Big Dave", "@bigdave ")
    ]
    events = [said(handle, hour, key=f"{hour}") for hour, handle in enumerate(handles)]
    assert {one.key for one in shares(Chronology.of("1", events))} == {"handle:@bigdave"}


def test_when_a_thing_was_first_shared() -> None:
    phone = Contact(contact=ContactKind.PHONE, value="07700 900123", episode="m")
    chronology = Chronology.of("1", [said(phone, 5, key="b"), said(phone, 2, key="a")])
    assert first_shared(shares(chronology)) == {PHONE: after(2)}


def test_an_amended_share_is_of_what_it_says_last() -> None:
    one, other = (
        Contact(contact=ContactKind.PHONE, value=value, episode="m")
        for value in ("07700 900123", "07700 900456")
    )
    amended = Chronology.of("1", [said(one, 1, key="c"), said(other, 1, key="c", edition=2)])
    assert [share.key for share in shares(amended)] == ["phone:07700900456"]


def test_one_fewer_than_the_threshold_is_rare_and_the_threshold_is_common() -> None:
    before = [share(child, child) for child in range(RARE)]
    assert PHONE in gathered(before[:-1])
    assert PHONE not in gathered(before)


def test_children_are_counted_not_shares() -> None:
    assert PHONE in gathered([share(1, hour) for hour in range(RARE * 2)])


def test_only_those_who_came_before_make_a_thing_common() -> None:
    at_once_or_later = [share(child, 100 + child % 2) for child in range(RARE * 3)]
    assert PHONE in gathered(at_once_or_later)


def test_the_earliest_few_are_shown_in_order() -> None:
    later = [share(child, 200 - child) for child in range(EARLIEST + 5)]
    shown = gathered(later)[PHONE]
    assert shown == tuple(sorted(later, key=lambda one: one.happened_at))[:EARLIEST]


def test_a_child_is_no_company_of_its_own_nor_by_what_it_does_not_share() -> None:
    own = Share(PHONE, "1", "e", Moment.at(after(1)), ())
    assert gathered([own, share(2, 1, key="phone:0")]) == {PHONE: ()}


@given(st.lists(st.builds(share, st.integers(1, 30), st.integers(0, 200)), max_size=60), st.integers(1, 40))
def test_more_children_later_never_hide_what_was_shown(everyones: list[Share], more: int) -> None:
    later = [share(1000 + number, 300 + number) for number in range(more)]
    before, after_that = gathered(everyones), gathered([*everyones, *later])
    assert set(before) <= set(after_that)
    for thing, shown in before.items():
        assert after_that[thing][: len(shown)] == shown


def test_as_at_a_moment_company_holds_only_what_had_happened() -> None:
    company = {PHONE: (share(1, 1), share(2, 5)), "phone:0": (share(3, 5, key="phone:0"),)}
    assert company_as_at(company, after(4)) == {PHONE: (share(1, 1),), "phone:0": ()}
    assert company_as_at(company, after(5)) == company
