"""What is asked of somebody who opens a record in an emergency, and of whoever answers for it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from wayhome.cases.children.models import Child
from wayhome.cases.emergency.actions import MOST_HOURS
from wayhome.cases.emergency.concerned import named, numbered
from wayhome.cases.emergency.models import Verdict
from wayhome.ui.fields import DayField

HOURS = [(hours, "1 hour" if hours == 1 else f"{hours} hours") for hours in range(1, MOST_HOURS + 1)]

VERDICTS = [
    (Verdict.RIGHT, "Yes: it was needed, and no wider than needed"),
    (Verdict.NOT_RIGHT, "No: it ends now, and your agency’s own procedure follows"),
]


class OpenForm(forms.Form):
    """A child by one number, or by whole name and day of birth: who is only looked around for is not found."""

    number = forms.CharField(
        max_length=120,
        required=False,
        label="A number for the child",
        help_text="Any agency’s own number. Or leave it blank, and give name and date of birth.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
    )
    forename = forms.CharField(max_length=120, required=False, label="First name")
    surname = forms.CharField(max_length=120, required=False, label="Last name")
    born = DayField(required=False, label="Date of birth", help_text="For example 27/3/2011")
    reason = forms.CharField(
        max_length=2000,
        label="Why must you see this record now?",
        help_text="It is read by those who answer for how records are used, today or on the next working day.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    hours = forms.TypedChoiceField(coerce=int, choices=HOURS, label="For how long?")

    says_optional = False

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        by_name = all(said.get(field) for field in ("forename", "surname", "born"))
        if not said.get("number") and not by_name and "born" not in self.errors:
            self.add_error("number", "Enter a number, or the first name, last name and date of birth.")
        return said

    @property
    def children(self) -> QuerySet[Child]:
        said = self.cleaned_data
        if said["number"]:
            return numbered(said["number"].strip())
        return named(said["forename"].strip(), said["surname"].strip(), said["born"])


class ReviewForm(forms.Form):
    verdict = forms.TypedChoiceField(
        coerce=Verdict, choices=VERDICTS, label="Was it right to open the record?", widget=forms.RadioSelect
    )
    said = forms.CharField(
        max_length=2000,
        required=False,
        label="What you found",
        help_text="Say why, where it was not right.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
