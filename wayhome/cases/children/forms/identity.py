"""What is asked to find a child, and to add one."""

from __future__ import annotations

from typing import Any

from django import forms

from wayhome.cases.children.forms.fields import an_agency
from wayhome.cases.children.search import Search
from wayhome.rules.facts import AgencyKind, IdentityStated
from wayhome.ui.fields import DayField


class FindForm(forms.Form):
    says_optional = False

    name = forms.CharField(
        required=False,
        max_length=150,
        help_text="All or part of it, in any order. Names that sound the same are found too.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    born = DayField(required=False, label="Date of birth", help_text="For example 27/3/2011")
    number = forms.CharField(
        required=False,
        max_length=80,
        label="A number",
        help_text="Any agency's number for the child, or a police reference",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not any(said.values()):
            self.add_error("name", "Enter a name, a date of birth or a number")
        return said

    @property
    def search(self) -> Search:
        return Search(**self.cleaned_data)


class IdentityFields(forms.Form):
    forename = forms.CharField(required=False, max_length=120, label="First name")
    surname = forms.CharField(required=False, max_length=120, label="Last name")
    born = DayField(required=False, label="Date of birth", help_text="For example 27/3/2011")
    sex = forms.ChoiceField(
        required=False,
        widget=forms.RadioSelect,
        choices=[("F", "Female"), ("M", "Male"), ("U", "Not known")],
    )
    ethnicity = forms.CharField(required=False, max_length=60)
    postcode = forms.CharField(
        required=False,
        max_length=12,
        label="Home postcode",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )


class AddForm(IdentityFields):
    authority = an_agency(
        AgencyKind.AUTHORITY,
        required=False,
        label="Which authority is responsible for the child?",
        help_text="Leave open if you do not know. Somebody will be asked.",
        empty_label="I do not know",
    )
    none_of_these = forms.BooleanField(required=False, label="None of these is the same child")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not (said["forename"] or said["surname"]):
            self.add_error("forename", "Enter a first or last name, or what the child is called")
        return said

    @property
    def identity(self) -> IdentityStated:
        return IdentityStated(**{name: self.cleaned_data[name] for name in IdentityFields.base_fields})
