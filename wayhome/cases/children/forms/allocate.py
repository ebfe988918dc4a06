"""To whom a child is given, and as what."""

from __future__ import annotations

from typing import Any

from django import forms

from wayhome.cases.children.actions.allocation import ways_given
from wayhome.cases.partners.models import Team, User
from wayhome.rules.access import GIVEN, RelationKind
from wayhome.rules.sentence import Sentence
from wayhome.ui.forms import language
from wayhome.ui.wording import say


class AllocateForm(forms.Form):
    """People and teams of one's own agency, under what each would do for the child."""

    who = forms.ChoiceField(label="To whom?")

    def __init__(self, *args: Any, by: User, **more: Any) -> None:
        super().__init__(*args, **more)
        people = User.objects.people().active().filter(agency=by.agency_id, role__in=GIVEN)
        teams = Team.objects.filter(agency=by.agency_id)
        everybody: dict[str, User | Team] = {
            **{f"user-{one.pk}": one for one in people.order_by("full_name")},
            **{f"team-{one.pk}": one for one in teams.order_by("name")},
        }
        self.offered = {
            f"{key}-{tie}": (one, tie) for key, one in everybody.items() for tie in ways_given(one)
        }
        under: dict[str, list[tuple[str, str]]] = {}
        for key, (one, tie) in self.offered.items():
            does = say(Sentence(f"given.{tie}"), language())
            under.setdefault(does, []).append((key, str(one)))
        self.fields["who"].choices = [("", "Choose"), *under.items()]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> tuple[User | Team, RelationKind]:
        """Who, and as what."""
        return self.offered[self.cleaned_data["who"]]
