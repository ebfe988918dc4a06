"""The kinds of question asked here: yes or no, and words."""

from __future__ import annotations

from typing import Any

from django import forms

NOT_KNOWN = "I do not know"


def yes_or_no(
    label: str, *, yes: str = "Yes", no: str = "No", unknown: str = "", **more: Any
) -> forms.TypedChoiceField:
    """Cleans to True or False; to None for `unknown`, where that may be said."""
    answers = [("True", yes), ("False", no)]
    if unknown:
        answers.append(("None", unknown))
    return forms.TypedChoiceField(
        label=label,
        choices=answers,
        coerce={"True": True, "False": False, "None": None}.__getitem__,
        empty_value=None,
        widget=forms.RadioSelect,
        **more,
    )


def some_words(label: str, *, rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
        **{"required": False, **more},
    )


def a_few_words(label: str, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=200, **{"required": False, **more})
