"""One child of the record gone through again, as text: what was seen and asked, by all, and as each agency knew it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from wayhome.cases.audit.actions import INSTALLATION
from wayhome.insight.extract.record import chronologies
from wayhome.insight.replay.inquiry import Inquired, inquired
from wayhome.insight.replay.one_child import Replayed
from wayhome.insight.replay.really import days_earlier
from wayhome.insight.replay.record import ReplayingRecord
from wayhome.rules.alerts import Alerts
from wayhome.rules.alerts.decisions import Asked
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say


def told(question: ReplayingRecord, child: int, names: Mapping[str, str], *, at: datetime) -> Iterator[str]:
    """`names` are those of agencies, by code, and `at` is now. Refuses a child of whom there is nothing to tell."""
    said = _of(question, child, at)
    yield say(Sentence("replay.record.stand_in"))
    if question.known_by is None:
        yield from _told(Sentence("replay.child.known_today"), said.one, said.decided)
    for code, one in said.knew.items():
        yield from _told(Sentence("replay.child.known_by", agency=names.get(code, code)), one, said.decided)


def _of(question: ReplayingRecord, child: int, at: datetime) -> Inquired:
    alerts = Alerts(question.protocols)
    for chronology, company in chronologies(by=INSTALLATION, at=at, child=child):
        if said := inquired(chronology, company, alerts, question.as_at, question.known_by):
            return said
    raise Refusal(Sentence("replay.record.no_child"), field="child")


def _told(heading: Sentence, one: Replayed, decided: datetime | None) -> Iterator[str]:
    yield ""
    yield say(heading)
    for rule, seen in one.first_seen.items():
        days = days_earlier(seen, decided)
        yield "  " + say(
            Sentence(
                "replay.child.seen",
                rule=Sentence(rule),
                at=seen.at,
                episode=seen.episode,
                decided=_decided(days),
            )
        )
    if not one.first_seen:
        yield "  " + say(Sentence("replay.child.never_seen"))
    for asked in one.asked:
        yield "  " + say(
            Sentence("replay.child.asked", at=asked.at, due=asked.due, answered=_answered(asked))
        )


def _decided(days: int | None) -> Sentence:
    """By so many days before a person first decided; None: nobody has."""
    if days is None:
        return Sentence("replay.child.nobody_decided")
    if days == 0:
        return Sentence("replay.child.same_day")
    return Sentence("replay.child.earlier", n=days) if days > 0 else Sentence("replay.child.later", n=-days)


def _answered(asked: Asked) -> Sentence:
    if not asked.answers:
        return Sentence("replay.child.unanswered")
    return Sentence("replay.child.answered", at=asked.answers[0].happened_at)
