"""What is asked about agencies, teams, users, training and shifts. Cleaned data are the actions' own arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.models import model_to_dict

from wayhome.cases.partners.models import Agency, Shift, Team, User
from wayhome.cases.partners.models.user import fitting_roles
from wayhome.rules.moment import Moment
from wayhome.rules.training import Course
from wayhome.ui.fields import DayField, MomentField
from wayhome.ui.forms import language
from wayhome.ui.wording import say

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import QueryDict


class AgencyForm(forms.ModelForm):
    joined_at = MomentField(
        required=False,
        label="When did it begin to record here?",
        help_text="Leave blank if it does not record here itself",
    )

    class Meta:
        model = Agency
        fields = ["name", "code", "kind", "nation", "joined_at", "force", "host_authority"]
        labels = {"force": "Police force of its area", "host_authority": "Authority where it stands"}
        help_texts = {
            "code": "The nine-character GSS code where there is one, else a short name such as oak-house",
            "nation": "Leave blank if it works in both",
            "host_authority": "For a place, such as a children's home",
        }

    def clean_joined_at(self) -> datetime | None:
        moment = self.cleaned_data["joined_at"]
        return moment.begins if moment else None


class ChangeAgencyForm(AgencyForm):
    """The same of an agency that is there, without what stays as it is."""

    class Meta(AgencyForm.Meta):
        fields = ["name", "nation", "joined_at", "force", "host_authority"]

    def __init__(self, sent: QueryDict | None = None, *, agency: Agency) -> None:
        self._joined_at = agency.joined_at
        shown = model_to_dict(agency, self.Meta.fields)
        shown["joined_at"] = Moment.at(self._joined_at) if self._joined_at else None
        super().__init__(sent, initial=shown)
        for name in ("force", "host_authority"):
            self._offer_others(name, agency)

    def _offer_others(self, name: str, agency: Agency) -> None:
        """In the list alone: whoever sends the agency itself all the same reads why not."""
        field: Any = self.fields[name]
        field.widget.choices = [choice for choice in field.choices if choice[0] != agency.pk]

    def clean_joined_at(self) -> datetime | None:
        """The boxes show no seconds: whoever leaves them as they are changes nothing."""
        return super().clean_joined_at() if "joined_at" in self.changed_data else self._joined_at


class TeamForm(forms.ModelForm):
    class Meta:
        model = Team
        fields = ["name", "kind"]
        widgets = {"kind": forms.RadioSelect}
        labels = {"kind": "What does it do?"}


class OfAgencyForm(forms.Form):
    """Asks about somebody of one agency: offers the roles that fit its kind, and its own teams."""

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role, team = self.fields.get("role"), self.fields.get("team")
        if isinstance(role, forms.ChoiceField):
            role.choices = [(fitting.key, fitting.title) for fitting in fitting_roles(agency)]
        if isinstance(team, forms.ModelChoiceField):
            team.queryset = agency.teams.order_by("name")


class RoleForm(OfAgencyForm):
    role = forms.ChoiceField(widget=forms.RadioSelect)


class TeamOfUserForm(OfAgencyForm):
    team = forms.ModelChoiceField(Team.objects.none(), required=False, empty_label="No team")


class PostcodeForm(forms.Form):
    postcode = forms.CharField(
        required=False,
        max_length=12,
        label="Their home postcode",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )


class TrainingForm(forms.Form):
    course = forms.TypedChoiceField(
        coerce=Course,
        choices=lambda: [(one.value, say(one.sentence, language())) for one in Course],
        widget=forms.RadioSelect,
        label="Which training did they have?",
    )
    taken_on = DayField(label="When was it taken?", help_text="Its last day, for example 27/11/2026")
    valid_until = DayField(
        required=False,
        label="Until when does it count?",
        help_text="As its certificate says. Leave blank if it says nothing; your protocol decides",
    )


class UserForm(RoleForm, TeamOfUserForm):
    full_name = forms.CharField(max_length=150, label="Full name")
    email = forms.EmailField(
        label="E-mail address",
        help_text="They sign in with it, and choose their password by a link that is sent to it",
    )

    field_order = ["full_name", "email", "role", "team"]


class ShiftForm(forms.Form):
    """Who is on call for a team, from when to when, and in which order they are called."""

    user = forms.ModelChoiceField(User.objects.none(), label="Who is on call?", empty_label="Choose somebody")
    begins = MomentField(label="From", help_text="For example 27/11/2026 and 20:00")
    ends = MomentField(label="Until")
    step = forms.IntegerField(
        min_value=1,
        max_value=9,
        initial=1,
        label="Call order",
        help_text="1 is called first, 2 if nobody at 1 answers, and so on",
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-2"}),
    )

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = _can_be_on_call(team)  # type: ignore[attr-defined]

    def clean_begins(self) -> datetime:
        return self.cleaned_data["begins"].begins

    def clean_ends(self) -> datetime:
        return self.cleaned_data["ends"].begins


class HandOverForm(forms.Form):
    user = forms.ModelChoiceField(User.objects.none(), label="Who takes over?", empty_label="Choose somebody")

    def __init__(self, *args: Any, shift: Shift, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = _can_be_on_call(shift.team).exclude(pk=shift.user_id)
        self.fields["user"].queryset = others  # type: ignore[attr-defined]


def _can_be_on_call(team: Team) -> Any:
    return User.objects.filter(agency=team.agency_id, is_active=True, is_system=False).order_by("full_name")
