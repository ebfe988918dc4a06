"""Whose history is asked for: a child by a number, since a governance lead sees no names."""

from __future__ import annotations

from typing import Any

from django import forms

from wayhome.cases.children.history import numbered
from wayhome.cases.children.models import Child
from wayhome.cases.partners.models import User


class HistoryForm(forms.Form):
    number = forms.CharField(
        max_length=80,
        label="The child’s number",
        help_text="The number in the address of the child’s page, or any agency’s number for the child",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )

    child: Child

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._by = by

    def clean_number(self) -> str:
        number = str(self.cleaned_data["number"])
        child = numbered(number, self._by)
        if child is None:
            raise forms.ValidationError(
                "No child of your agency has this number, or more than one has. Check it with whoever asks."
            )
        self.child = child
        return number
