"""What is said of a placement or a time in care: that something was done for it, or will not be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django import forms

from wayhome.cases.children.forms.statement import StatementForm, named_placement
from wayhome.cases.children.index import book
from wayhome.cases.children.reading.known import Known
from wayhome.cases.children.reading.parts import in_words
from wayhome.rules.access import Act
from wayhome.rules.duties import Duty
from wayhome.rules.facts import Fact, NotDone, Notice, NoticeGiven
from wayhome.rules.finding import Finding
from wayhome.rules.placement import Placement, TimeInCare
from wayhome.ui.forms import language
from wayhome.ui.wording import say, when

BETWEEN = "|"


class NotDoneInCareForm(StatementForm):
    """`what` names the duty and what its clock runs over."""

    kind = NotDone
    heading = "Something due for a placement will not be done"
    hint = "Law and guidance are never waived. It stays due until somebody else has agreed to your reason."
    act = Act.SETTLE

    what = forms.ChoiceField(label="What will not be done?", widget=forms.RadioSelect)
    reason = forms.CharField(label="Why?", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    decided_by = forms.CharField(label="Who decided?", max_length=200)

    def begin(self, known: Known, names: Mapping[str, str]) -> None:
        self.fields["happened_at"].label = "When was it decided?"
        self.fields["what"].choices = [  # type: ignore[attr-defined]
            (
                f"{finding.rule}{BETWEEN}{over.key}",
                f"{say(finding.sentence, language())}: {named(over, names)}",
            )
            for _, over, finding in open_duties(known)
            if not finding.reason_given
        ]

    @property
    def fact(self) -> Fact:
        said = self.cleaned_data
        duty, _, key = said["what"].partition(BETWEEN)
        return NotDone(covers=(key,), duty=duty, reason=said["reason"], decided_by=said["decided_by"])


class NoticeInCareForm(StatementForm):
    """`what` names the notice and what it is of."""

    kind = NoticeGiven
    heading = "Something due for a placement was done"
    hint = (
        "Only what your partnership writes here is asked for. Anything else stays in the agency's own system."
    )
    act = Act.NOTIFY

    what = forms.ChoiceField(label="What was done?", widget=forms.RadioSelect)
    reference = forms.CharField(label="Their reference, if they gave one", max_length=200, required=False)

    def begin(self, known: Known, names: Mapping[str, str]) -> None:
        self.fields["happened_at"].label = "When was it done?"
        self.fields["what"].choices = [  # type: ignore[attr-defined]
            (f"{notice}{BETWEEN}{over.key}", f"{in_words(notice, names)}: {named(over, names)}")
            for duty, over, _ in open_duties(known)
            for notice in duty.notices
        ]

    @property
    def fact(self) -> Fact:
        notice, _, key = self.cleaned_data["what"].partition(BETWEEN)
        return NoticeGiven(episode=key, notice=Notice(notice), reference=self.cleaned_data["reference"])


def open_duties(known: Known) -> Iterator[tuple[Duty, TimeInCare, Finding]]:
    """What is still asked for of the child's placements and times in care."""
    said = book().findings_in_care(known.chronology, known.at)
    return (one for one in said if one[-1].needs_someone)


def named(over: TimeInCare, names: Mapping[str, str]) -> str:
    """A placement in words."""
    if isinstance(over, Placement):
        return named_placement(over.fact, over.began.happened_at, names)
    return f"In care since {when(over.began.happened_at, language())}"
