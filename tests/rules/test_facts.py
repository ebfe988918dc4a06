"""What means nothing cannot be held; what may be said can."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.saying import EVENING
from wayhome.rules import facts
from wayhome.rules.facts import Answer, Fact, InsteadOfReturn, WhereaboutsStanding
from wayhome.rules.moment import Moment
from wayhome.rules.refusal import Refusal

KNOWN, CLAIMED = WhereaboutsStanding.KNOWN, WhereaboutsStanding.CLAIMED
HARM = facts.SeriousEvent.HARM
AT = Moment.at(EVENING)


def answered(**more: Any) -> Fact:
    return facts.NotDoneAnswered(covers=("m",), reason_given="r", edition=1, **more)


ILLEGAL: list[tuple[str, Callable[[], Fact]]] = [
    (
        "verified_by",
        lambda: facts.Whereabouts(episode="m", standing=KNOWN, how="visit", place_of_concern=False),
    ),
    (
        "how",
        lambda: facts.Whereabouts(episode="m", standing=KNOWN, verified_by="aunt", place_of_concern=False),
    ),
    (
        "place_of_concern",
        lambda: facts.Whereabouts(episode="m", standing=KNOWN, verified_by="aunt", how="visit"),
    ),
    (
        "answer",
        lambda: facts.InterviewAnswered(covers=("m",), answer=Answer.DECLINED, spoken_to=False, by="worker"),
    ),
    ("by", lambda: facts.InterviewAnswered(covers=("m",), answer=Answer.DECLINED, spoken_to=True, by=" ")),
    ("covers", lambda: facts.InterviewAnswered(covers=(), answer=Answer.ACCEPTED)),
    ("covers", lambda: facts.InterviewOffered(covers=())),
    ("covers", lambda: facts.InterviewHeld(covers=())),
    ("covers", lambda: facts.CarerAccount(covers=())),
    ("covers", lambda: facts.NotDone(covers=(), duty="d", reason="r", decided_by="m")),
    ("reason", lambda: facts.NotDone(covers=("m",), duty="d", decided_by="m")),
    ("decided_by", lambda: facts.NotDone(covers=("m",), duty="d", reason="r", decided_by="\t")),
    ("why", lambda: answered(agreed=False, answered_by="m")),
    ("answered_by", lambda: answered(agreed=True)),
    ("collector", lambda: facts.CollectionPlanned(episode="m", collect_by=AT, waits_at="desk")),
    ("waits_at", lambda: facts.CollectionPlanned(episode="m", collect_by=AT, collector="aunt")),
    ("decided_by", lambda: facts.ReturnDecided(episode="m", safe=True)),
    ("instead", lambda: facts.ReturnDecided(episode="m", safe=False, decided_by="worker")),
    ("items", lambda: facts.CameBackWith(episode="m", items=())),
    ("reason", lambda: facts.Reopened(episode="m")),
    ("reason", lambda: facts.Withdrawn(reason="  ")),
    ("reason", facts.AgeDisputed),
    ("reason", lambda: facts.SeriousEventStated(episode="m", event=HARM, decided_by="m")),
    ("decided_by", lambda: facts.SeriousEventStated(episode="m", event=HARM, reason="r")),
    ("scheme", lambda: facts.IdentifierStated(scheme="", value="1")),
    ("value", lambda: facts.IdentifierStated(scheme="force", value=" ")),
    ("value", lambda: facts.Contact(contact=facts.ContactKind.PHONE, value="")),
]

LEGAL: list[Callable[[], Fact]] = [
    lambda: facts.Whereabouts(
        episode="m", standing=KNOWN, verified_by="aunt", how="visit", place_of_concern=True
    ),
    lambda: facts.Whereabouts(episode="m", standing=CLAIMED),
    lambda: facts.InterviewAnswered(covers=("m",), answer=Answer.DECLINED, spoken_to=True, by="worker"),
    lambda: facts.InterviewAnswered(covers=("m",), answer=Answer.DECLINED),
    lambda: facts.InterviewAnswered(covers=("m",), answer=Answer.NOT_REACHED, spoken_to=False),
    lambda: facts.InterviewHeld(covers=("m", "n"), independent=False),
    lambda: facts.NotDone(covers=("m",), duty="d", reason="r", decided_by="m"),
    lambda: answered(agreed=True, answered_by="m"),
    lambda: answered(agreed=False, answered_by="m", why="w"),
    lambda: facts.CollectionPlanned(episode="m", collect_by=AT, collector="aunt", waits_at="desk"),
    lambda: facts.ReturnDecided(episode="m", safe=True, decided_by="worker"),
    lambda: facts.ReturnDecided(
        episode="m", safe=False, decided_by="worker", instead=InsteadOfReturn.ACCOMMODATION
    ),
    lambda: facts.Reopened(episode="m", reason="r"),
    lambda: facts.Withdrawn(reason="another child"),
    lambda: facts.AgeDisputed(reason="r"),
    lambda: facts.SeriousEventStated(episode="m", event=HARM, reason="r", decided_by="m"),
    facts.IdentityStated,
    lambda: facts.Contact(contact=facts.ContactKind.PHONE, value="07700 900123"),
]


@pytest.mark.parametrize(("field", "say"), ILLEGAL)
def test_what_means_nothing_is_refused_by_its_field(field: str, say: Callable[[], Fact]) -> None:
    with pytest.raises(Refusal) as refused:
        say()
    assert refused.value.field == field


@pytest.mark.parametrize("say", LEGAL)
def test_what_may_be_said_holds(say: Callable[[], Fact]) -> None:
    assert say() == say()


def test_a_fact_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        facts.Withdrawn(reason="another child").reason = "none"  # type: ignore[misc]


def test_a_fact_says_which_episodes_it_is_about() -> None:
    assert facts.FoundDead(episode="m").episodes == ("m",)
    assert facts.InterviewHeld(covers=("m", "n")).episodes == ("m", "n")
    assert facts.IdentityStated(forename="Robin").episodes == ()
    phone = facts.Contact(contact=facts.ContactKind.PHONE, value="07700 900123", episode="m")
    assert phone.episodes == ("m",)
