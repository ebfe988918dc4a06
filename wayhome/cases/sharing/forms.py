"""What is asked of those who agree to share, and of whoever shares."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from wayhome.cases.children.forms.fields import an_agency
from wayhome.cases.partners.models import User
from wayhome.cases.sharing.models import Agreement
from wayhome.rules.facts import AgencyKind
from wayhome.ui.fields import DayField


class ProposeForm(forms.Form):
    """Cleaned data are the arguments of `actions.propose`."""

    other = an_agency(*AgencyKind, label="With which agency?")
    reference = forms.CharField(
        max_length=120,
        label="Where is the signed agreement filed?",
        help_text="Its number or name in your agency’s own register",
    )
    purpose = forms.CharField(
        max_length=2000,
        label="For what purpose?",
        help_text="Say it as the agreement does. Name no child.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    begins = DayField(label="First day")
    ends = DayField(
        required=False, label="Last day", help_text="Leave blank if it lasts until one of you ends it"
    )


class ShareForm(forms.Form):
    """Offers the agreements in force, by the agency on their other side."""

    agreement = forms.ModelChoiceField(
        Agreement.objects.none(), label="With which agency?", empty_label="Choose"
    )
    why = forms.CharField(
        max_length=2000,
        label="What do they need it for?",
        help_text="Share what is relevant, with whom it concerns. It is kept with the share.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    until = DayField(label="Until the end of which day?", help_text="At most 90 days from today")

    def __init__(self, *args: Any, by: User, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        offered: Any = self.fields["agreement"]
        offered.queryset = Agreement.objects.visible_to(by).in_force(today).select_related("one", "other")
        offered.label_from_instance = lambda one: f"{one.with_whom(by.agency)} ({one.reference})"
