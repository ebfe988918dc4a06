"""Until when a record is kept, where the page of cases has no words for how it was said."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.saying import ENGLISH, EVENING, HOME, said
from wayhome.rules.chronology import Chronology
from wayhome.rules.event import Event
from wayhome.rules.facts import (
    Agency,
    AgencyKind,
    CareStatus,
    CareStatusStated,
    Fact,
    FoundDead,
    IdentityStated,
)
from wayhome.rules.guidance.keeping import classes_under
from wayhome.rules.guidance.protocol import Protocol
from wayhome.rules.moment import Moment
from wayhome.rules.retention import Kept, Unsettled, kept

AGREED = tuple(classes_under(Protocol(authority_records_kept_years=3)))
BORN = said(IdentityStated(born=date(2011, 4, 3)), -900)


def open_ended(fact: Fact, of: Agency = ENGLISH) -> Event:
    return replace(said(fact, key="open", of=of), happened_at=Moment.since(EVENING))


def asked(*events: Event, of: Agency = ENGLISH) -> Kept:
    return kept(Chronology.of("1", events), of, AGREED)


def test_of_the_last_thing_said_nobody_said_until_when_it_can_have_been() -> None:
    assert asked(BORN, open_ended(IdentityStated(forename="Sam"))).unsettled is Unsettled.LAST_SAID


def test_an_authority_whose_nation_nobody_stated_keeps_by_the_law_of_either() -> None:
    nowhere = Agency("X", AgencyKind.AUTHORITY)
    in_care = said(CareStatusStated(status=CareStatus.LOOKED_AFTER), -800, of=nowhere)
    assert asked(BORN, in_care, of=nowhere).until == Moment.day(date(2086, 4, 3))


def test_a_death_of_which_only_the_beginning_is_known_may_be_an_adults_so_the_longer_holds() -> None:
    born = replace(BORN, of=HOME)
    assert asked(born, open_ended(FoundDead(episode="m"), of=HOME), of=HOME).until == Moment.day(
        date(2086, 4, 3)
    )


@pytest.mark.parametrize(("hours", "is_due"), [(-1, False), (0, True), (1, True)])
def test_it_is_due_once_its_last_day_is_over(hours: int, is_due: bool) -> None:
    one = asked(BORN)
    assert one.until == Moment.day(date(2032, 4, 3))
    assert one.is_due(one.until.ends + timedelta(hours=hours)) is is_due
