"""To whom a child's case is given."""

from __future__ import annotations

from typing import Any

from django import forms

from wayhome.cases.children.actions.allocation import MAY_HOLD
from wayhome.cases.partners.models import Team, User


class AllocateForm(forms.Form):
    """To whom of one's own agency: people who may hold a case, and teams."""

    who = forms.ChoiceField(label="To whom?")

    def __init__(self, *args: Any, by: User, **more: Any) -> None:
        super().__init__(*args, **more)
        people = User.objects.people().active().filter(agency=by.agency_id, role__in=MAY_HOLD)
        teams = Team.objects.filter(agency=by.agency_id)
        self.offered: dict[str, User | Team] = {
            **{f"user-{one.pk}": one for one in people.order_by("full_name")},
            **{f"team-{one.pk}": one for one in teams.order_by("name")},
        }
        named = [(key, str(one)) for key, one in self.offered.items()]
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            ("", "Choose"),
            ("People", [pair for pair in named if pair[0].startswith("user")]),
            ("Teams", [pair for pair in named if pair[0].startswith("team")]),
        ]

    @property
    def chosen(self) -> User | Team:
        return self.offered[self.cleaned_data["who"]]
