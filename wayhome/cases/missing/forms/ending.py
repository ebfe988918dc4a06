"""What is asked to settle, close and open again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from wayhome.cases.children.forms.fields import one_of
from wayhome.cases.children.index import book
from wayhome.cases.children.reading.parts import in_words
from wayhome.cases.missing.forms.fact import FactForm
from wayhome.cases.missing.forms.fields import a_few_words, some_words
from wayhome.cases.partners.models import User
from wayhome.rules.access import ROLES, Act
from wayhome.rules.facts import (
    Closed,
    NotDone,
    Notice,
    NoticeGiven,
    Reopened,
    SeriousEvent,
    SeriousEventStated,
)
from wayhome.rules.finding import Finding, State
from wayhome.ui.forms import language
from wayhome.ui.wording import say

BETWEEN = "|"


class NotDoneForm(FactForm):
    """Law and guidance are never waived: what will not be done is said to be so, with a reason and a name.

    It settles nothing until somebody else has agreed.
    """

    kind = NotDone
    what = forms.ChoiceField(label="What will not be done?", widget=forms.RadioSelect)
    reason = some_words("Why?", required=True)
    decided_by = a_few_words("Who decided?", required=True)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if self.said is not None:
            del self.fields["what"]
            return
        asked = self.fields["what"]
        assert isinstance(asked, forms.ChoiceField)
        asked.choices = list(_open_duties(self.about.findings))

    def more(self) -> Mapping[str, Any]:
        duty, _, rung = self.cleaned_data.get("what", "").partition(BETWEEN)
        return {"duty": duty, "rung": rung, **super().more()}


class NoticeGivenForm(FactForm):
    kind = NoticeGiven
    notice = one_of(Notice, label="What was done?")
    reference = a_few_words("Their reference, if they gave one")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        asked = {*notices_asked(self.about.findings, self.about.by)}
        if isinstance(self.said, NoticeGiven):
            asked.add(self.said.notice)
        self.fields["notice"].choices = [  # type: ignore[attr-defined]
            (one.value, in_words(one, {})) for one in Notice if one in asked
        ]


class SeriousEventForm(FactForm):
    kind = SeriousEventStated
    event = one_of(SeriousEvent, label="What kind of serious event is it?")
    reason = some_words("Why?", required=True)
    decided_by = a_few_words("Who decided?", required=True)


class ClosedForm(FactForm):
    kind = Closed
    reason = some_words("Anything to say about closing it?")


class ReopenedForm(FactForm):
    kind = Reopened
    reason = some_words("Why is it opened again?", required=True)


def can_be_not_done(finding: Finding) -> bool:
    """A duty that is open, that no reason waits for, and that is not settled with another."""
    return (
        not finding.reason_given
        and finding.needs_someone
        and any(
            clock.rule == finding.rule and not getattr(clock, "settled_with", "") for clock in book().clocks
        )
    )


def _open_duties(findings: tuple[Finding, ...]) -> Iterator[tuple[str, str]]:
    for finding in findings:
        if can_be_not_done(finding):
            yield f"{finding.rule}{BETWEEN}{finding.rung}", say(finding.sentence, language())


def notices_asked(findings: tuple[Finding, ...], by: User) -> Iterator[Notice]:
    """What is asked for and not yet met; to whoever does not settle, only what falls on their own agency."""
    settles = Act.SETTLE in ROLES[by.role].acts
    clocks = {clock.rule: clock for clock in book().clocks}
    for finding in findings:
        theirs = settles or (finding.owner is not None and finding.owner.code == by.agency.code)
        if theirs and finding.rule in clocks and finding.state not in (State.MET, State.MET_LATE):
            yield from clocks[finding.rule].notices


def has_open_duties(findings: tuple[Finding, ...]) -> bool:
    return any(can_be_not_done(finding) for finding in findings)
