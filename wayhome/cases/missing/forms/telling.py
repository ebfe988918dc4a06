"""What is asked when somebody outside was told, and when what was said must be put right."""

from __future__ import annotations

from typing import Any

from django import forms

from wayhome.cases.children.forms.fields import an_agency, one_of
from wayhome.cases.missing.forms.fact import FactForm
from wayhome.cases.missing.forms.fields import a_few_words, some_words
from wayhome.cases.missing.reports import PoliceTold
from wayhome.rules.episode import Standing
from wayhome.rules.facts import AgencyKind, Missing, MissingFrom, RecordedAs
from wayhome.ui.fields import MomentField

REFERENCE = (
    "The number police gave for this report. Leave it blank if they gave none: "
    "the board then goes on saying POLICE NOT TOLD, because nobody can be sure that they have it."
)


class PoliceToldForm(forms.Form):
    force = an_agency(AgencyKind.POLICE, label="Which police force?")
    at = MomentField(label="When were they told?")
    reference = forms.CharField(max_length=80, required=False, label="Police reference", help_text=REFERENCE)

    def told(self) -> PoliceTold:
        return PoliceTold(**self.cleaned_data)


class AgencyToldForm(forms.Form):
    """An authority, or once the child is found the provider to whom the return interview is handed."""

    agency = an_agency(
        AgencyKind.AUTHORITY,
        AgencyKind.INTERVIEW_PROVIDER,
        label="Which agency?",
        help_text="An authority, or the provider that will hold the return interview.",
    )
    told_at = MomentField(
        time_required=False,
        label="When were they told?",
        help_text="Leave the time blank if only the day is known.",
    )
    that = forms.ChoiceField(label="What were they told?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, standing: Standing, **more: Any) -> None:
        super().__init__(*args, **more)
        told = [("Missing", "That the child is missing")]
        if standing not in (Standing.MISSING, Standing.WHEREABOUTS_KNOWN):
            told.append(("Found", "That the child has been found"))
        if standing in (Standing.RETURNED, Standing.CLOSED):
            told.append(("Returned", "That the child is back"))
        self.fields["that"].choices = told  # type: ignore[attr-defined]
        self.fields["that"].initial = told[-1][0]
        if len(told) == 1:
            self.fields["that"].widget = forms.HiddenInput()
            self.fields["agency"] = an_agency(AgencyKind.AUTHORITY, label="Which local authority?")


class MissingForm(FactForm):
    """The report itself, to be put right afterwards; a new one is made page by page."""

    kind = Missing
    spans = True
    missing_from = one_of(MissingFrom, label="Where from?")
    place = an_agency(
        AgencyKind.CHILDRENS_HOME,
        AgencyKind.FOSTERING,
        AgencyKind.SCHOOL,
        required=False,
        label="Which home, agency or school?",
    )
    force = an_agency(
        AgencyKind.POLICE, required=False, label="Which force polices that place?", empty_label="Not known"
    )
    recorded_as = one_of(RecordedAs, label="Recorded as")
    last_seen_by = a_few_words("Last seen by which responsible adult?")
    last_seen_where = some_words("Where?", rows=2)
    thought_to_be = some_words("Where might the child be?", rows=2)
    with_whom = a_few_words("With whom?")
    phone = a_few_words("The child's phone number")
    clothing = some_words("Clothing", rows=2)
    circumstances = some_words("What happened?", rows=5)
    medication = some_words("Medication due tonight", rows=2)
    reported_by = a_few_words("Person reporting, and how to call them back")


class SealReviewForm(forms.Form):
    """No words are asked: they would soon repeat what must not be read."""

    upheld = forms.TypedChoiceField(
        coerce=lambda typed: typed == "True",
        choices=[
            ("True", "Yes: it stays sealed"),
            ("False", "No: what it said is put back, for everyone who could read it before"),
        ],
        label="Was it right to seal it?",
        widget=forms.RadioSelect,
    )


class SealForm(forms.Form):
    """The reason is one of two, not free words: they would soon repeat what must not be read."""

    reason = forms.ChoiceField(
        label="Why must it not be read?",
        choices=[
            ("It was about another child", "It is about another child"),
            ("It said where the child is", "It says where the child is, and that must not be known"),
        ],
        widget=forms.RadioSelect,
    )
