"""The kinds of question asked of a child: one or several of a list in the catalogue's words, an agency, yes or no."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django import forms

from wayhome.cases.children.reading.parts import in_words
from wayhome.cases.partners.models import Agency
from wayhome.rules.facts import AgencyKind

NOT_KNOWN = "I do not know"


def one_of[E: StrEnum](kind: type[E], *, leave_out: Iterable[E] = (), **more: Any) -> forms.TypedChoiceField:
    """Radios for the values of a kind, in the words of the catalogue; cleans to the value, blank to None."""
    offered = [one for one in kind if one not in set(leave_out)]
    return forms.TypedChoiceField(
        choices=lambda: [(one.value, in_words(one, {})) for one in offered],
        coerce=kind,
        empty_value=None,
        widget=forms.RadioSelect,
        **more,
    )


def several_of[E: StrEnum](kind: type[E], **more: Any) -> forms.TypedMultipleChoiceField:
    """Checkboxes for the values of a kind; cleans to those that are ticked."""
    return forms.TypedMultipleChoiceField(
        choices=lambda: [(one.value, in_words(one, {})) for one in kind],
        coerce=kind,
        empty_value=[],
        widget=forms.CheckboxSelectMultiple,
        **{"required": False, **more},
    )


def an_agency(*kinds: AgencyKind, **more: Any) -> forms.ModelChoiceField:
    """One of the partnership's agencies of these kinds, by name; None where it may be left open and is."""
    known = Agency.objects.filter(kind__in=[kind.value for kind in kinds]).order_by("name")
    return forms.ModelChoiceField(known, **{"empty_label": "Choose", **more})


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
