"""What is asked when somebody outside was told, and when what was said must be put right."""

from __future__ import annotations

from typing import Any

from django import forms

from wayhome.cases.children.forms.fields import an_agency, one_of
from wayhome.cases.missing.forms.fact import FactForm
from wayhome.cases.missing.forms.fields import a_few_words, some_words
from wayhome.cases.missing.reports import PoliceTold
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


class AuthorityToldForm(forms.Form):
    authority = an_agency(AgencyKind.AUTHORITY, label="Which local authority?")
    told_at = MomentField(label="When were they told?")
    that = forms.ChoiceField(
        label="What were they told?",
        choices=[("Missing", "That the child is missing"), ("Found", "That the child has been found")],
        widget=forms.RadioSelect,
        initial="Missing",
    )

    def __init__(self, *args: Any, is_found: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not is_found:
            self.fields["that"].widget = forms.HiddenInput()


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
