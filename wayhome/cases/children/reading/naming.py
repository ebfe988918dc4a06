"""A stated identity in words, as far as a reader may read it: who, stated by whom, and who else was told."""

from __future__ import annotations

from wayhome.cases.children.reading.parts import Entry
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language
from wayhome.ui.wording import say

NAMES = ("forename", "surname")

#: What tells people of one name apart, without where they live.
BESIDE = ("born", "sex", "ethnicity")


def in_one_line(stated: Entry) -> str:
    """'Sam Example, 3 Apr 2011, Male, stated by Northshire Police, Mon 12 Jan 2026, 21:00'."""
    return f"{who(stated)}, {source(stated)}"


def who(stated: Entry) -> str:
    said = stated.by_field
    names = [said[field] for field in NAMES if field in said]
    beside = [said[field].words for field in BESIDE if field in said]
    if any(one.withheld for one in names):
        return ", ".join([_say("name_withheld"), *beside])
    return ", ".join([" ".join(one.words for one in names) or _say("no_name"), *beside])


def source(stated: Entry) -> str:
    return _say("stated_by", of=stated.of, at=stated.event.happened_at)


def told_also(stated: Entry) -> str:
    """Every agency but the one that stated it, with when it was told."""
    told = [_say("told_also", whom=whom, at=one.at) for whom, one in stated.told if whom != stated.of]
    return "; ".join(told) or _say("told_nobody_else")


def not_readable() -> str:
    """In place of an identity that was sealed, or of which the agency in whose eyes it is read was not told."""
    return _say("identity_not_readable")


def _say(key: str, **facts: object) -> str:
    return say(Sentence(f"children.{key}", **facts), language())
