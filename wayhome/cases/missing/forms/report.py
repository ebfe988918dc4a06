"""The questions of a report, one thing a page."""

from __future__ import annotations

from typing import Any

from django import forms

from wayhome.cases.children.forms.fields import NOT_KNOWN, an_agency, one_of, yes_or_no
from wayhome.cases.missing.forms.fields import a_few_words, some_words
from wayhome.rules.facts import AgencyKind, MissingFrom
from wayhome.rules.moment import Moment
from wayhome.rules.refusal import Refusal
from wayhome.ui.fields import DayField, MomentField
from wayhome.ui.forms import add_refusal

#: Where a child may be missing from, and the kind of agency that answers for such a place.
PLACES = {
    MissingFrom.CHILDRENS_HOME: AgencyKind.CHILDRENS_HOME,
    MissingFrom.FOSTER_HOME: AgencyKind.FOSTERING,
    MissingFrom.SCHOOL: AgencyKind.SCHOOL,
}


class PoliceForm(forms.Form):
    asks_one_thing = True
    told = yes_or_no("Have police been told?")


class CallForm(forms.Form):
    told_now = yes_or_no(
        "Have you called them now?",
        yes="Yes, I have called police",
        no="Not yet. I will call as soon as this is sent",
    )


class MissingFromForm(forms.Form):
    asks_one_thing = True
    missing_from = one_of(MissingFrom, leave_out=[MissingFrom.CARE], label="Where is the child missing from?")


class PlaceForm(forms.Form):
    asks_one_thing = True
    place = an_agency(
        required=False, label="Which one is it?", empty_label="It is not listed, or I do not know"
    )

    def __init__(self, *args: Any, missing_from: MissingFrom | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        kind = PLACES.get(missing_from) if missing_from else None
        if kind is not None:
            self.fields["place"] = an_agency(
                kind,
                required=False,
                label="Which one is it?",
                empty_label="It is not listed, or I do not know",
            )


class ResponsibleForm(forms.Form):
    authority = an_agency(
        AgencyKind.AUTHORITY,
        required=False,
        empty_label=NOT_KNOWN,
        label="Which local authority is responsible for the child?",
        help_text="The council that looks after the child, even far away. Otherwise the one where the family lives.",
    )
    force = an_agency(
        AgencyKind.POLICE,
        required=False,
        empty_label=NOT_KNOWN,
        label="Which police force covers the place the child is missing from?",
    )


class LastSeenForm(forms.Form):
    last_seen_at = MomentField(
        time_required=False,
        label="When did a responsible adult last see the child?",
        help_text="A parent, carer, teacher or other professional. Leave the time blank if only the day is known.",
    )
    last_seen_until = MomentField(
        time_required=False,
        required=False,
        label="The latest it can have been",
        help_text="Only if nobody can say exactly, for example between nine and midnight.",
    )
    last_seen_by = a_few_words("Who saw the child then?")
    last_seen_where = some_words("Where was that?", rows=2)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        earliest, latest = said.get("last_seen_at"), said.get("last_seen_until")
        if earliest and latest:
            try:
                said["last_seen_at"] = Moment.between(earliest.begins, latest.ends)
            except Refusal as refusal:
                add_refusal(self, Refusal(refusal.sentence, field="last_seen_until"))
        return said


class WhereaboutsNowForm(forms.Form):
    thought_to_be = some_words("Where might the child be now?", rows=2)
    with_whom = a_few_words("With whom?")
    phone = a_few_words("The child's phone number", widget=forms.TextInput(attrs={"type": "tel"}))


class CircumstancesForm(forms.Form):
    circumstances = some_words(
        "What happened, and why are you worried?",
        rows=5,
        help_text="What you saw and heard. If several children are missing, say what is true of each.",
    )
    clothing = some_words("What is the child wearing?", rows=2)
    medication = some_words(
        "Does the child need medication tonight?", rows=2, help_text="Which, and by when."
    )


class ReportedByForm(forms.Form):
    asks_one_thing = True
    reported_by = a_few_words(
        "Who is reporting, and how can they be called back tonight?",
        required=True,
        help_text="A name, what they are to the child, and a phone number.",
    )


class FindChildForm(forms.Form):
    """Sent by POST, so that no name stands in an address, a history or a log."""

    says_optional = False

    name = forms.CharField(required=False, label="Name", help_text="Any part of it, as you would say it.")
    born = DayField(required=False, label="Date of birth", help_text="For example, 27 March 2011.")
    number = forms.CharField(required=False, label="Number", help_text="NHS, police or social care number.")


class AddChildForm(forms.Form):
    forename = forms.CharField(max_length=120, label="First name")
    surname = forms.CharField(max_length=120, required=False, label="Last name")
    born = DayField(required=False, label="Date of birth", help_text="For example, 27 March 2011.")
    sex = forms.ChoiceField(
        required=False,
        label="Sex",
        choices=[("F", "Female"), ("M", "Male"), ("U", "Not known")],
        widget=forms.RadioSelect,
    )
