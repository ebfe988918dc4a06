"""At which past moment to see a record, and through whose eyes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from wayhome.cases.partners.models import Agency
from wayhome.rules.moment import Moment
from wayhome.ui.fields import MomentField


class LookBackForm(forms.Form):
    moment = MomentField(
        time_required=False,
        label="As at",
        help_text="For example 27/3/2026 and 20:00. Leave the time blank for the end of that day.",
    )
    known_to = forms.ModelChoiceField(
        Agency.objects.none(),
        required=False,
        label="As known then by",
        to_field_name="code",
        empty_label="Everything known today",
    )
    says_optional = False

    def __init__(self, *args: Any, latest: datetime, **more: Any) -> None:
        super().__init__(*args, **more)
        self.latest = latest
        self.fields["known_to"].queryset = Agency.objects.order_by("name")  # type: ignore[attr-defined]

    def clean_moment(self) -> datetime:
        """The end of what was typed, and for today now."""
        moment: Moment = self.cleaned_data["moment"]
        if moment.begins > self.latest:
            raise forms.ValidationError("Choose a moment that has passed")
        return min(moment.ends, self.latest)

    @property
    def query(self) -> dict[str, str]:
        """For an address: codes alone."""
        known_to = self.cleaned_data["known_to"]
        asked = {"at": self.cleaned_data["moment"].isoformat(timespec="seconds").replace("+00:00", "Z")}
        return {**asked, "known_to": known_to.code} if known_to else asked
