"""The agencies that are asked whose a duty is, and what is said of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from tests.cases.children.partnership import partnership
from wayhome.cases.partners.models import User
from wayhome.config.database import sqlite
from wayhome.config.owners import STANDING_FOR_ANY, Asked, asked_of, in_words
from wayhome.rules.facts import AgencyKind
from wayhome.rules.owners import VERSIONS, Gap, Why, situations
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say

__all__ = ["partnership"]

ASKED = Asked(STANDING_FOR_ANY, of_record=False)


@pytest.mark.django_db
def test_the_records_own_agencies_are_asked(partnership: User) -> None:
    asked = asked_of(connection.settings_dict)
    assert asked.of_record
    assert partnership.agency.code in {one.code for one in asked.agencies}


@pytest.mark.django_db
def test_a_record_without_agencies_leaves_those_that_stand_for_any() -> None:
    assert asked_of(connection.settings_dict) == ASKED


def test_where_no_record_is_kept_none_is_made(tmp_path: Path) -> None:
    file = tmp_path / "none.sqlite3"
    assert asked_of(sqlite(file)) == ASKED
    assert not file.exists()


def test_gaps_of_one_reason_stand_under_one_line() -> None:
    when = (("host", "the_same"), ("reporting", "childrens_home.england"))
    found = [
        Gap(Why.NOBODY, "england.return_interview", when),
        Gap(Why.NO_VERSION, "return_interview", ()),
        Gap(Why.NOBODY, "local.missing_meeting", when),
    ]
    first = (
        "Owned by nobody whenever the host authority is the responsible one and the agency that reports is"
    )
    assert list(in_words(ASKED, found))[1:] == [
        f"{first} a children's home in England:",
        "  Hold the return interview (england.return_interview)",
        "  Missing meeting at each of its times (local.missing_meeting)",
        "No nation's version binds in any of them:",
        "  The return interview",
        "The review after a death: exactly one nation's version binds in every one of them.",
    ]


def test_a_partnership_without_a_gap_is_told_so() -> None:
    assert "In every one of them each duty has exactly one owner." in list(in_words(ASKED, []))


def test_all_that_may_be_said_is_worded() -> None:
    values = {value for said in situations(STANDING_FOR_ANY) for value in said}
    assert all(say(Sentence(f"owners.value.{value}")) for value in values if "." not in value)
    assert all(say(Sentence(f"owners.kind.{kind}")) for kind in AgencyKind)
    assert all(say(Sentence(f"owners.version.{kind}")) for kind in VERSIONS)
    assert all(say(Sentence(f"owners.why.{why}", when="always")) for why in Why)
